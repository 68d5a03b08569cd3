// All texts that several patterns describe at once: the patterns' states (Thompson's construction, made deterministic as
// it is walked) side by side.

import type { Automaton, Edge } from './automaton.js';
import { complement, type Range } from './characters.js';
import { type Pattern, PatternError } from './pattern.js';

/** A state has either ranges that lead on, or jumps that cost nothing. */
interface Node {
  readonly ranges: readonly Range[];
  readonly jumps: number[];
  /** Where the ranges lead */
  next: number;
}

/** For each pattern where it may be */
export type Places = readonly (readonly number[])[];

const ANY: readonly Range[] = complement([]);
const MOST_NODES = 20_000;

export class PatternAutomaton implements Automaton<Places> {
  readonly start: Places;
  readonly #networks: readonly Network[];

  constructor(patterns: readonly Pattern[]) {
    this.#networks = patterns.map((pattern) => new Network(pattern));
    this.start = this.#networks.map((network) => network.reach([0]));
  }

  key(places: Places): string {
    return places.join(';');
  }

  accepts(places: Places): boolean {
    return this.#networks.every((network, i) => network.ends(places[i] ?? []));
  }

  edges(places: Places): readonly Edge<Places>[] {
    const borders = new Set<number>();
    for (const [i, network] of this.#networks.entries()) network.addBorders(places[i] ?? [], borders);
    const firsts = [...borders].sort((a, b) => a - b);
    const edges: Edge<Places>[] = [];
    for (const [i, first] of firsts.entries()) {
      const to = this.#networks.map((network, n) => network.step(places[n] ?? [], first));
      if (to.some((place) => place.length === 0)) continue;
      edges.push({ ranges: [[first, (firsts[i + 1] ?? first + 1) - 1]], to });
    }
    return edges;
  }
}

class Network {
  readonly #nodes: Node[] = [];
  readonly #end: number;

  constructor(pattern: Pattern) {
    const start = this.#node();
    this.#end = this.#add(pattern, start);
  }

  ends(places: readonly number[]): boolean {
    return places.includes(this.#end);
  }

  /** Where new sets of next places begin, along the code points */
  addBorders(places: readonly number[], borders: Set<number>): void {
    for (const place of places) {
      for (const [first, last] of this.#nodes[place]?.ranges ?? []) borders.add(first).add(last + 1);
    }
  }

  step(places: readonly number[], codePoint: number): readonly number[] {
    const next: number[] = [];
    for (const place of places) {
      const node = this.#nodes[place];
      if (node?.ranges.some(([first, last]) => first <= codePoint && codePoint <= last)) next.push(node.next);
    }
    return this.reach(next);
  }

  /** The places that can be reached without a character and say something, in ascending order. */
  reach(places: readonly number[]): readonly number[] {
    const reached = new Set(places);
    for (const place of reached) for (const jump of this.#nodes[place]?.jumps ?? []) reached.add(jump);
    const telling = [...reached].filter((place) => place === this.#end || this.#nodes[place]?.ranges.length !== 0);
    return telling.sort((a, b) => a - b);
  }

  #node(ranges: readonly Range[] = []): number {
    if (this.#nodes.length >= MOST_NODES) throw new PatternError('repeats too much to be held to a length');
    return this.#nodes.push({ ranges, jumps: [], next: -1 }) - 1;
  }

  #jump(from: number, to: number): number {
    this.#nodes[from]?.jumps.push(to);
    return to;
  }

  /** Adds the pattern after the place `from`; the place where it ends. */
  #add(pattern: Pattern, from: number): number {
    switch (pattern.kind) {
      case 'anything':
        return this.#loop({ kind: 'class', ranges: ANY }, from);
      case 'class': {
        const place = this.#node(pattern.ranges);
        this.#jump(from, place);
        const end = this.#node();
        (this.#nodes[place] as Node).next = end;
        return end;
      }
      case 'sequence':
        return pattern.items.reduce((place, item) => this.#add(item, place), from);
      case 'choice': {
        const end = this.#node();
        for (const option of pattern.options) this.#jump(this.#add(option, this.#jump(from, this.#node())), end);
        return end;
      }
      case 'repeat':
        return this.#repeat(pattern.item, pattern.least, pattern.most, from);
    }
  }

  #repeat(item: Pattern, least: number, most: number | undefined, from: number): number {
    let place = from;
    for (let i = 0; i < least; i++) place = this.#add(item, place);
    if (most === undefined) return this.#loop(item, place);
    const end = this.#node();
    for (let i = least; i < most; i++) {
      this.#jump(place, end);
      place = this.#add(item, place);
    }
    return this.#jump(place, end);
  }

  #loop(item: Pattern, from: number): number {
    const again = this.#jump(from, this.#node());
    this.#jump(this.#add(item, again), again);
    return this.#jump(again, this.#node());
  }
}
