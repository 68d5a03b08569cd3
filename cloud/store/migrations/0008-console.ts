// Who is signed in to the console, the links that sign in, plans that users gave or approved before the task
// began, pictures of their steps, and what looking back at tasks searches by.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_in_code')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('scopes', 'jsonb', (column) => column.notNull())
    .addColumn('token_id', 'text', (column) => column.references('api_token.id').onDelete('cascade'))
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('console_session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('scopes', 'jsonb', (column) => column.notNull())
    .addColumn('token_id', 'text', (column) => column.references('api_token.id').onDelete('cascade'))
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema.alterTable('task').addColumn('given_plan', 'jsonb').execute();
  await db.schema
    .createTable('picture')
    .addColumn('task_id', 'text', (column) => column.notNull().references('task.id').onDelete('cascade'))
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('mime_type', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bytea', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addPrimaryKeyConstraint('picture_pk', ['task_id', 'sha256'])
    .execute();
  await db.schema.createIndex('picture_by_age').on('picture').column('created_at').execute();
  await db.schema.createIndex('task_by_status').on('task').columns(['owner', 'status', 'created_at desc']).execute();
  // For "which tasks asked for the price of this".
  await sql`create index task_by_plan on task using gin (plan jsonb_path_ops)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('task_by_plan').execute();
  await db.schema.dropIndex('task_by_status').execute();
  await db.schema.alterTable('task').dropColumn('given_plan').execute();
  await db.schema.dropTable('picture').execute();
  await db.schema.dropTable('console_session').execute();
  await db.schema.dropTable('sign_in_code').execute();
}
