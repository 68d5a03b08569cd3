// Events of tasks are written in groups: while one group is on its way to the database, what comes meanwhile gathers for
// the next. However many tasks a group belongs to, it is one statement, one commit and one notice to whoever follows, so
// that steps of hundreds of phones cost little more than those of one. Nobody waits for a group to fill.
//
// Each event is told to be written only once its group is committed. Events of a task get their numbers in the order in
// which they came, under the lock of the task's row. What is wrong with one of a group is that one's fault alone.
import { FarhandError, type TaskEvent } from '@farhand/shared';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Claim, epochOf, moved } from './claim.js';
import { lasting } from './lasting.js';
import { newsChannel, payloadOf } from './pulse.js';
import type { Database } from './schema.js';

/** Of one statement: what comes beyond waits for the next. */
const largestGroup = 256;

export interface NewEvent {
  readonly taskId: string;
  readonly event: TaskEvent;
  /** Names an event that is told once, however often it comes. */
  readonly once?: string | undefined;
  /** Whose write it is; without one it is nobody's, and always made. */
  readonly claim?: Claim | undefined;
}

interface Waiting extends NewEvent {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class EventLog {
  readonly #db: Kysely<Database>;
  readonly #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Resolves when it is committed. Throws TASK_MOVED when the claim holds no more. */
  append(event: NewEvent): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...event, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, largestGroup));
    this.#isWriting = false;
  }

  /** Never rejects: each of the group is told what became of it. */
  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      const epochs = await this.#insert(group);
      for (const { taskId, claim, resolve, reject } of group) {
        if (!claim || epochs.get(taskId) === epochOf(taskId, claim)) resolve();
        else reject(moved(taskId));
      }
    } catch (error) {
      // A database that is away is away for each of them; anything else one has brought upon all.
      if (group.length === 1 || error instanceof FarhandError) for (const { reject } of group) reject(error);
      else for (const one of group) await this.#write([one]);
    }
  }

  /** The epochs of the tasks. */
  async #insert(group: readonly NewEvent[]): Promise<Map<string, number>> {
    const given = group.map(({ taskId, event, once, claim }, place) => ({
      place,
      task_id: taskId,
      epoch: claim && epochOf(taskId, claim),
      once,
      body: event,
    }));
    const { rows } = await lasting(() => appendAll(JSON.stringify(given)).execute(this.#db));
    return new Map(rows.map(({ id, epoch }) => [id, epoch]));
  }
}

/** Rows are locked in the order of their ids, so that two groups never wait for each other. */
function appendAll(given: string): RawBuilder<{ id: string; epoch: number }> {
  return sql`
    with given as materialized (
      select place, task_id, epoch, once, body
      from jsonb_to_recordset(${given}::jsonb) as (place int, task_id text, epoch int, once text, body jsonb)
    ), held as materialized (
      select id, epoch, event_count from task
      where id = any (array(select distinct task_id from given)) order by id for no key update
    ), fresh as materialized (
      select task_id, once, body, event_count + row_number() over (partition by task_id order by place) as seq
      from given join held on id = task_id and (given.epoch is null or given.epoch = held.epoch)
      where once is null
        or not exists (select from event where event.task_id = given.task_id and event.once = given.once)
    ), counted as (
      update task set event_count = newest.seq
      from (select task_id, max(seq) as seq from fresh group by task_id) as newest where id = newest.task_id
    ), written as (
      insert into event (task_id, seq, once, body) select task_id, seq, once, body from fresh
      on conflict (task_id, once) do nothing
      returning task_id
    ), told as (
      select pg_notify(${newsChannel}, ${payloadOf('event', '')} || task_id) from written group by task_id
    )
    select id, epoch, (select count(*) from told) from held`;
}

/** Parts of a `with` that number and write the next event of a task whose row the part `held` has locked. */
export function eventParts(event: TaskEvent, once: string | undefined): RawBuilder<unknown> {
  return sql`
    counted as (
      update task set event_count = event_count + 1 from held where task.id = held.id returning task.id, event_count
    ), ${writtenPart(event, once)}`;
}

/** The same where the part `counted` has given the number already. `told` must be asked for, or nobody is told. */
export function writtenPart(event: TaskEvent, once: string | undefined): RawBuilder<unknown> {
  return sql`
    written as (
      insert into event (task_id, seq, once, body)
      select id, event_count, ${once ?? null}, ${JSON.stringify(event)}::jsonb from counted
      on conflict (task_id, once) do nothing
      returning task_id
    ), told as (
      select pg_notify(${newsChannel}, ${payloadOf('event', '')} || task_id) from written
    )`;
}
