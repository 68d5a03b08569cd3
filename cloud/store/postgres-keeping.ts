// When a built-in server is stopped: once no process of this project is connected to it any more.
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '../process.js';

/** Connections of this project carry this prefix in `application_name`; the last one out is found by it. */
export const applicationPrefix = 'farhand-';

const stopLimitMs = 15_000;
const checkIntervalMs = 10;

export interface ServerCharge {
  readonly url: string;
  readonly pid: number;
  /** `application_name` of the process that lets go; its own connections may still be closing. */
  readonly owner: string;
  /** Of the server's data, log and password. */
  readonly folder: string;
}

/** Resolves when the server has stopped, or belongs to somebody else now. */
export async function stopIfLast({ url, pid, owner }: ServerCharge): Promise<void> {
  if (!(await isServing(pid))) return;
  const others = await countOthers(url, owner).catch(() => 0);
  if (others > 0 || !(await isServing(pid))) return;
  // SIGINT is Postgres' "fast shutdown": sessions end, everything is written, the next start needs no recovery.
  process.kill(pid, 'SIGINT');
  const deadline = performance.now() + stopLimitMs;
  while ((await isServing(pid)) && performance.now() < deadline) await delay(checkIntervalMs);
}

/** False for an ended process that nobody has reaped yet, too: its command line is empty. */
export async function isServing(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes('postgres');
}

async function countOthers(url: string, owner: string): Promise<number> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(
      `select count(*)::int as others from pg_stat_activity
       where starts_with(application_name, $1) and application_name <> $2`,
      [applicationPrefix, owner],
    );
    return rows[0]?.others ?? 0;
  } finally {
    await client.end();
  }
}
