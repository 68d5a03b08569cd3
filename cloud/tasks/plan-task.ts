// The brain's part of a task: a plan, or why there is none, as data that can be stored.
import { type ErrorBody, type Plan, toFarhandError, traced } from '@farhand/shared';
import type { BrainCall } from '../store/task-store.js';
import { noUsage, type SubtaskUsage } from './subtask-outcome.js';
import type { TaskContext } from './task-context.js';

export interface Planning {
  readonly plan?: Plan;
  readonly error?: ErrorBody;
  readonly canSummarise: boolean;
  readonly usage: SubtaskUsage;
  readonly call?: Omit<BrainCall, 'purpose'>;
}

export async function planTask(context: TaskContext, command: string, signal: AbortSignal): Promise<Planning> {
  const startedMs = performance.now();
  try {
    const brain = await context.brain();
    const { plan, usage } = await traced('plan', { 'farhand.model': brain.identity.model }, () =>
      brain.plan(command, new Date(), signal),
    );
    const { promptTokens, generatedTokens } = usage;
    const seconds = (performance.now() - startedMs) / 1000;
    return {
      plan,
      canSummarise: brain.canSummarise,
      usage: { ...noUsage, brainCalls: usage.calls, promptTokens, generatedTokens },
      call: { model: brain.identity.model, promptTokens, generatedTokens, seconds },
    };
  } catch (thrown) {
    const error = toFarhandError(thrown);
    if (error.code === 'INTERNAL') context.log.error({ err: thrown }, 'planning broke');
    return { error: error.toBody(), canSummarise: false, usage: noUsage };
  }
}
