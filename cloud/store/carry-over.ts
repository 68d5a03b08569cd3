// A task that goes on with an ended one begins with what that one had reached: its plan, its ended subtasks, their attempts,
// and the events that tell of them, so that whoever follows it sees the whole of it.
import type { TaskEvent } from '@farhand/shared';
import type { Transaction } from 'kysely';
import type { CarriedPlan } from '../tasks/carry-on.js';
import type { Database } from './schema.js';
import type { NewTask } from './task-store.js';

export async function carryOver(
  trx: Transaction<Database>,
  { id: taskId, command }: NewTask,
  { plan, brain, subtasks }: CarriedPlan,
): Promise<void> {
  const events = [
    { once: 'accepted', event: { type: 'accepted', taskId, command } },
    { once: 'planned', event: { type: 'planned', plan, seconds: 0 } },
    ...subtasks.flatMap(({ id, ended }) =>
      ended ? [{ once: `finished ${id}`, event: { type: 'subtask_finished' as const, report: ended.report } }] : [],
    ),
  ] satisfies { once: string; event: TaskEvent }[];
  await trx
    .updateTable('task')
    .set({ plan: JSON.stringify(plan), brain, event_count: events.length })
    .where('id', '=', taskId)
    .execute();
  await trx
    .insertInto('event')
    .values(
      events.map(({ once, event }, index) => ({ task_id: taskId, seq: index + 1, once, body: JSON.stringify(event) })),
    )
    .execute();
  await trx
    .insertInto('subtask')
    .values(
      subtasks.map(({ id, ended }, position) => ({
        task_id: taskId,
        subtask_id: id,
        position,
        device: ended?.report.device ?? null,
        ended_at: ended ? new Date() : null,
        report: ended ? JSON.stringify(ended.report) : null,
        error: ended?.error ? JSON.stringify(ended.error) : null,
      })),
    )
    .execute();
  const attempts = subtasks.flatMap(({ id, attempts: made }) =>
    made.map(({ number, plan: attempt, device, outcome, next }) => ({
      task_id: taskId,
      subtask_id: id,
      number,
      plan: JSON.stringify(attempt),
      device: device ?? null,
      outcome: outcome ? JSON.stringify(outcome) : null,
      next: next ? JSON.stringify(next) : null,
    })),
  );
  if (attempts.length > 0) await trx.insertInto('attempt').values(attempts).execute();
}
