// Looking back: tasks searched and told as they went. Reads only, and nothing but what belongs to the user who asks.
import type { Offer, TaskEvent, TaskMode } from '@farhand/shared';
import { type Kysely, sql } from 'kysely';
import type { Database, StoredStatus } from './schema.js';
import type { TaskRow } from './task-store.js';

const mostPrices = 50;

export interface TasksWanted {
  readonly limit: number;
  /** In the command or the answer. */
  readonly words?: string | undefined;
  readonly status?: StoredStatus | undefined;
  /** Catalogue id of an app of the plan. */
  readonly app?: string | undefined;
  /** As ISO 8601 writes it: only tasks made before. */
  readonly before?: string | undefined;
}

export interface TaskSummary {
  readonly taskId: string;
  readonly command: string;
  readonly status: StoredStatus;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly apps: readonly string[];
}

export interface TaskStory {
  readonly taskId: string;
  readonly command: string;
  readonly status: StoredStatus;
  readonly mode: TaskMode;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly brain: string | null;
  readonly answeredBy: string | null;
  readonly events: readonly { readonly seq: number; readonly at: Date; readonly event: TaskEvent }[];
}

export interface PricesFound {
  readonly taskId: string;
  readonly at: Date;
  readonly offers: readonly Offer[];
}

export class TaskHistory {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Newest first. Words are looked for in the owner's tasks alone, from the newest on, until enough are found. */
  async tasks(owner: string, { limit, words, status, app, before }: TasksWanted): Promise<TaskSummary[]> {
    const pattern = words === undefined ? undefined : `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const rows = await this.#db
      .selectFrom('task')
      .select(['id', 'command', 'status', 'created_at', 'ended_at', 'plan'])
      .where('owner', '=', owner)
      .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'running'))
      .$if(before !== undefined, (query) => query.where('created_at', '<', new Date(before ?? 0)))
      .$if(app !== undefined, (query) => query.where(planHolds({ app })))
      .$if(pattern !== undefined, (query) =>
        query.where(sql<boolean>`(command ilike ${pattern} or result ->> 'answer' ilike ${pattern})`),
      )
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      taskId: row.id,
      command: row.command,
      status: row.status,
      createdAt: row.created_at,
      endedAt: row.ended_at,
      apps: [...new Set(row.plan?.subtasks.flatMap(({ app: used }) => used ?? []))],
    }));
  }

  async story(task: TaskRow): Promise<TaskStory> {
    const rows = await this.#db
      .selectFrom('event')
      .select(['seq', 'body', 'created_at'])
      .where('task_id', '=', task.id)
      .orderBy('seq')
      .execute();
    return {
      taskId: task.id,
      command: task.command,
      status: task.status,
      mode: task.mode,
      createdAt: task.created_at,
      endedAt: task.ended_at,
      brain: task.brain,
      answeredBy: task.answered_by,
      events: rows.map(({ seq, body, created_at }) => ({ seq, at: created_at, event: body })),
    };
  }

  /** Newest first; tasks that found none are left out. */
  async prices(owner: string, item: string): Promise<PricesFound[]> {
    const rows = await this.#db
      .selectFrom('task')
      .select(['id', 'created_at', 'result', 'plan'])
      .where('owner', '=', owner)
      .where('result', 'is not', null)
      .where(planHolds({ intent: 'find_price', values: { item } }))
      .orderBy('created_at', 'desc')
      .limit(mostPrices)
      .execute();
    return rows.flatMap(({ id, created_at, result, plan }) => {
      const asked = new Set(
        plan?.subtasks.filter(({ values }) => values.item === item).map(({ id: subtask }) => subtask),
      );
      const offers = (result?.reports ?? []).flatMap(({ subtaskId, values }) =>
        asked.has(subtaskId) ? (values?.offers ?? []) : [],
      );
      return offers.length > 0 ? [{ taskId: id, at: created_at, offers }] : [];
    });
  }
}

/** A plan with such a subtask; found by its index. */
function planHolds(subtask: object) {
  return sql<boolean>`plan @> ${JSON.stringify({ subtasks: [subtask] })}::jsonb`;
}
