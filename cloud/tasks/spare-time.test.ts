import { expect, test } from 'vitest';
import { SpareTime } from './spare-time.js';

function letThrough(spare: SpareTime, of: number): number {
  return Array.from({ length: of }, () => spare.allows()).filter(Boolean).length;
}

test('everything is let through while timers come in time, less and less while they are late, and never nothing', () => {
  const spare = new SpareTime(false);
  spare.note(5);
  expect(letThrough(spare, 100)).toBe(100);
  spare.note(60);
  expect(letThrough(spare, 100)).toBe(50);
  spare.note(60);
  expect(letThrough(spare, 100)).toBe(25);
  for (let look = 0; look < 20; look++) spare.note(500);
  expect(letThrough(spare, 640)).toBe(10);
});

test('there is room again step by step', () => {
  const spare = new SpareTime(false);
  for (let look = 0; look < 20; look++) spare.note(500);
  const counts = Array.from({ length: 20 }, () => {
    spare.note(0);
    return letThrough(spare, 160);
  });
  expect([...counts].sort((a, b) => a - b)).toEqual(counts);
  expect([counts[0], counts.at(-1)]).toEqual([12, 160]);
});
