// Schedules that go by notifications instead of time, what each has seen, and what a task's command is filled with.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('schedule')
    .alterColumn('cron', (column) => column.dropNotNull())
    .alterColumn('time_zone', (column) => column.dropNotNull())
    .execute();
  await db.schema.alterTable('schedule').addColumn('notification', 'jsonb').execute();
  await db.schema.alterTable('task').addColumn('said', 'jsonb').execute();
  await db.schema
    .createTable('notification_seen')
    .addColumn('schedule_id', 'text', (column) => column.notNull().references('schedule.id').onDelete('cascade'))
    .addColumn('device_id', 'text', (column) => column.notNull())
    .addColumn('notification', 'text', (column) => column.notNull())
    .addColumn('posted_ms', 'bigint', (column) => column.notNull())
    .addColumn('task_id', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addPrimaryKeyConstraint('notification_seen_pk', ['schedule_id', 'device_id', 'notification'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('notification_seen').execute();
  await db.schema.alterTable('task').dropColumn('said').execute();
  await db
    .deleteFrom('schedule' as never)
    .where(sql<boolean>`notification is not null`)
    .execute();
  await db.schema.alterTable('schedule').dropColumn('notification').execute();
  await db.schema
    .alterTable('schedule')
    .alterColumn('cron', (column) => column.setNotNull())
    .alterColumn('time_zone', (column) => column.setNotNull())
    .execute();
}
