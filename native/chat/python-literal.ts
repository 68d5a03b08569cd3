// Values as Python writes them, which models fall into where JSON is asked for: {'a': [True, None, 'it\'s', (1, 2)]}.
// Reads what is JSON apart from Python's quotes, names, tuples, escapes, digits with _ and commas before a closing bracket.
// Anything else (sets, bytes, sums, comprehensions) is no value.

import type { JsonValue } from '../gbnf/json-schema.js';

const DEEPEST = 100;
const NAMES = new Map<string, JsonValue>([
  ['True', true],
  ['False', false],
  ['None', null],
  ['true', true],
  ['false', false],
  ['null', null],
]);
const NUMBER = /[-+]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][-+]?\d+)?/y;
const NAME = /[A-Za-z]+/y;
const SPACE = /\s*/y;
/** Up to the next escape or quote */
const PLAIN = { "'": /[^'\\\n]*/y, '"': /[^"\\\n]*/y };
const HEXADECIMAL = { x: /[0-9a-fA-F]{2}/y, u: /[0-9a-fA-F]{4}/y, U: /[0-9a-fA-F]{8}/y };
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '0': '\0',
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '/': '/',
};

class NoValue extends Error {}

/** The value that the text is, or undefined. */
export function readPythonLiteral(text: string): JsonValue | undefined {
  try {
    return new LiteralReader(text).whole();
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

class LiteralReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): JsonValue {
    const value = this.#value();
    this.#match(SPACE);
    if (this.#at < this.#text.length) throw new NoValue();
    return value;
  }

  #value(): JsonValue {
    this.#match(SPACE);
    const first = this.#text.charAt(this.#at);
    if (first === '{') return this.#nested(() => this.#dictionary());
    if (first === '[') return this.#nested(() => this.#items(']').items);
    if (first === '(') return this.#nested(() => this.#tuple());
    if (first === "'" || first === '"') return this.#string(first);
    const name = this.#match(NAME);
    if (name !== '') return this.#named(name);
    const number = Number(this.#match(NUMBER).replaceAll('_', '') || Number.NaN);
    if (!Number.isFinite(number)) throw new NoValue();
    return number;
  }

  #named(name: string): JsonValue {
    const value = NAMES.get(name);
    if (value === undefined) throw new NoValue();
    return value;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > DEEPEST) throw new NoValue();
    this.#at++;
    const value = read();
    this.#depth--;
    return value;
  }

  #dictionary(): JsonValue {
    const entries: [string, JsonValue][] = [];
    while (!this.#take('}')) {
      const key = this.#value();
      if (typeof key === 'object' || !this.#take(':')) throw new NoValue();
      entries.push([String(key), this.#value()]);
      if (this.#take(',')) continue;
      if (!this.#take('}')) throw new NoValue();
      break;
    }
    return Object.fromEntries(entries);
  }

  #items(end: ']' | ')'): { items: JsonValue[]; commas: number } {
    const items: JsonValue[] = [];
    let commas = 0;
    while (!this.#take(end)) {
      items.push(this.#value());
      if (this.#take(',')) commas++;
      else if (this.#take(end)) break;
      else throw new NoValue();
    }
    return { items, commas };
  }

  /** One value in parentheses without a comma is that value. */
  #tuple(): JsonValue {
    const { items, commas } = this.#items(')');
    return items.length === 1 && commas === 0 ? (items[0] ?? null) : items;
  }

  #string(quote: "'" | '"'): string {
    this.#at++;
    let value = '';
    for (;;) {
      value += this.#match(PLAIN[quote]);
      const sign = this.#text.charAt(this.#at++);
      if (sign === quote) return value;
      if (sign !== '\\') throw new NoValue();
      value += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#at++);
    if (letter === 'x' || letter === 'u' || letter === 'U') {
      const digits = this.#match(HEXADECIMAL[letter]);
      const codePoint = Number.parseInt(digits, 16);
      if (digits === '' || codePoint > 0x10ffff) throw new NoValue();
      return String.fromCodePoint(codePoint);
    }
    const known = ESCAPES[letter];
    if (known !== undefined) return known;
    if (letter === '') throw new NoValue();
    return `\\${letter}`;
  }

  /** Moves past spaces and the sign, if it is there. */
  #take(sign: string): boolean {
    this.#match(SPACE);
    if (this.#text.charAt(this.#at) !== sign) return false;
    this.#at++;
    return true;
  }

  /** Moves past what the sticky pattern matches here; '' if nothing. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}
