// What a value of each type looks like: from the productions that the training draws its values from, those of closed types
// (which one of all, a time, a setting) are words that can be recognised; names and texts can be anything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@farhand/shared';
import { type Node, nodesOf } from './lines.js';

export interface Shape {
  /** Ways to say it in known words. */
  readonly known: readonly (readonly Node[])[];
  /** Whether other words may stand there too: not at all, a wish or a question, a name, a title, or a text with stops in it. */
  readonly open: 'no' | 'phrase' | 'name' | 'title' | 'text';
  /** At most so many units. */
  readonly longest: number;
}

/** Said in known words and no others. */
const closed =
  /^(?:state|setting|train-kind|flight|count|since|ride-kind|way-by|way-kind|hotel-words?|(?:best)-.*|day|time|bluetooth|bt-state|connect|silent|sound-thing|avoid|avoid-thing|complaint|complaint-what|todo|field|courier|recipe-what|play-what|score-what|want-(?:ride|many)|qof|owe)$/;
/** Mostly said in known words. */
const phrases =
  /^(?:(?:filter|want|own|test|app|spent|parcel|hot|before)-?.*|.*-what|before|spot-kind|hotel-kind|own-question)$/;
/** Sentences, which have stops of their own. */
const texts = /^(?:message|asking|post|note|task|event-moved|reason)$/;
const titles = /^(?:song|video|movie|podcast|content|question|title|label)$/;

const longestByKind = { text: 90, title: 40, phrase: 26, name: 22, no: 26 } as const;

function openOf(type: string): Exclude<Shape['open'], 'no'> {
  if (phrases.test(type)) return 'phrase';
  if (texts.test(type)) return 'text';
  return titles.test(type) ? 'title' : 'name';
}

export type Shapes = (language: Language, type: string) => Shape;

function alternativesIn(text: string): Map<string, string[]> {
  const productions = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, name, alternatives] = /^([\w-]+) = (.*)$/.exec(line) ?? [];
    if (name === undefined || alternatives === undefined) continue;
    productions.set(
      name,
      alternatives.split(' | ').map((one) => one.replace(/^\d+\*/, '')),
    );
  }
  return productions;
}

function partOf(name: string, productions: ReadonlyMap<string, readonly string[]>): Node {
  const range = /^(\d+)-(\d+)$/.exec(name);
  if (range !== null) return { from: Number(range[1]), to: Number(range[2]) };
  if (name === 'A') return { anything: 1 };
  if (name.startsWith('digits') || name === 'phone') return { from: 0, to: Number.MAX_SAFE_INTEGER };
  return closed.test(name) || /^(?:hour|part|wd|hz|tens|min|month|clock|num|day|hz)$/.test(name)
    ? { type: name }
    : { anything: productions.has(name) ? 8 : 3 };
}

/** Reads the productions of a folder. */
export function readShapes(folder: string): Shapes {
  const read = (language: Language): ReadonlyMap<string, readonly string[]> =>
    alternativesIn(readFileSync(join(folder, `${language}-values.txt`), 'utf8'));
  const productions = { zh: read('zh'), en: read('en') };
  const made = new Map<string, Shape>();
  return (language, type) => {
    const key = `${language} ${type}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    const ours = productions[language];
    const isClosed = closed.test(type) || /^(?:hour|part|wd|hz|tens|min|month|clock|num)$/.test(type);
    const known =
      isClosed || phrases.test(type)
        ? (ours.get(type) ?? [])
            .filter((one) => one !== '' && !one.startsWith('@'))
            .map((one) => nodesOf(one, (name) => partOf(name, ours)))
        : [];
    const open = isClosed ? 'no' : openOf(type);
    const shape: Shape = { known, open, longest: longestByKind[open] };
    made.set(key, shape);
    return shape;
  };
}
