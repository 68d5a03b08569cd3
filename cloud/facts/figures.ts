// How the last hours were, for charts: tasks, steps, tokens, money and times, bucket by bucket. Read from the database and
// not from counters of a process, so that restarts and replicas leave no gap.
import { type Kysely, sql } from 'kysely';
import type { Figures } from '../api/shapes.js';
import type { Database } from '../store/schema.js';

const buckets = 60;

type Series = Figures['series'][number];
type SeriesName = Series['name'];

interface Row {
  readonly bucket: number;
  readonly name: SeriesName;
  readonly of: string | null;
  readonly value: number | null;
}

export async function figures(db: Kysely<Database>, hours: number): Promise<Figures> {
  const bucketSeconds = Math.ceil((hours * 3600) / buckets);
  const nowSeconds = await databaseTime(db);
  const first = (Math.floor(nowSeconds / bucketSeconds) - buckets + 1) * bucketSeconds;
  const { rows } = await rowsSince(first, bucketSeconds).execute(db);
  const times = Array.from({ length: buckets }, (_, index) => first + index * bucketSeconds);
  return { hours, bucketSeconds, times, series: seriesOf(rows) };
}

async function databaseTime(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ now: number }>`select extract(epoch from clock_timestamp())::float8 as now`.execute(db);
  return rows[0]?.now ?? 0;
}

/** Counts are 0 where nothing happened; times are not. */
function seriesOf(rows: readonly Row[]): Series[] {
  const series = new Map<string, { name: SeriesName; of: string | null; values: (number | null)[] }>();
  for (const { bucket, name, of, value } of rows) {
    const key = `${name} ${of}`;
    const empty = name.endsWith('_seconds') ? null : 0;
    const known = series.get(key) ?? { name, of, values: Array.from({ length: buckets }, () => empty) };
    if (bucket >= 0 && bucket < buckets) known.values[bucket] = value;
    series.set(key, known);
  }
  return Array.from(series.values(), ({ name, of, values }) => ({ name, ...(of !== null && { of }), values }));
}

/** Tasks count where they ended, steps and calls where they were made. A task's seconds are those that its user waited. */
function rowsSince(first: number, bucketSeconds: number) {
  const bucketOf = (time: string) =>
    sql`floor((extract(epoch from ${sql.ref(time)}) - ${first}) / ${bucketSeconds})::int`;
  const since = sql`to_timestamp(${first})`;
  return sql<Row>`
    with ended as materialized (
      select ${bucketOf('ended_at')} as bucket, status, extract(epoch from ended_at - created_at)::float8 as seconds, result
      from task where ended_at >= ${since} and created_at >= ${since} - interval '1 day'
    ), step as materialized (
      select ${bucketOf('at')} as bucket, seconds from (
        select event.created_at as at, extract(epoch from event.created_at - lag(event.created_at)
          over (partition by task_id, body ->> 'subtaskId' order by seq))::float8 as seconds
        from task join event on task_id = task.id
        where task.created_at >= ${since} - interval '1 day' and body ->> 'type' in ('step', 'subtask_started')
          and event.created_at >= ${since}
      ) as gaps where seconds is not null
    ), call as materialized (
      select ${bucketOf('created_at')} as bucket, prompt_tokens, generated_tokens, currency, nanos
      from brain_call where created_at >= ${since}
    )
    select bucket, 'tasks' as name, status as of, count(*)::float8 as value from ended group by bucket, status
    union all select bucket, 'task_seconds', 'half', percentile_cont(0.5) within group (order by seconds) from ended group by bucket
    union all select bucket, 'task_seconds', 'nine of ten', percentile_cont(0.9) within group (order by seconds) from ended group by bucket
    union all select bucket, 'bytes', 'up', sum((result -> 'usage' ->> 'bytesUp')::float8) from ended group by bucket
    union all select bucket, 'bytes', 'down', sum((result -> 'usage' ->> 'bytesDown')::float8) from ended group by bucket
    union all select bucket, 'steps', null, count(*)::float8 from step group by bucket
    union all select bucket, 'step_seconds', 'half', percentile_cont(0.5) within group (order by seconds) from step group by bucket
    union all select bucket, 'step_seconds', 'nine of ten', percentile_cont(0.9) within group (order by seconds) from step group by bucket
    union all select bucket, 'tokens', 'read', sum(prompt_tokens)::float8 from call group by bucket
    union all select bucket, 'tokens', 'written', sum(generated_tokens)::float8 from call group by bucket
    union all select bucket, 'money', currency, sum(nanos)::float8 / 1e9 from call where currency is not null group by bucket, currency
    order by name, of, bucket`;
}
