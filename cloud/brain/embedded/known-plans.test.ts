import { expect, test } from 'vitest';
import { KnownPlans } from './known-plans.js';
import type { PlannedClauses } from './planner.js';

const plan = (confidence: number): PlannedClauses => ({ clauses: [], confidence, promptTokens: 9, generatedTokens: 4 });

test('the same words are planned once, and cost nothing again; a plan that failed is worked out anew', async () => {
  const known = new KnownPlans();
  await expect(known.planned('a', () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
  expect(await known.planned('a', async () => plan(0.7))).toEqual(plan(0.7));
  const again = await known.planned('a', () => expect.fail('it is known'));
  expect(again).toEqual({ ...plan(0.7), promptTokens: 0, generatedTokens: 0 });
  expect(await known.planned('a ', async () => plan(0.8))).toEqual(plan(0.8));
});

test('what was not asked for longest makes room', async () => {
  const known = new KnownPlans();
  for (let place = 0; place < 600; place++) {
    await known.planned(`${place}`, async () => plan(place));
    await known.planned('0', () => expect.fail('it is asked for all the time'));
  }
  expect(await known.planned('599', () => expect.fail('it is known'))).toMatchObject({ confidence: 599 });
  expect(await known.planned('1', async () => plan(-1))).toMatchObject({ confidence: -1 });
});
