import { expect, test } from 'vitest';
import { Pace } from './pace.js';

const never = new AbortController().signal;
const pauseMs = 40;
/** Timers may fire a little early. */
const earlyMs = 2;

test('work that is asked for at once begins one after the other, with a pause between', async () => {
  const pace = new Pace(pauseMs);
  const askedMs = performance.now();
  const begunAfterMs = async () => performance.now() - askedMs;
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => pace.run(begunAfterMs, never)));
  expect(first).toBeLessThan(pauseMs);
  expect(second).toBeGreaterThanOrEqual(pauseMs - earlyMs);
  expect(third).toBeGreaterThanOrEqual(2 * (pauseMs - earlyMs));
});

test('work never overlaps, and what fails holds up nobody', async () => {
  const pace = new Pace(0);
  let running = 0;
  const work = async () => {
    running += 1;
    expect(running).toBe(1);
    await new Promise(setImmediate);
    running -= 1;
    throw new Error('failed');
  };
  const settled = await Promise.allSettled([1, 2, 3].map(() => pace.run(work, never)));
  expect(settled.map((one) => one.status === 'rejected' && one.reason.message)).toEqual(['failed', 'failed', 'failed']);
});
