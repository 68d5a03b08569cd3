// The words of a text by which tools are found: of Chinese also every pair of characters, because words are cut differently
// in a question and in a description, and the English words that mean the same.
import { bilingualWords } from './bilingual-words.js';

const translations: ReadonlyMap<string, readonly string[]> = translationsOf();
const longestKey = Math.max(...[...translations.keys()].map((key) => key.length));
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** snake_case, camelCase and Chinese come apart into words. */
export function termsOf(text: string): string[] {
  const apart = text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();
  const words = [...segmenter.segment(apart)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
  const alone = words.filter((word) => word.length === 1).flatMap((word) => translations.get(word) ?? []);
  const runs = apart.match(/\p{Script=Han}{2,}/gu) ?? [];
  return [...words, ...alone, ...runs.flatMap((run) => [...pairsOf(run), ...translated(run)])];
}

function pairsOf(run: string): string[] {
  return Array.from({ length: run.length - 1 }, (_, start) => run.slice(start, start + 2));
}

/** From the left, the longest word that is known. */
function translated(run: string): string[] {
  const found: string[] = [];
  for (let start = 0; start < run.length; ) {
    let length = Math.min(longestKey, run.length - start);
    while (length > 1 && !translations.has(run.slice(start, start + length))) length -= 1;
    if (length > 1) found.push(...(translations.get(run.slice(start, start + length)) ?? []));
    start += length;
  }
  return found;
}

function translationsOf(): Map<string, readonly string[]> {
  const byWord = new Map<string, readonly string[]>();
  for (const [chinese, english] of bilingualWords) {
    for (const word of chinese.split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), ...english.split(' ')]);
  }
  return byWord;
}
