import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startPostgres } from './postgres.js';
import { applicationPrefix } from './postgres-keeping.js';

// Every test here starts or stops a database, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let home: string;
let folder: string;
const signal = AbortSignal.timeout(60_000);

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'farhand-postgres-'));
  folder = join(home, 'postgres');
});

// A server that was killed leaves processes that still write for a moment.
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 10 }));

const start = (owner = 'farhand-one') => startPostgres(folder, owner, signal);

async function ask(url: string, sql: string, name = 'test'): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

test('two that start at once on an empty folder share one server, and the last one out stops it', async () => {
  const [one, two] = await Promise.all([start(), start('farhand-two')]);
  expect(one.url).toBe(two.url);
  expect(one.url).toContain('@127.0.0.1:');
  const client = new pg.Client({ connectionString: two.url, application_name: `${applicationPrefix}two` });
  await client.connect();
  await one.release();
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await client.end();
  await two.release();
  await two.release();
  await expect(ask(two.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
});

test('what was written is there after the next start, and the password is not for others', async () => {
  const first = await start();
  await ask(first.url, 'create table kept as select 42 as answer');
  await first.release();
  const second = await start();
  expect(await ask(second.url, 'select answer from kept')).toBe(42);
  await second.release();
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
});

test('a running server is adopted', async () => {
  const first = await start();
  const pid = await serverPid();
  const second = await start();
  expect(await serverPid()).toBe(pid);
  expect(second.url).toBe(first.url);
  await Promise.all([first.release(), second.release()]);
});

test('a lock file whose number now belongs to another program does not stop the start', async () => {
  await writeFile(join(folder, 'data', 'postmaster.pid'), `${process.pid}\n${folder}\n1\n5432\n\n127.0.0.1\n\nready\n`);
  const server = await start();
  expect(await ask(server.url, 'select 1')).toBe(1);
  await server.release();
});

test('a damaged folder is told with what Postgres said', async () => {
  await writeFile(join(folder, 'data', 'global', 'pg_control'), 'damaged');
  await expect(start()).rejects.toMatchObject({ code: 'STORE_FAILED' });
});
