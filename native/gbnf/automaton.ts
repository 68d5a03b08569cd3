// Deterministic automata over characters: what stands behind grammars that no expression says shortly, such as a pattern
// beside a length. In the grammar each state becomes a rule: a character and the rule of the state after it.

import { jsonCharacter, type Range } from './characters.js';
import type { Rules } from './rules.js';

export interface Edge<State> {
  readonly ranges: readonly Range[];
  readonly to: State;
}

/** States are told apart by their keys. */
export interface Automaton<State> {
  readonly start: State;
  key(state: State): string;
  accepts(state: State): boolean;
  /** Ranges of different edges have no character in common. */
  edges(state: State): readonly Edge<State>[];
}

/** All states by number, the first one first, with the ranges that lead to others */
export type Table = readonly {
  readonly accepts: boolean;
  readonly edges: ReadonlyMap<number, readonly Range[]>;
}[];

export class TooLargeError extends Error {}

/** The states of an automaton that can be reached. Throws TooLargeError when there are more than `most`. */
export function tableOf<State>(automaton: Automaton<State>, most: number): Table {
  const numbers = new Map([[automaton.key(automaton.start), 0]]);
  const found = [automaton.start];
  const table: Table[number][] = [];
  for (const state of found) {
    const edges = new Map<number, Range[]>();
    for (const { ranges, to } of automaton.edges(state)) {
      const key = automaton.key(to);
      const number = numbers.get(key) ?? found.push(to) - 1;
      numbers.set(key, number);
      if (number >= most) throw new TooLargeError();
      edges.set(number, [...(edges.get(number) ?? []), ...ranges]);
    }
    table.push({ accepts: automaton.accepts(state), edges });
  }
  return table;
}

/** The same with a count of characters: a table for each, up to `most`, or else up to `least`, where it stays. */
export function withLength(table: Table, least: number, most: number | undefined): Table {
  const last = most ?? least;
  return Array.from({ length: last + 1 }, (_, length) =>
    table.map(({ accepts, edges }) => {
      if (length === most) return { accepts: accepts && length >= least, edges: new Map<number, readonly Range[]>() };
      const offset = Math.min(length + 1, last) * table.length;
      const moved = [...edges].map(([to, ranges]) => [offset + to, ranges] as const);
      return { accepts: accepts && length >= least, edges: new Map(moved) };
    }),
  ).flat();
}

/** The rule of what the automaton accepts, as content of a JSON string; undefined if it accepts nothing. */
export function writeTable(table: Table, rules: Rules): string | undefined {
  const written = characterWriter();
  const ending = endingStates(table, (ranges) => written(ranges) !== undefined);
  if (!ending.has(0)) return undefined;
  const name = rules.newName();
  for (const index of reachable(table, ending)) {
    const { accepts = false, edges = new Map<number, readonly Range[]>() } = table[index] ?? {};
    const options = accepts ? ['""'] : [];
    for (const [to, ranges] of edges) {
      const character = ending.has(to) ? written(ranges) : undefined;
      if (character === undefined) continue;
      options.push(table[to]?.edges.size === 0 ? character : `${character} ${name}-${to}`);
    }
    rules.set(`${name}-${index}`, options.join(' | '));
  }
  return `${name}-0`;
}

/** Those from which a text can end: a grammar may not lead anywhere else. */
function endingStates(table: Table, leads: (ranges: readonly Range[]) => boolean): ReadonlySet<number> {
  const before = new Map<number, number[]>();
  for (const [index, { edges }] of table.entries()) {
    for (const [to, ranges] of edges) {
      if (!leads(ranges)) continue;
      const known = before.get(to);
      if (known === undefined) before.set(to, [index]);
      else known.push(index);
    }
  }
  const ending = new Set([...table.keys()].filter((index) => table[index]?.accepts));
  for (const index of ending) for (const earlier of before.get(index) ?? []) ending.add(earlier);
  return ending;
}

function reachable(table: Table, among: ReadonlySet<number>): ReadonlySet<number> {
  const reached = new Set([0]);
  for (const index of reached) {
    for (const to of table[index]?.edges.keys() ?? []) if (among.has(to)) reached.add(to);
  }
  return reached;
}

/** Writes a character of given ranges, undefined for none; the same ranges again and again are written once. */
function characterWriter(): (ranges: readonly Range[]) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (ranges) => {
    const key = ranges.join();
    if (!known.has(key)) known.set(key, jsonCharacter(ranges));
    return known.get(key);
  };
}
