// Who decides when no recording does, and what each is told.
import { expect, test } from 'vitest';
import { screen } from '../../testing/screens.js';
import type { Decider, Decision, Goal, Sight } from '../decider.js';
import { Helpers } from './helpers.js';

const goal: Goal = { task: 'x', language: 'en', values: {}, privacy: 'open', maxSteps: 9 };
const signal = new AbortController().signal;
const sight: Sight = {
  screen: screen(),
  step: 1,
  performed: false,
  notice: 'seen',
  picture: async () => Buffer.alloc(0),
};
const back: Decision = { action: { action: 'BACK' }, explain: 'back' };
const abort: Decision = { action: { action: 'ABORT', value: 'no' }, explain: 'no' };

/** Decides as told, one after the other, and remembers what it saw. */
function scripted(decisions: readonly Decision[]): { decider: Decider; seen: Sight[] } {
  const seen: Sight[] = [];
  const tokens = { prompt: 10, generated: 1 };
  const next = async (given: Sight): Promise<Decision> => decisions[seen.push(given) - 1] ?? abort;
  return { seen, decider: { name: 'scripted', begin: () => ({ tokens, next }) } };
}

test('where one gives up the next one is asked; the last one has the last word', async () => {
  const [skill, model] = [scripted([back]), scripted([back])];
  const helpers = new Helpers(goal, [
    { decider: skill.decider, joins: false },
    { decider: model.decider, joins: true },
  ]);
  const decided = [];
  for (let step = 0; step < 3; step++) decided.push(await helpers.next(sight, 'done before', signal));
  expect(decided).toEqual([back, back, abort]);
  expect([skill.seen.length, model.seen.length]).toEqual([2, 2]);
  expect(helpers.isModel).toBe(true);
  expect(helpers.tokens).toEqual({ prompt: 20, generated: 2 });
});

test('who joins is told what was done, and is not blamed for what others did not manage', async () => {
  const { decider, seen } = scripted([back, back, back]);
  const helpers = new Helpers(goal, [{ decider, joins: true }]);
  await helpers.next(sight, 'opened the app', signal);
  await helpers.next(sight, 'opened the app', signal);
  helpers.passedOver();
  await helpers.next(sight, undefined, signal);
  expect(seen.map(({ performed, notice }) => [performed, notice])).toEqual([
    [true, 'opened the app'],
    [false, 'seen'],
    [true, 'seen'],
  ]);
});

test('in the middle of a way a skill is passed over for a model, where there is one', async () => {
  const [skill, model] = [scripted([back]), scripted([back])];
  const both = new Helpers(goal, [
    { decider: skill.decider, joins: false },
    { decider: model.decider, joins: true },
  ]);
  both.join();
  await both.next(sight, undefined, signal);
  expect([skill.seen.length, model.seen.length]).toEqual([0, 1]);
  const alone = new Helpers(goal, [{ decider: skill.decider, joins: false }]);
  alone.join();
  expect(await alone.next(sight, undefined, signal)).toEqual(back);
});
