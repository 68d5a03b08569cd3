// Decisions on schedules, which tasks a schedule has given, and the way from a task to the one that it goes on with.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // No reference: what was decided outlives the schedule.
  await db.schema.alterTable('decision').addColumn('schedule_id', 'text').execute();
  await db.schema.alterTable('task').addColumn('schedule_id', 'text').execute();
  await db.schema
    .createIndex('decision_by_schedule')
    .on('decision')
    .columns(['schedule_id'])
    .where('schedule_id' as never, 'is not', null)
    .execute();
  await db.schema
    .createIndex('task_by_answer')
    .on('task')
    .columns(['answered_by'])
    .where('answered_by' as never, 'is not', null)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('task_by_answer').execute();
  await db.schema.dropIndex('decision_by_schedule').execute();
  await db.schema.alterTable('task').dropColumn('schedule_id').execute();
  await db.schema.alterTable('decision').dropColumn('schedule_id').execute();
}
