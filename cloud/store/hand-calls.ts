// Calls from one process to another: rows that the asked process takes, once, and answers. A row goes when its caller
// waits no more, and with either process when that one is struck out.
import { type Kysely, sql } from 'kysely';
import { lasting } from './lasting.js';
import { newsChannel, payloadOf } from './pulse.js';
import type { Database, HandAnswer } from './schema.js';

export interface HandCallRow {
  readonly id: string;
  readonly bridge: string;
  readonly method: string;
  readonly input: unknown;
}

/** A call whose row is gone will never be answered. */
export type CallState = HandAnswer | 'asked' | 'gone';

export class HandCalls {
  readonly #db: Kysely<Database>;
  readonly #own: string;

  /** `own` names this process. */
  constructor(db: Kysely<Database>, own: string) {
    this.#db = db;
    this.#own = own;
  }

  /** False when the process does not live. */
  async ask(replica: string, { id, bridge, method, input }: HandCallRow): Promise<boolean> {
    const query = sql<{ id: string }>`
      with asked as (
        insert into hand_call (id, replica_id, caller_id, bridge_id, method, input)
        select ${id}, id, ${this.#own}, ${bridge}, ${method}, ${JSON.stringify(input)}::jsonb from replica where id = ${replica}
        on conflict (id) do nothing
        returning replica_id
      )
      select pg_notify(${newsChannel}, ${payloadOf('call', replica)}) from asked`;
    await lasting(() => query.execute(this.#db));
    return (await this.state(id)) !== 'gone';
  }

  async state(id: string): Promise<CallState> {
    const query = this.#db.selectFrom('hand_call').select('answer').where('id', '=', id);
    const row = await lasting(() => query.executeTakeFirst());
    return row === undefined ? 'gone' : (row.answer ?? 'asked');
  }

  /** Calls for this process that nobody has begun yet. */
  async take(): Promise<HandCallRow[]> {
    const query = sql<HandCallRow>`
      update hand_call set taken = true where replica_id = ${this.#own} and not taken
      returning id, bridge_id as bridge, method, input`;
    return (await query.execute(this.#db)).rows;
  }

  /** Of the given calls, those that nobody waits for any more. */
  async abandoned(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await this.#db.selectFrom('hand_call').select('id').where('id', 'in', ids).execute();
    const awaited = new Set(rows.map(({ id }) => id));
    return ids.filter((id) => !awaited.has(id));
  }

  async answer(id: string, answer: HandAnswer): Promise<void> {
    const query = sql`
      with answered as (
        update hand_call set answer = ${JSON.stringify(answer)}::jsonb where id = ${id} returning id
      )
      select pg_notify(${newsChannel}, ${payloadOf('answer', id)}) from answered`;
    await lasting(() => query.execute(this.#db));
  }

  async forget(id: string): Promise<void> {
    await lasting(() => this.#db.deleteFrom('hand_call').where('id', '=', id).execute());
  }
}
