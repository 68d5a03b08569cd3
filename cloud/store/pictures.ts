// Pictures of the screens that a task went through, by their hash: a screen that is met again is kept once. They are kept for
// a month; what happened stays readable without them.
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.js';

const keptDays = 30;
const sweepEveryMs = 3600_000;

export interface StoredPicture {
  readonly sha256: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

export class Pictures {
  readonly #bulk: Kysely<Database>;
  readonly #db: Kysely<Database>;
  #sweptMs = Number.NEGATIVE_INFINITY;

  /** `bulk`: for writing. */
  constructor(bulk: Kysely<Database>, db: Kysely<Database>) {
    this.#bulk = bulk;
    this.#db = db;
  }

  /** Answers its hash. */
  async keep(taskId: string, mimeType: string, bytes: Uint8Array): Promise<string> {
    await this.#sweep();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.#bulk
      .insertInto('picture')
      .values({
        task_id: taskId,
        sha256,
        mime_type: mimeType,
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return sha256;
  }

  async read(taskId: string, sha256: string): Promise<StoredPicture | undefined> {
    const row = await this.#of(taskId).where('sha256', '=', sha256).executeTakeFirst();
    return row && stored(row);
  }

  async of(taskId: string): Promise<StoredPicture[]> {
    return (await this.#of(taskId).orderBy('created_at').execute()).map(stored);
  }

  #of(taskId: string) {
    return this.#db.selectFrom('picture').select(['sha256', 'mime_type', 'bytes']).where('task_id', '=', taskId);
  }

  async #sweep(): Promise<void> {
    if (performance.now() - this.#sweptMs < sweepEveryMs) return;
    this.#sweptMs = performance.now();
    const oldest = sql<Date>`clock_timestamp() - make_interval(days => ${keptDays})`;
    await this.#bulk.deleteFrom('picture').where('created_at', '<', oldest).execute();
  }
}

function stored({ sha256, mime_type, bytes }: { sha256: string; mime_type: string; bytes: Buffer }): StoredPicture {
  return { sha256, mimeType: mime_type, bytes };
}
