// How well a phrasing fits a request, or a part of it. All ways to read the words along the phrasing are followed at once, and
// at each place only the best is kept, so the work grows with the length of both and no faster.
import { servesCategory } from '@farhand/shared';
import { clauseRules } from '../language.js';
import type { LineIndex } from './line-index.js';
import type { Line, LineClause, Node } from './lines.js';
import { type End, fillers, OwnWords } from './own-words.js';
import { isQuoted, type RequestWords, type Word } from './request-units.js';
import type { Shapes } from './shapes.js';

/** Words of the request from `from` to before `to` that stand for a slot or an app of the phrasing. */
export interface Capture {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly before: Capture | undefined;
}

export interface Fit {
  /** Higher for more words in common and fewer that anything could be. */
  readonly score: number;
  /** Words that the phrasing says itself, weighed. */
  readonly known: number;
  readonly captures: Capture | undefined;
}

export interface LineFit {
  readonly line: Line;
  readonly fit: Fit;
}

type Reach = (Fit | undefined)[];

const fillerCost = 0.35;
const signCost = 0.05;
/** Of what is known, the part that counts where it is a value and not the phrasing's own words. */
const knownValueShare = 0.5;
/** Where the phrasing names an app and the request does not: it is the usual one then. */
const unsaidAppCost = 1.2;

export function weightOf({ kind }: Word): number {
  if (kind === 'sign') return 0.05;
  return kind === 'hanzi' ? 1 : 2;
}

function better(reach: Reach, at: number, fit: Fit): void {
  const known = reach[at];
  if (known === undefined || known.score < fit.score) reach[at] = fit;
}

export class Matcher {
  readonly #asked: RequestWords;
  readonly #shapes: Shapes;
  readonly #own: OwnWords;
  /** The words between `from` and `to`, while lines are tried there. */
  #said: ReadonlySet<string> = new Set();
  readonly #ends = new Map<string, readonly End[]>();

  constructor(asked: RequestWords, shapes: Shapes) {
    this.#asked = asked;
    this.#shapes = shapes;
    this.#own = new OwnWords(asked);
  }

