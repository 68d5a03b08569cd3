import type { Action } from '@farhand/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { screen, text } from '../testing/screens.js';
import { type GuardedScreen, LoopGuard } from './loop-guard.js';

const tapAt = (x: number, y: number): Action => ({ action: 'CLICK', point: [x, y] });
const down: Action = { action: 'SLIDE', point1: [500, 800], point2: [500, 200] };
const up: Action = { action: 'SLIDE', point1: [500, 200], point2: [500, 800] };
const back: Action = { action: 'BACK' };

const pages = new Map<string, GuardedScreen>();

/** A page of its own for each name; `detail` is the one thing on it that may differ. */
function page(name: string, detail = ''): GuardedScreen {
  const known = pages.get(`${name}/${detail}`) ?? draw(name, detail);
  pages.set(known.frameId, known);
  return known;
}

function draw(name: string, detail: string): GuardedScreen {
  const lines = Array.from({ length: 30 }, (_, line) => text(`${name} ${line}`, [0, line * 60, 1080, line * 60 + 50]));
  const looked = screen(...lines, text(detail, [0, 2200, 1080, 2260]));
  return { ...looked, frameId: `${name}/${detail}` };
}

/** What the guard says to each step of a walk: actions and the pages that they lead to. */
function verdicts(walk: readonly (readonly [Action, GuardedScreen])[], first: GuardedScreen = page('start')): string[] {
  const guard = new LoopGuard();
  let before = first;
  return walk.map(([action, after]) => {
    const { kind } = guard.note(action, before, after);
    before = after;
    return kind;
  });
}

const here = page('start');
const still = (actions: readonly Action[]): string[] => verdicts(actions.map((action) => [action, here]));
const times = <T>(count: number, ...items: T[]): T[] => Array.from({ length: count }, () => items).flat();

test('the same tap without effect warns at the third time and stops at the fifth', () => {
  expect(still([500, 505, 498, 510, 500].map((x) => tapAt(x, 300)))).toEqual(['fine', 'fine', 'warn', 'warn', 'stop']);
});

test('a tap elsewhere, or one with an effect, begins anew', () => {
  const same = tapAt(500, 300);
  expect(still([same, same, tapAt(800, 300), same])).toEqual(times(4, 'fine'));
  const other = page('other');
  expect(
    verdicts([
      [same, here],
      [same, here],
      [same, other],
      [same, other],
    ]),
  ).toEqual(times(4, 'fine'));
});

test('slides that move nothing warn at the fifth time and stop at the sixth', () => {
  expect(still(times(6, down))).toEqual(['fine', 'fine', 'fine', 'fine', 'warn', 'stop']);
});

test('waiting on and on warns', () => {
  expect(still(times(3, { action: 'WAIT', value: 1 } as const)).at(-1)).toBe('warn');
});

test('two pages in turn warn in the third round and stop in the fifth', () => {
  const round = [
    [tapAt(500, 300), page('list')],
    [back, page('menu')],
  ] as const;
  const said = verdicts(times(5, ...round));
  expect(said.indexOf('warn')).toBe(5);
  expect(said.indexOf('stop')).toBe(9);
});

test('an advertisement that turns does not hide a round; a number that counts on one page is no round', () => {
  const round = (turn: number) =>
    [
      [tapAt(500, 300), page('list', `ad ${turn}`)],
      [back, page('menu', `ad ${turn}`)],
    ] as const;
  expect(verdicts([0, 1, 2, 3, 4].flatMap(round))).toContain('stop');
  const keypad = (turn: number) =>
    [
      [tapAt(100, 300), page('pad', `${turn}1`)],
      [tapAt(300, 300), page('pad', `${turn}12`)],
    ] as const;
  expect(new Set(verdicts([0, 1, 2, 3, 4, 5].flatMap(keypad)))).toEqual(new Set(['fine']));
});

test('sliding up and down for ever stops, wherever the slides lead; reading a long list does not', () => {
  const wandering = times(9, down, up).map((action, index) => [action, page(`part ${index}`)] as const);
  expect(verdicts(wandering)).toContain('stop');
  const reading = times(40, down).map((action, index) => [action, page(`part ${index}`)] as const);
  expect(new Set(verdicts(reading))).toEqual(new Set(['fine']));
});

test('an app that is opened again and again warns, then stops', () => {
  const open: Action = { action: 'AWAKE', value: '微信' };
  const walk = times(8, open).flatMap((action, index) => [
    [action, page(`home ${index}`)] as const,
    [tapAt(index * 100, 900), page(`inside ${index}`)] as const,
  ]);
  const said = verdicts(walk);
  expect([said.indexOf('warn'), said.indexOf('stop')]).toEqual([6, 14]);
});

const anyAction = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 24 })).map(([x, y]) => tapAt(x * 40, y * 40)),
  fc.constant(back),
  fc.constantFrom('微信', '淘宝', '京东').map((value): Action => ({ action: 'AWAKE', value })),
  fc.constantFrom('a', 'b').map((value): Action => ({ action: 'TYPE', value })),
);
const anyTap = fc
  .tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 24 }))
  .map(([x, y]) => tapAt(x * 40, y * 40));

test('any round of one to four steps ends within five rounds, warned of before, whatever came first', () => {
  const rounds = fc.uniqueArray(anyAction, {
    minLength: 1,
    maxLength: 4,
    selector: (action) => JSON.stringify(action),
  });
  fc.assert(
    fc.property(fc.array(anyTap, { maxLength: 12 }), rounds, (prefix, round) => {
      const approach = prefix.map((action, index) => [action, page(`way ${index}`)] as const);
      const circle = times(6, ...round.map((action, index) => [action, page(`round ${index}`)] as const));
      const said = verdicts([...approach, ...circle]).slice(approach.length);
      const stop = said.indexOf('stop');
      const warn = said.indexOf('warn');
      expect(stop).toBeGreaterThan(0);
      expect(stop).toBeLessThanOrEqual(round.length * 5 + 1);
      expect(warn).toBeGreaterThanOrEqual(0);
      expect(warn).toBeLessThan(stop);
    }),
    { numRuns: 60 },
  );
});

test('a walk that always comes to new pages is never stopped or warned of', () => {
  fc.assert(
    fc.property(fc.array(anyTap, { maxLength: 40 }), (actions) => {
      const walk = actions.map((action, index) => [action, page(`new ${index}`)] as const);
      expect(new Set(verdicts(walk))).toEqual(new Set(actions.length > 0 ? ['fine'] : []));
    }),
    { numRuns: 30 },
  );
});
