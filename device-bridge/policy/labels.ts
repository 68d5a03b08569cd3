// What the control under a finger is called: its own words, or the few inside it. Words are compared plain: without
// widths, accents of layout, invisible characters, pictures, amounts and counters, so that "💰 立 即 支 付 ¥59 ›" is 立即支付.
import type { Bounds, ScreenNode, ScreenTree } from '../phone/tree.js';
import { areaPx, clickTarget, subtree } from '../phone/tree.js';
import { readingsOf } from './painted.js';
import { amountBeside } from './words.js';

/** A control is known by its own few words; a whole row of texts is not a button. */
export const longestLabel = 40;

/** Words around an assent beyond this are a page, not a question. */
const longestQuestion = 1500;

export interface Touched {
  /** What would react. */
  readonly target: ScreenNode;
  /** Its names as they are written, without repetition; none when nothing on it is written. */
  readonly labels: readonly string[];
  /** Texts inside the target, one by one. */
  readonly inside: readonly string[];
}

/** What a touch on a node meets. */
export function touchedBy(node: ScreenNode | undefined): Touched | undefined {
  const target = clickTarget(node) ?? node;
  if (!target) return undefined;
  const inside = [...subtree(target)].map(ownLabel).filter((label) => label !== '');
  const own = [target.text, target.description, node?.text ?? '', node?.description ?? ''];
  const together = inside.join(' ');
  if (together.length <= longestLabel) own.push(together, inside.join(''), ...inside);
  const labels = [...new Set(own.flatMap((label) => readingsOf(node ?? target, label.trim())))];
  return { target, inside, labels: labels.filter((label) => label !== '' && label.length <= longestLabel) };
}

export function ownLabel(node: ScreenNode): string {
  return (node.text || node.description).trim();
}

/** The label as it is compared: see the head of this file. */
export function plainLabel(label: string): string {
  const plain = label
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Co}\p{Emoji_Presentation}\p{M}]/gu, '')
    .replaceAll(amountBeside, '')
    .replaceAll(/[(（[【]?\s*\d{1,3}\s*(s|秒)?\s*[)）\]】]?$/gi, '')
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replaceAll(/\s+/g, ' ');
  return /\p{Script=Han}/u.test(plain) ? plain.replaceAll(/[\s·.、]+/g, '') : plain;
}

/** The words that a question asks around its answer: those of the smallest part of the screen that says more than the answer. */
export function questionAround(target: ScreenNode): string {
  const own = [...subtree(target)].map(ownLabel).join('');
  for (let part = target.parent; part; part = part.parent) {
    const words = [...subtree(part)].map(ownLabel).filter((label) => label !== '');
    const text = words.join('\n');
    if (text.length > longestQuestion) return '';
    if (text.replaceAll('\n', '').length > own.length + 5) {
      const more = part.parent ? [...subtree(part.parent)].map(ownLabel).filter((label) => label !== '') : words;
      const wider = more.join('\n');
      return wider.length <= longestQuestion ? wider : text;
    }
  }
  return '';
}

/** The window that a node belongs to. */
export function windowOf(node: ScreenNode): ScreenNode {
  let current = node;
  while (current.parent) current = current.parent;
  return current;
}

export function isShown({ bounds }: { readonly bounds: Bounds }): boolean {
  return areaPx(bounds) > 0;
}

export function focusedField(tree: ScreenTree): ScreenNode | undefined {
  return tree.nodes.find((node) => node.focused && node.editable);
}
