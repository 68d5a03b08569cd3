// Joins what is written in pieces. Apps draw one price as several texts ("¥" "3999" ".00"), one beside the other; a
// reader needs "¥3999.00". Pieces are joined only where the next one begins at the end of the last, on the same height.
import type { Bounds, ScreenNode } from '../../phone/tree.js';
import { subtree } from '../../phone/tree.js';
import { type Amount, readAmounts, withoutAmounts } from './amounts.js';
import { isVisible, labelOf } from './nodes.js';

export interface Line {
  readonly text: string;
  readonly bounds: Bounds;
  /** Height of the largest piece: what is large is important. */
  readonly sizePx: number;
  readonly nodes: readonly ScreenNode[];
}

/** Prices stand alone or beside a few words; who writes this much besides tells a story that may name any amount. */
const proseLength = 36;
const symbolEnds = /([¥￥$€£]|RMB|CNY)\s*$/i;
const numberEnds = /\d[\d,]*(\.\d*)?$/;
const numberBegins = /^[\d,]+(\.\d+)?(?![\d年月日])/;
const tailBegins = /^(\.\d+|万|元|起)/;
const priceLabelEnds = /(券后|到手|折后|活动|补贴|秒杀|拼单|团购|预估|实付|会员)价?\s*$/;

/** The readable lines of a subtree, from top to bottom and left to right as the tree has them. */
export function linesOf(root: ScreenNode): Line[] {
  const lines: Line[] = [];
  for (const node of subtree(root)) {
    const text = labelOf(node);
    if (text === '' || !isVisible(node) || node.editable) continue;
    if (repeatsItsChildren(node)) continue;
    const last = lines.at(-1);
    const piece: Line = { text, bounds: node.bounds, sizePx: node.bounds.bottom - node.bounds.top, nodes: [node] };
    if (last && continues(last, piece)) lines[lines.length - 1] = join(last, piece);
    else lines.push(piece);
  }
  return lines;
}

/** The amounts that a line names as prices of something: those of a story are none, whatever it tells. */
export function amountsOf(line: Line): Amount[] {
  const isWritten = line.nodes.every(({ text }) => text !== '');
  const isProse = isWritten && line.text.length > proseLength && withoutAmounts(line.text).length > proseLength;
  return isProse ? [] : readAmounts(line.text);
}

/** A described container says again what the texts inside it say; the texts are more exact. */
function repeatsItsChildren(node: ScreenNode): boolean {
  if (node.text !== '' || node.children.length === 0) return false;
  for (const part of subtree(node)) if (part !== node && part.text !== '' && isVisible(part)) return true;
  return false;
}

function continues(last: Line, next: Line): boolean {
  const overlapPx = Math.min(last.bounds.bottom, next.bounds.bottom) - Math.max(last.bounds.top, next.bounds.top);
  const gapPx = next.bounds.left - last.bounds.right;
  const lowPx = Math.min(last.sizePx, next.sizePx);
  if (overlapPx < lowPx * 0.4 || gapPx < -lowPx || gapPx > lowPx * 0.6) return false;
  if (symbolEnds.test(last.text)) return numberBegins.test(next.text);
  if (priceLabelEnds.test(last.text)) return /^[¥￥$€£]/.test(next.text);
  return numberEnds.test(last.text) && tailBegins.test(next.text);
}

function join(a: Line, b: Line): Line {
  return {
    text: a.text + b.text,
    bounds: {
      left: Math.min(a.bounds.left, b.bounds.left),
      top: Math.min(a.bounds.top, b.bounds.top),
      right: Math.max(a.bounds.right, b.bounds.right),
      bottom: Math.max(a.bounds.bottom, b.bounds.bottom),
    },
    sizePx: Math.max(a.sizePx, b.sizePx),
    nodes: [...a.nodes, ...b.nodes],
  };
}
