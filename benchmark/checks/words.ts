// Words whatever stands between them: people and models space, quote and punctuate as they like.

/** Letters and digits alone, in one case and width. */
export function bareWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Where the words begin in the text, or -1. Digits at their ends do not run on: G123 is not in G1234. */
export function placeIn(text: string, words: string): number {
  const letters = [...bareWords(words)];
  if (letters.length === 0) return -1;
  const isDigit = (letter: string | undefined): boolean => /\d/.test(letter ?? '');
  const before = isDigit(letters[0]) ? String.raw`(?<!\d)` : '';
  const after = isDigit(letters.at(-1)) ? String.raw`(?!\d)` : '';
  const pattern = letters.join(String.raw`[^\p{L}\p{N}]*`);
  return text.normalize('NFKC').search(new RegExp(`${before}${pattern}${after}`, 'iu'));
}
