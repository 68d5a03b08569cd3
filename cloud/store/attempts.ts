// Every attempt at a subtask: what was to be done, what came of it, how it was to go on. A task that is resumed goes on
// from here and decides nothing twice.
import { type Kysely, sql, type Transaction } from 'kysely';
import type { AttemptOutcome, AttemptPlan, NextStep } from '../tasks/attempt.js';
import { lasting } from './lasting.js';
import type { Database } from './schema.js';
import { type Claim, mustHold } from './task-store.js';

export interface StoredAttempt {
  readonly number: number;
  readonly plan: AttemptPlan;
  /** The phone that it was begun on. */
  readonly device: string | undefined;
  readonly outcome: AttemptOutcome | undefined;
  readonly next: NextStep | undefined;
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

  /** Written before anything is asked of a phone. An attempt that is begun again keeps its plan. */
  async begin(taskId: string, subtaskId: string, number: number, plan: AttemptPlan, device?: string): Promise<void> {
    await this.#write(taskId, (trx) =>
      trx
        .insertInto('attempt')
        .values({
          task_id: taskId,
          subtask_id: subtaskId,
          number,
          plan: JSON.stringify(plan),
          device: device ?? null,
        })
        .onConflict((conflict) =>
          conflict.columns(['task_id', 'subtask_id', 'number']).doUpdateSet({
            device: sql<string | null>`coalesce(excluded.device, attempt.device)`,
          }),
        )
        .execute(),
    );
  }

  async ended(taskId: string, subtaskId: string, number: number, outcome: AttemptOutcome): Promise<void> {
    await this.#set(taskId, subtaskId, number, { outcome: JSON.stringify(outcome) });
  }

  async decided(taskId: string, subtaskId: string, number: number, next: NextStep): Promise<void> {
    await this.#set(taskId, subtaskId, number, { next: JSON.stringify(next) });
  }

  async #set(
    taskId: string,
    subtaskId: string,
    number: number,
    values: { outcome: string } | { next: string },
  ): Promise<void> {
    await this.#write(taskId, (trx) =>
      trx
        .updateTable('attempt')
        .set(values)
        .where('task_id', '=', taskId)
        .where('subtask_id', '=', subtaskId)
        .where('number', '=', number)
        .execute(),
    );
  }

  #write(taskId: string, work: (trx: Transaction<Database>) => Promise<unknown>): Promise<void> {
    const inOneGo = async (trx: Transaction<Database>) => {
      await mustHold(trx, taskId, this.#claim);
      await work(trx);
    };
    return lasting(() => this.#db.transaction().execute(inOneGo));
  }
}
