// Who looks for a phone looks among one user's. Rows of tasks are changed with every event: pages keep room for that, so
// that a change stays on its page and touches no index.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('phone_by_owner').on('phone').columns(['owner']).execute();
  await sql`alter table task set (fillfactor = 60)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table task reset (fillfactor)`.execute(db);
  await db.schema.dropIndex('phone_by_owner').execute();
}
