// The phrasings that the models were trained on, read as what they are: a grammar of requests. Each line is a row of words,
// free choices and values, under a header that says which clauses it stands for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@farhand/shared';
import { canonicalRequest } from '../canonical.js';
import { type ClauseKind, clauseKinds, type SlotName, slotNames } from '../language.js';

export type Node =
  | { readonly word: string }
  | { readonly choices: readonly (readonly Node[])[] }
  | { readonly slot: string }
  | { readonly type: string }
  | { readonly from: number; readonly to: number }
  /** So many words of any kind, at most. */
  | { readonly anything: number };

export interface LineSlot {
  readonly name: string;
  readonly slot: SlotName;
  readonly type: string;
}

export interface LineClause {
  readonly kind: ClauseKind;
  readonly apps?: { readonly name: string; readonly category: string; readonly many: boolean } | 'all';
  readonly slots: readonly LineSlot[];
  readonly takesPrevious: boolean;
}

/** One phrasing. It is taken apart when a request first has all the words that it cannot do without. */
export class Line {
  readonly language: Language;
  /** Empty for what is to be refused. */
  readonly clauses: readonly LineClause[];
  readonly text: string;
  #nodes: readonly Node[] | undefined;

  constructor(language: Language, clauses: readonly LineClause[], text: string) {
    this.language = language;
    this.clauses = clauses;
    this.text = text;
  }

  get nodes(): readonly Node[] {
    this.#nodes ??= nodesOf(this.text, (name) => this.#meantBy(name));
    return this.#nodes;
  }

  /** The words outside all choices: a request without one of them is not said like this. */
  neededWords(): string[] {
    const needed = new Set<string>();
    let depth = 0;
    let word = '';
    const settle = (): void => {
      if (word.length > 1) needed.add(word);
      word = '';
    };
    for (const character of this.text) {
      if (depth === 0 && latin.test(character)) {
        word += character.toLowerCase();
        continue;
      }
      settle();
      if (character === '(' || character === '{') depth += 1;
      else if (character === ')' || character === '}') depth -= 1;
      else if (depth === 0 && hanzi.test(character)) needed.add(character);
    }
    settle();
    return [...needed];
  }

  /** In a refusal, values are of a type and nobody's slot. */
  #meantBy(name: string): Node {
    if (this.clauses.length > 0) return { slot: name };
    return name.startsWith('app') ? { slot: 'app' } : { type: name };
  }
}

const latin = /[A-Za-z]/;
const hanzi = /\p{Script=Han}/u;

/** The same few words stand in thousands of phrasings. */
const wordNodes = new Map<string, readonly Node[]>();

function nodesOfWords(text: string): readonly Node[] {
  const known = wordNodes.get(text);
  if (known !== undefined) return known;
  const nodes = wordsOf(text).map((word) => ({ word }));
  wordNodes.set(text, nodes);
  return nodes;
}

/** The words of a text, without the spaces around them. */
function wordsOf(text: string): string[] {
  // The 's of it's is one word only behind a letter.
  const held = /^['’]\p{L}/u.test(text);
  const { units } = canonicalRequest(held ? `x${text}` : text, []);
  return units.slice(held ? 1 : 0).map((unit) => unit.text.trimStart());
}

const refuses = 'refuse';

function clauseOf(header: string): LineClause {
  const [word = '', ...rest] = header.trim().split(/\s+/);
  const kind = clauseKinds.find((known) => known === word);
  if (kind === undefined) throw new TypeError(`no clause "${word}"`);
  const slots: LineSlot[] = [];
  let apps: LineClause['apps'];
  for (const part of rest) {
    const [name = '', type = ''] = part.split(':');
    const base = name.replace(/\d+$/, '');
    const slot = slotNames.find((known) => known === base);
    if (part === 'all') apps = 'all';
    else if (base === 'app' || base === 'apps') apps = { name, category: type, many: base === 'apps' };
    else if (slot !== undefined) slots.push({ name, slot, type });
  }
  return { kind, ...(apps !== undefined && { apps }), slots, takesPrevious: rest.includes('PREV') };
}

/** Reads "(a|b){slot}c" from `at` to the end or the bracket that closes. */
function nodesFrom(text: string, at: { index: number }, known: (name: string) => Node): Node[][] {
  const rows: Node[][] = [[]];
  let words = '';
  const settle = (): void => {
    if (words !== '') rows.at(-1)?.push(...nodesOfWords(words));
    words = '';
  };
  for (; at.index < text.length; at.index += 1) {
    const character = text[at.index] ?? '';
    if (character === '(') {
      settle();
      at.index += 1;
      rows.at(-1)?.push({ choices: nodesFrom(text, at, known) });
    } else if (character === ')') {
      break;
    } else if (character === '|') {
      settle();
      rows.push([]);
    } else if (character === '{') {
      settle();
      const end = text.indexOf('}', at.index);
      rows.at(-1)?.push(known(text.slice(at.index + 1, end)));
      at.index = end;
    } else {
      words += character;
    }
  }
  settle();
  return rows;
}

/** The nodes of a phrasing; `known` says what a name in braces stands for. */
export function nodesOf(text: string, known: (name: string) => Node): Node[] {
  const [row = []] = nodesFrom(text, { index: 0 }, known);
  return row;
}

function linesIn(text: string, language: Language): Line[] {
  const lines: Line[] = [];
  let clauses: LineClause[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\s#\s.*$/, '').trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('@')) {
      const header = line.slice(1).trim();
      clauses = header === refuses ? [] : header.split('>').map(clauseOf);
      continue;
    }
    lines.push(new Line(language, clauses, line));
  }
  return lines;
}

/** All phrasings below a folder that has one folder for each language. */
export function readLines(folder: string): Line[] {
  return (['zh', 'en'] as const).flatMap((language) =>
    readdirSync(join(folder, language))
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .flatMap((name) => linesIn(readFileSync(join(folder, language, name), 'utf8'), language)),
  );
}
