// Where a screen is searched: an edit field to type into, or a bar or icon that leads to one. Found by what it says, by
// what it is and by where it stands, never by an id that is known beforehand.
import type { SizePx } from '@farhand/shared';
import { clickTarget, type ScreenNode, type ScreenTree } from '../../phone/tree.js';
import { isVisible, labelOf, widthPx } from './nodes.js';

const searchWords = /(搜索|搜一搜|搜一下|搜你|查找|寻找|search|🔍)/i;
const searchButton = /^(搜索|搜一下|search|go)$/i;
const searchId = /search/i;
const longestLabel = 30;

/** The edit field to search with, if the screen has one. */
export function findSearchField(tree: ScreenTree, display: SizePx): ScreenNode | undefined {
  const fields = tree.nodes.filter((node) => node.editable && isVisible(node) && node.enabled && !node.password);
  const named = fields.filter(
    (node) => searchWords.test(`${node.hint} ${node.description}`) || searchId.test(idOf(node)),
  );
  const high = fields.filter((node) => node.bounds.bottom < display.heightPx / 4);
  return named.find((node) => node.focused) ?? named[0] ?? high.find((node) => node.focused) ?? high[0];
}

/** What leads to searching, most likely first: the thing to tap. */
export function findSearchEntries(tree: ScreenTree, display: SizePx): ScreenNode[] {
  const scored = new Map<ScreenNode, number>();
  for (const node of tree.nodes) {
    if (!isVisible(node) || node.editable) continue;
    const target = clickTarget(node);
    if (!target || target.editable) continue;
    const points = scoreOf(node, target, display);
    if (points >= 4 && points > (scored.get(target) ?? 0)) scored.set(target, points);
  }
  return [...scored].sort((a, b) => b[1] - a[1]).map(([node]) => node);
}

function scoreOf(node: ScreenNode, target: ScreenNode, display: SizePx): number {
  const label = labelOf(node);
  let points = 0;
  if (label.length <= longestLabel && searchWords.test(label)) points += 4;
  else if (searchId.test(idOf(node))) points += 3;
  if (points === 0) return 0;
  if (target.bounds.bottom < display.heightPx / 4) points += 2;
  if (widthPx(target) > display.widthPx * 0.4) points += 2;
  // A button that says exactly "search" stands beside the bar and searches for what the bar suggests.
  if (searchButton.test(label) && widthPx(target) < display.widthPx * 0.25) points -= 1;
  return points;
}

/** The button that starts the search for what was typed. */
export function findSubmitButton(tree: ScreenTree): ScreenNode | undefined {
  const button = tree.nodes.find((node) => isVisible(node) && !node.editable && searchButton.test(labelOf(node)));
  return clickTarget(button);
}

function idOf(node: ScreenNode): string {
  return node.resourceId.split('/').at(-1) ?? '';
}
