// What brain calls cost, what a task may cost and how it is carried out, and every attempt at a subtask.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('brain_call')
    // Conversations that belong to no task are paid for, too.
    .alterColumn('task_id', (column) => column.dropNotNull())
    .execute();
  await db.schema
    .alterTable('brain_call')
    .addColumn('cached_tokens', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('currency', 'text')
    .addColumn('nanos', 'bigint')
    // A call whose booking broke off is booked again under the same name.
    .addColumn('id', 'text', (column) => column.unique())
    .execute();
  await db.schema.createIndex('brain_call_by_time').on('brain_call').columns(['created_at']).execute();
  await db.schema
    .alterTable('task')
    .addColumn('mode', 'text', (column) => column.notNull().defaultTo('edge-cloud'))
    .addColumn('budget', 'jsonb')
    .execute();
  await db.schema
    .createTable('attempt')
    .addColumn('task_id', 'text', (column) => column.notNull().references('task.id').onDelete('cascade'))
    .addColumn('subtask_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('plan', 'jsonb', (column) => column.notNull())
    .addColumn('device', 'text')
    .addColumn('outcome', 'jsonb')
    .addColumn('next', 'jsonb')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addPrimaryKeyConstraint('attempt_pk', ['task_id', 'subtask_id', 'number'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('attempt').execute();
  await db.schema.alterTable('task').dropColumn('mode').dropColumn('budget').execute();
  await db.schema.dropIndex('brain_call_by_time').execute();
  await db.schema
    .alterTable('brain_call')
    .dropColumn('cached_tokens')
    .dropColumn('currency')
    .dropColumn('nanos')
    .dropColumn('id')
    .execute();
}
