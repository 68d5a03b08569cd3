// Every attempt at a subtask: what was to be done, what came of it, how it was to go on. A task that is resumed goes on
// from here and decides nothing twice.
import { type Kysely, sql } from 'kysely';
import type { AttemptOutcome, AttemptPlan, NextStep } from '../tasks/attempt.js';
import type { Database } from './schema.js';

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

  constructor(db: Kysely<Database>) {
    this.#db = db;
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
    await this.#db
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
      .execute();
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
    await this.#db
      .updateTable('attempt')
      .set(values)
      .where('task_id', '=', taskId)
      .where('subtask_id', '=', subtaskId)
      .where('number', '=', number)
      .execute();
  }
}
