// The numbers of placeholders, given out once on one computer: what they stand for is forgotten when the bridge is
// restarted, so a placeholder of before must never stand for something else afterwards.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const reservedAtOnce = 1000;
/** Placeholders have six digits; far behind, the numbers begin anew. */
const largest = 900_000;

export class Numbers {
  /** Numbers up to this one were given out by earlier bridges, or may have been. */
  readonly spent: number;
  readonly #file: string | undefined;
  #reserved: number;

  /** Without a home, numbers begin at 1 in every life. */
  constructor(home?: string) {
    this.#file = home === undefined ? undefined : join(home, 'placeholders');
    const before = readNumber(this.#file);
    this.spent = before < largest ? before : 0;
    this.#reserved = this.spent;
  }

  /** To be called before the number is given out. */
  use(number: number): void {
    if (number <= this.#reserved || this.#file === undefined) return;
    this.#reserved = number + reservedAtOnce;
    mkdirSync(join(this.#file, '..'), { recursive: true });
    writeFileSync(`${this.#file}.new`, String(this.#reserved), { mode: 0o600, flush: true });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function readNumber(file: string | undefined): number {
  if (file === undefined) return 0;
  try {
    const number = Number(readFileSync(file, 'utf8'));
    return Number.isSafeInteger(number) && number > 0 ? number : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
