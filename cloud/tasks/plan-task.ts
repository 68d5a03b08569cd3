// The brain's part of a task: a plan, or why there is none, as data that can be stored.
import { type ErrorBody, type Plan, toFarhandError } from '@farhand/shared';
import type { Account } from '../brain/account.js';
import type { TaskContext } from './task-context.js';

export interface Planning {
  readonly plan?: Plan;
  readonly error?: ErrorBody;
  /** Name of the model that planned. */
  readonly brain?: string;
  readonly seconds: number;
}

export async function planTask(
  context: TaskContext,
  command: string,
  account: Account,
  signal: AbortSignal,
): Promise<Planning> {
  const startedMs = performance.now();
  const seconds = () => (performance.now() - startedMs) / 1000;
  try {
    const { plan, brain } = await context.brains.plan(command, new Date(), account, signal);
    return { plan, brain: brain.model, seconds: seconds() };
  } catch (thrown) {
    const error = toFarhandError(thrown);
    if (error.code === 'INTERNAL') context.log.error({ err: thrown }, 'planning broke');
    return { error: error.toBody(), seconds: seconds() };
  }
}
