// Recordings on the disk: they survive damage, crashes and other programs, are counted, dropped and bounded.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Goal } from '../decider.js';
import type { Recording, Way } from './recording.js';
import { ReplayStore } from './store.js';

let home: string;
let warnings: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'farhand-store-'));
  warnings = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (): ReplayStore => new ReplayStore(home, (message) => warnings.push(message));
const folder = (): string => join(home, 'replays');
const files = (): string[] => readdirSync(folder()).filter((name) => name.endsWith('.json'));

const screen: Way['end']['screen'] = { packageName: 'com.app', activity: '', parts: [], words: [], shows: [] };

function way(recordedAtMs: number): Way {
  return {
    recordedAtMs,
    values: {},
    used: [],
    steps: [{ screen, movement: { kind: 'BACK' }, chosen: false, appears: [] }],
    end: { screen, proof: { by: 'nobody' } },
    wins: 1,
    losses: 0,
    lossesInRow: 0,
  };
}

const about = (
  words: string,
  versionCode = '1',
): Pick<Recording, 'app' | 'packageName' | 'versionCode' | 'template'> => ({
  app: '',
  packageName: 'com.app',
  versionCode,
  template: { kind: 'words', pattern: [words] },
});
const goal = (task: string): Goal => ({ task, language: 'en', values: {}, privacy: 'open', maxSteps: 9 });

test('what one bridge keeps another one finds, for goals of that kind only', () => {
  open().add(about('open the garage'), way(1));
  open().add(about('open the garage', '2'), way(2));
  const other = open();
  expect(
    other
      .matching(goal('open the garage'))
      .map(({ recording }) => recording.versionCode)
      .sort(),
  ).toEqual(['1', '2']);
  expect(other.matching(goal('open the door'))).toEqual([]);
  expect(statSync(join(folder(), files()[0] ?? '')).mode & 0o077).toBe(0);
  expect(statSync(join(folder(), 'key')).mode & 0o077).toBe(0);
});

test('a way that fails twice in a row is dropped; a win in between keeps it', () => {
  const store = open();
  store.add(about('x'), way(1));
  const count = (won: boolean): void => {
    const [recording] = store.list();
    if (recording?.ways[0]) store.count(recording, recording.ways[0], won);
  };
  for (const won of [false, true, false]) count(won);
  expect(store.list()[0]?.ways[0]).toMatchObject({ wins: 2, losses: 2, lossesInRow: 1 });
  count(false);
  expect(store.list()).toEqual([]);
  expect(files()).toEqual([]);
});

test('the newest ways to a goal are kept', () => {
  const store = open();
  for (let at = 1; at <= 6; at++) store.add(about('x'), way(at));
  expect(store.list()[0]?.ways.map(({ recordedAtMs }) => recordedAtMs)).toEqual([6, 5, 4, 3]);
});

test.each([
  ['cut off', '{"format":1,"app":'],
  ['empty', ''],
  ['of another shape', '{"format":2}'],
  ['with a key too many', JSON.stringify({ format: 1, ...about('x'), ways: [], usedAtMs: 1, more: 1 })],
  ['hostile', JSON.stringify({ format: 1, ...about('x'), packageName: '../../etc', ways: [], usedAtMs: 1 })],
])('a file that is %s is warned of once and not used', (_what, content) => {
  const store = open();
  store.add(about('good'), way(1));
  writeFileSync(join(folder(), 'bad.json'), content);
  for (let look = 0; look < 3; look++) expect(store.list()).toHaveLength(1);
  expect(warnings).toEqual([expect.stringContaining('bad.json')]);
});

test('a draft that a crash left is no recording', () => {
  const store = open();
  store.add(about('good'), way(1));
  writeFileSync(join(folder(), '.com.app-1-x.json.1.tmp'), '{"form');
  expect(open().list()).toHaveLength(1);
  expect(warnings).toEqual([]);
});

test('without its key what was sealed means nothing, and recording goes on', () => {
  const first = open().seal.of('word');
  writeFileSync(join(folder(), 'key'), 'short');
  const store = open();
  expect(store.seal.of('word')).not.toBe(first);
  expect(open().seal.of('word')).toBe(store.seal.of('word'));
  expect(warnings).toEqual([expect.stringContaining('key')]);
});

test('what another process has forgotten is gone here', () => {
  const store = open();
  store.add(about('x'), way(1));
  expect(store.list()).toHaveLength(1);
  expect(open().forget('com.other')).toBe(0);
  expect(open().forget('com.app')).toBe(1);
  expect(store.list()).toEqual([]);
});
