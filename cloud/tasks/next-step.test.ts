// How it goes on by rule, where no brain converses: what stands, what is tried again, and what never is.
import { FarhandError, type Intent, type StopReason } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import { Brains } from '../brain/roles.js';
import { richAccount } from '../testing/account.js';
import type { Attempt, AttemptOutcome, AttemptPlan } from './attempt.js';
import { nextStep } from './next-step.js';
import { Rounds } from './rounds.js';
import { noUsage } from './subtask-outcome.js';

const order = [{ kind: 'embedded' }] as const;
const brains = new Brains({ planner: order, combiner: order, judge: order }, () => Promise.reject(new Error('unused')));
const request = {
  taskId: 't',
  owner: 'local',
  epoch: 1,
  command: 'do it',
  confirmed: true,
  device: undefined,
  maxSteps: undefined,
  mode: 'edge-cloud',
  budget: undefined,
  said: undefined,
  decidedBy: undefined,
  givenPlan: undefined,
} as const;

const done = 'TASK_COMPLETED_SUCCESSFULLY';
const codes: Partial<Record<StopReason, 'DEVICE_LOST' | 'SUBTASK_FAILED' | 'NEEDS_TAKEOVER' | 'NEEDS_CONFIRMATION'>> = {
  DEVICE_LOST: 'DEVICE_LOST',
  NEEDS_TAKEOVER: 'NEEDS_TAKEOVER',
  INFO_ACTION_NEEDS_REPLY: 'NEEDS_CONFIRMATION',
};

interface Came {
  readonly intent: Intent;
  readonly stop: StopReason;
  readonly values?: Record<string, string>;
  readonly reached?: 'no' | 'yes' | 'unknown' | 'nobody knows';
  readonly verified?: 'yes' | 'unknown';
  readonly front?: string;
  readonly text?: string;
  readonly way?: AttemptPlan['way'];
}

function attempt({
  intent,
  stop,
  values = {},
  reached = 'no',
  verified = 'yes',
  front,
  text = 'said',
  way = 'first',
}: Came): Attempt {
  const subtask = { id: 's1', kind: 'app', app: 'jd', intent, goal: 'g', values, dependsOn: [] } as const;
  const report = { subtaskId: 's1', stopReason: stop, text, steps: 3, seconds: 1 };
  const said = {
    session: 's',
    verified,
    privacy: 'open',
    ...(front !== undefined && { front }),
    ...(reached !== 'nobody knows' && { reachedOthers: reached }),
  } as const;
  const error = stop === done ? undefined : new FarhandError(codes[stop] ?? 'SUBTASK_FAILED', text).toBody();
  const outcome: AttemptOutcome = {
    report,
    usage: noUsage,
    ...(error && { error }),
    ...(reached !== 'nobody knows' && { said }),
  };
  return { plan: { way, by: 'hand', subtask: { ...subtask, dependsOn: [] }, why: '' }, outcome };
}

const unused = () => new Rounds(async () => ({ rounds: 0, retries: 0 }));

function next(first: Came, ...more: readonly Came[]) {
  return nextOf(unused(), first, ...more);
}

function nextOf(rounds: Rounds, first: Came, ...more: readonly Came[]) {
  const attempts = [attempt(first), ...more.map(attempt)] as const;
  const plan = { language: 'en', combine: 'last', subtasks: [attempts[0].plan.subtask] } as const;
  const { signal } = new AbortController();
  const whole = { ...plan, subtasks: [...plan.subtasks] };
  return nextStep({ request, plan: whole, before: [], attempts, brains, account: richAccount(), rounds, signal });
}

describe('a done', () => {
  test('that was read back stands as checked, one that nobody could check stands as it is', async () => {
    expect(await next({ intent: 'open', stop: done })).toEqual({ kind: 'stands', checked: { by: 'hand' } });
    expect(await next({ intent: 'open', stop: done, verified: 'unknown' })).toEqual({ kind: 'stands' });
  });

  test.each([
    ['the app itself', 'com.jingdong.app.mall', 'stands'],
    ['an app that nobody knows', 'org.example.unknown', 'stands'],
    ['another app', 'com.tencent.mm', 'failed'],
  ])('that nobody could check, with %s in front: %3$s', async (_, front, kind) => {
    const step = await next({ intent: 'open', stop: done, verified: 'unknown', front });
    expect(step.kind).toBe(kind);
  });

  test('without the result is tried in another spelling, and is none when there is no other', async () => {
    const thin = { intent: 'find_price', stop: done } as const;
    expect(await next({ ...thin, values: { item: 'iPhone15' } })).toMatchObject({
      kind: 'again',
      plan: {
        way: 'rewritten',
        subtask: { values: { item: 'iPhone 15' }, goal: expect.stringContaining('iPhone 15') },
      },
    });
    expect(await next({ ...thin, values: { item: 'tea' } })).toMatchObject({
      kind: 'failed',
      error: { code: 'SUBTASK_FAILED', message: expect.stringContaining('it names no price') },
    });
  });
});

describe('a lost phone', () => {
  const lost = { stop: 'DEVICE_LOST' } as const;

  test.each<[Intent, NonNullable<Came['reached']>, string]>([
    ['open', 'nobody knows', 'again'],
    ['search', 'no', 'again'],
    ['send_message', 'no', 'again'],
    ['send_message', 'nobody knows', 'stands'],
    ['send_message', 'unknown', 'stands'],
    ['open', 'yes', 'stands'],
    ['add_to_cart', 'no', 'stands'],
    ['note', 'nobody knows', 'stands'],
  ])('during %s, others reached: %s: %s', async (intent, reached, kind) => {
    expect((await next({ intent, reached, ...lost })).kind).toBe(kind);
  });

  test('is tried once more and no oftener', async () => {
    const again = { intent: 'open', way: 'again', ...lost } as const;
    expect((await next({ intent: 'open', ...lost }, again)).kind).toBe('stands');
  });
});

test('what the hand says it did not come to is tried in other words, also where it would leave something behind', async () => {
  const values = { item: '小米14' };
  const came = { intent: 'add_to_cart', values } as const;
  expect((await next({ ...came, stop: 'TASK_ABORTED_BY_AGENT' })).kind).toBe('again');
  expect((await next({ ...came, stop: 'LOOP_DETECTED' })).kind).toBe('stands');
});

test('a task is tried again only so often, with what it used up before', async () => {
  const came = { intent: 'find_price', values: { item: 'iPhone15' }, stop: done } as const;
  const rounds = new Rounds(async () => ({ rounds: 11, retries: 4 }));
  const kinds = [];
  for (let turn = 0; turn < 3; turn++) kinds.push((await nextOf(rounds, came)).kind);
  expect(kinds).toEqual(['again', 'again', 'failed']);
  expect([await rounds.mayAsk(), await rounds.mayAsk()]).toEqual([true, false]);
});

test('what is the user’s stays the user’s', async () => {
  const values = { item: 'iPhone15' };
  for (const stop of ['NEEDS_TAKEOVER', 'INFO_ACTION_NEEDS_REPLY'] as const) {
    expect((await next({ intent: 'find_price', values, stop })).kind).toBe('stands');
  }
});
