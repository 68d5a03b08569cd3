// What is known of every task: its request, plan, subtasks, reports, events and answer. Events are numbered without
// gaps a reader could miss: numbers are given under the task's row lock, so they appear in order.
//
// Writes of a task go through the claim of the process that carries it out (`under`): in the same transaction they see
// that no other process has taken the task over since, and throw TASK_MOVED when one has.
import {
  type ErrorBody,
  FarhandError,
  type Plan,
  type Report,
  type TaskEvent,
  type TaskMode,
  type TaskResult,
} from '@farhand/shared';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Budget } from '../brain/budget.js';
import type { Said } from '../schedules/placeholders.js';
import { lasting } from './lasting.js';
import { newsChannel, payloadOf } from './pulse.js';
import type { Database, StoredStatus, TaskTable } from './schema.js';

export type TaskRow = Selectable<TaskTable>;

export interface NewTask {
  readonly id: string;
  readonly owner: string;
  readonly command: string;
  readonly confirmed: boolean;
  readonly device: string | undefined;
  readonly maxSteps: number | undefined;
  readonly timeoutMs: number;
  readonly executorId: string;
  /** Where the request stands in its trace, for whoever carries the task out. */
  readonly traceparent: string | undefined;
  readonly mode?: TaskMode | undefined;
  readonly budget?: Budget | undefined;
  readonly said?: Said | undefined;
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

/** Told of what was written down, by this process. */
export interface TaskObserver {
  noteEvent(event: TaskEvent): void;
}

/** The right to write of a task, until another process takes it over. */
export interface Claim {
  readonly taskId: string;
  readonly epoch: number;
}

/** What a process has to know from time to time of a task that it carries out or should carry out. */
export interface TaskDuty {
  readonly id: string;
  readonly isMine: boolean;
  readonly cancelled: boolean;
}

export interface StoreOptions {
  /** Whose writes they are; without one they are nobody's, and always made. */
  readonly claim?: Claim | undefined;
  readonly observer?: TaskObserver | undefined;
}

export class TaskStore {
  readonly #db: Kysely<Database>;
  readonly #claim: Claim | undefined;
  readonly #observer: TaskObserver | undefined;

  constructor(db: Kysely<Database>, { claim, observer }: StoreOptions = {}) {
    this.#db = db;
    this.#claim = claim;
    this.#observer = observer;
  }

