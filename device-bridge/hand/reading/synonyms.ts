// Words that shops and shoppers use for one another: brands in both languages, and the commonest kinds of goods. A title
// in one language answers a query in the other. What is not listed is matched as it is written.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const groups = z
  .array(z.array(z.string().min(1)).min(2))
  .parse(JSON.parse(readFileSync(new URL('./goods-words.json', import.meta.url), 'utf8')));

const byWord = new Map<string, Set<string>>();
for (const group of groups) {
  for (const word of group) {
    const known = byWord.get(word) ?? new Set<string>();
    for (const other of group) if (other !== word) known.add(other);
    byWord.set(word, known);
  }
}

/** Words of the longest entry, counted as a query counts them. */
export const longestEntryWords: number = Math.max(...[...byWord.keys()].map((word) => word.split(/[\s-]+/).length));

/** Spoken measures and series, in the other language: "510l" is "510升", "s10" is "series 10". */
const measures: readonly (readonly [RegExp, string])[] = [
  [/^(\d+(?:\.\d+)?)l$/, '$1升'],
  [/^(\d+(?:\.\d+)?)升$/, '$1l'],
  [/^(\d+(?:\.\d+)?)kg$/, '$1公斤'],
  [/^(\d+(?:\.\d+)?)公斤$/, '$1kg'],
  [/^(\d+(?:\.\d+)?)ml$/, '$1毫升'],
  [/^(\d+(?:\.\d+)?)毫升$/, '$1ml'],
  [/^(\d+(?:\.\d+)?)(?:inch|in)$/, '$1英寸'],
  [/^(\d+(?:\.\d+)?)(?:英寸|寸)$/, '$1inch'],
  [/^s(\d{1,2})$/, 'series $1'],
];

/** Other ways to say a word or phrase (lower case), not itself. */
export function synonymsOf(word: string): readonly string[] {
  const listed = byWord.get(word) ?? [];
  const measured = measures.flatMap(([pattern, form]) => (pattern.test(word) ? [word.replace(pattern, form)] : []));
  return [...listed, ...measured];
}

/** Whether the lexicon has the word or phrase. */
export function isListed(word: string): boolean {
  return byWord.has(word);
}
