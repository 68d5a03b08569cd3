// One subtask from its turn to its outcome: attempts on phones, or a summary in the cloud. Never throws for what can go
// wrong on a phone or with a brain: the outcome says it.
import { appName, goalSentence, type Plan, type Report, type Subtask, toFarhandError, traced } from '@farhand/shared';
import type { Account } from '../brain/account.js';
import { summarisePrices } from '../brain/combine/compare-prices.js';
import { summarise } from '../brain/summary.js';
import { runAttempts } from './attempts.js';
import { noUsage, outcomeOfError, type SubtaskOutcome } from './subtask-outcome.js';
import type { TaskContext, TaskRequest } from './task-context.js';

export interface SubtaskRun {
  readonly request: TaskRequest;
  readonly plan: Plan;
  readonly subtask: Subtask;
  /** Reports of the subtasks it depends on; all succeeded. */
  readonly before: readonly Report[];
  /** Pays for what brains are asked on the way. */
  readonly account: Account;
  readonly signal: AbortSignal;
  /** Called once the subtask stands in the queue for a phone, or needs none. */
  readonly onQueued: () => void;
}

export async function runSubtask(context: TaskContext, run: SubtaskRun): Promise<SubtaskOutcome> {
  const startedMs = performance.now();
  const seconds = () => (performance.now() - startedMs) / 1000;
  try {
    const attributes = { 'farhand.intent': run.subtask.intent, 'farhand.app': run.subtask.app };
    return await traced(`subtask ${run.subtask.id}`, attributes, async (span) => {
      const outcome = await carryOutSubtask(context, run, seconds);
      span.setAttribute('farhand.stop_reason', outcome.report.stopReason);
      return outcome;
    });
  } catch (thrown) {
    const error = toFarhandError(thrown);
    if (error.code === 'INTERNAL') context.log.error({ err: thrown }, 'a subtask broke');
    return outcomeOfError(run.subtask, error, seconds(), undefined);
  }
}

async function carryOutSubtask(context: TaskContext, run: SubtaskRun, seconds: () => number): Promise<SubtaskOutcome> {
  if (run.subtask.kind === 'app') return runAttempts(context, { ...run, subtask: filled(run) });
  run.onQueued();
  return summariseReports(context, run, seconds);
}

/** Values that earlier reports fill are filled in, and the goal is said anew with them. */
function filled({ subtask, before, plan }: SubtaskRun): Subtask {
  const { inputs = {}, ...rest } = subtask;
  if (Object.keys(inputs).length === 0) return subtask;
  const values: Record<string, string> = { ...subtask.values };
  for (const [name, source] of Object.entries(inputs)) {
    values[name] = before.find(({ subtaskId }) => subtaskId === source)?.text ?? '';
  }
  const app = appName(subtask.app ?? '', plan.language);
  return { ...rest, values, goal: goalSentence(subtask.intent, values, app, plan.language) };
}

/** Prices are summarised by computing; anything else needs a brain that writes. */
async function summariseReports(
  context: TaskContext,
  { request, plan, subtask, before, account, signal }: SubtaskRun,
  seconds: () => number,
): Promise<SubtaskOutcome> {
  await context.store.beginSubtask(request.taskId, subtask.id, undefined);
  await context.store.append(request.taskId, { type: 'subtask_started', subtaskId: subtask.id });
  const text = onlyPrices(plan, subtask)
    ? summarisePrices(plan, before)
    : await summarise(context.brains.chat('combiner', account, 'summarise'), before, request.command, signal);
  return { report: toolReport(subtask, text, seconds()), usage: noUsage };
}

/** Whether code can make the summary: everything it depends on is a price. */
export function onlyPrices(plan: Plan, subtask: Subtask): boolean {
  const sources = plan.subtasks.filter(({ id }) => subtask.dependsOn.includes(id));
  return sources.length > 0 && sources.every(({ intent }) => intent === 'find_price');
}

function toolReport(subtask: Subtask, text: string, seconds: number): Report {
  return { subtaskId: subtask.id, stopReason: 'TASK_COMPLETED_SUCCESSFULLY', text, steps: 0, seconds };
}
