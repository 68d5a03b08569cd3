// What a task that ended with a question takes along when it goes on.
import type { Plan, Report, StopReason, Subtask } from '@farhand/shared';
import { expect, test } from 'vitest';
import type { StoredAttempt } from '../store/attempts.js';
import type { TaskRow } from '../store/task-store.js';
import { carriedOn } from './carry-on.js';
import { noUsage } from './subtask-outcome.js';

const subtask = (id: string): Subtask => ({
  id,
  kind: 'app',
  app: 'jd',
  intent: 'do',
  goal: id,
  values: {},
  dependsOn: [],
});
const plan: Plan = { subtasks: [subtask('asks'), subtask('other')], combine: { kind: 'list' } } as unknown as Plan;
const report = (subtaskId: string, stopReason: StopReason): Report => ({
  subtaskId,
  stopReason,
  text: 'said',
  device: 'phone',
  steps: 2,
  seconds: 1,
});

/** How a task goes on whose first subtask waits for a hand, and whose second ended in this way. */
async function other(stop: StopReason) {
  const reports = [report('asks', 'NEEDS_TAKEOVER'), report('other', stop)];
  const result = { status: 'needs_user', reports, answer: '' };
  const task = {
    id: 't',
    epoch: 1,
    plan,
    brain: 'b',
    result,
    command: 'c',
    ended_at: new Date(),
  } as unknown as TaskRow;
  const attempt: StoredAttempt = {
    number: 1,
    plan: { way: 'first', by: 'hand', subtask: subtask('asks'), why: '' },
    device: 'phone',
    outcome: {
      report: reports[0] as Report,
      usage: noUsage,
      said: { session: 's', verified: 'unknown', privacy: 'open' },
    },
    next: { kind: 'stands' },
  };
  const parts = {
    store: {
      endedSubtask: async (_task: string, id: string) => ({
        report: reports.find((one) => one.subtaskId === id) as Report,
      }),
    },
    attempts: { of: async (_task: string, id: string) => (id === 'asks' ? [attempt] : []) },
  };
  const carried = await carriedOn(parts as unknown as Parameters<typeof carriedOn>[0], task, { kind: 'takeover' });
  return carried?.subtasks.find(({ id }) => id === 'other');
}

test.each<StopReason>(['TASK_COMPLETED_SUCCESSFULLY', 'TASK_ABORTED_BY_AGENT', 'LOOP_DETECTED'])(
  'a subtask that ended with %s stays ended',
  async (stop) => {
    expect((await other(stop))?.ended?.report.stopReason).toBe(stop);
  },
);

test.each<StopReason>([
  'MANUAL_STOP_SCREEN_OFF',
  'NEEDS_CONFIRMATION',
  'INFO_ACTION_NEEDS_REPLY',
  'SENSITIVE_SCREEN',
  'NOT_STARTED',
])('a subtask that stopped with %s is carried out', async (stop) => {
  expect(await other(stop)).toEqual({ id: 'other', attempts: [] });
});
