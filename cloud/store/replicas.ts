// Which cloud processes live, and the handing over of a dead one's tasks. A process says that it lives in a row with a
// lease on the database's clock. A killed one is known sooner, by the connection that fell with it (see pulse.ts); only a
// frozen one is waited for until its lease has run out.
import { type Kysely, sql } from 'kysely';
import type { Pulse } from './pulse.js';
import type { Database } from './schema.js';

export const beatIntervalMs = 2000;
const leaseSeconds = 10;
/** A process whose connection broke comes back within this time; one that was killed does not. */
const reconnectSeconds = 3;

export class ReplicaBook {
  readonly #db: Kysely<Database>;
  readonly #pulse: Pulse;
  readonly #shared: boolean;
  readonly id: string;
  #lastBeatMs: number | undefined;
  /** Until then nobody is judged: after an outage everybody's lease has run out, and all come back. */
  #graceUntilMs = 0;

  /** A process that is not shared is there for a single command; it leaves others' tasks to those that are. */
  constructor(db: Kysely<Database>, pulse: Pulse, id: string, shared: boolean) {
    this.#db = db;
    this.#shared = shared;
    this.#pulse = pulse;
    this.id = id;
  }

  /** True when the process was unknown: at its first beat, or because others had taken it for dead. */
  async beat(): Promise<boolean> {
    const query = sql<{ isNew: boolean }>`
      insert into replica (id, shared, beat_at, expires_at)
      values (${this.id}, ${this.#shared}, clock_timestamp(), clock_timestamp() + make_interval(secs => ${leaseSeconds}))
      on conflict (id) do update set beat_at = excluded.beat_at, expires_at = excluded.expires_at
      returning xmax = 0 as "isNew"`;
    const { rows } = await query.execute(this.#db);
    const nowMs = performance.now();
    if (this.#lastBeatMs !== undefined && nowMs - this.#lastBeatMs > leaseSeconds * 1000) {
      this.#graceUntilMs = nowMs + leaseSeconds * 1000;
    }
    this.#lastBeatMs = nowMs;
    return rows[0]?.isNew ?? false;
  }

  /** Leaves nothing behind: others need not wait for a lease to run out. */
  async leave(): Promise<void> {
    await this.#db.deleteFrom('replica').where('id', '=', this.id).execute();
  }

  /**
   * Strikes dead processes out and makes their tasks this one's. Everything happens in one transaction: a process that
   * dies on the way leaves the dead one to the next. Answers the tasks.
   */
  async takeOver(): Promise<string[]> {
    if (performance.now() < this.#graceUntilMs) return [];
    const suspects = await sql<{ id: string; isOver: boolean }>`
      select id, expires_at < clock_timestamp() as "isOver" from replica
      where beat_at < clock_timestamp() - make_interval(secs => ${reconnectSeconds}) and id <> ${this.id}
    `.execute(this.#db);
    const silent = suspects.rows.filter(({ isOver }) => !isOver).map(({ id }) => id);
    const gone = silent.length === 0 ? [] : await this.#pulse.dead(silent);
    const dead = [...gone, ...suspects.rows.filter(({ isOver }) => isOver).map(({ id }) => id)];
    return this.#strikeOut(dead);
  }

  /** Tasks of processes that are in no row any more are taken, too: those had left, or were struck out before. */
  #strikeOut(dead: readonly string[]): Promise<string[]> {
    return this.#db.transaction().execute(async (trx) => {
      // One that has beaten meanwhile lives; one that another process is striking out is left to that one.
      await sql`
        delete from replica where id in (
          select id from replica
          where id = any(${dead}) and beat_at < clock_timestamp() - make_interval(secs => ${reconnectSeconds})
          for update skip locked)
      `.execute(trx);
      const taken = await sql<{ id: string }>`
        update task set executor_id = ${this.id}, epoch = epoch + 1
        where id in (
          select id from task
          where status = 'running' and executor_id <> ${this.id}
            and not exists (select from replica where replica.id = task.executor_id)
            and (${this.#shared} or not exists (select from replica where shared))
          for update skip locked)
        returning id
      `.execute(trx);
      return taken.rows.map(({ id }) => id);
    });
  }
}
