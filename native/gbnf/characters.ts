// Sets of characters, and how JSON writes them inside a string: most as they are, a few with an escape.

import { alternatives, literal } from './literal.js';

/** First and last code point, both included */
export type Range = readonly [number, number];

const LAST = 0x10ffff;
const LAST_CONTROL = 0x1f;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export function complement(ranges: readonly Range[]): Range[] {
  const rest: Range[] = [];
  let next = 0;
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (first > next) rest.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= LAST) rest.push([next, LAST]);
  return rest;
}

/** A grammar of one character of the set as JSON.stringify writes it; undefined if no character is left. */
export function jsonCharacter(ranges: readonly Range[]): string | undefined {
  const outside = complement(ranges);
  const plain = complement([...outside, [0, LAST_CONTROL], [QUOTE, QUOTE], [BACKSLASH, BACKSLASH], [0xd800, 0xdfff]]);
  const options = plain.length === 0 ? [] : [`[${plain.map(classRange).join('')}]`];
  const has = (codePoint: number) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last);
  for (const codePoint of [...Array(LAST_CONTROL + 1).keys(), QUOTE, BACKSLASH]) {
    if (has(codePoint)) options.push(literal(JSON.stringify(String.fromCodePoint(codePoint)).slice(1, -1)));
  }
  return options.length === 0 ? undefined : alternatives(options);
}

function classRange([first, last]: Range): string {
  return first === last ? classCharacter(first) : `${classCharacter(first)}-${classCharacter(last)}`;
}

function classCharacter(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (/[0-9A-Za-z]/.test(character)) return character;
  return `\\U${codePoint.toString(16).padStart(8, '0')}`;
}
