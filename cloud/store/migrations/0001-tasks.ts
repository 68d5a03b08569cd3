// Tasks with their subtasks, their append-only events and the calls to the brain.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('task')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('command', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull().defaultTo('running'))
    .addColumn('confirmed', 'boolean', (column) => column.notNull())
    .addColumn('device', 'text')
    .addColumn('max_steps', 'integer')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('deadline_at', 'timestamptz', (column) => column.notNull())
    .addColumn('ended_at', 'timestamptz')
    .addColumn('cancel_requested_at', 'timestamptz')
    .addColumn('executor_id', 'text', (column) => column.notNull())
    .addColumn('brain', 'text')
    .addColumn('plan', 'jsonb')
    .addColumn('result', 'jsonb')
    .addColumn('event_count', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('task_by_time').on('task').columns(['created_at desc']).execute();
  await db.schema
    .createTable('subtask')
    .addColumn('task_id', 'text', (column) => column.notNull().references('task.id').onDelete('cascade'))
    .addColumn('subtask_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('device', 'text')
    .addColumn('started_at', 'timestamptz')
    .addColumn('ended_at', 'timestamptz')
    .addColumn('report', 'jsonb')
    .addColumn('error', 'jsonb')
    .addPrimaryKeyConstraint('subtask_pk', ['task_id', 'subtask_id'])
    .execute();
  await db.schema
    .createTable('event')
    .addColumn('task_id', 'text', (column) => column.notNull().references('task.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('once', 'text')
    .addColumn('body', 'jsonb', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addPrimaryKeyConstraint('event_pk', ['task_id', 'seq'])
    .addUniqueConstraint('event_once', ['task_id', 'once'])
    .execute();
  await db.schema
    .createTable('brain_call')
    .addColumn('task_id', 'text', (column) => column.notNull().references('task.id').onDelete('cascade'))
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('prompt_tokens', 'integer', (column) => column.notNull())
    .addColumn('generated_tokens', 'integer', (column) => column.notNull())
    .addColumn('seconds', 'double precision', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .execute();
  await db.schema.createIndex('brain_call_by_task').on('brain_call').columns(['task_id']).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['brain_call', 'event', 'subtask', 'task']) await db.schema.dropTable(table).execute();
}
