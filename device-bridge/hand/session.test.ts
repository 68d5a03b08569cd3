import type { ExecuteTaskResult } from '@farhand/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Subject } from '../policy/classes.js';
import { subjectHash } from '../policy/classes.js';
import { isInUsersWords } from '../policy/consent.js';
import type { SessionEntry } from '../sessions/entry.js';
import type { Decider, Goal, Past } from './decider.js';
import { HandSession } from './session.js';

const id = '3f1c7c52-9d0e-4b6a-8a55-0123456789ab';
const goal: Goal = {
  task: '给张发消息',
  language: 'zh',
  app: undefined,
  intent: 'send_message',
  values: { recipient: '张', text: '在吗' },
  privacy: 'open',
  maxSteps: 10,
};
const subject: Subject = { class: 'outward', packageName: 'chat', label: '发送', recipient: '张三丰', text: '在吗' };
const question = '哪一位？\n1. 张三\n2. 张三丰 (群主)';

/** Tells what past each run was begun with; the n-th run costs n tokens. */
function witness(): { decider: Decider; pasts: (Past | undefined)[] } {
  const pasts: (Past | undefined)[] = [];
  const decider: Decider = {
    name: 'witness',
    begin: (_, past) => {
      pasts.push(past);
      return {
        tokens: { prompt: pasts.length, generated: 0 },
        next: async () => ({ action: { action: 'BACK' }, explain: 'back' }),
      };
    },
  };
  return { decider, pasts };
}

function kept(): { session: HandSession; entries: SessionEntry[] } {
  const entries: SessionEntry[] = [];
  const place = { id, device: 'phone', record: 'task', write: (entry: SessionEntry) => void entries.push(entry) };
  return { session: new HandSession(goal, witness().decider, true, place), entries };
}

function restored(entries: readonly SessionEntry[]): { session: HandSession; past: () => Past | undefined } {
  const { decider, pasts } = witness();
  const session = HandSession.restore(
    structuredClone([...entries]),
    () => decider,
    () => {},
  );
  const past = (): Past | undefined => {
    session.deliberation.tokens;
    return pasts[0];
  };
  return { session, past };
}

test("an answer of a brain's goes to the decider and gives no consent; the user's gives it, also after a restart", () => {
  for (const by of ['brain', undefined] as const) {
    const { session, entries } = kept();
    ask(session);
    session.called({ maxSteps: 10, reply: '2', ...(by && { by }) });
    for (const each of [session, restored(entries).session]) {
      expect(isInUsersWords(subject, each.permission())).toBe(by === undefined);
    }
    expect(restored(entries).past()?.answers).toMatchObject([{ answer: '2', meant: '张三丰' }]);
  }
});

test('whether others were reached is known, or known not to be', () => {
  const { session } = kept();
  expect(session.reachedOthers).toBe('no');
  session.steps = 1;
  session.acting(subject, undefined);
  expect(session.reachedOthers).toBe('unknown');
  session.acted(true);
  expect(session.reachedOthers).toBe('yes');
});

function result(stop: ExecuteTaskResult['stop_reason']): ExecuteTaskResult {
  return {
    session_id: id,
    device_info: { device_id: 'phone' },
    stop_reason: stop,
    local_step_idx: 1,
    global_step_idx: 1,
    text: question,
    verified: 'unknown',
    privacy_level: 'open',
    timings: { model_ms: 0, action_ms: 0 },
    tokens: { prompt: 0, generated: 0 },
    confirmation: { kind: 'send_message', text: question, token: 'secret' },
  };
}

function ask(session: HandSession): void {
  session.called({ key: 'first', maxSteps: 10 });
  session.steps += 1;
  const decision = { action: { action: 'INFO', value: question } as const, explain: '问' };
  session.decided(decision);
  session.park('answer', decision);
  session.answered(result('INFO_ACTION_NEEDS_REPLY'));
}

test('a question, and the choice that a number stands for, are known after a restart', () => {
  const { session, entries } = kept();
  ask(session);
  const { session: later, past } = restored(entries);
  expect(later).toMatchObject({ waiting: 'answer', steps: 1, lastStop: 'INFO_ACTION_NEEDS_REPLY', confirmed: true });
  later.called({ maxSteps: 10, reply: '2' });
  expect(past()?.answers).toEqual([{ question, answer: '2', meant: '张三丰' }]);
  expect(later.permission().words).toEqual(['给张发消息', '张三丰']);
});

test('the answer of an ended call is kept for who calls again, and no token is written down', () => {
  const { session, entries } = kept();
  ask(session);
  const { confirmation: _, ...expected } = result('INFO_ACTION_NEEDS_REPLY');
  expect(restored(entries).session.resultOf('first')).toEqual(expected);
  expect(restored(entries).session.resultOf('second')).toBeUndefined();
  expect(JSON.stringify(entries)).not.toContain('secret');
});

test('a call that was cut off is known again by its key, and another is not it', () => {
  const { session, entries } = kept();
  session.called({ key: 'first', maxSteps: 10 });
  const { session: later } = restored(entries);
  expect(later.waiting).toBe('call');
  expect(later.wasCutOffIn({ key: 'first' })).toBe(true);
  expect(later.wasCutOffIn({ key: 'second' })).toBe(false);
});

test('a first call that was cut off before it began is gone on with; a question waits on', () => {
  const { session } = kept();
  session.leftAlone();
  expect(session.wasCutOffIn({ key: 'one' })).toBe(true);
  session.called({ key: 'one', maxSteps: 10 });
  session.park('answer', undefined);
  session.answered(result('INFO_ACTION_NEEDS_REPLY'));
  session.leftAlone();
  expect(session.waiting).toBe('answer');
  expect(session.wasCutOffIn({ key: 'two' })).toBe(false);
});

