// Text without spaces and punctuation, which remembers where words began and ended: so that "macmini M4" is found in
// "Mac mini（M4）", but not the "16" of a name in "160".

export interface CompactText {
  /** Letters and digits only, folded (NFKC, without accents, lower case). */
  readonly folded: string;
  /** Offsets where a word, a number or a hanzi begins or ends; within "OPPOFind" before the F. */
  readonly edges: ReadonlySet<number>;
  /** Offsets where something stood between two characters: a space, a sign. */
  readonly gaps: ReadonlySet<number>;
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

type Kind = 'letter' | 'digit' | 'han';

export function compact(text: string): CompactText {
  let folded = '';
  let before: Kind | undefined;
  const edges = new Set([0]);
  const gaps = new Set<number>();
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFKC');
  const characters = [...plain];
  for (const [index, character] of characters.entries()) {
    const kind = kindOf(character);
    if (!kind) {
      if (before) gaps.add(folded.length);
      edges.add(folded.length);
      before = undefined;
      continue;
    }
    const humps = kind === 'letter' && isHump(characters, index);
    if (kind !== before || kind === 'han' || humps) edges.add(folded.length);
    folded += character.toLowerCase();
    before = kind;
  }
  edges.add(folded.length);
  return { folded, edges, gaps };
}

/** All places where a word stands from edge to edge. */
export function findWord(text: CompactText, word: string): Place[] {
  const { folded } = compact(word);
  const places: Place[] = [];
  if (folded === '') return places;
  for (let start = text.folded.indexOf(folded); start >= 0; start = text.folded.indexOf(folded, start + 1)) {
    const end = start + folded.length;
    if (text.edges.has(start) && text.edges.has(end)) places.push({ start, end });
  }
  return places;
}

/** A capital that begins a word inside a run of letters: behind a small letter, or before one ("OPPOFind", "vivoX"). */
function isHump(characters: readonly string[], index: number): boolean {
  if (!/\p{Lu}/u.test(characters[index] ?? '')) return false;
  const behind = characters[index - 1] ?? '';
  // The small letter of "iPhone" and "eBook" belongs to its word.
  const isPrefix = !/\p{L}/u.test(characters[index - 2] ?? '');
  return (
    (/\p{Ll}/u.test(behind) && !isPrefix) || (/\p{Lu}/u.test(behind) && /\p{Ll}/u.test(characters[index + 1] ?? ''))
  );
}

function kindOf(character: string): Kind | undefined {
  if (/\p{Script=Han}/u.test(character)) return 'han';
  if (/\p{N}/u.test(character)) return 'digit';
  return /\p{L}/u.test(character) ? 'letter' : undefined;
}
