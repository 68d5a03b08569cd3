// What is known of every task: its request, plan, subtasks, reports, events and answer. Events are numbered without
// gaps a reader could miss: numbers are given under the task's row lock, so they appear in order.
//
// Writes of a task go through the claim of the process that carries it out (`under`): each is one statement, which sees
// that no other process has taken the task over since; they throw TASK_MOVED when one has.
import { randomUUID } from 'node:crypto';
import type { ErrorBody, Plan, Report, TaskEvent, TaskMode, TaskResult } from '@farhand/shared';
import { type Kysely, type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import type { Budget } from '../brain/budget.js';
import type { FirstDecision } from '../decisions/decision.js';
import type { Said } from '../schedules/placeholders.js';
import type { AttemptPlan } from '../tasks/attempt.js';
import type { CarriedPlan } from '../tasks/carry-on.js';
import { attemptPart } from './attempts.js';
import { carryOver } from './carry-over.js';
import { type Claim, heldPart, moved } from './claim.js';
import { EventLog, eventParts, writtenPart } from './event-log.js';
import { lasting } from './lasting.js';
import type { Database, TaskTable } from './schema.js';

export type TaskRow = Selectable<TaskTable>;

/** By name, so that the statements with them can be kept prepared: a newer version may add one while this one runs. */
export const taskColumns = [
  'id',
  'owner',
  'command',
  'status',
  'confirmed',
  'device',
  'max_steps',
  'created_at',
  'deadline_at',
  'ended_at',
  'cancel_requested_at',
  'executor_id',
  'epoch',
  'brain',
  'plan',
  'result',
  'event_count',
  'answered_by',
  'traceparent',
  'mode',
  'budget',
  'said',
  'decided_by',
  'given_plan',
  'schedule_id',
] as const satisfies readonly (keyof TaskTable)[];

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
  /** Who answered the task that it goes on with, and by which door. */
  readonly decidedBy?: string | undefined;
  readonly givenPlan?: Plan | undefined;
  /** The schedule that gives it. */
  readonly scheduleId?: string | undefined;
  readonly decision?: FirstDecision | undefined;
}

export interface NumberedEvent {
  readonly seq: number;
  readonly event: TaskEvent;
}

/** Told of what was written down, by this process. */
export interface TaskObserver {
  noteEvent(event: TaskEvent): void;
}

/** What a process has to know from time to time of a task that it carries out or should carry out. */
export interface TaskDuty {
  readonly id: string;
  readonly isMine: boolean;
  readonly cancelled: boolean;
}

export interface StoreOptions {
  /** For what tasks write (`under` a claim), where that shall not be waited for by who asks; otherwise the same. */
  readonly work?: Kysely<Database>;
  /** Shared by all stores of a process. */
  readonly log?: EventLog;
  /** Whose writes they are; without one they are nobody's, and always made. */
  readonly claim?: Claim | undefined;
  readonly observer?: TaskObserver | undefined;
}

export class TaskStore {
  readonly #db: Kysely<Database>;
  readonly #work: Kysely<Database>;
  readonly #log: EventLog;
  readonly #claim: Claim | undefined;
  readonly #observer: TaskObserver | undefined;

  constructor(db: Kysely<Database>, { work = db, log = new EventLog(work), claim, observer }: StoreOptions = {}) {
    this.#db = db;
    this.#work = work;
    this.#log = log;
    this.#claim = claim;
    this.#observer = observer;
  }

