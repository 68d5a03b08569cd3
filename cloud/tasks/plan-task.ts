// The brain's part of a task: a plan, or why there is none, as data that can be stored. In edge mode the hand is to do it
// alone, and no brain takes part (see edge-plan.ts); nor does one where the user has given the plan.
import { type ErrorBody, type Plan, toFarhandError, traced } from '@farhand/shared';
import type { Account } from '../brain/account.js';
import { planFilled } from '../schedules/placeholders.js';
import { planForHand } from './edge-plan.js';
import { withoutForbidden } from './forbidden-recipients.js';
import type { TaskContext, TaskRequest } from './task-context.js';

export interface Planning {
  readonly plan?: Plan;
  readonly error?: ErrorBody;
  /** Name of the model that planned. */
  readonly brain?: string;
  readonly seconds: number;
}

export async function planTask(
  context: TaskContext,
  request: TaskRequest,
  account: Account,
  signal: AbortSignal,
): Promise<Planning> {
  const startedMs = performance.now();
  const seconds = () => (performance.now() - startedMs) / 1000;
  try {
    const { plan, brain } = await traced('plan', {}, async (span) => {
      const { command, said, mode, givenPlan } = request;
      if (givenPlan) return { plan: givenPlan, brain: { model: 'the user' } };
      const ask = (words: string) =>
        mode === 'edge'
          ? planForHand(context, { ...request, command: words }, account, signal)
          : context.brains.plan(words, new Date(), account, signal);
      const planned = said ? await planFilled(command, said, ask) : await ask(command);
      span.setAttribute('farhand.model', planned.brain.model);
      return planned;
    });
    return { plan: withoutForbidden(plan, request.command), brain: brain.model, seconds: seconds() };
  } catch (thrown) {
    const error = toFarhandError(thrown);
    if (error.code === 'INTERNAL') context.log.error({ err: thrown }, 'planning broke');
    return { error: error.toBody(), seconds: seconds() };
  }
}
