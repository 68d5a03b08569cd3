// The tabs beside the chosen one in the upper part of a page: other kinds of the same results.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import { isOnTop, isVisible, wordsIn } from './nodes.js';

const barShare = 0.35;

export interface Tab {
  readonly node: ScreenNode;
  readonly label: string;
}

/** Those that say they hold something first; those that say they hold nothing are left out. */
export function otherTabs({ tree, sizePx }: Observation): Tab[] {
  const chosen = tree.nodes.find(
    (node) => node.selected && node.clickable && isVisible(node) && node.bounds.bottom < sizePx.heightPx * barShare,
  );
  if (!chosen) return [];
  const beside = tree.nodes.filter(
    (node) =>
      node !== chosen &&
      node.clickable &&
      !node.editable &&
      isVisible(node) &&
      node.parent === chosen.parent &&
      isOnTop(node, tree),
  );
  const tabs = beside
    .map((node) => ({ node, label: wordsIn(node)[0] ?? '' }))
    .filter(({ label }) => label !== '' && !/(?<!\d)0$/.test(label));
  return tabs.sort((a, b) => Number(/\d$/.test(b.label)) - Number(/\d$/.test(a.label)));
}
