// What was begun for tasks that a brain drives step by step and that is not done twice: one file for each task in
// `<home>/driven`, one line for each deed, on the disk before the deed. Lines are hashes: nobody can read out of them what
// was sent to whom. A line that a crash cut off is taken away: its deed had not begun.
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

const keptMs = 7 * 24 * 3600 * 1000;
const suffix = '.txt';

export class DrivenDeeds {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, 'driven');
  }

  /** Names of what was begun for the task. `task`: letters, digits, `_` and `-`. */
  of(task: string): ReadonlySet<string> {
    const path = this.#path(task);
    const bytes = readWhole(path);
    const wholeBytes = bytes.lastIndexOf(10) + 1;
    if (wholeBytes < bytes.length) truncateSync(path, wholeBytes);
    return new Set(bytes.subarray(0, wholeBytes).toString().split('\n').slice(0, -1));
  }

  /** Notes one more, after `of` was asked. `name`: without line breaks. */
  begin(task: string, name: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = openSync(this.#path(task), 'a', 0o600);
    try {
      writeSync(file, `${name}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /** Removes what is older than a week. */
  sweep(nowMs: number = Date.now()): void {
    for (const name of namesIn(this.#folder).filter((candidate) => candidate.endsWith(suffix))) {
      const path = join(this.#folder, name);
      if (nowMs - statSync(path).mtimeMs > keptMs) rmSync(path, { force: true });
    }
  }

  #path(task: string): string {
    return join(this.#folder, `${task}${suffix}`);
  }
}

function readWhole(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