test('a confirmation that was spent in a call is in force when the call is cut off, and gone once it was used', () => {
  const { session, entries } = kept();
  ask(session);
  session.issuedToken('token name', subjectHash(subject), 1);
  expect(restored(entries).session.issued?.token).toBe('token name');
  session.grant(subjectHash(subject), 'token name');
  session.called({ maxSteps: 10 });
  const { session: later } = restored(entries);
  expect(later.issued).toBeUndefined();
  expect(later.granted).toBe(subjectHash(subject));
  expect(later.wasCutOffIn({ token: 'token name' })).toBe(true);
  expect(later.wasCutOffIn({ token: 'other' })).toBe(false);
  session.acting(subject, 0);
  expect(restored(entries).session.granted).toBeUndefined();
});

test('a deed of before an interruption is remembered by what it does to others, not by its button', () => {
  const { session, entries } = kept();
  session.called({ maxSteps: 10 });
  session.steps = 4;
  session.acting(subject, 1);
  expect(session.earlierDeed(subject)).toBeUndefined();
  const { session: later, past } = restored(entries);
  expect(later.earlierDeed({ ...subject, label: '↵' })).toEqual({ step: 4, subject, done: false, shown: 1 });
  expect(later.earlierDeed({ ...subject, text: '在吗？' })).toBeUndefined();
  expect(later.earlierDeed({ ...subject, recipient: '张三' })).toBeUndefined();
  expect(past()?.deeds).toHaveLength(1);
  session.acted(true);
  expect(restored(entries).session.earlierDeed(subject)?.done).toBe(true);
  later.acting(subject, 1);
  expect(later.earlierDeed(subject)).toBeUndefined();
});

test('a favourite that was pressed counts as done, and is known after an interruption', () => {
  const { session, entries } = kept();
  const mark: Subject = { class: 'reversible', packageName: 'shop', label: '收藏' };
  session.called({ maxSteps: 10 });
  session.acting(mark, undefined);
  expect(session.reachedOthers).toBe('unknown');
  const { session: later } = restored(entries);
  expect(later.earlierDeed(mark)).toMatchObject({ done: false });
  expect(later.earlierDeed({ ...mark, label: '关注' })).toBeUndefined();
});

test('a connection that breaks under a favourite begins the run anew, which is told of it; under anything else it goes on', () => {
  const { decider, pasts } = witness();
  const session = new HandSession(goal, decider, true);
  const mark: Subject = { class: 'reversible', packageName: 'shop', label: '收藏' };
  session.called({ maxSteps: 10 });
  expect(session.deliberation.tokens.prompt).toBe(1);
  session.steps = 1;
  session.acted(false);
  expect(session.lostSight()).toBe(false);
  session.steps = 2;
  session.acting(mark, undefined);
  session.acted(false);
  expect(session.lostSight()).toBe(true);
  expect(session.deliberation.tokens.prompt).toBe(2);
  expect(pasts).toEqual([undefined, expect.objectContaining({ deeds: [{ step: 2, subject: mark, done: false }] })]);
  expect(session.earlierDeed(mark)).toBeDefined();
  expect(session.tokens.prompt).toBe(3);
});

test('an action whose outcome nobody knows is told to who goes on', () => {
  const { session, entries } = kept();
  session.called({ maxSteps: 10 });
  session.steps = 1;
  session.decided({ action: { action: 'CLICK', point: [1, 2] }, explain: '加入购物车' });
  expect(restored(entries).session.notice).toContain('"加入购物车" (CLICK), which may or may not have been done');
  session.acted(true);
  expect(restored(entries).session.notice).toBeUndefined();
});

test('a call that failed before it began leaves a whole file, and a question waits on', () => {
  const { session, entries } = kept();
  session.answered(result('DEVICE_LOST'));
  expect(restored(entries).session).toMatchObject({ waiting: undefined, lastStop: 'DEVICE_LOST' });
  ask(session);
  session.answered(result('DEVICE_LOST'));
  expect(restored(entries).session).toMatchObject({ waiting: 'answer', lastStop: 'DEVICE_LOST' });
});

test('what cannot be written down does not happen', () => {
  const write = (entry: SessionEntry): void => {
    if (entry.kind === 'acting') throw new Error('the disk is full');
  };
  const session = new HandSession(goal, witness().decider, true, { id, device: 'phone', record: 'task', write });
  session.called({ maxSteps: 10 });
  expect(() => session.acting(subject, 0)).toThrow('the disk is full');
});

const operations: readonly ((session: HandSession, step: number) => void)[] = [
  (session, step) => {
    session.steps = step;
    session.decided({ action: { action: 'BACK' }, explain: 'back' });
  },
  (session, step) => session.acting({ ...subject, text: `text ${step}` }, 0),
  (session) => session.acted(true),
  (session) => session.acted(false),
  (session) => {
    session.answered(result('TASK_ABORTED_BY_AGENT'));
    session.called({ maxSteps: 10 });
  },
];

test('wherever a session is cut off, every deed that had begun stands in the way of doing it again', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(operations.length - 1), { maxLength: 30 }), fc.nat(), (course, cut) => {
      const { session, entries } = kept();
      session.called({ maxSteps: 10 });
      for (const [step, operation] of course.entries()) operations[operation]?.(session, step);
      const left = entries.slice(0, 2 + (cut % Math.max(1, entries.length - 1)));
      const { session: later } = restored(left);
      for (const entry of left) {
        if (entry.kind === 'acting') expect(later.earlierDeed(entry.subject)).toBeDefined();
      }
      expect(later.waiting === 'call').toBe(left.at(-1)?.kind !== 'answered');
    }),
  );
});
