// The database of the cloud: the one named by a URL, or the built-in one in the home folder, migrated and ready.
// Tables live in the schema `farhand`; the workflow engine keeps its own beside it, in `dbos`.
import { join } from 'node:path';
import { abortReason, FarhandError } from '@farhand/shared';
import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { migrations } from './migrations/index.js';
import { type PostgresServer, startPostgres } from './postgres.js';
import { applicationPrefix } from './postgres-keeping.js';
import { PreparingClient } from './preparing-client.js';
import type { Database } from './schema.js';

export const schemaName = 'farhand';
const connectLimitMs = 10_000;
const poolSize = 8;
const frontPoolSize = 4;
const bulkPoolSize = 2;

export interface OpenDatabase {
  readonly db: Kysely<Database>;
  /** The same over connections of its own, for what somebody waits for: it does not stand behind what tasks write. */
  readonly front: Kysely<Database>;
  /**
   * The same for what is large and nobody waits for: neither tasks nor people stand behind it, and a commit of it does not
   * wait for the disk. It is there before anything that is committed later.
   */
  readonly bulk: Kysely<Database>;
  /** URL for further connections of this process; carries its application name. */
  readonly url: string;
  /** Ends the pool and lets go of the built-in server. May be called twice. */
  close(): Promise<void>;
}

interface StoreSettings {
  readonly home: string;
  readonly databaseUrl?: string | undefined;
}

/** `executorId` names this process among all that share the database. Throws STORE_FAILED. */
export async function openDatabase(
  settings: StoreSettings,
  executorId: string,
  signal: AbortSignal,
): Promise<OpenDatabase> {
  const open = () => openOnce(settings, `${applicationPrefix}${executorId}`, signal);
  return open().catch((error: unknown) => {
    // The built-in server may have been found while the last process before this one was stopping it.
    if (settings.databaseUrl !== undefined || signal.aborted) throw error;
    return open();
  });
}

async function openOnce(settings: StoreSettings, name: string, signal: AbortSignal): Promise<OpenDatabase> {
  const server = settings.databaseUrl ? undefined : await startBuiltIn(settings.home, name, signal);
  const url = withApplicationName(server?.url ?? settings.databaseUrl ?? '', name);
  const db = openKysely(url, poolSize);
  const front = openKysely(url, frontPoolSize);
  const bulk = openKysely(url, bulkPoolSize, { synchronous_commit: 'off' });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= Promise.all([db.destroy(), front.destroy(), bulk.destroy()]).then(() => server?.release());
    return closed;
  };
  try {
    await migrate(db);
  } catch (cause) {
    await close();
    throw storeFailed('The database cannot be used', cause);
  }
  return { db, front, bulk, url, close };
}

function openKysely(url: string, max: number, more: Readonly<Record<string, string>> = {}): Kysely<Database> {
  const settings = {
    search_path: schemaName,
    // Plans are made once for each connection, and one that was made while a table was nearly empty must not read through
    // it once it is large.
    plan_cache_mode: 'force_generic_plan',
    enable_seqscan: 'off',
    jit: 'off',
    ...more,
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const pool = openPool(url, { max, options: options.join(' ') });
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** Ends with `end`; connections of it that break are replaced. */
export function openPool(url: string, options: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectLimitMs,
    Client: PreparingClient,
    ...options,
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that breaks in use, between two statements: the next statement fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function startBuiltIn(home: string, owner: string, signal: AbortSignal): Promise<PostgresServer> {
  return startPostgres(join(home, 'postgres'), owner, signal).catch((cause) => {
    throw signal.aborted ? abortReason(signal) : storeFailed('The built-in database cannot be started', cause);
  });
}

/** A FarhandError stays what it is. */
export function storeFailed(what: string, cause: unknown): FarhandError {
  if (cause instanceof FarhandError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  return new FarhandError('STORE_FAILED', `${what}: ${said}`, { cause });
}

function withApplicationName(url: string, name: string): string {
  try {
    const parsed = new URL(url);
    parsed.searchParams.set('application_name', name);
    return parsed.href;
  } catch (cause) {
    throw new FarhandError('CONFIG_INVALID', 'FARHAND_DATABASE_URL is not a postgresql:// URL', { cause });
  }
}

/** Several processes may start at once: kysely's migrator lets one of them through at a time. */
async function migrate(db: Kysely<Database>): Promise<void> {
  const names = Object.keys(migrations);
  if (await isCurrent(db, names)) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: schemaName,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** One query instead of the migrator's dozen: what nearly every start needs. */
async function isCurrent(db: Kysely<Database>, names: readonly string[]): Promise<boolean> {
  const query = sql<{ name: string }>`select name from kysely_migration order by name`;
  const applied = await query.execute(db).catch((error: { code?: string }) => {
    if (error.code === '42P01') return { rows: [] };
    throw error;
  });
  return names.length === applied.rows.length && applied.rows.every(({ name }, index) => name === names[index]);
}
