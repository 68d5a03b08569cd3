// Databases for tests that need one and not its making: one Postgres of the checkout for all tests that run, adopted by
// whoever comes and stopped by whoever leaves last. A new database is a copy of one that has all tables already.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { loadConfig } from '../config.js';
import { startCloud } from '../service.js';
import { startPostgres } from '../store/postgres.js';
import { applicationPrefix } from '../store/postgres-keeping.js';

const folder = fileURLToPath(new URL('../../.farhand/test-postgres', import.meta.url));

export interface StandingDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

interface Server {
  readonly url: string;
  /** Open for as long as this process lives: the server is stopped when nobody is connected any more. */
  readonly connection: pg.Client;
  readonly template: string;
}

let server: Promise<Server> | undefined;

/** `drop` it when nobody uses it any more. */
export async function standingDatabase(): Promise<StandingDatabase> {
  server ??= prepare();
  const { url, connection, template } = await server;
  const name = newName('test');
  await connection.query(`create database ${name} template ${template}`);
  const drop = async () => {
    await connection.query(`drop database ${name} with (force)`);
  };
  return { url: named(url, name), drop };
}

async function prepare(): Promise<Server> {
  const owner = `${applicationPrefix}test-${randomUUID()}`;
  const { url } = await startPostgres(folder, owner, new AbortController().signal);
  const connection = new pg.Client({ connectionString: url, application_name: owner });
  connection.on('error', () => undefined);
  await connection.connect();
  await dropLeftOver(connection, owner);
  const template = newName('template');
  await connection.query(`create database ${template}`);
  const home = await mkdtemp(join(tmpdir(), 'farhand-template-'));
  const { config } = loadConfig({ home, databaseUrl: named(url, template) }, {});
  await (await startCloud(config)).close();
  await rm(home, { recursive: true });
  return { url, connection, template };
}

/** Of runs that were killed. Whoever has databases is connected. */
async function dropLeftOver(connection: pg.Client, owner: string): Promise<void> {
  const { rows } = await connection.query<{ name: string }>(
    `select datname as name from pg_database
     where datname ~ '^(test|template)_[0-9a-f]{32}$' and not exists (
       select from pg_stat_activity where starts_with(application_name, $1) and application_name <> $2)`,
    [applicationPrefix, owner],
  );
  for (const { name } of rows) await connection.query(`drop database ${name} with (force)`);
}

function newName(kind: 'test' | 'template'): string {
  return `${kind}_${randomUUID().replaceAll('-', '')}`;
}

function named(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
