// What people decided, and the tasks that wait for them. A decision is written down before it has its effect: who, what, by
// which door, and the database's own time; never what was typed or said.
import { randomUUID } from 'node:crypto';
import type { TaskEvent } from '@farhand/shared';
import { type Kysely, sql } from 'kysely';
import { lasting } from '../store/lasting.js';
import type { Database } from '../store/schema.js';
import { type TaskRow, taskColumns } from '../store/task-store.js';
import type { Decision, NewDecision } from './decision.js';

/** Nobody comes back to a question after that; the task itself can still be found, and answered. */
const waitingDays = 3;
const mostWaiting = 50;

export class DecisionStore {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async note({ owner, door, what, taskId, device }: NewDecision): Promise<void> {
    const row = { id: randomUUID(), owner, door, what, task_id: taskId ?? null, device: device ?? null };
    await lasting(() => this.#db.insertInto('decision').values(row).execute());
  }

  /**
   * Those on a task and on the tasks that it goes on with, on the schedule that gave it, and what was done by hand on the
   * phone meanwhile; the first first.
   */
  async ofTask(taskId: string): Promise<Decision[]> {
    const query = this.#db
      .withRecursive('line', (parts) =>
        parts
          .selectFrom('task')
          .select(['task.id', 'task.schedule_id'])
          .where('task.id', '=', taskId)
          .union(
            parts
              .selectFrom('task')
              .innerJoin('line', 'line.id', 'task.answered_by')
              .select(['task.id', 'task.schedule_id']),
          ),
      )
      .selectFrom('decision')
      .select(['task_id', 'schedule_id', 'device', 'what', 'owner', 'door', 'created_at'])
      .where(({ or, eb, selectFrom }) =>
        or([
          eb('task_id', 'in', selectFrom('line').select('line.id')),
          eb(
            'schedule_id',
            'in',
            selectFrom('line').select('line.schedule_id').where('line.schedule_id', 'is not', null),
          ),
        ]),
      )
      .orderBy('created_at');
    const rows = await lasting(() => query.execute());
    return rows.map(({ task_id, schedule_id: scheduleId, device, what, owner, door, created_at: at }) => {
      return { taskId: task_id, scheduleId, device, what, by: owner, door, at };
    });
  }

  /** The user's tasks that wait for a decision; the newest first. */
  waiting(owner: string): Promise<TaskRow[]> {
    const query = this.#db
      .selectFrom('task')
      .select(taskColumns)
      .where('owner', '=', owner)
      .where('status', '=', 'needs_user')
      .where('answered_by', 'is', null)
      .where('ended_at', '>', sql<Date>`clock_timestamp() - make_interval(days => ${waitingDays})`)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('decision')
              .select('decision.id')
              .whereRef('decision.task_id', '=', 'task.id')
              .where('decision.what', '=', 'declined'),
          ),
        ),
      )
      .orderBy('ended_at', 'desc')
      .limit(mostWaiting);
    return lasting(() => query.execute());
  }

  async isDeclined(taskId: string): Promise<boolean> {
    const query = this.#db
      .selectFrom('decision')
      .select('id')
      .where('task_id', '=', taskId)
      .where('what', '=', 'declined')
      .limit(1);
    return (await lasting(() => query.executeTakeFirst())) !== undefined;
  }

  /** The task of the user that waits because of a phone, when one does. */
  async waitingOn(owner: string, device: string): Promise<string | undefined> {
    const rows = await this.waiting(owner);
    return rows.find(({ result }) => result?.reports.some((report) => report.device === device))?.id;
  }

  /** The last step of a task that was told of a subtask. */
  async lastStep(taskId: string, subtaskId: string): Promise<Extract<TaskEvent, { type: 'step' }> | undefined> {
    const query = this.#db
      .selectFrom('event')
      .select('body')
      .where('task_id', '=', taskId)
      .where(sql`body ->> 'type'`, '=', 'step')
      .where(sql`body ->> 'subtaskId'`, '=', subtaskId)
      .orderBy('seq', 'desc')
      .limit(1);
    const row = await lasting(() => query.executeTakeFirst());
    return row?.body.type === 'step' ? row.body : undefined;
  }
}
