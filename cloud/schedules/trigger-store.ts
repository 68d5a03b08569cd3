// Schedules that go by notifications: what each has seen on each phone, and the task of a notification, made in the same
// transaction as the row that says so. So each notification gives a command once, whichever process or bridge dies, and
// however often it is told.
import type { NotificationArrival, NotificationCondition } from '@farhand/shared';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Database, ScheduleTable } from '../store/schema.js';
import { insertTask, type NewTask } from '../store/task-store.js';

export interface Trigger extends Selectable<ScheduleTable> {
  readonly notification: NotificationCondition;
}

/** Where a trigger goes on watching a phone. */
export interface WatchedFrom {
  readonly posted_ms: number;
  readonly told: string[];
}

export interface SeenOnPhone {
  readonly trigger: string;
  readonly device: string;
  /** The phone's clock; 0 when nobody could look. */
  readonly nowMs: number;
  readonly arrived: readonly NotificationArrival[];
}

/** Beyond it, notifications of one trigger are seen and left out: an app that runs wild does not run a phone. */
export const mostPerHour = 20;
const kept = '7 days';
/** Phones tell their time in whole seconds. */
const clockStepMs = 1000;

export class TriggerStore {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Of all users. */
  async all(): Promise<Trigger[]> {
    const rows = await this.#db.selectFrom('schedule').selectAll().where('notification', 'is not', null).execute();
    return rows as Trigger[];
  }

  /** Undefined before it has looked at the phone for the first time. */
  async watchedFrom(trigger: string, device: string): Promise<WatchedFrom | undefined> {
    return newestSeen(this.#db, trigger, device);
  }

  /**
   * Takes in what a phone told. `toTask` makes the task of a notification, or nothing where it lacks what the command
   * needs. Answers the ids of the tasks, and whether anything of it was new.
   */
  take(
    seen: SeenOnPhone,
    toTask: (trigger: Trigger, arrival: NotificationArrival) => NewTask | undefined,
  ): Promise<Taken> {
    return this.#db.transaction().execute(async (trx) => {
      const trigger = await trx
        .selectFrom('schedule')
        .selectAll()
        .where('id', '=', seen.trigger)
        .where('notification', 'is not', null)
        .forUpdate()
        .executeTakeFirst();
      if (!trigger) return { tasks: [], isNews: false };
      await keepUp(trx, seen);
      let left = mostPerHour - (await firedWithinTheHour(trx, seen.trigger));
      const tasks: string[] = [];
      let isNews = false;
      for (const arrival of seen.arrived) {
        const task = left > 0 ? toTask(trigger as Trigger, arrival) : undefined;
        const isNew = await noteSeen(trx, seen, arrival.notification, arrival.posted_ms, task?.id);
        isNews ||= isNew;
        if (!isNew || !task) continue;
        await insertTask(trx, task);
        tasks.push(task.id);
        left -= 1;
      }
      const last = tasks.at(-1);
      if (last) await trx.updateTable('schedule').set({ last_task_id: last }).where('id', '=', seen.trigger).execute();
      return { tasks, isNews };
    });
  }
}

export interface Taken {
  readonly tasks: readonly string[];
  readonly isNews: boolean;
}

async function newestSeen(db: Kysely<Database>, trigger: string, device: string): Promise<WatchedFrom | undefined> {
  const rows = await db
    .selectFrom('notification_seen')
    .select(['notification', 'posted_ms'])
    .where('schedule_id', '=', trigger)
    .where('device_id', '=', device)
    .orderBy('posted_ms', 'desc')
    .limit(100)
    .execute();
  const newest = rows[0];
  if (!newest) return undefined;
  const told = rows
    .filter(({ posted_ms: posted }) => posted === newest.posted_ms)
    .map(({ notification }) => notification);
  return { posted_ms: Number(newest.posted_ms), told: told.filter((name) => name !== '') };
}

/** Begins to watch at the phone's present time; does so again, without forgetting, when its clock was set back. */
async function keepUp(trx: Transaction<Database>, { trigger, device, nowMs }: SeenOnPhone): Promise<void> {
  if (nowMs === 0) return;
  const from = await newestSeen(trx, trigger, device);
  const mine = trx.updateTable('notification_seen').where('schedule_id', '=', trigger).where('device_id', '=', device);
  if (from && from.posted_ms > nowMs + clockStepMs) {
    await mine
      .set({ posted_ms: String(nowMs) })
      .where('posted_ms', '>', String(nowMs))
      .execute();
  }
  if (!from) await noteSeen(trx, { trigger, device }, '', nowMs, undefined);
  await trx
    .deleteFrom('notification_seen')
    .where('schedule_id', '=', trigger)
    .where('device_id', '=', device)
    .where('posted_ms', '<', from ? String(from.posted_ms) : '0')
    .where('created_at', '<', sql<Date>`clock_timestamp() - interval '${sql.raw(kept)}'`)
    .execute();
}

async function firedWithinTheHour(trx: Transaction<Database>, trigger: string): Promise<number> {
  const { count } = await trx
    .selectFrom('notification_seen')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('schedule_id', '=', trigger)
    .where('task_id', 'is not', null)
    .where('created_at', '>', sql<Date>`clock_timestamp() - interval '1 hour'`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** False for what was seen before. */
async function noteSeen(
  trx: Transaction<Database>,
  { trigger, device }: Pick<SeenOnPhone, 'trigger' | 'device'>,
  notification: string,
  postedMs: number,
  task: string | undefined,
): Promise<boolean> {
  const row = {
    schedule_id: trigger,
    device_id: device,
    notification,
    posted_ms: String(postedMs),
    task_id: task ?? null,
  };
  const query = trx
    .insertInto('notification_seen')
    .values(row)
    .onConflict((conflict) => conflict.doNothing());
  return (await query.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
}
