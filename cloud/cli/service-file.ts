// How a command finds a service that already runs in this checkout: a small file beside the data, written by the
// process that listens and removed when it ends. A file whose process is gone counts as absent.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface RunningService {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

function fileIn(home: string): string {
  return join(home, 'service.json');
}

export function findService(home: string): RunningService | undefined {
  try {
    const service = JSON.parse(readFileSync(fileIn(home), 'utf8')) as RunningService;
    process.kill(service.pid, 0);
    return service;
  } catch {
    return undefined;
  }
}

/** Readable by this user only: it holds the token. */
export function announceService(home: string, service: RunningService): void {
  mkdirSync(dirname(fileIn(home)), { recursive: true });
  const next = `${fileIn(home)}.${service.pid}`;
  writeFileSync(next, JSON.stringify(service), { mode: 0o600 });
  renameSync(next, fileIn(home));
}

export function withdrawService(home: string, pid: number): void {
  if (findService(home)?.pid === pid) rmSync(fileIn(home), { force: true });
}
