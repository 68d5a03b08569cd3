// Text without spaces and punctuation, which remembers where words began and ended: so that "macmini M4" is found in
// "Mac mini（M4）", but not the "16" of a name in "160".

export interface CompactText {
  /** Letters and digits only, folded (NFKC, lower case). */
  readonly folded: string;
  /** Offsets where a word, a number or a hanzi begins or ends. */
  readonly edges: ReadonlySet<number>;
  /** Offsets where something stood between two characters: a space, a sign. */
  readonly gaps: ReadonlySet<number>;
}

type Kind = 'letter' | 'digit' | 'han';

export function compact(text: string): CompactText {
  let folded = '';
  let before: Kind | undefined;
  const edges = new Set([0]);
  const gaps = new Set<number>();
  for (const character of text.normalize('NFKC').toLowerCase()) {
    const kind = kindOf(character);
    if (!kind) {
      if (before) gaps.add(folded.length);
      edges.add(folded.length);
      before = undefined;
      continue;
    }
    if (kind !== before || kind === 'han') edges.add(folded.length);
    folded += character;
    before = kind;
  }
  edges.add(folded.length);
  return { folded, edges, gaps };
}

/** Ends of all places where a word stands from edge to edge. */
export function findWord(text: CompactText, word: string): number[] {
  const { folded } = compact(word);
  const ends: number[] = [];
  if (folded === '') return ends;
  for (let at = text.folded.indexOf(folded); at >= 0; at = text.folded.indexOf(folded, at + 1)) {
    const end = at + folded.length;
    if (text.edges.has(at) && text.edges.has(end)) ends.push(end);
  }
  return ends;
}

function kindOf(character: string): Kind | undefined {
  if (/\p{Script=Han}/u.test(character)) return 'han';
  if (/\p{N}/u.test(character)) return 'digit';
  return /\p{L}/u.test(character) ? 'letter' : undefined;
}
