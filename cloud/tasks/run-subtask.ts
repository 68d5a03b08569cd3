// One subtask from its turn to its outcome: on a leased phone through the hand, or in the cloud for a summary.
// Never throws for what can go wrong on a phone: the outcome says it.
import {
  appName,
  type ErrorCode,
  FarhandError,
  type GuiToolInput,
  goalSentence,
  type Language,
  outwardIntents,
  type Plan,
  type Report,
  type StepProgress,
  type Subtask,
  toFarhandError,
} from '@farhand/shared';
import { summarisePrices } from '../brain/combine/compare-prices.js';
import { callHand } from './hand-call.js';
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
  const progress: Progress = { device: undefined, steps: 0 };
  try {
    if (run.subtask.kind === 'tool') {
      run.onQueued();
      return await (run.subtask.intent === 'summarise' ? summarise : useTool)(context, run, seconds);
    }
    return await runOnPhone(context, run, progress);
  } catch (thrown) {
    const error = toFarhandError(thrown);
    if (error.code === 'INTERNAL') context.log.error({ err: thrown }, 'a subtask broke');
    const { device, steps } = progress;
    return outcomeOfError(run.subtask, error, seconds(), device === undefined ? undefined : { device, steps });
  }
}

/** How far a subtask has come. */
interface Progress {
  device: string | undefined;
  steps: number;
}

async function runOnPhone(context: TaskContext, run: SubtaskRun, progress: Progress): Promise<SubtaskOutcome> {
  const { request, subtask, signal } = run;
  const { store, registry, deviceWaitMs: waitMs } = context;
  const isOutward = outwardIntents.has(subtask.intent);
  const begunOn = await store.subtaskBegunOn(request.taskId, subtask.id);
  // Only the bridge that began to reach others can say whether it has.
  const wanted = (isOutward ? begunOn : undefined) ?? request.device;
  const leased = registry.lease({ device: wanted, waitMs, signal });
  run.onQueued();
  const lease = await leased.catch((error: unknown) => {
    throw isOutward && begunOn !== undefined ? unclear(subtask, error) : error;
  });
  const device = lease.device.device_id;
  progress.device = device;
  const startedMs = performance.now();
  let told: Promise<unknown> = Promise.resolve();
  const onStep = (step: StepProgress): void => {
    progress.steps = step.step;
    const event = { type: 'step', subtaskId: subtask.id, ...step } as const;
    told = told.then(() => store.append(request.taskId, event)).catch((error) => context.log.warn({ err: error }));
  };
  const begun = store
    .beginSubtask(request.taskId, subtask.id, device)
    .then(() => store.append(request.taskId, { type: 'subtask_started', subtaskId: subtask.id, device }));
  await begun.catch((error: unknown) => {
    lease.release();
    throw error;
  });
  const isAgain = begunOn !== undefined;
  const call = { input: handInput(run, device), isAgain, isOutward, waitMs, onStep, signal };
  const executed = await callHand(registry, lease, call).catch((error: unknown) => {
    throw isOutward ? unclear(subtask, error) : error;
  });
  await told;
  return outcomeOfHand(subtask, executed.result, executed.bytes, (performance.now() - startedMs) / 1000);
}

/** Whoever could say whether a message went out has forgotten it or is gone: sending it twice would be worse than asking. */
const silent: ReadonlySet<ErrorCode> = new Set(['TASK_UNKNOWN', 'LINK_LOST', 'NO_DEVICE']);

function unclear(subtask: Subtask, thrown: unknown): unknown {
  if (!silent.has(toFarhandError(thrown).code)) return thrown;
  const message = `Farhand was interrupted during "${subtask.goal}", which may have happened already`;
  return new FarhandError('NEEDS_TAKEOVER', message, {
    hint: 'Look at the phone; say the command again if it has not happened.',
    cause: thrown,
  });
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

async function useTool(context: TaskContext, run: SubtaskRun, seconds: () => number): Promise<SubtaskOutcome> {
  const { request, plan, subtask, before, signal } = run;
  await context.store.beginSubtask(request.taskId, subtask.id, undefined);
  await context.store.append(request.taskId, { type: 'subtask_started', subtaskId: subtask.id });
  const { values } = filled(subtask, before, plan.language);
  const { text, values: found } = await context.tools.run(subtask.intent, values, plan.language, signal);
  return { report: { ...toolReport(subtask, text, seconds()), values: found }, usage: noUsage };
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
