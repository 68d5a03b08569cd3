// Phones that a person has taken over: from the moment that the gate, or the phone, asks for a person until that person
// gives the phone back, nothing on it is looked at, pictured or touched, whoever asks. A restart of the bridge gives
// nothing back: each takeover is a file in `<home>/takeovers` until it ends.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FarhandError } from '@farhand/shared';
import { z } from 'zod';

const takeoverSchema = z.strictObject({
  serial: z.string(),
  /** What the person is to do. */
  why: z.string(),
  /** The record of the task that needed the person. */
  record: z.string().optional(),
});

export type Takeover = Omit<z.infer<typeof takeoverSchema>, 'serial'>;

const suffix = '.json';

export class Takeovers {
  readonly #folder: string;
  readonly #taken: Map<string, Takeover>;

  constructor(home: string) {
    this.#folder = join(home, 'takeovers');
    this.#taken = readAll(this.#folder);
  }

  begin(serial: string, takeover: Takeover): void {
    this.#taken.set(serial, takeover);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = this.#fileOf(serial);
    writeFileSync(`${file}.new`, JSON.stringify({ serial, ...takeover }), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  }

  isTaken(serial: string): boolean {
    return this.#taken.has(serial);
  }

  /** Throws NEEDS_TAKEOVER while a person has the phone. */
  mustBeFree(serial: string): void {
    const takeover = this.#taken.get(serial);
    if (!takeover) return;
    throw new FarhandError('NEEDS_TAKEOVER', `Phone ${serial} is in its owner's hands. ${takeover.why}`, {
      hint: `Do the step on the phone, then give it back: npm start -- handback ${serial}`,
    });
  }

  /** The person is done; undefined when nobody had the phone. */
  handBack(serial: string): Takeover | undefined {
    const takeover = this.#taken.get(serial);
    this.#taken.delete(serial);
    rmSync(this.#fileOf(serial), { force: true });
    return takeover;
  }

  /** Serials may hold what a file's name may not. */
  #fileOf(serial: string): string {
    return join(this.#folder, `${encodeURIComponent(serial)}${suffix}`);
  }
}

/** A file that is no takeover takes nothing over. */
function readAll(folder: string): Map<string, Takeover> {
  const taken = new Map<string, Takeover>();
  for (const name of namesIn(folder)) {
    const read = takeoverSchema.safeParse(parse(readFileSync(join(folder, name), 'utf8')));
    if (!read.success) continue;
    const { serial, ...takeover } = read.data;
    taken.set(serial, takeover);
  }
  return taken;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(suffix));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
