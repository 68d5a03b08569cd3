// What people decided: yes, no, an answer, a takeover and its end. Rows are only ever added.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('decision')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text', (column) => column.references('task.id').onDelete('cascade'))
    .addColumn('device', 'text')
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('door', 'text', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .execute();
  await db.schema.createIndex('decision_by_task').on('decision').columns(['task_id']).execute();
  await db.schema.createIndex('decision_by_device').on('decision').columns(['owner', 'device']).execute();
  await db.schema.alterTable('task').addColumn('decided_by', 'text').execute();
  await db.schema
    .createIndex('task_waiting')
    .on('task')
    .columns(['owner', 'ended_at'])
    .where(sql.ref('status'), '=', 'needs_user')
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('task_waiting').execute();
  await db.schema.alterTable('task').dropColumn('decided_by').execute();
  await db.schema.dropTable('decision').execute();
}