  /** The same store, which writes of the claimed task only for as long as the claim holds. */
  under(claim: Claim): TaskStore {
    return new TaskStore(this.#work, { log: this.#log, claim, observer: this.#observer });
  }

  async create(task: NewTask): Promise<void> {
    await lasting(() => insertTask(this.#db, task));
  }

  /** As if it were claimed for its executor at once. Undefined when the database was away meanwhile: it may be there, and is to be claimed. */
  createClaimed(task: NewTask): Promise<TaskRow | undefined> {
    return lasting(() => insertTask(this.#db, task, 1));
  }

  /**
   * Creates the task that goes on with an ended one, with what is carried over from that, unless there is one; answers the
   * id of the one there is then.
   */
  createAfter(endedId: string, task: NewTask, carried?: CarriedPlan): Promise<string> {
    const inOneGo = async (trx: Transaction<Database>) => {
      const row = await trx
        .updateTable('task')
        .set({ answered_by: sql<string>`coalesce(answered_by, ${task.id})` })
        .where('id', '=', endedId)
        .returning('answered_by')
        .executeTakeFirst();
      if (row?.answered_by === task.id) {
        await insertTask(trx, task);
        if (carried) await carryOver(trx, task, carried);
      }
      return row?.answered_by ?? task.id;
    };
    return lasting(() => this.#db.transaction().execute(inOneGo));
  }

  task(id: string): Promise<TaskRow | undefined> {
    return lasting(() => this.#db.selectFrom('task').select(taskColumns).where('id', '=', id).executeTakeFirst());
  }

  /** With what its subtasks have brought so far, in the order of the plan. */
  async taskWithReports(id: string): Promise<(TaskRow & { reports: Report[] }) | undefined> {
    const query = this.#db
      .selectFrom('task')
      .select(taskColumns)
      .select(
        sql<Report[] | null>`(
          select jsonb_agg(report order by position) from subtask where task_id = task.id and report is not null
        )`.as('reports'),
      )
      .where('id', '=', id);
    const row = await lasting(() => query.executeTakeFirst());
    return row && { ...row, reports: row.reports ?? [] };
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
      .returning(taskColumns);
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

  /** The plan, its subtasks and their event appear together. */
  async savePlan(taskId: string, plan: Plan, brain: string, seconds: number): Promise<void> {
    const event = { type: 'planned', plan, seconds } as const;
    const { isNew } = await this.#write(
      taskId,
      sql`counted as (
        update task set plan = ${JSON.stringify(plan)}::jsonb, brain = ${brain}, event_count = event_count + 1
        from held where task.id = held.id returning task.id, task.event_count
      ), listed as (
        insert into subtask (task_id, subtask_id, position)
        select held.id, subtask_id, place - 1
        from held, unnest(${plan.subtasks.map(({ id }) => id)}::text[]) with ordinality as planned (subtask_id, place)
        on conflict (task_id, subtask_id) do nothing
      ), ${writtenPart(event, 'planned')}`,
    );
    if (isNew) this.#observer?.noteEvent(event);
  }

  /** With its first attempt on a phone, or without one where the cloud does it itself. Tells of it, each time. */
  async beginSubtask(taskId: string, subtaskId: string, first?: { plan: AttemptPlan; device: string }): Promise<void> {
    const device = first?.device;
    const event = { type: 'subtask_started', subtaskId, ...(device !== undefined && { device }) } as const;
    const attempt = first && sql`tried as (${attemptPart(subtaskId, 1, first.plan, first.device)}),`;
    await this.#write(
      taskId,
      sql`begun as (
        update subtask set started_at = clock_timestamp(), device = ${device ?? null}
        from held where task_id = held.id and subtask_id = ${subtaskId}
      ), ${attempt ?? sql``} ${eventParts(event, undefined)}`,
    );
    this.#observer?.noteEvent(event);
  }

  /** Whether it was begun, by this process or one that is gone. */
  async wasBegun(taskId: string, subtaskId: string): Promise<boolean> {
    const query = this.#db
      .selectFrom('subtask')
      .select('started_at')
      .where('task_id', '=', taskId)
      .where('subtask_id', '=', subtaskId);
    return (await lasting(() => query.executeTakeFirst()))?.started_at != null;
  }

  /** The report and its event appear together. */
  async endSubtask(taskId: string, report: Report, error: ErrorBody | undefined): Promise<void> {
    const event = { type: 'subtask_finished', report } as const;
    const { isNew } = await this.#write(
      taskId,
      sql`ended as (
        update subtask set ended_at = clock_timestamp(), report = ${JSON.stringify(report)}::jsonb,
          error = ${error ? JSON.stringify(error) : null}::jsonb
        from held where task_id = held.id and subtask_id = ${report.subtaskId}
      ), ${eventParts(event, `finished ${report.subtaskId}`)}`,
    );
    if (isNew) this.#observer?.noteEvent(event);
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

  /** `once` names events that must not be told twice, however often the task is resumed. */
  async append(taskId: string, event: TaskEvent, once?: string): Promise<void> {
    await this.#log.append({ taskId, event, once, claim: this.#claim });
    this.#observer?.noteEvent(event);
  }

  /** The result and its event appear together; an ended task is never changed again. */
  async finish(result: TaskResult): Promise<void> {
    const finished = { type: 'finished', result } as const;
    const { isNew } = await this.#write(
      result.taskId,
      sql`counted as (
        update task set status = ${result.status}, result = ${JSON.stringify(result)}::jsonb,
          ended_at = clock_timestamp(), event_count = event_count + 1
        from held where task.id = held.id and held.status = 'running' returning task.id, task.event_count
      ), freed as (
        delete from phone_lease using counted where task_id = counted.id
      ), ${writtenPart(finished, 'finished')}`,
    );
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
    const query = sql<{ isOver: boolean }>`
      select status <> 'running' and not exists (select from event where task_id = id and seq > ${seq}) as "isOver"
      from task where id = ${taskId}`;
    const { rows } = await lasting(() => query.execute(this.#db));
    return rows[0]?.isOver ?? true;
  }

  /** Throws TASK_MOVED when the claim holds no more. */
  async confirm(): Promise<void> {
    if (!this.#claim) return;
    const { taskId, epoch } = this.#claim;
    const query = this.#db.selectFrom('task').select('id').where('id', '=', taskId).where('epoch', '=', epoch);
    if (!(await lasting(() => query.executeTakeFirst()))) throw moved(taskId);
  }

  /**
   * One statement: `parts` take what they do from the part `held` and number their event in the part `counted`. The lock
   * on the task's row keeps others from taking it over before this has been written. `isNew`: an event was written.
   */
  async #write(taskId: string, parts: RawBuilder<unknown>): Promise<{ isNew: boolean }> {
    const query = sql<{ isHeld: boolean; isNew: boolean }>`
      with ${heldPart(taskId, this.#claim)}, ${parts}
      select exists (select from held) as "isHeld", (select count(*) from told) > 0 as "isNew"`;
    const { rows } = await lasting(() => query.execute(this.#db));
    if (this.#claim && !rows[0]?.isHeld) throw moved(taskId);
    return { isNew: rows[0]?.isNew ?? false };
  }
}

/** With a transaction it appears together with what else is written there. Undefined when there was such a task. */
export function insertTask(db: Kysely<Database>, task: NewTask, epoch = 0): Promise<TaskRow | undefined> {
  const insert = insertion(db, task, epoch);
  if (!task.decision) return insert.executeTakeFirst();
  const { door, what } = task.decision;
  return db
    .with('made', () => insert)
    .with('noted', (parts) =>
      parts
        .insertInto('decision')
        .columns(['id', 'owner', 'door', 'what', 'task_id'])
        .expression(({ selectFrom, val }) =>
          selectFrom('made').select([
            val(randomUUID()).as('id'),
            val(task.owner).as('owner'),
            val(door).as('door'),
            val(what).as('what'),
            'made.id as task_id',
          ]),
        ),
    )
    .selectFrom('made')
    .select(taskColumns)
    .executeTakeFirst();
}

function insertion(db: Kysely<Database>, task: NewTask, epoch: number) {
  return db
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
      epoch,
      traceparent: task.traceparent ?? null,
      ...(task.mode && { mode: task.mode }),
      budget: task.budget ? JSON.stringify(task.budget) : null,
      said: task.said ? JSON.stringify(task.said) : null,
      decided_by: task.decidedBy ?? null,
      given_plan: task.givenPlan ? JSON.stringify(task.givenPlan) : null,
      schedule_id: task.scheduleId ?? null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning(taskColumns);
}
