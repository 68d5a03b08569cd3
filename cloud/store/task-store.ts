// What is known of every task: its request, plan, subtasks, reports, events and answer. Events are numbered without
// gaps a reader could miss: numbers are given under the task's row lock, so they appear in order.
import type { ErrorBody, Plan, Report, TaskEvent, TaskMode, TaskResult } from '@farhand/shared';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Budget } from '../brain/budget.js';
import { notifyEvent } from './pulse.js';
import type { Database, StoredStatus, TaskTable } from './schema.js';

export type TaskRow = Selectable<TaskTable>;

export interface NewTask {
  readonly id: string;
  readonly command: string;
  readonly confirmed: boolean;
  readonly device: string | undefined;
  readonly maxSteps: number | undefined;
  readonly timeoutMs: number;
  readonly executorId: string;
  readonly mode?: TaskMode | undefined;
  readonly budget?: Budget | undefined;
}

export interface NumberedEvent {
  readonly seq: number;
  readonly event: TaskEvent;
}

export interface TaskSummary {
  readonly taskId: string;
  readonly command: string;
  readonly status: StoredStatus;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export class TaskStore {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async create(task: NewTask): Promise<void> {
    await this.#db
      .insertInto('task')
      .values({
        id: task.id,
        command: task.command,
        confirmed: task.confirmed,
        device: task.device ?? null,
        max_steps: task.maxSteps ?? null,
        deadline_at: sql<Date>`clock_timestamp() + make_interval(secs => ${task.timeoutMs / 1000})`,
        executor_id: task.executorId,
        ...(task.mode && { mode: task.mode }),
        budget: task.budget ? JSON.stringify(task.budget) : null,
      })
      .execute();
  }

  task(id: string): Promise<TaskRow | undefined> {
    return this.#db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** Newest first. */
  async tasks(limit: number): Promise<TaskSummary[]> {
    const rows = await this.#db
      .selectFrom('task')
      .select(['id', 'command', 'status', 'created_at', 'ended_at'])
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      taskId: row.id,
      command: row.command,
      status: row.status,
      createdAt: row.created_at,
      endedAt: row.ended_at,
    }));
  }

  /** Tasks that have not ended, oldest first. */
  running(): Promise<{ id: string; executor_id: string }[]> {
    return this.#db
      .selectFrom('task')
      .select(['id', 'executor_id'])
      .where('status', '=', 'running')
      .orderBy('created_at')
      .execute();
  }

  /** Makes a task of a dead process this process' own. False when another was faster. */
  async takeOver(id: string, from: string, to: string): Promise<boolean> {
    const result = await this.#db
      .updateTable('task')
      .set({ executor_id: to })
      .where('id', '=', id)
      .where('executor_id', '=', from)
      .where('status', '=', 'running')
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  /** False when the task has ended already, or is unknown. */
  async requestCancel(id: string): Promise<boolean> {
    const result = await this.#db
      .updateTable('task')
      .set({ cancel_requested_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .where('status', '=', 'running')
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  async savePlan(taskId: string, plan: Plan, brain: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .updateTable('task')
        .set({ plan: JSON.stringify(plan), brain })
        .where('id', '=', taskId)
        .execute();
      const rows = plan.subtasks.map(({ id }, position) => ({ task_id: taskId, subtask_id: id, position }));
      await trx
        .insertInto('subtask')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['task_id', 'subtask_id']).doNothing())
        .execute();
    });
  }

  /** The phone on which the subtask was begun already, by a process that is gone. */
  async subtaskBegunOn(taskId: string, subtaskId: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('subtask')
      .select('device')
      .where('task_id', '=', taskId)
      .where('subtask_id', '=', subtaskId)
      .where('started_at', 'is not', null)
      .executeTakeFirst();
    return row?.device ?? undefined;
  }

  async beginSubtask(taskId: string, subtaskId: string, device: string | undefined): Promise<void> {
    await this.#db
      .updateTable('subtask')
      .set({ started_at: sql<Date>`clock_timestamp()`, device: device ?? null })
      .where('task_id', '=', taskId)
      .where('subtask_id', '=', subtaskId)
      .execute();
  }

  async endSubtask(taskId: string, report: Report, error: ErrorBody | undefined): Promise<void> {
    await this.#db
      .updateTable('subtask')
      .set({
        ended_at: sql<Date>`clock_timestamp()`,
        report: JSON.stringify(report),
        error: error ? JSON.stringify(error) : null,
      })
      .where('task_id', '=', taskId)
      .where('subtask_id', '=', report.subtaskId)
      .execute();
  }

  /** How a subtask ended, if it has: a crash may have come between that and the end of its step. */
  async endedSubtask(taskId: string, subtaskId: string): Promise<{ report: Report; error?: ErrorBody } | undefined> {
    const row = await this.#db
      .selectFrom('subtask')
      .select(['report', 'error'])
      .where('task_id', '=', taskId)
      .where('subtask_id', '=', subtaskId)
      .executeTakeFirst();
    if (!row?.report) return undefined;
    return { report: row.report, ...(row.error && { error: row.error }) };
  }

  /** In the order of the plan. */
  async reports(taskId: string): Promise<Report[]> {
    const rows = await this.#db
      .selectFrom('subtask')
      .select('report')
      .where('task_id', '=', taskId)
      .where('report', 'is not', null)
      .orderBy('position')
      .execute();
    return rows.flatMap(({ report }) => (report ? [report] : []));
  }

  /** `once` names events that must not be told twice, however often the task is resumed. */
  async append(taskId: string, event: TaskEvent, once?: string): Promise<void> {
    await appendEvent(this.#db, taskId, event, once);
  }

  /** The result and its event appear together; an ended task is never changed again. */
  async finish(result: TaskResult): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const updated = await trx
        .updateTable('task')
        .set({
          status: result.status,
          result: JSON.stringify(result),
          ended_at: sql<Date>`clock_timestamp()`,
        })
        .where('id', '=', result.taskId)
        .where('status', '=', 'running')
        .executeTakeFirst();
      if (updated.numUpdatedRows === 1n)
        await appendEvent(trx, result.taskId, { type: 'finished', result }, 'finished');
    });
  }

  async eventsAfter(taskId: string, seq: number): Promise<NumberedEvent[]> {
    const rows = await this.#db
      .selectFrom('event')
      .select(['seq', 'body'])
      .where('task_id', '=', taskId)
      .where('seq', '>', seq)
      .orderBy('seq')
      .execute();
    return rows.map((row) => ({ seq: row.seq, event: row.body }));
  }

  /** Whether the task has ended and no event follows the one with this number. */
  async isOver(taskId: string, seq: number): Promise<boolean> {
    const row = await this.#db
      .selectFrom('task')
      .select(['status', 'event_count'])
      .where('id', '=', taskId)
      .executeTakeFirst();
    return row === undefined || (row.status !== 'running' && seq >= row.event_count);
  }
}

/** In the same transaction as what it tells, when `db` is one. */
export async function appendEvent(
  db: Kysely<Database>,
  taskId: string,
  event: TaskEvent,
  once?: string,
): Promise<void> {
  await sql`
    with numbered as (
      update task set event_count = event_count + 1 where id = ${taskId} returning event_count
    ), written as (
      insert into event (task_id, seq, once, body)
      select ${taskId}, event_count, ${once ?? null}, ${JSON.stringify(event)}::jsonb from numbered
      on conflict (task_id, once) do nothing
      returning seq
    )
    select pg_notify(${notifyEvent.channel}, ${notifyEvent.payload(taskId)}) from written
  `.execute(db);
}
