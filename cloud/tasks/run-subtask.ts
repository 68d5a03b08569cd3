// One subtask from its turn to its outcome: attempts on phones, or a summary in the cloud. Never throws for what can go
// wrong on a phone or with a brain: the outcome says it.
import { type Plan, type Report, type Subtask, toFarhandError, traced } from '@farhand/shared';
import type { Account } from '../brain/account.js';
import { summarisePrices } from '../brain/combine/compare-prices.js';
import { broughtNothing } from '../brain/combine/outcome.js';
import { extractiveSummary } from '../brain/embedded/extract.js';
import { summarise } from '../brain/summary.js';
import { taskFolder } from '../tools/task-folder.js';
import { runAttempts } from './attempts.js';
import { askWhatWasMade } from './confirmation.js';
import { filled } from './filled.js';
import type { Rounds } from './rounds.js';
import { noUsage, outcomeOfError, type SubtaskOutcome } from './subtask-outcome.js';
import type { TaskContext, TaskRequest } from './task-context.js';

export interface SubtaskRun {
  readonly request: TaskRequest;
  readonly plan: Plan;
  readonly subtask: Subtask;
  /** Reports of the subtasks it depends on; all succeeded. */
  readonly before: readonly Report[];
  /** Whether a process that is gone may have begun with it. */
  readonly isResumed: boolean;
  /** Pays for what brains are asked on the way. */
  readonly account: Account;
  readonly rounds: Rounds;
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
  if (run.subtask.kind === 'app')
    return runAttempts(context, { ...run, subtask: filled(run.plan, run.subtask, run.before) });
  run.onQueued();
  const { taskId } = run.request;
  const isAgain = run.isResumed && (await context.store.wasBegun(taskId, run.subtask.id));
  await context.store.beginSubtask(taskId, run.subtask.id);
  const found = await carryOutInCloud(context, run, isAgain);
  return { report: { ...toolReport(run.subtask, seconds()), ...found }, usage: noUsage };
}

type Found = Pick<Report, 'text' | 'values'>;

/** `isAgain`: a process that is gone had begun with it. */
async function carryOutInCloud(context: TaskContext, run: SubtaskRun, isAgain: boolean): Promise<Found> {
  const { request, plan, account, signal } = run;
  const subtask = filled(plan, run.subtask, run.before);
  const { intent, values } = subtask;
  if (intent === 'summarise') return summariseReports(context, run);
  if (intent === 'call_tool') return callAllowed(context, run, subtask, isAgain);
  if (intent !== 'research') return context.tools.run(intent, values, plan.language, signal);
  const { taskId, confirmed } = request;
  return context.research.run({ taskId, question: values.question ?? '', confirmed, account }, signal);
}

/** Throws NEEDS_CONFIRMATION, with all that it would be given, for a tool that its policy lets nobody call unasked. */
async function callAllowed(
  { hub, attempts, home }: TaskContext,
  { request, plan, isResumed, signal }: SubtaskRun,
  subtask: Subtask,
  isAgain: boolean,
): Promise<Found> {
  const { taskId } = request;
  const { policy } = await hub.tool(subtask.values.tool ?? '');
  const [first] = isResumed ? await attempts.of(taskId, subtask.id) : [];
  const confirmed = request.confirmed || first?.plan.confirmed === true;
  const question = policy === 'ask' && !confirmed ? askWhatWasMade([subtask], plan.language) : undefined;
  if (question) throw question;
  const context = { signal, folder: taskFolder(home, taskId), confirmed };
  const { callTool } = await import('../tools/call.js');
  return callTool(hub, { values: subtask.values, language: plan.language, isAgain, context });
}

/**
 * Prices are summarised by computing, everything else by a brain that writes, or by quoting where there is none. In a
 * summary that another subtask sends or keeps, sources that found nothing have no part.
 */
async function summariseReports(context: TaskContext, run: SubtaskRun): Promise<Found> {
  const { plan, subtask, before } = run;
  const fruitful = before.filter((report) => !broughtNothing(report));
  const isPassedOn = plan.subtasks.some(({ inputs = {} }) => Object.values(inputs).includes(subtask.id));
  const text = onlyPrices(plan, subtask)
    ? summarisePrices(plan, before)
    : await writeSummary(context, run, isPassedOn && fruitful.length > 0 ? fruitful : before);
  return { text, ...(fruitful.length === 0 && { values: { notFound: true } }) };
}

async function writeSummary({ brains }: TaskContext, run: SubtaskRun, reports: readonly Report[]): Promise<string> {
  const { request, account, signal } = run;
  if (!brains.converses('combiner')) return extractiveSummary(reports, request.command);
  return summarise(brains.chat('combiner', account, 'summarise'), reports, request.command, signal);
}

/** Whether code can make the summary: everything it depends on is a price. */
function onlyPrices(plan: Plan, subtask: Subtask): boolean {
  const sources = plan.subtasks.filter(({ id }) => subtask.dependsOn.includes(id));
  return sources.length > 0 && sources.every(({ intent }) => intent === 'find_price');
}

function toolReport(subtask: Subtask, seconds: number): Omit<Report, 'text'> {
  return { subtaskId: subtask.id, stopReason: 'TASK_COMPLETED_SUCCESSFULLY', steps: 0, seconds };
}
