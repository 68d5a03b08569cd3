// What running costs: processor time and memory of processes as Linux counts them, and what Postgres was given to keep.
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Linux' unit of processor time in /proc, on every architecture that Node runs on. */
const ticksPerSecond = 100;

/** Processor seconds of one process so far. */
export function secondsOf(pid) {
  const { own } = ticksOf(pid);
  return own / ticksPerSecond;
}

/** Those of the thread that a process began with: in Node the one that runs all JavaScript but workers'. */
export function secondsOfMainThread(pid) {
  return ticksOf(`${pid}/task/${pid}`).own / ticksPerSecond;
}

/** Those of a process and its children, ended ones included. */
export function secondsOfFamily(pid) {
  const { own, reaped } = ticksOf(pid);
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && ticksOf(name).parent === pid);
  return (own + reaped + children.reduce((sum, child) => sum + ticksOf(child).own, 0)) / ticksPerSecond;
}

/** Processor seconds of everything that runs on this machine. */
export function secondsOfMachine() {
  const [line] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user, nice, system, , , irq, softIrq] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softIrq) / ticksPerSecond;
}

/** Resident bytes. */
export function residentBytes(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

function ticksOf(pid) {
  try {
    // The name in brackets may hold anything, so fields are counted from its end.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15).map(Number);
    return { parent: Number(fields[1]), own: user + system, reaped: childrenUser + childrenSystem };
  } catch {
    // It has ended meanwhile.
    return { parent: 0, own: 0, reaped: 0 };
  }
}

/** Has the built-in Postgres of a home count its statements, from its next start on. */
export function countStatements(home) {
  appendFileSync(
    join(home, 'postgres', 'data', 'postgresql.conf'),
    "shared_preload_libraries = 'pg_stat_statements'\n",
  );
}

/** The built-in Postgres of a cloud, read from outside. */
export class Books {
  pid;
  #client;

  static async open(home) {
    const folder = join(home, 'postgres');
    const [pid, , , port] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8')
      .split('\n')
      .map(Number);
    const books = new Books();
    books.pid = pid;
    const password = readFileSync(join(folder, 'password'), 'utf8').trim();
    books.#client = new pg.Client({ host: '127.0.0.1', port, user: 'farhand', password, database: 'postgres' });
    await books.#client.connect();
    await books.#client.query('create extension if not exists pg_stat_statements');
    return books;
  }

  /** Rows written and changed so far, those of pictures, bytes of the log of changes, and bytes of all tables and indexes on disk. */
  async read() {
    const { rows } = await this.#client.query(`
      select sum(n_tup_ins)::float8 as inserted, sum(n_tup_upd)::float8 as updated,
        sum(n_tup_ins) filter (where relname = 'picture')::float8 as pictures,
        pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as "logBytes",
        pg_database_size(current_database())::float8 as "diskBytes"
      from pg_stat_user_tables`);
    return rows[0];
  }

  /** Those made since they were forgotten, by others than this, the most frequent first. */
  async statements() {
    const { rows } = await this.#client.query(`
      select regexp_replace(query, '\\s+', ' ', 'g') as text, sum(calls)::float8 as calls,
        sum(total_exec_time + total_plan_time)::float8 as ms
      from pg_stat_statements where toplevel and query !~ 'pg_stat_' group by 1 order by 2 desc`);
    return rows;
  }

  forgetStatements() {
    return this.#client.query('select pg_stat_statements_reset()');
  }

  close() {
    return this.#client.end();
  }
}
