import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDatabase } from './database.js';
import { type PostgresServer, startPostgres } from './postgres.js';
import { Pulse } from './pulse.js';

// Every test here starts or stops a database, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let home: string;
let server: PostgresServer;
const { signal } = new AbortController();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'farhand-database-'));
  server = await startPostgres(join(home, 'postgres'), 'farhand-test', signal);
});

afterAll(async () => {
  await server?.release();
  await rm(home, { recursive: true, force: true });
});

const open = (name: string) => openDatabase({ home, databaseUrl: server.url }, name, signal);

test('several that start at once on an empty database all find it ready', async () => {
  const databases = await Promise.all(['a', 'b', 'c'].map(open));
  const counts = await Promise.all(databases.map(({ db }) => db.selectFrom('task').select('id').execute()));
  expect(counts).toEqual([[], [], []]);
  await Promise.all(databases.map(({ close }) => close()));
});

test('a database that cannot be reached is told, without its password', async () => {
  const databaseUrl = 'postgresql://me:hidden-word@127.0.0.1:1/none';
  const error = await openDatabase({ home, databaseUrl }, 'x', signal).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ code: 'STORE_FAILED' });
  expect(String((error as Error).message)).not.toContain('hidden-word');
});

test('a process is known to be dead as soon as its connection has gone', async () => {
  const observer = await Pulse.open(server.url, 'observer');
  const observed = await Pulse.open(server.url, 'observed');
  expect(await observer.dead(['observed', 'never-lived'])).toEqual(['never-lived']);
  await observed.close();
  expect(await observer.dead(['observed'])).toEqual(['observed']);
  await observer.close();
});
