// Lines of text and the grounds behind them as a tree: a line stands on the smallest ground around it, a ground on the
// next larger one. So a button has its words inside, and a card its texts, as they would in an app that says so itself.
import { areaPx, type Bounds, intersect } from '../tree.js';
import { covers, type PartRead } from './picture-text.js';

export interface Piece {
  readonly bounds: Bounds;
  /** Empty for a ground. */
  readonly text: string;
  readonly confidence: number;
  /** Reacts to touches as one thing: nobody can tell from a picture, so every line does, unless its button does. */
  readonly clickable: boolean;
  readonly children: Piece[];
}

/** Two grounds that share this much are one, seen twice: a button and its outline. */
const sameShare = 0.85;
/** A button is at most so many times as high as a line on it, and holds at most so many lines. */
const buttonLines = 4;
const mostButtonTexts = 3;

export function layOut({ lines, grounds }: PartRead): Piece[] {
  const distinct = withoutDoubles([...grounds].sort((a, b) => areaPx(b) - areaPx(a)));
  const boxes = distinct.map((bounds): Piece => ({ bounds, text: '', confidence: 1, clickable: true, children: [] }));
  const top: Piece[] = [];
  // From the largest: what a ground stands on comes before it.
  boxes.forEach((box, index) => {
    (smallestAround(box.bounds, boxes.slice(0, index))?.children ?? top).push(box);
  });
  const onGround = new Map<Piece, number>();
  const placed = lines.map((line) => ({ line, ground: smallestAround(line.bounds, boxes) }));
  for (const { ground } of placed) if (ground) onGround.set(ground, (onGround.get(ground) ?? 0) + 1);
  for (const { line, ground } of placed) {
    const isButton =
      ground !== undefined &&
      heightOf(ground.bounds) <= heightOf(line.bounds) * buttonLines &&
      (onGround.get(ground) ?? 0) <= mostButtonTexts;
    (ground?.children ?? top).push({ ...line, clickable: !isButton, children: [] });
  }
  for (const box of boxes) box.children.splice(0, box.children.length, ...inReadingOrder(box.children));
  return inReadingOrder(top);
}

/** From top to bottom in rows, each from left to right. */
function inReadingOrder(pieces: readonly Piece[]): Piece[] {
  const rows: { bottom: number; pieces: Piece[] }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.bounds.top - b.bounds.top)) {
    const row = rows.at(-1);
    const middle = (piece.bounds.top + piece.bounds.bottom) / 2;
    if (row && middle < row.bottom) {
      row.pieces.push(piece);
      row.bottom = Math.min(row.bottom, piece.bounds.bottom);
    } else rows.push({ bottom: piece.bounds.bottom, pieces: [piece] });
  }
  return rows.flatMap((row) => row.pieces.sort((a, b) => a.bounds.left - b.bounds.left));
}

function withoutDoubles(grounds: readonly Bounds[]): Bounds[] {
  const kept: Bounds[] = [];
  for (const ground of grounds) {
    const isDouble = kept.some((other) => {
      const shared = areaPx(intersect(ground, other));
      return shared / (areaPx(ground) + areaPx(other) - shared) > sameShare;
    });
    if (!isDouble) kept.push(ground);
  }
  return kept;
}

function smallestAround(bounds: Bounds, boxes: readonly Piece[]): Piece | undefined {
  let smallest: Piece | undefined;
  for (const box of boxes) {
    if (box.bounds === bounds || !covers(box.bounds, bounds)) continue;
    if (!smallest || areaPx(box.bounds) < areaPx(smallest.bounds)) smallest = box;
  }
  return smallest;
}

function heightOf({ top, bottom }: Bounds): number {
  return bottom - top;
}