  /** The same store, which writes of the claimed task only for as long as the claim holds. */
  under(claim: Claim): TaskStore {
    return new TaskStore(this.#db, { claim, observer: this.#observer });
  }

  async create(task: NewTask): Promise<void> {
    await lasting(() => insertTask(this.#db, task));
  }

  /** Creates the task that goes on with an ended one, unless there is one; answers the id of the one there is then. */
  createAfter(endedId: string, task: NewTask): Promise<string> {
    const inOneGo = async (trx: Transaction<Database>) => {
      const row = await trx
        .updateTable('task')
        .set({ answered_by: sql<string>`coalesce(answered_by, ${task.id})` })
        .where('id', '=', endedId)
        .returning('answered_by')
        .executeTakeFirst();
      if (row?.answered_by === task.id) await insertTask(trx, task);
      return row?.answered_by ?? task.id;
    };
    return lasting(() => this.#db.transaction().execute(inOneGo));
  }

  task(id: string): Promise<TaskRow | undefined> {
    return lasting(() => this.#db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst());
  }

  /** A user's tasks, newest first. */
  async tasks(owner: string, limit: number): Promise<TaskSummary[]> {
    const rows = await this.#db
      .selectFrom('task')
      .select(['id', 'command', 'status', 'created_at', 'ended_at'])
      .where('owner', '=', owner)
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

  /**
   * Begins to carry a task out: whoever did so before may write no more. Undefined when it has ended, and with
   * `onlyOwn` when it is another process' to carry out.
   */
  claim(id: string, executorId: string, onlyOwn = false): Promise<TaskRow | undefined> {
    const update = this.#db
      .updateTable('task')
      .set({ executor_id: executorId, epoch: sql<number>`epoch + 1` })
      .where('id', '=', id)
      .where('status', '=', 'running')
      .$if(onlyOwn, (query) => query.where('executor_id', '=', executorId))
      .returningAll();
    return lasting(() => update.executeTakeFirst());
  }

  /** Tasks that the process is to carry out, and of the given ones those that it carries no more. */
  async look(executorId: string, carried: readonly string[]): Promise<TaskDuty[]> {
    const { rows } = await sql<TaskDuty>`
      select id, executor_id = ${executorId} and status = 'running' as "isMine", cancel_requested_at is not null as cancelled
      from task where (executor_id = ${executorId} and status = 'running') or id = any(${carried})
    `.execute(this.#db);
    return rows;
  }

  /** False when the task has ended already, or is unknown. */
  async requestCancel(id: string): Promise<boolean> {
    const update = this.#db
      .updateTable('task')
      .set({ cancel_requested_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .where('status', '=', 'running');
    const result = await lasting(() => update.executeTakeFirst());
    return result.numUpdatedRows === 1n;
  }

  async savePlan(taskId: string, plan: Plan, brain: string): Promise<void> {
    await this.#write(taskId, async (trx) => {
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
    const query = this.#db
      .selectFrom('subtask')
      .select('device')
      .where('task_id', '=', taskId)
      .where('subtask_id', '=', subtaskId)
      .where('started_at', 'is not', null);
    const row = await lasting(() => query.executeTakeFirst());
    return row?.device ?? undefined;
  }

  async beginSubtask(taskId: string, subtaskId: string, device: string | undefined): Promise<void> {
    await this.#write(taskId, (trx) =>
      trx
        .updateTable('subtask')
        .set({ started_at: sql<Date>`clock_timestamp()`, device: device ?? null })
        .where('task_id', '=', taskId)
        .where('subtask_id', '=', subtaskId)
        .execute(),
    );
  }

  async endSubtask(taskId: string, report: Report, error: ErrorBody | undefined): Promise<void> {
    await this.#write(taskId, (trx) =>
      trx
        .updateTable('subtask')
        .set({
          ended_at: sql<Date>`clock_timestamp()`,
          report: JSON.stringify(report),
          error: error ? JSON.stringify(error) : null,
        })
        .where('task_id', '=', taskId)
        .where('subtask_id', '=', report.subtaskId)
        .execute(),
    );
  }

  /** How a subtask ended, if it has: a crash may have come between that and the end of its step. */
  async endedSubtask(taskId: string, subtaskId: string): Promise<{ report: Report; error?: ErrorBody } | undefined> {
    const query = this.#db
      .selectFrom('subtask')
      .select(['report', 'error'])
      .where('task_id', '=', taskId)
      .where('subtask_id', '=', subtaskId);
    const row = await lasting(() => query.executeTakeFirst());
    if (!row?.report) return undefined;
    return { report: row.report, ...(row.error && { error: row.error }) };
  }

  /** In the order of the plan. */
  async reports(taskId: string): Promise<Report[]> {
    const query = this.#db
      .selectFrom('subtask')
      .select('report')
      .where('task_id', '=', taskId)
      .where('report', 'is not', null)
      .orderBy('position');
    const rows = await lasting(() => query.execute());
    return rows.flatMap(({ report }) => (report ? [report] : []));
  }

  /** `once` names events that must not be told twice, however often the task is resumed. */
  async append(taskId: string, event: TaskEvent, once?: string): Promise<void> {
    await this.#write(taskId, (trx) => appendEvent(trx, taskId, event, once));
    this.#observer?.noteEvent(event);
  }

  /** The result and its event appear together; an ended task is never changed again. */
  async finish(result: TaskResult): Promise<void> {
    const finished = { type: 'finished', result } as const;
    let isNew = false;
    await this.#write(result.taskId, async (trx) => {
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
      isNew = updated.numUpdatedRows === 1n;
      if (!isNew) return;
      await trx.deleteFrom('phone_lease').where('task_id', '=', result.taskId).execute();
      await appendEvent(trx, result.taskId, finished, 'finished');
    });
    if (isNew) this.#observer?.noteEvent(finished);
  }

  async eventsAfter(taskId: string, seq: number): Promise<NumberedEvent[]> {
    const query = this.#db
      .selectFrom('event')
      .select(['seq', 'body'])
      .where('task_id', '=', taskId)
      .where('seq', '>', seq)
      .orderBy('seq');
    const rows = await lasting(() => query.execute());
    return rows.map((row) => ({ seq: row.seq, event: row.body }));
  }

  /** Whether the task has ended and no event follows the one with this number. */
  async isOver(taskId: string, seq: number): Promise<boolean> {
    const query = this.#db.selectFrom('task').select(['status', 'event_count']).where('id', '=', taskId);
    const row = await lasting(() => query.executeTakeFirst());
    return row === undefined || (row.status !== 'running' && seq >= row.event_count);
  }

  /** Throws TASK_MOVED when the claim holds no more. */
  async confirm(): Promise<void> {
    if (this.#claim) await this.#write(this.#claim.taskId, async () => undefined);
  }

  /** The lock on the task's row keeps others from taking it over before this has been written. */
  #write(taskId: string, work: (trx: Transaction<Database>) => Promise<unknown>): Promise<void> {
    const inOneGo = async (trx: Transaction<Database>) => {
      await mustHold(trx, taskId, this.#claim);
      await work(trx);
    };
    return lasting(() => this.#db.transaction().execute(inOneGo));
  }
}

/** Whether something was thrown, or aborted, because another process goes on with the task. */
export function hasMoved(thrown: unknown): boolean {
  return thrown instanceof FarhandError && thrown.code === 'TASK_MOVED';
}

/** Throws TASK_MOVED unless the claim holds; keeps the task from being taken over until the transaction ends. */
export async function mustHold(trx: Transaction<Database>, taskId: string, claim: Claim | undefined): Promise<void> {
  if (!claim) return;
  const row = await trx.selectFrom('task').select('epoch').where('id', '=', taskId).forNoKeyUpdate().executeTakeFirst();
  if (taskId === claim.taskId && row?.epoch === claim.epoch) return;
  throw new FarhandError('TASK_MOVED', `Task ${taskId} is carried out by another process of this cloud`);
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
    select pg_notify(${newsChannel}, ${payloadOf('event', taskId)}) from written
  `.execute(db);
}

/** With a transaction it appears together with what else is written there. */
export async function insertTask(db: Kysely<Database>, task: NewTask): Promise<void> {
  await db
    .insertInto('task')
    .values({
      id: task.id,
      owner: task.owner,
      command: task.command,
      confirmed: task.confirmed,
      device: task.device ?? null,
      max_steps: task.maxSteps ?? null,
      deadline_at: sql<Date>`clock_timestamp() + make_interval(secs => ${task.timeoutMs / 1000})`,
      executor_id: task.executorId,
      traceparent: task.traceparent ?? null,
      ...(task.mode && { mode: task.mode }),
      budget: task.budget ? JSON.stringify(task.budget) : null,
      said: task.said ? JSON.stringify(task.said) : null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
