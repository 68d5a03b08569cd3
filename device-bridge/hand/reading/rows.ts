// The entries of any list, for people: what each row says, in the order shown.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode, subtree } from '../../phone/tree.js';
import { linesOf } from './lines.js';
import { containers, heightPx, isVisible } from './nodes.js';
import { isEnd } from './notices.js';

export interface Row {
  readonly node: ScreenNode;
  readonly lines: readonly string[];
}

export interface RowOptions {
  /** A list may be as short as this. Defaults to 2. */
  readonly fewest?: number;
}

const loneWrapperDepth = 4;
/** Cards side by side say at least so much each. */
const fewestCardLines = 2;

/** The rows of the list that has the most of them, without the one that says there are no more; empty when there is no list. */
export function findRows(screen: Observation, { fewest = 2 }: RowOptions = {}): Row[] {
  let best: Row[] = [];
  for (const container of containers(screen.tree, screen.sizePx.heightPx)) {
    const rows = rowsIn(container);
    if (rows.length >= fewest && rows.length >= best.length) best = rows;
  }
  return best.filter(({ lines }) => !lines.every(isEnd));
}

function rowsIn(container: ScreenNode): Row[] {
  let parent = container;
  for (let depth = 0; depth < loneWrapperDepth; depth++) {
    const inside = parent.children.filter(isVisible);
    const only = inside[0];
    if (inside.length !== 1 || !only) break;
    parent = only;
  }
  const rows: Row[] = [];
  for (const node of parent.children) {
    if (!isVisible(node)) continue;
    const cards = cardsSideBySide(node);
    if (cards.length > 1) rows.push(...cards.flatMap((card) => rowOf(card, container)));
    else rows.push(...rowOf(node, container));
  }
  return rows;
}

function rowOf(node: ScreenNode, container: ScreenNode): Row[] {
  if (heightPx(node) > heightPx(container) * 0.7) return [];
  const lines = linesOf(node).map(({ text }) => text);
  return lines.some((text) => text.length >= 2) ? [{ node, lines }] : [];
}

/** Of a grid or a waterfall: parts that react each by itself, in more than one column. */
function cardsSideBySide(node: ScreenNode): ScreenNode[] {
  const cards = [...subtree(node)].filter(
    (part) => part !== node && part.clickable && isVisible(part) && linesOf(part).length >= fewestCardLines,
  );
  const outer = cards.filter((card) => !cards.some((other) => other !== card && isWithin(card, other)));
  const columns = new Set(outer.map(({ bounds }) => bounds.left));
  return columns.size > 1 ? outer : [];
}

function isWithin(node: ScreenNode, ancestor: ScreenNode): boolean {
  for (let current = node.parent; current; current = current.parent) if (current === ancestor) return true;
  return false;
}

/** What opens a row: itself, what it lies in, or the one part of it that reacts. */
export function openerOf({ node }: Row): ScreenNode {
  return clickTarget(node) ?? [...subtree(node)].find(({ clickable }) => clickable) ?? node;
}
