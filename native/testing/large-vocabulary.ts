// A vocabulary of the size and mixture that real models have: English words with and without a space before them,
// Chinese words, numbers, white space, and the signs that JSON and code put side by side. Repeatable by its seed.

import { Random } from './random.js';
import type { Vocabulary } from './vocabulary.js';
import { vocabularyOf } from './vocabulary.js';

const SIGNS = [...'{}[]":,.\\/-_+*=<>()!?;#$%&|~^@\'`'];
const JSON_SIGNS = [
  '{"',
  '":"',
  '","',
  '":',
  '":{"',
  '":["',
  '"]',
  '"},{"',
  '"}]}',
  '"}',
  '\\"',
  '\\n',
  '},',
  '[]',
  '{}',
];
const ONSETS = [...'bcdfghjklmnprstvwz', 'ch', 'sh', 'th', 'st', 'tr', 'pr', 'qu', 'bl', 'gr'];
const VOWELS = [...'aeiou', 'ea', 'ou', 'io', 'ee', 'ai'];
const CODAS = ['', '', 'n', 'r', 's', 't', 'l', 'm', 'ng', 'ck', 'nd', 'st', 'ment', 'tion', 'ing', 'ed'];
const FIRST_HANZI = 0x4e00;
const HANZI_COUNT = 6000;

export function largeVocabulary(size = 128_000, seed = 1): Vocabulary {
  return vocabularyOf(words(new Random(seed)), size);
}

function* words(random: Random): Generator<string> {
  yield* JSON_SIGNS;
  for (let i = 0; i < 1000; i++) yield String(i).padStart(1 + (i % 3), '0');
  for (let i = 1; i < 40; i++) yield* [' '.repeat(i), '\n'.repeat(i % 8), `\n${' '.repeat(i)}`, '-'.repeat(i)];
  for (let i = 0; i < HANZI_COUNT; i++) yield hanzi(random);
  for (;;) {
    const kind = random.next();
    if (kind < 0.5) yield ` ${englishWord(random)}`;
    else if (kind < 0.65) yield englishWord(random);
    else if (kind < 0.7) yield `${random.next() < 0.5 ? ' ' : ''}${capitalised(englishWord(random))}`;
    else if (kind < 0.93) yield chineseWord(random);
    else if (kind < 0.97) yield signRun(random);
    else yield `${pick(random, SIGNS)}${englishWord(random)}`;
  }
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.below(from.length)] as T;
}

function englishWord(random: Random): string {
  const syllables = 1 + random.below(4);
  let word = '';
  for (let i = 0; i < syllables; i++) word += pick(random, ONSETS) + pick(random, VOWELS) + pick(random, CODAS);
  return word;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function hanzi(random: Random): string {
  return String.fromCodePoint(FIRST_HANZI + Math.floor(random.next() ** 2 * HANZI_COUNT));
}

function chineseWord(random: Random): string {
  const length = 2 + Math.floor(random.next() ** 2 * 4);
  return Array.from({ length }, () => hanzi(random)).join('');
}

function signRun(random: Random): string {
  return Array.from({ length: 2 + random.below(4) }, () => pick(random, SIGNS)).join('');
}
