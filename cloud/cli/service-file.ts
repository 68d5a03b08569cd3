// How a command finds a service that already runs in this checkout: a small file beside the data, written by the
// process that listens and removed when it ends. A file whose service does not answer counts as absent: after a crash
// or a restart of the machine, its process id and its port may belong to anybody.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const answerLimitMs = 3000;

export interface RunningService {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

function fileIn(home: string): string {
  return join(home, 'service.json');
}

export async function findService(home: string): Promise<RunningService | undefined> {
  const service = read(home);
  return service && (await answers(service)) ? service : undefined;
}

/** Readable by this user only: it holds the token. */
export function announceService(home: string, service: RunningService): void {
  mkdirSync(dirname(fileIn(home)), { recursive: true });
  const next = `${fileIn(home)}.${service.pid}`;
  writeFileSync(next, JSON.stringify(service), { mode: 0o600 });
  renameSync(next, fileIn(home));
}

export function withdrawService(home: string, pid: number): void {
  if (read(home)?.pid === pid) rmSync(fileIn(home), { force: true });
}

function read(home: string): RunningService | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(home), 'utf8')) as RunningService;
  } catch {
    return undefined;
  }
}

/** Asks with the token, so that another service on the same port is not taken for this one. */
async function answers({ url, token }: RunningService): Promise<boolean> {
  try {
    const response = await fetch(new URL('/v1/devices', url), {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(answerLimitMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
