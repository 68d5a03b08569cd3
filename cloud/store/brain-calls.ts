// Every call of a brain, with what it cost: the books that budgets are kept by. They are in the database, so that all
// processes of a cloud count together and a restart forgets nothing.
import type { TaskEvent } from '@farhand/shared';
import { type Kysely, sql } from 'kysely';
import type { Spent } from '../brain/budget.js';
import type { Cost } from '../brain/prices.js';
import type { Database } from './schema.js';
import { appendEvent } from './task-store.js';

export type BrainCallEvent = Extract<TaskEvent, { type: 'brain_call' }>;

export class BrainCalls {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** The call and its event appear together. `cost`: undefined where the price is not known. */
  async add(taskId: string | undefined, call: BrainCallEvent, cost: Cost | 'free' | undefined): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .insertInto('brain_call')
        .values({
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
        .execute();
      if (taskId !== undefined) await appendEvent(trx, taskId, call);
    });
  }

  spentOn(taskId: string): Promise<Spent> {
    return this.#spent(sql`task_id = ${taskId}`);
  }

  /** Since midnight UTC, by the database's clock. */
  spentToday(): Promise<Spent> {
    return this.#spent(sql`created_at >= date_trunc('day', clock_timestamp(), 'UTC')`);
  }

  async #spent(which: ReturnType<typeof sql>): Promise<Spent> {
    const { rows } = await sql<SpentRow>`
      select currency, count(*) as calls, sum(prompt_tokens) as prompt, sum(cached_tokens) as cached,
        sum(generated_tokens) as generated, sum(nanos) as nanos, count(*) filter (where nanos is null) as unpriced
      from brain_call where ${which} group by currency
    `.execute(this.#db);
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
