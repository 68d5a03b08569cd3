// The sessions' files: one per session in `<home>/sessions`, for this user's eyes only. They hold what the record does
// not: recipients, texts, questions and answers as they are. So they stay on this computer and are removed when nobody
// can be waiting for them any more.
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FarhandError } from '@farhand/shared';
import { durableKinds, type SessionEntry, sessionEntrySchema } from './entry.js';
import { appendLine, filesIn, keptMs, unlessMissing, wholeLines } from './line-files.js';

const suffix = '.jsonl';
const memoryFile = 'memory.txt';
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

  /** A name that stays for as long as the folder does: whoever finds it again finds all that was begun since. */
  memory(): string {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, memoryFile);
    const [known] = wholeLines(path) ?? [];
    if (known !== undefined && idShape.test(known)) return known;
    const name = randomUUID();
    rmSync(path, { force: true });
    appendLine(path, name, true);
    return name;
  }

  /** Adds a line to the session's file, which begins with its first. */
  write(id: string, entry: SessionEntry): void {
    if (entry.kind === 'begun') this.#prepare();
    appendLine(this.#path(id), JSON.stringify(entry), durableKinds.has(entry.kind));
  }

  /**
   * The session's lines, or undefined when no such session is kept. A last line that a crash cut off is taken away: what
   * it would have told had not begun. Throws TASK_UNKNOWN for a damaged file and for one that has grown too long.
   */
  read(id: string): SessionEntry[] | undefined {
    if (!idShape.test(id)) return undefined;
    this.#mustBeShort(id);
    const lines = wholeLines(this.#path(id));
    if (!lines) return undefined;
    const entries = lines.flatMap((line) => readEntry(line) ?? []);
    if (entries.length === 0 && lines.length === 0) return undefined;
    if (entries.length === lines.length && entries[0]?.kind === 'begun') return entries;
    throw new FarhandError('TASK_UNKNOWN', `The file of session ${id} is damaged`, { hint: 'Start a new task.' });
  }

  /** Removes what is older than a week, and the oldest when there are too many. */
  sweep(nowMs: number = Date.now()): void {
    this.#sweptAtMs = nowMs;
    const newest = filesIn(this.#folder, suffix).sort((a, b) => b.changedAtMs - a.changedAtMs);
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

  #mustBeShort(id: string): void {
    const size = unlessMissing(() => statSync(this.#path(id)).size) ?? 0;
    if (size <= longestFileBytes) return;
    throw new FarhandError('TASK_UNKNOWN', `Session ${id} has grown to ${size} bytes and ends here`, {
      hint: 'Start a new task for what is left to do.',
    });
  }
}

function readEntry(line: string): SessionEntry | undefined {
  try {
    return sessionEntrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
