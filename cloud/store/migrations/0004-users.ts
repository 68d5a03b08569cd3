// Users: whose a task is, the tokens that speak for a user, and the keys of their bridges. What was there before belongs to
// the user of the checkout. Of tokens, codes and challenges only hashes are kept.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('task')
    .addColumn('owner', 'text', (column) => column.notNull().defaultTo('local'))
    .addColumn('answered_by', 'text')
    .addColumn('traceparent', 'text')
    .execute();
  await db.schema.createIndex('task_by_owner').on('task').columns(['owner', 'created_at desc']).execute();
  await db.schema
    .alterTable('phone')
    .addColumn('owner', 'text', (column) => column.notNull().defaultTo('local'))
    .execute();
  await db.schema
    .createTable('api_token')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('scopes', 'jsonb', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('expires_at', 'timestamptz')
    .addColumn('revoked_at', 'timestamptz')
    .execute();
  await db.schema
    .createTable('pairing_code')
    .addColumn('lookup', 'text', (column) => column.primaryKey())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('attempts_left', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('bridge_key')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('revoked_at', 'timestamptz')
    .execute();
  await db.schema
    .createTable('bridge_challenge')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('key_id', 'text', (column) => column.notNull().references('bridge_key.id').onDelete('cascade'))
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['bridge_challenge', 'bridge_key', 'pairing_code', 'api_token']) {
    await db.schema.dropTable(table).execute();
  }
  await db.schema.alterTable('phone').dropColumn('owner').execute();
  await db.schema.dropIndex('task_by_owner').execute();
  await db.schema.alterTable('task').dropColumn('owner').dropColumn('answered_by').dropColumn('traceparent').execute();
}
