// Phrasings by the words that they cannot be said without. A request has a few dozen words and there are thousands of phrasings:
// each is filed under the rarest word that it needs, and only those are looked at whose word was said.
import type { Language } from '@farhand/shared';
import type { Line } from './lines.js';

interface Filed {
  readonly line: Line;
  readonly needed: readonly string[];
  /** Where it stands among the others. */
  readonly place: number;
}

export class LineIndex {
  /** Under an empty word: those that need none. */
  readonly #shelves = new Map<string, Filed[]>();

  constructor(lines: readonly Line[]) {
    const all = lines.map((line, place) => ({ line, needed: line.neededWords(), place }));
    const counts = new Map<string, number>();
    for (const { needed } of all) for (const word of needed) counts.set(word, (counts.get(word) ?? 0) + 1);
    const countOf = (word: string): number => counts.get(word) ?? Number.POSITIVE_INFINITY;
    for (const filed of all) {
      const rarest = filed.needed.reduce((least, word) => (countOf(word) < countOf(least) ? word : least), '');
      const shelf = this.#shelves.get(rarest);
      if (shelf) shelf.push(filed);
      else this.#shelves.set(rarest, [filed]);
    }
  }

  /** The phrasings of a language that need no words but these, in the order in which they were given. */
  withWords(language: Language, words: ReadonlySet<string>): Line[] {
    return ['', ...words]
      .flatMap((word) => this.#shelves.get(word) ?? [])
      .filter(({ line, needed }) => line.language === language && needed.every((word) => words.has(word)))
      .sort((a, b) => a.place - b.place)
      .map(({ line }) => line);
  }
}
