// Phones that a person has taken over: from the moment that the gate, or the phone, asks for a person until that person
// gives the phone back, nothing on it is looked at, pictured or touched, whoever asks. A restart of the bridge gives
// nothing back: each takeover is a file in `<home>/takeovers` until it ends.
import { randomBytes } from 'node:crypto';
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
  /** Who took it from afar, while somebody has. */
  by: z.string().optional(),
});

export type Takeover = Omit<z.infer<typeof takeoverSchema>, 'serial'>;

const suffix = '.json';

const holdBytes = 18;

export class Takeovers {
  readonly #folder: string;
  readonly #taken: Map<string, Takeover>;
  /** What names the person who drives a phone from afar. Kept in memory alone: after a restart they take it again. */
  readonly #holds = new Map<string, string>();

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

  /** The takeover that there is. */
  of(serial: string): Takeover | undefined {
    return this.#taken.get(serial);
  }

  /** A person drives the phone from afar from now on; whoever did so before no more. Begins a takeover where there is none. */
  hold(serial: string, by: string, record: string | undefined): string {
    const { why = 'It was taken over from afar.', record: known = record } = this.#taken.get(serial) ?? {};
    this.begin(serial, { why, ...(known !== undefined && { record: known }), by });
    const hold = randomBytes(holdBytes).toString('base64url');
    this.#holds.set(serial, hold);
    return hold;
  }

  isHeldBy(serial: string, hold: string | undefined): boolean {
    return hold !== undefined && this.#holds.get(serial) === hold;
  }

  /** Throws TAKEOVER_ELSEWHERE for one who does not drive the phone, or no more. */
  mustHold(serial: string, hold: string): void {
    if (this.isHeldBy(serial, hold)) return;
    const how = this.isTaken(serial) ? 'is driven from another page, or by hand' : 'was given back';
    throw new FarhandError('TAKEOVER_ELSEWHERE', `Phone ${serial} ${how}`);
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
    this.#holds.delete(serial);
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
