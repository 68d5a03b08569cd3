// One subtask from its turn to its outcome: on a leased phone through the hand, or in the cloud for a summary.
// Never throws for what can go wrong on a phone: the outcome says it.
import {
  appName,
  FarhandError,
  type GuiToolInput,
  goalSentence,
  type Language,
  outwardIntents,
  type Plan,
  type Report,
  type Subtask,
  toFarhandError,
} from '@farhand/shared';
import { summarisePrices } from '../brain/combine/compare-prices.js';
import type { Lease } from '../devices/registry.js';
import { noUsage, outcomeOfError, outcomeOfHand, type SubtaskOutcome } from './subtask-outcome.js';
import type { TaskContext, TaskRequest } from './task-context.js';

export interface SubtaskRun {
  readonly request: TaskRequest;
  readonly plan: Plan;
  readonly subtask: Subtask;
  /** Reports of the subtasks it depends on; all succeeded. */
  readonly before: readonly Report[];
  readonly signal: AbortSignal;
  /** Called once the subtask stands in the queue for a phone, or needs none. */
  readonly onQueued: () => void;
}

export async function runSubtask(context: TaskContext, run: SubtaskRun): Promise<SubtaskOutcome> {
  const startedMs = performance.now();
  const seconds = () => (performance.now() - startedMs) / 1000;
  let onPhone: { device: string; steps: number } | undefined;
  try {
    if (run.subtask.kind === 'tool') {
      run.onQueued();
      return await summarise(context, run, seconds);
    }
    const lease = await leasePhone(context, run);
    const progress = { device: lease.device.device_id, steps: 0 };
    onPhone = progress;
    try {
      return await runOnPhone(context, run, lease, (step) => {
        progress.steps = step;
      });
    } finally {
      lease.release();
    }
  } catch (thrown) {
    const error = toFarhandError(thrown);
    if (error.code === 'INTERNAL') context.log.error({ err: thrown }, 'a subtask broke');
    return outcomeOfError(run.subtask, error, seconds(), onPhone);
  }
}

function leasePhone(context: TaskContext, run: SubtaskRun): Promise<Lease> {
  const { request, signal } = run;
  const leased = context.registry.lease({ device: request.device, waitMs: context.deviceWaitMs, signal });
  run.onQueued();
  return leased;
}

async function runOnPhone(
  context: TaskContext,
  run: SubtaskRun,
  lease: Lease,
  onStep: (step: number) => void,
): Promise<SubtaskOutcome> {
  const { request, subtask, signal } = run;
  const { store } = context;
  const device = lease.device.device_id;
  const interrupted = await store.beginSubtask(request.taskId, subtask.id, device);
  if (interrupted && outwardIntents.has(subtask.intent)) throw mayHaveHappened(subtask);
  await store.append(request.taskId, { type: 'subtask_started', subtaskId: subtask.id, device });
  const startedMs = performance.now();
  let told: Promise<unknown> = Promise.resolve();
  const executed = await lease.hand.executeTask(handInput(run, device), {
    signal,
    onStep: (progress) => {
      onStep(progress.step);
      const event = { type: 'step', subtaskId: subtask.id, ...progress } as const;
      told = told.then(() => store.append(request.taskId, event)).catch((error) => context.log.warn({ err: error }));
    },
  });
  await told;
  return outcomeOfHand(subtask, executed.result, executed.bytes, (performance.now() - startedMs) / 1000);
}

/** After a crash nobody knows whether a message went out: sending it twice would be worse than asking. */
function mayHaveHappened(subtask: Subtask): FarhandError {
  const what = subtask.goal;
  return new FarhandError(
    'NEEDS_TAKEOVER',
    `Farhand was interrupted during "${what}", which may have happened already`,
    {
      hint: 'Look at the phone; say the command again if it has not happened.',
    },
  );
}

function handInput(run: SubtaskRun, device: string): GuiToolInput<'execute_task'> {
  const { request, plan, subtask, before } = run;
  const { values, goal } = filled(subtask, before, plan.language);
  return {
    device_id: device,
    task: goal,
    ...(subtask.app !== undefined && { app: subtask.app }),
    intent: subtask.intent,
    values,
    language: plan.language,
    ...(request.maxSteps !== undefined && { max_steps: request.maxSteps }),
    task_id: request.taskId,
    request: request.command,
    confirmed: request.confirmed,
    idempotency_key: `${request.taskId}:${subtask.id}`,
    detail: 'captions',
  };
}

/** Values that earlier reports fill are filled in, and the goal is said anew with them. */
function filled(
  subtask: Subtask,
  before: readonly Report[],
  language: Language,
): { values: Record<string, string>; goal: string } {
  const inputs = Object.entries(subtask.inputs ?? {});
  if (inputs.length === 0) return { values: subtask.values, goal: subtask.goal };
  const values: Record<string, string> = { ...subtask.values };
  for (const [name, source] of inputs) {
    values[name] = before.find(({ subtaskId }) => subtaskId === source)?.text ?? '';
  }
  return { values, goal: goalSentence(subtask.intent, values, appName(subtask.app ?? '', language), language) };
}

/** Prices are summarised by computing; anything else needs a brain that writes. */
async function summarise(context: TaskContext, run: SubtaskRun, seconds: () => number): Promise<SubtaskOutcome> {
  const { request, plan, subtask, before, signal } = run;
  await context.store.beginSubtask(request.taskId, subtask.id, undefined);
  await context.store.append(request.taskId, { type: 'subtask_started', subtaskId: subtask.id });
  if (onlyPrices(plan, subtask))
    return { report: toolReport(subtask, summarisePrices(plan, before), seconds()), usage: noUsage };
  const brain = await context.brain();
  const { text, usage } = await brain.summarise(before, request.command, signal);
  await context.store.addBrainCall(request.taskId, {
    purpose: 'summarise',
    model: brain.identity.model,
    promptTokens: usage.promptTokens,
    generatedTokens: usage.generatedTokens,
    seconds: seconds(),
  });
  const { calls: brainCalls, promptTokens, generatedTokens } = usage;
  return {
    report: toolReport(subtask, text, seconds()),
    usage: { ...noUsage, brainCalls, promptTokens, generatedTokens },
  };
}

/** Whether code can make the summary: everything it depends on is a price. */
export function onlyPrices(plan: Plan, subtask: Subtask): boolean {
  const sources = plan.subtasks.filter(({ id }) => subtask.dependsOn.includes(id));
  return sources.length > 0 && sources.every(({ intent }) => intent === 'find_price');
}

function toolReport(subtask: Subtask, text: string, seconds: number): Report {
  return { subtaskId: subtask.id, stopReason: 'TASK_COMPLETED_SUCCESSFULLY', text, steps: 0, seconds };
}
