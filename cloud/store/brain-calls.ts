// Every call of a brain, with what it cost: the books that budgets are kept by. They are in the database, so that all
// processes of a cloud count together and a restart forgets nothing.
import { randomUUID } from 'node:crypto';
import type { TaskEvent } from '@farhand/shared';
import { type Kysely, sql } from 'kysely';
import type { Spent } from '../brain/budget.js';
import type { Cost } from '../brain/prices.js';
import { heldPart } from './claim.js';
import { eventParts } from './event-log.js';
import { lasting } from './lasting.js';
import type { Database } from './schema.js';

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
    const { purpose, model, promptTokens, cachedTokens, generatedTokens, seconds } = call;
    const isPriced = cost !== undefined && cost !== 'free';
    const nanos = isPriced ? String(cost.nanos) : cost === 'free' ? '0' : null;
    const booked = sql`booked as (
      insert into brain_call (id, task_id, purpose, model, prompt_tokens, cached_tokens, generated_tokens, seconds, currency, nanos)
      values (${id}, ${taskId ?? null}, ${purpose}, ${model}, ${promptTokens}, ${cachedTokens}, ${generatedTokens}, ${seconds},
        ${isPriced ? cost.currency : null}, ${nanos})
      on conflict (id) do nothing
    )`;
    const query =
      taskId === undefined
        ? sql`with ${booked} select`
        : sql`with ${heldPart(taskId, undefined)}, ${booked}, ${eventParts(call, `brain_call ${id}`)}
            select count(*) from told`;
    await lasting(() => query.execute(this.#db));
    this.#onCall(call);
  }

  /** How many of the task's calls were for one of these purposes. */
  async count(taskId: string, purposes: readonly BrainCallEvent['purpose'][]): Promise<number> {
    const query = this.#db
      .selectFrom('brain_call')
      .select((of) => of.fn.countAll<string>().as('count'))
      .where('task_id', '=', taskId)
      .where('purpose', 'in', purposes);
    return Number((await lasting(() => query.executeTakeFirst()))?.count ?? 0);
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
