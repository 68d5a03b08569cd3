// Finds personal data in a text: by what it looks like, and names by having been seen where people are listed.
import { type PersonalKind, patterns } from './patterns.js';
import { toPlain } from './plain.js';

export interface Piece {
  readonly kind: PersonalKind;
  /** Places in the text, UTF-16. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Longest text looked through at once; longer ones are looked through in parts that overlap. */
const partUnits = 20_000;
const overlapUnits = 200;

/** The pieces in the order of the text; none overlaps another. */
export function findPersonal(text: string, names: Iterable<string> = []): Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < text.length || from === 0; from += partUnits - overlapUnits) {
    for (const { kind, start, end } of findInPart(text.slice(from, from + partUnits), names)) {
      const piece = { kind, start: start + from, end: end + from };
      if (!pieces.some((other) => overlap(other, piece))) pieces.push(piece);
    }
  }
  return pieces.sort((a, b) => a.start - b.start);
}

function findInPart(text: string, names: Iterable<string>): Piece[] {
  const { plain, places } = toPlain(text);
  const found: Piece[] = [];
  const add = (kind: PersonalKind, start: number, end: number): void => {
    const piece = { kind, start: places[start] ?? 0, end: places[end] ?? text.length };
    if (!found.some((other) => overlap(other, piece))) found.push(piece);
  };
  for (const { kind, words, check } of patterns) {
    for (const match of plain.matchAll(words)) {
      const hidden = match[1] ?? match[0];
      if (check && !check(hidden)) continue;
      const start = match.index + match[0].lastIndexOf(hidden);
      add(kind, start, start + hidden.length);
    }
  }
  for (const name of names) {
    for (let at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + name.length))
      add('NAME', at, at + name.length);
  }
  return found;
}

function overlap(a: Piece, b: Piece): boolean {
  return a.start < b.end && b.start < a.end;
}
