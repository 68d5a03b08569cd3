// Several cloud processes on one database: which of them live, which phones each holds, who uses a phone, and the calls
// that one process asks another to make on a phone. `task.epoch` counts the processes that have carried a task out.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('task')
    .addColumn('epoch', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('task_running_by_executor')
    .on('task')
    .columns(['executor_id'])
    .where(sql.ref('status'), '=', sql.lit('running'))
    .execute();
  await db.schema
    .createTable('replica')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('shared', 'boolean', (column) => column.notNull())
    .addColumn('beat_at', 'timestamptz', (column) => column.notNull())
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await sql`create sequence link_epoch`.execute(db);
  await db.schema
    .createTable('phone')
    .addColumn('bridge_id', 'text', (column) => column.notNull())
    .addColumn('device_id', 'text', (column) => column.notNull())
    .addColumn('replica_id', 'text', (column) => column.notNull().references('replica.id').onDelete('cascade'))
    .addColumn('link_epoch', 'bigint', (column) => column.notNull())
    .addColumn('device', 'jsonb', (column) => column.notNull())
    .addPrimaryKeyConstraint('phone_pk', ['bridge_id', 'device_id'])
    .execute();
  await db.schema.createIndex('phone_by_link').on('phone').columns(['link_epoch']).execute();
  await db.schema
    .createTable('phone_lease')
    .addColumn('bridge_id', 'text', (column) => column.notNull())
    .addColumn('device_id', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text', (column) => column.notNull().references('task.id').onDelete('cascade'))
    .addColumn('subtask_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('phone_lease_pk', ['bridge_id', 'device_id'])
    .execute();
  await db.schema.createIndex('phone_lease_by_task').on('phone_lease').columns(['task_id']).execute();
  await db.schema
    .createTable('hand_call')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('replica_id', 'text', (column) => column.notNull().references('replica.id').onDelete('cascade'))
    .addColumn('caller_id', 'text', (column) => column.notNull().references('replica.id').onDelete('cascade'))
    .addColumn('bridge_id', 'text', (column) => column.notNull())
    .addColumn('method', 'text', (column) => column.notNull())
    .addColumn('input', 'jsonb', (column) => column.notNull())
    .addColumn('taken', 'boolean', (column) => column.notNull().defaultTo(false))
    .addColumn('answer', 'jsonb')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .execute();
  await db.schema.createIndex('hand_call_by_replica').on('hand_call').columns(['replica_id']).execute();
  await db.schema.createIndex('hand_call_by_caller').on('hand_call').columns(['caller_id']).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['hand_call', 'phone_lease', 'phone', 'replica']) await db.schema.dropTable(table).execute();
  await sql`drop sequence link_epoch`.execute(db);
  await db.schema.alterTable('task').dropColumn('epoch').execute();
}
