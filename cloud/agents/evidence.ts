// Everything that was read during one piece of work, numbered once: [3] means the same source to whoever searches,
// writes and checks. Also finds the passages of a source that a claim could rest on.
import type { Source } from '@farhand/shared';

const passageLength = 700;
const passageStep = 350;

export class Evidence {
  readonly #sources: Source[] = [];
  readonly #numbers = new Map<string, number>();

  /** Its number, from 1. The same address (or title, where there is none) keeps its number; the longer text is kept. */
  add(source: Source): number {
    const key = source.url ?? `${source.title}\n${source.text}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      if (source.text.length > (this.get(known)?.text.length ?? 0)) this.#sources[known - 1] = source;
      return known;
    }
    const number = this.#sources.push(source);
    this.#numbers.set(key, number);
    return number;
  }

  get(number: number): Source | undefined {
    return this.#sources[number - 1];
  }

  get size(): number {
    return this.#sources.length;
  }
}

/** The passages of a text that share most words with the claim, in the order of the text. */
export function passagesFor(text: string, claim: string, count: number): string[] {
  const wanted = new Set(wordsOf(claim));
  const passages: { start: number; text: string; score: number }[] = [];
  for (let start = 0; start === 0 || start + passageStep < text.length; start += passageStep) {
    const passage = text.slice(start, start + passageLength);
    const shared = new Set(wordsOf(passage).filter((word) => wanted.has(word)));
    passages.push({ start, text: passage, score: shared.size });
  }
  const best = passages.sort((a, b) => b.score - a.score || a.start - b.start);
  const apart: typeof passages = [];
  for (const passage of best) {
    if (apart.length === count) break;
    if (apart.every(({ start }) => Math.abs(start - passage.start) >= passageLength)) apart.push(passage);
  }
  return apart.sort((a, b) => a.start - b.start).map((passage) => passage.text);
}

/** Whether the text holds the quotation, apart from spacing, case and kinds of quotation marks and dashes. */
export function holdsQuotation(text: string, quotation: string): boolean {
  const wanted = folded(quotation);
  return wanted.length >= shortestQuotation && folded(text).includes(wanted);
}

/** Shorter ones stand in any text by chance. */
const shortestQuotation = 8;

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201c\u201d"'`]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function wordsOf(text: string): string[] {
  const words = [...segmenter.segment(text.toLowerCase())].filter(({ isWordLike }) => isWordLike);
  return words.map(({ segment }) => segment).filter((word) => word.length > 2 || /[\p{N}\p{Script=Han}]/u.test(word));
}
