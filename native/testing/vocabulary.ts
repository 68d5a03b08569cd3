// A small byte-level vocabulary for tests: special tokens, the 256 bytes, and merges that build the given words.

import type { MetadataValue } from './gguf-writer.js';

export interface Vocabulary {
  readonly tokens: readonly string[];
  readonly kinds: readonly number[];
  readonly merges: readonly string[];
  readonly endToken: number;
}

const NORMAL = 1;
export const CONTROL = 3;
const USER_DEFINED = 4;

export const BEGIN = '<|begin|>';
export const END = '<|im_end|>';
export const TOOL = '<tool_call>';

const WORDS = [
  ' the',
  ' phone',
  ' open',
  'the',
  'open',
  ' price',
  '京东',
  '淘宝',
  '手机',
  '你好',
  '":"',
  '{"',
  '"}',
  'ab',
  'aba',
  '12',
];

/** One printable character per byte: GPT-2's alphabet. */
export const BYTE_LETTERS: readonly string[] = byteLetters();

/** Tokens: begin, end, tool (user-defined), 256 bytes, then one for every merge. */
export function smallVocabulary(words: readonly string[] = WORDS): Vocabulary {
  return vocabularyOf(words, Number.POSITIVE_INFINITY);
}

/** Tokens for the words and all their beginnings, until there are `size`. */
export function vocabularyOf(words: Iterable<string>, size: number): Vocabulary {
  const special = [BEGIN, END, TOOL];
  const mergesLeft = size - special.length - BYTE_LETTERS.length;
  const merges: string[] = [];
  const merged = new Set<string>();
  for (const word of words) {
    const letters = [...Buffer.from(word, 'utf8')].map((byte) => BYTE_LETTERS[byte] ?? '');
    let left = letters[0] ?? '';
    for (const right of letters.slice(1)) {
      const whole = left + right;
      if (!merged.has(whole) && merges.length < mergesLeft) {
        merges.push(`${left} ${right}`);
        merged.add(whole);
      }
      left = whole;
    }
    if (merges.length >= mergesLeft) break;
  }
  return {
    tokens: [...special, ...BYTE_LETTERS, ...merged],
    kinds: [CONTROL, CONTROL, USER_DEFINED, ...BYTE_LETTERS.map(() => NORMAL), ...merges.map(() => NORMAL)],
    merges,
    endToken: 1,
  };
}

export function vocabularyMetadata(vocabulary: Vocabulary, preTokenizer: string): [string, MetadataValue][] {
  return [
    ['tokenizer.ggml.model', { text: 'gpt2' }],
    ['tokenizer.ggml.pre', { text: preTokenizer }],
    ['tokenizer.ggml.tokens', { texts: vocabulary.tokens }],
    ['tokenizer.ggml.token_type', { i32s: vocabulary.kinds }],
    ['tokenizer.ggml.merges', { texts: vocabulary.merges }],
    ['tokenizer.ggml.bos_token_id', { u32: 0 }],
    ['tokenizer.ggml.eos_token_id', { u32: vocabulary.endToken }],
  ];
}

function byteLetters(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCodePoint(printable ? byte : next++);
  });
}
