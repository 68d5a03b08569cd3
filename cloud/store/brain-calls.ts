// Every call of a brain, with what it cost: the books that budgets are kept by. They are in the database, so that all
// processes of a cloud count together and a restart forgets nothing.
import { randomUUID } from 'node:crypto';
import type { TaskEvent } from '@farhand/shared';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Spent } from '../brain/budget.js';
import type { Cost } from '../brain/prices.js';
import { lasting } from './lasting.js';
import type { Database } from './schema.js';
import { appendEvent } from './task-store.js';

export type BrainCallEvent = Extract<TaskEvent, { type: 'brain_call' }>;

export class BrainCalls {
  readonly #db: Kysely<Database>;
  readonly #onCall: (call: BrainCallEvent) => void;

  /** `onCall` is told of each call that was written down, by this process. */
  constructor(db: Kysely<Database>, onCall: (call: BrainCallEvent) => void = () => {}) {
    this.#db = db;
    this.#onCall = onCall;
  }

  /** The call and its event appear together. `cost`: undefined where the price is not known. */
  async add(taskId: string | undefined, call: BrainCallEvent, cost: Cost | 'free' | undefined): Promise<void> {
    const id = randomUUID();
    const inOneGo = async (trx: Transaction<Database>) => {
      await trx
        .insertInto('brain_call')
        .values({
          id,
          task_id: taskId ?? null,
          purpose: call.purpose,
          model: call.model,
          prompt_tokens: call.promptTokens,
          cached_tokens: call.cachedTokens,
          generated_tokens: call.generatedTokens,
          seconds: call.seconds,
          currency: cost === undefined || cost === 'free' ? null : cost.currency,
          nanos: cost === undefined ? null : cost === 'free' ? '0' : String(cost.nanos),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      if (taskId !== undefined) await appendEvent(trx, taskId, call, `brain_call ${id}`);
    };
    await lasting(() => this.#db.transaction().execute(inOneGo));
    this.#onCall(call);
  }

  spentOn(taskId: string): Promise<Spent> {
    return this.#spent(sql`task_id = ${taskId}`);
  }

  /** Since midnight UTC, by the database's clock. */
  spentToday(): Promise<Spent> {
    return this.#spent(sql`created_at >= date_trunc('day', clock_timestamp(), 'UTC')`);
  }

  async #spent(which: ReturnType<typeof sql>): Promise<Spent> {
    const query = sql<SpentRow>`
      select currency, count(*) as calls, sum(prompt_tokens) as prompt, sum(cached_tokens) as cached,
        sum(generated_tokens) as generated, sum(nanos) as nanos, count(*) filter (where nanos is null) as unpriced
      from brain_call where ${which} group by currency`;
    const { rows } = await lasting(() => query.execute(this.#db));
    const total = (pick: (row: SpentRow) => string | null) => rows.reduce((sum, row) => sum + Number(pick(row)), 0);
    return {
      calls: total(({ calls }) => calls),
      promptTokens: total(({ prompt }) => prompt),
      cachedTokens: total(({ cached }) => cached),
      generatedTokens: total(({ generated }) => generated),
      cost: rows.flatMap(({ currency, nanos }) => (currency === null ? [] : [{ currency, nanos: Number(nanos) }])),
      unpricedCalls: total(({ unpriced }) => unpriced),
    };
  }
}

/** Sums come as text: they may be larger than a number holds exactly, which no budget is. */
interface SpentRow {
  currency: string | null;
  calls: string;
  prompt: string;
  cached: string;
  generated: string;
  nanos: string | null;
  unpriced: string;
}
