// Files of one line an entry that outlive a kill: what is begun stands on the disk before it is done, and a last line
// that a crash cut off is taken away, as what it would have told had not begun. Knows nothing of what the lines say.
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What is older can be waited for by nobody any more. */
export const keptMs: number = 7 * 24 * 3600 * 1000;

/** For this user's eyes only. `isDurable`: it is on the disk when this returns. `line`: without line breaks. */
export function appendLine(path: string, line: string, isDurable: boolean): void {
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, `${line}\n`);
    if (isDurable) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Undefined when there is no such file. The file is cut down to its whole lines. */
export function wholeLines(path: string): string[] | undefined {
  const bytes = unlessMissing(() => readFileSync(path));
  if (!bytes) return undefined;
  const wholeBytes = bytes.lastIndexOf(10) + 1;
  if (wholeBytes < bytes.length) truncateSync(path, wholeBytes);
  return bytes.subarray(0, wholeBytes).toString().split('\n').slice(0, -1);
}

/** None while the folder is not there, or when another bridge of the same folder sweeps at the same time. */
export function filesIn(folder: string, suffix: string): { path: string; changedAtMs: number }[] {
  const found = unlessMissing(() => {
    const names = readdirSync(folder).filter((name) => name.endsWith(suffix));
    const paths = names.map((name) => join(folder, name));
    return paths.map((path) => ({ path, changedAtMs: statSync(path).mtimeMs }));
  });
  return found ?? [];
}

/** Undefined when what is asked for is not there. */
export function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
