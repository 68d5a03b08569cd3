// A Postgres of one's own in a folder: created once, started on a free loopback port, adopted when it already runs.
// Whoever leaves last stops it, so that several processes may share one folder. The stopping is left to a keeper, a small
// process that notices when its owner is gone, however that ended; it also starts a server anew that was killed.
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { abortReason, delay, FarhandError } from '@farhand/shared';
import { builtProgram, runProgram, startProgram } from '../process.js';
import { isServing, type ServerCharge } from './postgres-keeping.js';
import { chooseUser, findPostgres, handOver, type PostgresPrograms, type RunAs } from './postgres-programs.js';

const startLimitMs = 30_000;
const checkIntervalMs = 10;
const superuser = 'farhand';

export interface PostgresServer {
  /** postgresql:// URL of the database; holds the password. */
  readonly url: string;
  /** Stops the server unless another process of this project is connected to it. May be called twice. */
  release(): Promise<void>;
}

/**
 * Brings the server of `folder` up. `owner` is the `application_name` of this process' connections, beginning with
 * `applicationPrefix`. Throws STORE_FAILED with what Postgres said.
 */
export async function startPostgres(folder: string, owner: string, signal: AbortSignal): Promise<PostgresServer> {
  const [programs, runAs] = await Promise.all([findPostgres(), chooseUser()]);
  await createCluster(folder, programs, runAs, signal);
  const password = (await readFile(join(folder, 'password'), 'utf8')).trim();
  const { pid, port } = await adoptOrStart(folder, programs, runAs, signal);
  const url = `postgresql://${superuser}:${password}@127.0.0.1:${port}/postgres`;
  return { url, release: keep({ url, pid, owner, folder }) };
}

/** Starts a server anew that was killed, where its clients look for it. Answers its process id. */
export async function reviveServer({ folder, url }: ServerCharge, signal: AbortSignal): Promise<number> {
  const [programs, runAs] = await Promise.all([findPostgres(), chooseUser()]);
  return (await adoptOrStart(folder, programs, runAs, signal, Number(new URL(url).port))).pid;
}

/** Starts the keeper; the function it gives back tells it that this process has let go, and waits for what it does. */
function keep(charge: ServerCharge): () => Promise<void> {
  const keeper = startProgram(process.execPath, [builtProgram('store/postgres-keeper.js')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  const ended = new Promise<void>((resolve) => {
    keeper.once('exit', () => resolve());
    keeper.once('error', () => resolve());
  });
  keeper.stdin?.on('error', () => undefined);
  // The charge holds the password: it goes through the pipe, as arguments can be read by everybody.
  keeper.stdin?.write(`${JSON.stringify(charge)}\n`);
  (keeper.stdin as Socket | null)?.unref();
  return () => {
    keeper.ref();
    keeper.stdin?.end();
    return ended;
  };
}

/** Made under a name of its own and renamed when complete: a killed initdb leaves nothing that looks usable. */
async function createCluster(
  folder: string,
  programs: PostgresPrograms,
  runAs: RunAs,
  signal: AbortSignal,
): Promise<void> {
  const known = await readFile(join(folder, 'data', 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (known !== undefined) return;
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const draft = await mkdtemp(`${folder}.new-`);
  await handOver(draft, runAs);
  const passwordFile = join(draft, 'password');
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  await handOver(passwordFile, runAs);
  const args = [
    `--pgdata=${join(draft, 'data')}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
  ];
  const [file = '', ...rest] = [...runAs.prefix, programs.initdb, ...args];
  const run = await runProgram(file, rest, { signal });
  if (run.code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw new FarhandError('STORE_FAILED', `The built-in database could not be created: ${lastLine(run.stderr)}`);
  }
  // Another process may have been faster; its cluster is as good.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
}

interface Running {
  readonly pid: number;
  readonly port: number;
}

async function adoptOrStart(
  folder: string,
  programs: PostgresPrograms,
  runAs: RunAs,
  signal: AbortSignal,
  port?: number,
): Promise<Running> {
  const deadline = performance.now() + startLimitMs;
  let child: ChildProcess | undefined;
  while (performance.now() < deadline) {
    if (signal.aborted) throw abortReason(signal);
    const running = await readPidFile(folder);
    if (running?.ready) return running;
    if (!running && (child === undefined || hasEnded(child))) {
      if (child) await failUnlessBeaten(folder);
      child = await launch(folder, programs, runAs, port ?? (await freePort()));
    }
    await delay(checkIntervalMs, signal);
  }
  throw new FarhandError(
    'STORE_FAILED',
    `The built-in database did not start within ${startLimitMs / 1000} s: ${await logTail(folder)}`,
  );
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/**
 * Two processes that start at once race for the port and for Postgres' own lock file: the loser tries again. So does who
 * comes before the last clients' processes of a killed server have ended.
 */
async function failUnlessBeaten(folder: string): Promise<void> {
  const said = await logTail(folder);
  if (/lock file|Address already in use|could not bind|shared memory block/.test(said)) return;
  throw new FarhandError('STORE_FAILED', `The built-in database could not be started: ${said}`, {
    hint: `Read ${join(folder, 'server.log')}; moving ${folder} away begins with an empty database.`,
  });
}

async function launch(folder: string, programs: PostgresPrograms, runAs: RunAs, port: number): Promise<ChildProcess> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];
  const args = ['-D', join(folder, 'data'), '-p', String(port)];
  for (const setting of settings) args.push('-c', setting);
  const [file = '', ...rest] = [...runAs.prefix, programs.postgres, ...args];
  const log = await open(join(folder, 'server.log'), 'w', 0o600);
  try {
    const child = startProgram(file, rest, { stdio: ['ignore', log.fd, log.fd], cwd: '/' });
    child.once('error', () => undefined);
    return child;
  } finally {
    await log.close();
  }
}

/** The living server of the folder. A file left by a crash, or whose number now belongs to another program, is none. */
async function readPidFile(folder: string): Promise<(Running & { ready: boolean }) | undefined> {
  const path = join(folder, 'data', 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (!(await isServing(pid))) {
    // Not the file of a server that another process has started meanwhile.
    if ((await readFile(path, 'utf8').catch(() => '')) === text) await rm(path, { force: true });
    return undefined;
  }
  return { pid, port: Number(lines[3]), ready: lines[7] === 'ready' };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function logTail(folder: string): Promise<string> {
  return lastLine(await readFile(join(folder, 'server.log'), 'utf8').catch(() => 'it wrote no log'));
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
