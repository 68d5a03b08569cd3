// The entries of any list, for people: what each row says, in the order shown.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import { linesOf } from './lines.js';
import { containers, heightPx, isVisible } from './nodes.js';
import { isEnd } from './notices.js';

export interface Row {
  readonly node: ScreenNode;
  readonly lines: readonly string[];
}

const fewestRows = 2;
const loneWrapperDepth = 4;

/** The rows of the list that has the most of them, without the one that says there are no more; empty when there is no list. */
export function findRows(screen: Observation): Row[] {
  let best: Row[] = [];
  for (const container of containers(screen.tree, screen.sizePx.heightPx)) {
    const rows = rowsIn(container);
    if (rows.length >= fewestRows && rows.length >= best.length) best = rows;
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
    if (!isVisible(node) || heightPx(node) > heightPx(container) * 0.7) continue;
    const lines = linesOf(node).map(({ text }) => text);
    if (lines.some((text) => text.length >= 2)) rows.push({ node, lines });
  }
  return rows;
}
