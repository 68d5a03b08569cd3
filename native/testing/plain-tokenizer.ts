// The tokenizer as its definition reads: pre-tokenizer rules as regular expressions, merges one by one. Slow; the
// engine's hand-written splitter and merge queue are held against it.

import type { Vocabulary } from './vocabulary.js';
import { BYTE_LETTERS } from './vocabulary.js';

const DEEPSEEK_WORDS =
  /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|[\p{White_Space}]*[\r\n]+|[\p{White_Space}]+(?![^\p{White_Space}])|[\p{White_Space}]+/gu;

const RULES: Readonly<Record<string, readonly RegExp[]>> = {
  'gpt-2': [
    /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|[\p{White_Space}]+(?![^\p{White_Space}])|[\p{White_Space}]+/gu,
  ],
  'deepseek-v3': [/\p{N}{1,3}/gu, /[一-龥\u3040-\u30ff]+/gu, DEEPSEEK_WORDS],
};

export const PRE_TOKENIZERS: readonly string[] = Object.keys(RULES);

/** Pieces that merges never cross. */
export function plainPieces(preTokenizer: string, text: string): string[] {
  return (RULES[preTokenizer] ?? []).reduce<string[]>(
    (pieces, rule) => pieces.flatMap((piece) => cutAtMatches(rule, piece)),
    text === '' ? [] : [text],
  );
}

export function plainTokenize(vocabulary: Vocabulary, preTokenizer: string, text: string): number[] {
  return plainPieces(preTokenizer, text).flatMap((piece) => mergePiece(vocabulary, piece));
}

function cutAtMatches(rule: RegExp, piece: string): string[] {
  const cut: string[] = [];
  let start = 0;
  for (const found of piece.matchAll(rule)) {
    cut.push(piece.slice(start, found.index), found[0]);
    start = found.index + found[0].length;
  }
  return [...cut, piece.slice(start)].filter((part) => part !== '');
}

function mergePiece(vocabulary: Vocabulary, piece: string): number[] {
  let parts = [...Buffer.from(piece, 'utf8')].map((byte) => BYTE_LETTERS[byte] ?? '');
  for (;;) {
    const ranks = parts.slice(1).map((right, i) => vocabulary.merges.indexOf(`${parts[i]} ${right}`));
    const known = ranks.filter((rank) => rank >= 0);
    if (known.length === 0) return parts.map((part) => vocabulary.tokens.indexOf(part));
    const at = ranks.indexOf(Math.min(...known));
    parts = [...parts.slice(0, at), `${parts[at]}${parts[at + 1]}`, ...parts.slice(at + 2)];
  }
}
