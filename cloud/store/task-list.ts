// The list of a user's tasks, newest first: searched, filtered, and read on from where an earlier page ended.
import type { TaskMode } from '@farhand/shared';
import { type Kysely, sql } from 'kysely';
import type { Database, StoredStatus } from './schema.js';

export interface TaskQuery {
  readonly limit: number;
  /** Words that command or answer hold, as they stand there but for case. */
  readonly search?: string | undefined;
  readonly status?: StoredStatus | undefined;
  readonly mode?: TaskMode | undefined;
  /** Id of a task: only those that were given before it. An unknown one has none before it. */
  readonly before?: string | undefined;
}

export interface TaskSummary {
  readonly taskId: string;
  readonly command: string;
  readonly status: StoredStatus;
  readonly mode: TaskMode;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** First line of the answer; null while there is none. */
  readonly answer: string | null;
}

export async function listTasks(db: Kysely<Database>, owner: string, query: TaskQuery): Promise<TaskSummary[]> {
  const { limit, search, status, mode, before } = query;
  const pattern = `%${(search ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await db
    .selectFrom('task')
    .select(['id', 'command', 'status', 'mode', 'created_at', 'ended_at'])
    .select(sql<string | null>`nullif(split_part(result ->> 'answer', E'\\n', 1), '')`.as('answer'))
    .where('owner', '=', owner)
    .$if(search !== undefined, (all) =>
      all.where(sql<boolean>`(command ilike ${pattern} or result ->> 'answer' ilike ${pattern})`),
    )
    .$if(status !== undefined, (all) => all.where('status', '=', status as StoredStatus))
    .$if(mode !== undefined, (all) => all.where('mode', '=', mode as TaskMode))
    .$if(before !== undefined, (all) =>
      all.where(sql<boolean>`(created_at, id) < (select created_at, id from task where id = ${before ?? ''})`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    taskId: row.id,
    command: row.command,
    status: row.status,
    mode: row.mode,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    answer: row.answer,
  }));
}
