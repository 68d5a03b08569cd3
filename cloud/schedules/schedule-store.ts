// Schedules and the moment they fire: the task is created and the next time is set in one transaction, under the row's
// lock. So each time comes once, however many replicas look and whichever of them dies.
import { randomUUID } from 'node:crypto';
import type { NotificationCondition } from '@farhand/shared';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Door } from '../decisions/decision.js';
import type { Database, ScheduleTable } from '../store/schema.js';
import { insertTask, type NewTask } from '../store/task-store.js';
import { nextTime } from './cron.js';

/** What gives the command. */
export type Occasion =
  | { readonly cron: string; readonly timeZone: string }
  | { readonly notification: NotificationCondition };

export interface NewSchedule {
  readonly owner: string;
  readonly command: string;
  readonly when: Occasion;
  readonly confirmed: boolean;
  readonly device: string | undefined;
  /** By which its user gives it. */
  readonly door: Door;
}

export type ScheduleRow = Selectable<ScheduleTable>;

export class ScheduleStore {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** What may reach others each time is written down as its user's decision. Throws INPUT_INVALID for what is no cron expression or time zone. */
  create({ owner, command, when, confirmed, device, door }: NewSchedule): Promise<ScheduleRow> {
    const occasion =
      'cron' in when
        ? { cron: when.cron, time_zone: when.timeZone, next_at: nextTime(when.cron, when.timeZone, new Date()) ?? null }
        : { notification: JSON.stringify(when.notification) };
    const id = randomUUID();
    return this.#db.transaction().execute(async (trx) => {
      if (confirmed) {
        const decision = { id: randomUUID(), owner, door, what: 'scheduled', schedule_id: id } as const;
        await trx.insertInto('decision').values(decision).execute();
      }
      return trx
        .insertInto('schedule')
        .values({ id, owner, command, confirmed, device: device ?? null, ...occasion })
        .returningAll()
        .executeTakeFirstOrThrow();
    });
  }

  /** A user's, the next one first; those that go by notifications last. */
  list(owner: string): Promise<ScheduleRow[]> {
    return this.#db.selectFrom('schedule').selectAll().where('owner', '=', owner).orderBy('next_at').execute();
  }

  /** False when the user has no such schedule. */
  async remove(owner: string, id: string): Promise<boolean> {
    const query = this.#db.deleteFrom('schedule').where('id', '=', id).where('owner', '=', owner);
    return (await query.executeTakeFirst()).numDeletedRows === 1n;
  }

  /** When the next one of all is due. */
  async nextDue(): Promise<Date | undefined> {
    const row = await this.#db
      .selectFrom('schedule')
      .select(({ fn }) => fn.min('next_at').as('next'))
      .executeTakeFirst();
    return row?.next ?? undefined;
  }

  /**
   * Fires one schedule that is due, if there is one: answers the id of its task, or null when its time was longer ago
   * than `latestMs` and it was put off to the next.
   */
  fire(latestMs: number, toTask: (schedule: ScheduleRow) => NewTask): Promise<string | null | undefined> {
    return this.#db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('schedule')
        .selectAll()
        .where('next_at', '<=', sql<Date>`clock_timestamp()`)
        .orderBy('next_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!row?.next_at || row.cron === null || row.time_zone === null) return undefined;
      const now = new Date();
      const task = now.getTime() - row.next_at.getTime() > latestMs ? undefined : toTask(row);
      if (task) await insertTask(trx, task);
      await trx
        .updateTable('schedule')
        .set({
          next_at: nextTime(row.cron, row.time_zone, now) ?? null,
          ...(task && { last_task_id: task.id }),
        })
        .where('id', '=', row.id)
        .execute();
      return task?.id ?? null;
    });
  }
}