  /**
   * The best reading of the words from `from` to before `to` along each of the lines that they can be read along, as far as
   * the line is wanted.
   */
  fits(lines: LineIndex, from: number, to: number, isWanted: (line: Line) => boolean = () => true): LineFit[] {
    this.#said = new Set(this.#asked.words.slice(from, to).map(({ text }) => text));
    return lines.withWords(this.#asked.language, this.#said).flatMap((line) => {
      const fit = isWanted(line) ? this.#fit(line, from, to) : undefined;
      return fit === undefined ? [] : [{ line, fit }];
    });
  }

  #fit(line: Line, from: number, to: number): Fit | undefined {
    if (!this.#canBe(line.nodes)) return undefined;
    const reach: Reach = new Array(to + 1);
    reach[from] = { score: 0, known: 0, captures: undefined };
    if (from < this.#asked.front && this.#asked.front < to) reach[this.#asked.front] = reach[from];
    const ended = this.#skip(this.#along(line.nodes, reach, line, to), to);
    return ended[to];
  }

  /** Whether all the words are there that a row cannot do without. */
  #canBe(nodes: readonly Node[]): boolean {
    return nodes.every((node) => {
      if ('word' in node) return isSign(node.word) || this.#said.has(node.word);
      if ('choices' in node) return node.choices.some((row) => this.#canBe(row));
      return true;
    });
  }

  #along(nodes: readonly Node[], start: Reach, line: Line, to: number): Reach {
    let reach = start;
    for (const node of nodes) {
      reach = this.#step(node, reach, line, to);
      if (reach.length === 0) break;
    }
    return reach;
  }

  #step(node: Node, reach: Reach, line: Line, to: number): Reach {
    if ('choices' in node) {
      const all: Reach = [];
      for (const row of node.choices) {
        if (!this.#canBe(row)) continue;
        this.#along(row, reach, line, to).forEach((fit, at) => {
          if (fit !== undefined) better(all, at, fit);
        });
      }
      return all;
    }
    const next: Reach = [];
    const from = this.#skip(reach, to);
    if ('word' in node && isSign(node.word)) return reach;
    from.forEach((fit, at) => {
      if (fit === undefined) return;
      for (const end of this.#endsOf(node, at, line)) {
        if (end.to > to) continue;
        const captures =
          'slot' in node ? { name: node.slot, from: at, to: end.to, before: fit.captures } : fit.captures;
        better(next, end.to, { score: fit.score + end.score, known: fit.known + end.known, captures });
      }
    });
    return next;
  }

  /** Signs and fillers may be passed over. */
  #skip(reach: Reach, to: number): Reach {
    const passed = [...reach];
    for (let at = 0; at < to; at += 1) {
      const fit = passed[at];
      const word = this.#asked.words[at];
      if (fit === undefined || word === undefined) continue;
      const cost = word.kind === 'sign' ? signCost : fillers.has(word.text) ? fillerCost : undefined;
      if (cost !== undefined) better(passed, at + 1, { ...fit, score: fit.score - cost });
    }
    return passed;
  }

  #endsOf(node: Exclude<Node, { choices: unknown }>, at: number, line: Line): readonly End[] {
    const word = this.#asked.words[at];
    if (word === undefined) return [];
    if ('word' in node) {
      const fits = word.text === node.word && !isQuoted(this.#asked, at);
      return fits ? [{ to: at + 1, score: weightOf(word), known: weightOf(word) }] : [];
    }
    if ('from' in node) {
      const number = word.kind === 'number' ? Number(word.text) : Number.NaN;
      return number >= node.from && number <= node.to ? [{ to: at + 1, score: 1, known: 1 }] : [];
    }
    if ('anything' in node) return this.#own.ends({ known: [], open: 'name', longest: node.anything }, at);
    if ('type' in node) return this.#ofType(node.type, at, line);
    return this.#ofSlot(node.slot, at, line);
  }

  #ofSlot(name: string, at: number, line: Line): readonly End[] {
    for (const clause of line.clauses) {
      const slot = clause.slots.find((one) => one.name === name);
      if (slot !== undefined) return this.#ofType(slot.type, at, line);
      if (clause.apps !== undefined && clause.apps !== 'all' && clause.apps.name === name) {
        return this.#ofApps(clause, clause.apps.category, clause.apps.many, at);
      }
    }
    const app = this.#asked.apps.get(at);
    return app === undefined ? [] : [{ to: app.end, score: 1, known: 1 }];
  }

  #ofApps({ kind }: LineClause, category: string, many: boolean, at: number): readonly End[] {
    const app = this.#asked.apps.get(at);
    const unsaid = clauseRules[kind].apps === 'optional' ? [{ to: at, score: -unsaidAppCost, known: 0 }] : [];
    if (app === undefined || !serves(app.mention.app, category)) return many ? [] : unsaid;
    const ends: End[] = [{ to: app.end, score: 2, known: 2 }];
    if (!many) return [...ends, ...unsaid];
    let last = app.end;
    for (let count = 2; ; count += 1) {
      let next = last;
      while (/^(?:[、，,/&]|和|跟|与|及|还|有|以|或|者|and|or|vs)$/u.test(this.#asked.words[next]?.text ?? ''))
        next += 1;
      const other = this.#asked.apps.get(next);
      if (other === undefined || !serves(other.mention.app, category)) break;
      last = other.end;
      ends.push({ to: last, score: 2 * count + 1, known: 2 * count + 1 });
    }
    return ends.slice(1);
  }

  #ofType(type: string, at: number, line: Line): readonly End[] {
    const key = `${type} ${at}`;
    const before = this.#ends.get(key);
    if (before !== undefined) return before;
    this.#ends.set(key, []);
    const shape = this.#shapes(line.language, type);
    const all: (End | undefined)[] = [];
    const put = (end: End): void => {
      const other = all[end.to];
      if (other === undefined || other.score < end.score) all[end.to] = end;
    };
    for (const row of shape.known) {
      const reach: Reach = new Array(at + 1);
      reach[at] = { score: 0, known: 0, captures: undefined };
      this.#within(row, reach, line).forEach((fit, to) => {
        if (fit !== undefined && to > at)
          put({ to, score: fit.score * knownValueShare - this.#own.cutsWord(to), known: fit.known });
      });
    }
    if (shape.open !== 'no') this.#own.ends(shape, at).forEach(put);
    const ends = all.filter((end) => end !== undefined);
    this.#ends.set(key, ends);
    return ends;
  }

  /** Along the words of a value, where nothing is passed over. */
  #within(nodes: readonly Node[], start: Reach, line: Line): Reach {
    let reach = start;
    for (const node of nodes) {
      const next: Reach = [];
      reach.forEach((fit, at) => {
        if (fit === undefined) return;
        if ('choices' in node) {
          for (const row of node.choices) {
            const only: Reach = new Array(at + 1);
            only[at] = fit;
            this.#within(row, only, line).forEach((one, to) => {
              if (one !== undefined) better(next, to, one);
            });
          }
          return;
        }
        for (const end of this.#endsOf(node, at, line)) {
          better(next, end.to, { ...fit, score: fit.score + end.score, known: fit.known + end.known });
        }
      });
      reach = next;
    }
    return reach;
  }
}

function isSign(word: string): boolean {
  return !/[\p{L}\p{N}]/u.test(word);
}

function serves(app: Parameters<typeof servesCategory>[0], category: string): boolean {
  if (category === 'any' || category === 'all' || category === '') return true;
  const wanted = category === 'web' ? ['browser', 'social', 'news', 'work'] : [category];
  return wanted.some((one) => servesCategory(app, one));
}
