// What was read from a picture, as the gate takes it: as a sign of danger like any other, and never as a sign of safety.
// A picture does not tell where a button ends, so a touch means every line near it; a reading may be off by a character
// at its ends; and whom a message reaches is not known from a picture.
import type { PixelPoint } from '@farhand/shared';
import type { Bounds, ScreenNode, ScreenTree } from '../phone/tree.js';
import { nodeAt, subtree } from '../phone/tree.js';
import { identityField } from './words.js';

/** How far beyond its ink a line's button reaches, in heights of the line. */
const reachAcross = 5;
const reachUpDown = 1.5;

export function isPainted(node: ScreenNode): boolean {
  return node.source === 'ocr';
}

/** Whether words that were read stand on it, each for itself. */
export function isPaintedGround(node: ScreenNode): boolean {
  return node.children.some(isPainted) && !isButton(node);
}

/** The nodes that a touch may mean: the one under it, or on painted ground all lines near it, perhaps none. */
export function meantBy(tree: ScreenTree, { x, y }: PixelPoint): ScreenNode[] {
  const node = nodeAt(tree, x, y);
  if (!node || !isPaintedGround(node)) return node ? [node] : [];
  return [...subtree(node)].filter((line) => isPainted(line) && line.text !== '' && isNear(line.bounds, x, y));
}

/** Words as they may have been meant: an icon beside them is easily read as one more character. */
export function readingsOf(node: ScreenNode, label: string): string[] {
  if (!isPainted(node) || !/\p{Script=Han}/u.test(label)) return [label];
  const bare = label.replace(/^[\p{Script=Latin}\p{N}]\s?(?=\p{Script=Han})/u, '');
  const barer = bare.replace(/(?<=\p{Script=Han})\s?[\p{Script=Latin}\p{N}]$/u, '');
  return [...new Set([label, bare, barer])];
}

/** A painted field says what it takes by the words in it. */
export function asksIdentity(node: ScreenNode): boolean {
  return isPainted(node) && identityField.test(node.text);
}

/** A ground whose words react to touches as one thing. */
function isButton(node: ScreenNode): boolean {
  return (
    isPainted(node) &&
    node.children.length > 0 &&
    node.children.every(({ clickable, text }) => text !== '' && !clickable)
  );
}

function isNear({ left, top, right, bottom }: Bounds, x: number, y: number): boolean {
  const heightPx = bottom - top;
  const [acrossPx, upDownPx] = [heightPx * reachAcross, heightPx * reachUpDown];
  return x >= left - acrossPx && x < right + acrossPx && y >= top - upDownPx && y < bottom + upDownPx;
}
