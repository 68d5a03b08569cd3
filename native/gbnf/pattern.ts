// Reads the regular expressions of JSON Schema's `pattern`, which is found anywhere in a text unless anchors say otherwise.
// Look-around, back references, word borders and \p are refused by name.

import { complement, type Range } from './characters.js';

/** What texts are like; `anything` is any text at all. */
export type Pattern =
  | { readonly kind: 'class'; readonly ranges: readonly Range[] }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly item: Pattern; readonly least: number; readonly most: number | undefined }
  | { readonly kind: 'anything' };

/** Why a pattern can't become a grammar: the end of a sentence. */
export class PatternError extends Error {}

const DEEPEST = 50;
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

/** All of a text in which the expression is found. Throws PatternError. */
export function readPattern(expression: string): Pattern {
  return new PatternParser(expression).parse();
}

class PatternParser {
  readonly #characters: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(expression: string) {
    this.#characters = [...expression];
  }

  parse(): Pattern {
    const options: Pattern[] = [];
    do {
      const begins = this.#take('^');
      const items = this.#sequence();
      const ends = this.#take('$');
      if (!begins) items.unshift({ kind: 'anything' });
      if (!ends) items.push({ kind: 'anything' });
      options.push(sequence(items));
    } while (this.#take('|'));
    if (this.#at < this.#characters.length) throw new PatternError(`has a ${this.#peek()} in the middle`);
    return choice(options);
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

  #sequence(): Pattern[] {
    const items: Pattern[] = [];
    while (!['', '|', ')', '$', '^'].includes(this.#peek())) items.push(this.#repeated(this.#atom()));
    return items;
  }

  #atom(): Pattern {
    const character = this.#next();
    if (character === '(') return this.#group();
    if (character === '[') return this.#one(this.#class());
    if (character === '.') return this.#one(complement(LINE_END));
    if (character === '\\') return this.#one(this.#escape());
    if ('*+?{'.includes(character)) throw new PatternError(`has a ${character} with nothing to repeat`);
    return this.#one([codeRange(character)]);
  }

  #group(): Pattern {
    if (++this.#depth > DEEPEST) throw new PatternError('is nested too deeply');
    if (this.#take('?')) {
      const named = /^\?<[A-Za-z]\w*>/.exec(`?${this.#characters.slice(this.#at).join('')}`)?.[0];
      if (named !== undefined) this.#at += named.length - 1;
      else if (!this.#take(':')) throw new PatternError('looks ahead or behind, which no grammar can');
    }
    const options: Pattern[] = [];
    do options.push(sequence(this.#sequence()));
    while (this.#take('|'));
    if (!this.#take(')')) throw new PatternError('has an anchor or an open end inside parentheses');
    this.#depth--;
    return choice(options);
  }

  #repeated(item: Pattern): Pattern {
    const counts = this.#counts();
    if (counts === undefined) return item;
    this.#take('?');
    return { kind: 'repeat', item, ...counts };
  }

  #counts(): { least: number; most: number | undefined } | undefined {
    if (this.#take('*')) return { least: 0, most: undefined };
    if (this.#take('+')) return { least: 1, most: undefined };
    if (this.#take('?')) return { least: 0, most: 1 };
    if (this.#peek() !== '{') return undefined;
    const [text, first, more, last] = /^\{(\d+)(,(\d*))?\}/.exec(this.#characters.slice(this.#at).join('')) ?? [];
    if (text === undefined) throw new PatternError('has a { that is no count');
    this.#at += text.length;
    const least = Number(first);
    const most = more === undefined ? least : last === '' ? undefined : Number(last);
    if (most !== undefined && most < least)
      throw new PatternError(`has the count ${text}, which ends before it begins`);
    return { least, most };
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

  #one(ranges: readonly Range[]): Pattern {
    if (ranges.length === 0) throw new PatternError('has a class that matches no character');
    return { kind: 'class', ranges };
  }
}

function sequence(items: readonly Pattern[]): Pattern {
  const [only] = items;
  return only !== undefined && items.length === 1 ? only : { kind: 'sequence', items };
}

function choice(options: readonly Pattern[]): Pattern {
  const [only] = options;
  return only !== undefined && options.length === 1 ? only : { kind: 'choice', options };
}

function codeRange(character: string): Range {
  const codePoint = character.codePointAt(0) ?? 0;
  return [codePoint, codePoint];
}

function isSingle(ranges: readonly Range[]): boolean {
  return ranges.length === 1 && ranges[0]?.[0] === ranges[0]?.[1];
}
