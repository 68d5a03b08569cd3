// What was begun for tasks that a brain drives step by step and that is not done twice: one file for each task in
// `<home>/driven`, one line for each deed, on the disk before the deed. Lines are hashes: nobody can read out of them what
// was sent to whom.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { appendLine, filesIn, keptMs, wholeLines } from './line-files.js';

const suffix = '.txt';

export class DrivenDeeds {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, 'driven');
  }

  /** Names of what was begun for the task. `task`: letters, digits, `_` and `-`. */
  of(task: string): ReadonlySet<string> {
    return new Set(wholeLines(this.#path(task)));
  }

  /** Notes one more, after `of` was asked. `name`: without line breaks. */
  begin(task: string, name: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    appendLine(this.#path(task), name, true);
  }

  /** Removes what is older than a week. */
  sweep(nowMs: number = Date.now()): void {
    for (const { path, changedAtMs } of filesIn(this.#folder, suffix)) {
      if (nowMs - changedAtMs > keptMs) rmSync(path, { force: true });
    }
  }

  #path(task: string): string {
    return join(this.#folder, `${task}${suffix}`);
  }
}
