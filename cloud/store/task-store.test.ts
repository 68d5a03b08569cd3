// Tasks written by several processes at once: what is numbered how, what is refused, and what one may not do to others.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan, Report, TaskEvent, TaskResult } from '@farhand/shared';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AttemptPlan } from '../tasks/attempt.js';
import { Attempts } from './attempts.js';
import { type OpenDatabase, openDatabase } from './database.js';
import { PhoneBook } from './phone-book.js';
import { type PostgresServer, startPostgres } from './postgres.js';
import { TaskStore } from './task-store.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let home: string;
let server: PostgresServer;
let database: OpenDatabase;
let store: TaskStore;
const { signal } = new AbortController();
const open = (name: string) => openDatabase({ home, databaseUrl: server.url }, name, signal);

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'farhand-tasks-'));
  server = await startPostgres(join(home, 'postgres'), 'farhand-test', signal);
  database = await open('one');
  store = new TaskStore(database.db);
});

afterAll(async () => {
  await database?.close();
  await server?.release();
  await rm(home, { recursive: true, force: true });
});

async function newTask(): Promise<string> {
  const id = randomUUID();
  const wish = { owner: 'local', command: 'x', confirmed: false, device: undefined, maxSteps: undefined };
  await store.create({ id, ...wish, timeoutMs: 60_000, executorId: 'one', traceparent: undefined });
  return id;
}

async function claimed(id: string): Promise<TaskStore> {
  const row = await store.claim(id, 'one');
  return store.under({ taskId: id, epoch: row?.epoch ?? -1 });
}

function step(number: number, explain = 'x'): TaskEvent {
  return { type: 'step', subtaskId: 's1', step: number, action: 'WAIT', explain };
}

async function stepsOf(id: string): Promise<number[]> {
  return (await store.eventsAfter(id, 0)).map(({ event }) => (event.type === 'step' ? event.step : 0));
}

describe('events written at once', () => {
  test('of many tasks by two processes are numbered without gaps, each task’s in its order, in few commits', async () => {
    const other = await open('two');
    const stores = [store, new TaskStore(other.db)];
    const tasks = await Promise.all(Array.from({ length: 12 }, newTask));
    const count = 25;
    const writes = Array.from({ length: count }, (_, index) =>
      tasks.map((id, place) => stores[place % 2]?.append(id, step(index + 1))),
    );
    await Promise.all(writes.flat());
    for (const id of tasks) {
      const events = await store.eventsAfter(id, 0);
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      expect(await stepsOf(id)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    }
    const commits = await sql<{ count: number }>`
      select count(distinct xmin::text)::int as count from event where task_id = any(${tasks})`.execute(database.db);
    expect(commits.rows[0]?.count).toBeLessThan((tasks.length * count) / 10);
    await other.close();
  });

  test('in any mixture of tasks, good and bad ones, keep the order of the good ones and refuse the bad ones alone', async () => {
    const entry = fc.record({ task: fc.nat(2), isBad: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 30 }), async (entries) => {
        const tasks = await Promise.all([newTask(), newTask(), newTask()]);
        const ends = await Promise.allSettled(
          // Postgres' jsonb holds no zero characters.
          entries.map(({ task, isBad }, index) => store.append(tasks[task] ?? '', step(index, isBad ? '\0' : 'x'))),
        );
        expect(ends.map(({ status }) => status === 'rejected')).toEqual(entries.map(({ isBad }) => isBad));
        for (const [task, id] of tasks.entries()) {
          const good = entries.flatMap((one, index) => (one.task === task && !one.isBad ? [index] : []));
          expect(await stepsOf(id)).toEqual(good);
        }
      }),
      { numRuns: 8 },
    );
  });

  test('of a task that another process has taken over are refused, and its alone', async () => {
    const [kept, lost] = await Promise.all([newTask(), newTask()]);
    const [keeping, losing] = await Promise.all([claimed(kept), claimed(lost)]);
    await losing.append(lost, step(1));
    await store.claim(lost, 'two');
    const ends = await Promise.allSettled([
      keeping.append(kept, step(1)),
      losing.append(lost, step(2)),
      keeping.append(kept, step(2)),
      keeping.append(lost, step(3)),
    ]);
    expect(ends).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'TASK_MOVED' } },
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'TASK_MOVED' } },
    ]);
    expect(await Promise.all([stepsOf(kept), stepsOf(lost)])).toEqual([[1, 2], [1]]);
  });

  test('that are told once are told once, in one group as in several', async () => {
    const id = await newTask();
    const accepted = { type: 'accepted', taskId: id, command: 'x' } as const;
    await Promise.all([1, 2, 3].map(() => store.append(id, accepted, 'accepted')));
    await store.append(id, accepted, 'accepted');
    await store.append(id, step(1));
    expect((await store.eventsAfter(id, 0)).map(({ event }) => event)).toEqual([accepted, step(1)]);
    expect(await store.eventsAfter(id, 1)).toHaveLength(1);
  });

  test('when the database is closed are refused, and nobody waits for ever', async () => {
    const closing = await open('closing');
    const closed = new TaskStore(closing.db);
    const id = await newTask();
    await closing.close();
    const ends = await Promise.allSettled([1, 2, 3].map((number) => closed.append(id, step(number))));
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await stepsOf(id)).toEqual([]);
  });
});

