// Which figure of an answer was seen where: the step whose screen showed it. Offers know their step; other figures are
// looked for in what each step is evidence of. A figure that nothing shows gets no link.
import type { Money, TaskResult } from '@farhand/shared';
import { stepKey } from './story.js';

/** Not within a word or a size: the 256 of 256GB is no figure of its own. */
const figure = /(?<![\p{L}\d.,])(?:[¥￥$€£]\s?)?\d[\d,]*(?:\.\d+)?(?!\p{Script=Latin}|\d)/gu;

export type Piece = string | { readonly figure: string; readonly key: string };

/** A text cut into what is plain and what leads to a step. */
export function withFigures(text: string, seen: ReadonlyMap<string, string>): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(figure)) {
    const key = seen.get(plain(found[0]));
    if (key === undefined) continue;
    pieces.push(text.slice(from, found.index), { figure: found[0], key });
    from = found.index + found[0].length;
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== '');
}

/** Key of a step by figure; the first that showed it. */
export function figuresSeen({ reports }: TaskResult): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  const note = (said: string, key: string) => {
    // A single digit stands everywhere and proves nothing.
    const bare = plain(said);
    if (bare.length > 1 && !seen.has(bare)) seen.set(bare, key);
  };
  for (const { subtaskId, values } of reports) {
    for (const { price, listPrice, step } of values?.offers ?? []) {
      note(inUnits(price), stepKey(subtaskId, step));
      if (listPrice) note(inUnits(listPrice), stepKey(subtaskId, step));
    }
  }
  for (const { subtaskId, evidence = [] } of reports) {
    for (const { step, what } of evidence) {
      for (const [said] of what.matchAll(figure)) note(said, stepKey(subtaskId, step));
    }
  }
  return seen;
}

/** As people say it: some currencies have no cents. */
function inUnits({ minor, currency }: Money): string {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return String(minor / 10 ** maximumFractionDigits);
}

/** ¥4,029.00 and 4029 are the same figure. */
function plain(said: string): string {
  return said
    .replaceAll(/[^\d.]/g, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
