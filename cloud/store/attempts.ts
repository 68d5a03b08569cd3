// Every attempt at a subtask: what was to be done, what came of it, how it was to go on. A task that is resumed goes on
// from here and decides nothing twice.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AttemptOutcome, AttemptPlan, NextStep } from '../tasks/attempt.js';
import { type Claim, heldPart, moved } from './claim.js';
import { lasting } from './lasting.js';
import type { Database } from './schema.js';

export interface StoredAttempt {
  readonly number: number;
  readonly plan: AttemptPlan;
  /** The phone that it was begun on. */
  readonly device: string | undefined;
  readonly outcome: AttemptOutcome | undefined;
  readonly next: NextStep | undefined;
}

/** Begins an attempt of the task whose row the part `held` of the statement has locked. */
export function attemptPart(
  subtaskId: string,
  number: number,
  plan: AttemptPlan,
  device?: string,
): RawBuilder<unknown> {
  return sql`
    insert into attempt (task_id, subtask_id, number, plan, device)
    select id, ${subtaskId}, ${number}::int, ${JSON.stringify(plan)}::jsonb, ${device ?? null} from held
    on conflict (task_id, subtask_id, number) do update set device = coalesce(excluded.device, attempt.device)`;
}

export class Attempts {
  readonly #db: Kysely<Database>;
  readonly #claim: Claim | undefined;

  constructor(db: Kysely<Database>, claim?: Claim) {
    this.#db = db;
    this.#claim = claim;
  }

  /** The same attempts, written of the claimed task only for as long as the claim holds; TASK_MOVED is thrown after. */
  under(claim: Claim): Attempts {
    return new Attempts(this.#db, claim);
  }

  /** In order, the first first. */
  async of(taskId: string, subtaskId: string): Promise<StoredAttempt[]> {
    const rows = await this.#db
      .selectFrom('attempt')
      .select(['number', 'plan', 'device', 'outcome', 'next'])
      .where('task_id', '=', taskId)
      .where('subtask_id', '=', subtaskId)
      .orderBy('number')
      .execute();
    return rows.map(({ number, plan, device, outcome, next }) => ({
      number,
      plan,
      device: device ?? undefined,
      outcome: outcome ?? undefined,
      next: next ?? undefined,
    }));
  }

  /** How often subtasks of the task were tried once more, each time after the first. */
  async retriesOf(taskId: string): Promise<number> {
    const query = this.#db
      .selectFrom('attempt')
      .select((of) => of.fn.countAll<string>().as('count'))
      .where('task_id', '=', taskId)
      .where('number', '>', 1);
    return Number((await lasting(() => query.executeTakeFirst()))?.count ?? 0);
  }

  /** Written before anything is asked of a phone. An attempt that is begun again keeps its plan. */
  async begin(taskId: string, subtaskId: string, number: number, plan: AttemptPlan, device?: string): Promise<void> {
    await this.#write(taskId, attemptPart(subtaskId, number, plan, device));
  }

  async ended(taskId: string, subtaskId: string, number: number, outcome: AttemptOutcome): Promise<void> {
    await this.#set(taskId, subtaskId, number, sql`outcome = ${JSON.stringify(outcome)}::jsonb`);
  }

  async decided(taskId: string, subtaskId: string, number: number, next: NextStep): Promise<void> {
    await this.#set(taskId, subtaskId, number, sql`next = ${JSON.stringify(next)}::jsonb`);
  }

  #set(taskId: string, subtaskId: string, number: number, values: RawBuilder<unknown>): Promise<void> {
    return this.#write(
      taskId,
      sql`update attempt set ${values} from held
        where task_id = held.id and subtask_id = ${subtaskId} and number = ${number}`,
    );
  }

  /** `change` takes what it does from the part `held`. */
  async #write(taskId: string, change: RawBuilder<unknown>): Promise<void> {
    const query = sql`with ${heldPart(taskId, this.#claim)}, changed as (${change}) select from held`;
    const { rows } = await lasting(() => query.execute(this.#db));
    if (this.#claim && rows.length === 0) throw moved(taskId);
  }
}
