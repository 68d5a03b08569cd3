// The sessions' files: one per session in `<home>/sessions`, for this user's eyes only. They hold what the record does
// not: recipients, texts, questions and answers as they are. So they stay on this computer and are removed when nobody
// can be waiting for them any more.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { FarhandError } from '@farhand/shared';
import { durableKinds, type SessionEntry, sessionEntrySchema } from './entry.js';

const suffix = '.jsonl';
const keptMs = 7 * 24 * 3600 * 1000;
const mostSessions = 500;
const sweepEveryMs = 3600 * 1000;
/** A session whose file has grown to this is not gone on with. */
const longestFileBytes = 8 * 1024 * 1024;
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class SessionShelf {
  readonly #folder: string;
  #sweptAtMs = 0;

  /** `home`: the folder that the sessions' folder is in; made when the first line is written. */
  constructor(home: string) {
    this.#folder = join(home, 'sessions');
  }

  /** Adds a line to the session's file, which begins with its first. */
  write(id: string, entry: SessionEntry): void {
    if (entry.kind === 'begun') this.#prepare();
    const file = openSync(this.#path(id), 'a', 0o600);
    try {
      writeSync(file, `${JSON.stringify(entry)}\n`);
      if (durableKinds.has(entry.kind)) fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /**
   * The session's lines, or undefined when no such session is kept. A last line that a crash cut off is taken away: what
   * it would have told had not begun. Throws TASK_UNKNOWN for a damaged file and for one that has grown too long.
   */
  read(id: string): SessionEntry[] | undefined {
    if (!idShape.test(id)) return undefined;
    const bytes = this.#bytesOf(id);
    if (!bytes) return undefined;
    const wholeBytes = bytes.lastIndexOf(10) + 1;
    if (wholeBytes < bytes.length) truncateSync(this.#path(id), wholeBytes);
    const lines = bytes.subarray(0, wholeBytes).toString().split('\n').slice(0, -1);
    const entries = lines.flatMap((line) => readEntry(line) ?? []);
    if (entries.length === 0 && lines.length === 0) return undefined;
    if (entries.length === lines.length && entries[0]?.kind === 'begun') return entries;
    throw new FarhandError('TASK_UNKNOWN', `The file of session ${id} is damaged`, { hint: 'Start a new task.' });
  }

  /** Removes what is older than a week, and the oldest when there are too many. */
  sweep(nowMs: number = Date.now()): void {
    this.#sweptAtMs = nowMs;
    const newest = this.#files().sort((a, b) => b.changedAtMs - a.changedAtMs);
    for (const [index, { path, changedAtMs }] of newest.entries()) {
      if (index >= mostSessions || nowMs - changedAtMs > keptMs) rmSync(path, { force: true });
    }
  }

  #prepare(): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const nowMs = Date.now();
    if (nowMs - this.#sweptAtMs > sweepEveryMs) this.sweep(nowMs);
  }

  #path(id: string): string {
    return join(this.#folder, `${id}${suffix}`);
  }

  #bytesOf(id: string): Buffer | undefined {
    try {
      const { size } = statSync(this.#path(id));
      if (size <= longestFileBytes) return readFileSync(this.#path(id));
      throw new FarhandError('TASK_UNKNOWN', `Session ${id} has grown to ${size} bytes and ends here`, {
        hint: 'Start a new task for what is left to do.',
      });
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  #files(): { path: string; changedAtMs: number }[] {
    try {
      const paths = readdirSync(this.#folder)
        .filter((name) => name.endsWith(suffix))
        .map((name) => join(this.#folder, name));
      return paths.map((path) => ({ path, changedAtMs: statSync(path).mtimeMs }));
    } catch (error) {
      // Another bridge of the same folder may sweep at the same time.
      if (isMissing(error)) return [];
      throw error;
    }
  }
}

function readEntry(line: string): SessionEntry | undefined {
  try {
    return sessionEntrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
