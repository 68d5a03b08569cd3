// Regular expressions of JSON Schema's `pattern` as grammars of the content of a JSON string. Characters that JSON escapes
// are written as JSON.stringify writes them. Look-around, back references, word borders and \p are refused by name.

import type { Range } from './characters.js';
import { complement, jsonCharacter } from './characters.js';
import { alternatives, repetition } from './literal.js';

/** Why a pattern can't become a grammar: the end of a sentence. */
export class PatternError extends Error {}

const DIGIT: readonly Range[] = [[0x30, 0x39]];
const WORD: readonly Range[] = [...DIGIT, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
const LINE_END: readonly Range[] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
const SPACE: readonly Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const CLASS_ESCAPES: Readonly<Record<string, readonly Range[]>> = {
  d: DIGIT,
  D: complement(DIGIT),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
};
const CONTROL_ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 };

/** The grammar of all strings in which the pattern is found. `anyCharacter` is the grammar of one character. */
export function patternToGbnf(pattern: string, anyCharacter: string): string {
  return new PatternParser(pattern, anyCharacter).parse();
}

/** The grammar of one character, if the pattern asks for a run of one class from beginning to end: `^[a-z]+$`. */
export function singleClassRun(pattern: string): { character: string; least: number } | undefined {
  const found = /^\^(\\[dws]|\.|\[(?:[^\]\\]|\\.)+\])([*+])\$$/u.exec(pattern);
  if (found?.[1] === undefined) return undefined;
  return { character: new PatternParser(found[1], '').parseOne(), least: found[2] === '+' ? 1 : 0 };
}

class PatternParser {
  readonly #characters: readonly string[];
  readonly #anyCharacter: string;
  #at = 0;

  constructor(pattern: string, anyCharacter: string) {
    this.#characters = [...pattern];
    this.#anyCharacter = anyCharacter;
  }

  parse(): string {
    const options: string[] = [];
    do {
      const begins = this.#take('^');
      const items = this.#sequence();
      const ends = this.#take('$');
      if (!begins) items.unshift(`${this.#anyCharacter}*`);
      if (!ends) items.push(`${this.#anyCharacter}*`);
      options.push(items.length === 0 ? '""' : items.join(' '));
    } while (this.#take('|'));
    if (this.#at < this.#characters.length) throw new PatternError(`has a ${this.#peek()} in the middle`);
    return alternatives(options);
  }

  parseOne(): string {
    return this.#atom();
  }

  #peek(): string {
    return this.#characters[this.#at] ?? '';
  }

  #next(): string {
    const character = this.#peek();
    if (character === '') throw new PatternError('ends in the middle of a part');
    this.#at++;
    return character;
  }

  #take(text: string): boolean {
    const there = this.#characters.slice(this.#at, this.#at + text.length).join('') === text;
    if (there) this.#at += text.length;
    return there;
  }

  #sequence(): string[] {
    const items: string[] = [];
    while (!['', '|', ')', '$', '^'].includes(this.#peek())) items.push(this.#atom() + this.#quantifier());
    return items;
  }

  #atom(): string {
    const character = this.#next();
    if (character === '(') return this.#group();
    if (character === '[') return this.#one(this.#class());
    if (character === '.') return this.#one(complement(LINE_END));
    if (character === '\\') return this.#one(this.#escape());
    if ('*+?{'.includes(character)) throw new PatternError(`has a ${character} with nothing to repeat`);
    return this.#one([codeRange(character)]);
  }

  #group(): string {
    if (this.#take('?')) {
      const named = /^\?<[A-Za-z]\w*>/.exec(`?${this.#characters.slice(this.#at).join('')}`)?.[0];
      if (named !== undefined) this.#at += named.length - 1;
      else if (!this.#take(':')) throw new PatternError('looks ahead or behind, which no grammar can');
    }
    const options: string[] = [];
    do {
      const items = this.#sequence();
      options.push(items.length === 0 ? '""' : items.join(' '));
    } while (this.#take('|'));
    if (!this.#take(')')) throw new PatternError('has an anchor or an open end inside parentheses');
    return `(${options.join(' | ')})`;
  }

  #quantifier(): string {
    let text = '';
    if (this.#take('*')) text = '*';
    else if (this.#take('+')) text = '+';
    else if (this.#take('?')) text = '?';
    else if (this.#peek() === '{') text = this.#counts();
    if (text !== '') this.#take('?');
    return text;
  }

  #counts(): string {
    const found = /^\{(\d+)(,(\d*))?\}/.exec(this.#characters.slice(this.#at).join(''));
    if (found?.[1] === undefined) throw new PatternError('has a { that is no count');
    this.#at += found[0].length;
    const least = Number(found[1]);
    if (found[2] === undefined) return `{${least}}`;
    return repetition(least, found[3] === '' ? undefined : Number(found[3]));
  }

  #class(): Range[] {
    const negated = this.#take('^');
    const ranges: Range[] = [];
    while (!this.#take(']')) {
      const first = this.#classMember();
      if (this.#peek() === '-' && this.#characters[this.#at + 1] !== ']' && isSingle(first)) {
        this.#next();
        const last = this.#classMember();
        if (!isSingle(last)) throw new PatternError('has a range that ends in a class');
        ranges.push([first[0]?.[0] ?? 0, last[0]?.[0] ?? 0]);
      } else {
        ranges.push(...first);
      }
    }
    return negated ? complement(ranges) : ranges;
  }

  #classMember(): readonly Range[] {
    const character = this.#next();
    if (character !== '\\') return [codeRange(character)];
    return this.#take('b') ? [[8, 8]] : this.#escape();
  }

  #escape(): readonly Range[] {
    const character = this.#next();
    const known = CLASS_ESCAPES[character];
    if (known !== undefined) return known;
    const control = CONTROL_ESCAPES[character];
    if (control !== undefined) return [[control, control]];
    if (character === 'x' || character === 'u') return [this.#hexadecimal(character === 'x' ? 2 : 4)];
    if (/[A-Za-z0-9]/.test(character)) throw new PatternError(`uses \\${character}, which no grammar is written for`);
    return [codeRange(character)];
  }

  #hexadecimal(digits: number): Range {
    const rest = this.#characters.slice(this.#at).join('');
    const found =
      (digits === 4 ? /^\{([0-9a-fA-F]+)\}/.exec(rest) : null) ?? new RegExp(`^([0-9a-fA-F]{${digits}})`).exec(rest);
    if (found?.[1] === undefined) throw new PatternError('has an escape without its hexadecimal digits');
    this.#at += found[0].length;
    const codePoint = Number.parseInt(found[1], 16);
    return [codePoint, codePoint];
  }

  #one(ranges: readonly Range[]): string {
    const character = jsonCharacter(ranges);
    if (character === undefined) throw new PatternError('has a class that matches no character');
    return character;
  }
}

function codeRange(character: string): Range {
  const codePoint = character.codePointAt(0) ?? 0;
  return [codePoint, codePoint];
}

function isSingle(ranges: readonly Range[]): boolean {
  return ranges.length === 1 && ranges[0]?.[0] === ranges[0]?.[1];
}
