import type { Action } from '@farhand/shared';
import { expect, test } from 'vitest';
import { LoopGuard } from './loop-guard.js';

const tapAt = (x: number, y: number): Action => ({ action: 'CLICK', point: [x, y] });
const slide: Action = { action: 'SLIDE', point1: [500, 800], point2: [500, 200] };

function verdicts(actions: readonly (readonly [Action, boolean])[]): string[] {
  const guard = new LoopGuard();
  return actions.map(([action, changed]) => guard.note(action, changed).kind);
}

test('the same tap without effect warns at the third time and stops at the fifth', () => {
  const taps = [500, 505, 498, 510, 500].map((x) => [tapAt(x, 300), false] as const);
  expect(verdicts(taps)).toEqual(['fine', 'fine', 'warn', 'warn', 'stop']);
});

test('a tap elsewhere, or one with an effect, begins anew', () => {
  const same = [tapAt(500, 300), false] as const;
  expect(verdicts([same, same, [tapAt(800, 300), false], same])).toEqual(['fine', 'fine', 'fine', 'fine']);
  expect(verdicts([same, same, [tapAt(500, 300), true], same])).toEqual(['fine', 'fine', 'fine', 'fine']);
});

test('slides that move nothing warn at the fifth time and stop at the sixth', () => {
  expect(verdicts(Array.from({ length: 6 }, () => [slide, false] as const))).toEqual([
    'fine',
    'fine',
    'fine',
    'fine',
    'warn',
    'stop',
  ]);
});

test('waiting on and on warns', () => {
  const wait: Action = { action: 'WAIT', value: 1 };
  expect(verdicts(Array.from({ length: 3 }, () => [wait, true] as const)).at(-1)).toBe('warn');
});
