// The right to write of a task. Whoever carries a task out shows with every statement under which epoch it got the task;
// the statement locks the task's row first and does nothing when the epoch has risen: another process has taken over.
import { FarhandError } from '@farhand/shared';
import { type RawBuilder, sql } from 'kysely';

/** The right to write of a task, until another process takes it over. */
export interface Claim {
  readonly taskId: string;
  readonly epoch: number;
}

/**
 * The first part of a `with`: the row of the task, locked until the end of the transaction, or none when the claim holds
 * no more. All other parts take what they do from it. Without a claim whoever writes may do so.
 */
export function heldPart(taskId: string, claim: Claim | undefined): RawBuilder<unknown> {
  const ofEpoch = claim ? sql`and epoch = ${epochOf(taskId, claim)}` : sql``;
  return sql`held as materialized (select id, status from task where id = ${taskId} ${ofEpoch} for no key update)`;
}

/** Of a claim on another task, which gives no right to this one, an epoch that no task ever has. */
export function epochOf(taskId: string, claim: Claim): number {
  return claim.taskId === taskId ? claim.epoch : -1;
}

export function moved(taskId: string): FarhandError {
  return new FarhandError('TASK_MOVED', `Task ${taskId} is carried out by another process of this cloud`);
}

/** Whether something was thrown, or aborted, because another process goes on with the task. */
export function hasMoved(thrown: unknown): boolean {
  return thrown instanceof FarhandError && thrown.code === 'TASK_MOVED';
}