describe('a task', () => {
  const plan: Plan = {
    language: 'en',
    subtasks: [{ id: 's1', kind: 'app', app: 'taobao', intent: 'do', values: {}, goal: 'Look', dependsOn: [] }],
    combine: 'last',
  };
  const report: Report = {
    subtaskId: 's1',
    stopReason: 'TASK_COMPLETED_SUCCESSFULLY',
    text: 'seen',
    steps: 1,
    seconds: 1,
  };
  const result = (taskId: string) =>
    ({ taskId, status: 'done', answer: 'seen', reports: [report] }) as unknown as TaskResult;
  const attempt = { way: 'first', by: 'hand', subtask: plan.subtasks[0], why: '' } as AttemptPlan;
  const holder = (taskId: string, epoch: number) => ({ taskId, epoch, owner: 'local', subtaskId: 's1' });

  test('is written step by step, each with its event, and ends once', async () => {
    const id = await newTask();
    const own = await claimed(id);
    await own.savePlan(id, plan, 'a brain', 1);
    await own.savePlan(id, plan, 'a brain', 1);
    await own.beginSubtask(id, 's1', { plan: attempt, device: 'phone-1' });
    expect(await new Attempts(database.db).of(id, 's1')).toMatchObject([{ number: 1, device: 'phone-1' }]);
    await own.endSubtask(id, report, undefined);
    await own.finish(result(id));
    await own.finish({ ...result(id), answer: 'changed' });
    const types = (await store.eventsAfter(id, 0)).map(({ event }) => event.type);
    expect(types).toEqual(['planned', 'subtask_started', 'subtask_finished', 'finished']);
    expect(await store.task(id)).toMatchObject({ plan, brain: 'a brain', status: 'done', result: { answer: 'seen' } });
    expect((await store.taskWithReports(id))?.reports).toEqual([report]);
    const last = (await store.eventsAfter(id, 0)).at(-1)?.seq ?? 0;
    expect(await Promise.all([store.isOver(id, last - 1), store.isOver(id, last)])).toEqual([false, true]);
  });

  test('that another process has taken over is left as it is by the one before, whatever that writes', async () => {
    const id = await newTask();
    const before = await claimed(id);
    await before.savePlan(id, plan, 'a brain', 1);
    const claim = { taskId: id, epoch: 1 };
    await store.claim(id, 'two');
    const attempts = new Attempts(database.db, claim);
    const book = new PhoneBook(database.db, 'one', true);
    const writes = [
      () => before.savePlan(id, { ...plan, language: 'zh' }, 'another', 1),
      () => before.beginSubtask(id, 's1', { plan: attempt, device: 'phone-1' }),
      () => before.endSubtask(id, report, undefined),
      () => before.append(id, step(1)),
      () => before.finish(result(id)),
      () => before.confirm(),
      () => attempts.begin(id, 's1', 1, attempt, 'phone-1'),
      () => attempts.decided(id, 's1', 1, { kind: 'stands' }),
      () => book.take(holder(id, 1)),
    ];
    const ends = await Promise.allSettled(writes.map((write) => write()));
    expect(ends.map((end) => end.status === 'rejected' && end.reason.code)).toEqual(writes.map(() => 'TASK_MOVED'));
    expect(await store.task(id)).toMatchObject({ plan, brain: 'a brain', status: 'running', epoch: 2 });
    expect((await store.eventsAfter(id, 0)).map(({ event }) => event.type)).toEqual(['planned']);
    expect(await attempts.of(id, 's1')).toEqual([]);
  });
});
