// A task from its command to its result. The outcome of each part is written down before the next begins: a task that is
// resumed finds its plan, its ended subtasks and their attempts, and repeats only what was under way.
import { setMaxListeners } from 'node:events';
import {
  type ErrorBody,
  FarhandError,
  neededBy,
  type Plan,
  type Report,
  type Subtask,
  type TaskResult,
  toFarhandError,
} from '@farhand/shared';
import type { Account } from '../brain/account.js';
import { nothingSpent } from '../brain/budget.js';
import { broughtNothing, succeeded } from '../brain/combine/outcome.js';
import { decide } from './conditions.js';
import { askBeforeOutward, asksOnTheWay, askWhatWasMade, isOutward } from './confirmation.js';
import { filled } from './filled.js';
import { type Planning, planTask } from './plan-task.js';
import { Rounds, type UsedBefore } from './rounds.js';
import { runSubtask } from './run-subtask.js';
import {
  outcomeNotStarted,
  outcomeOfError,
  outcomeSkipped,
  outcomeUndecided,
  type SubtaskOutcome,
  type SubtaskUsage,
  sumUsage,
} from './subtask-outcome.js';
import type { TaskContext, TaskRequest } from './task-context.js';
import { resultOfOutcomes, resultWithoutReports } from './verdict.js';

/** Runs `work`, then `record` with its outcome; when the process is being stopped meanwhile, it records nothing and never ends. */
export type Step = <T>(work: () => Promise<T>, record: (outcome: T) => Promise<void>) => Promise<T>;

export interface Execution {
  readonly request: TaskRequest;
  readonly createdAt: Date;
  /** By an earlier process, which may have begun with it. */
  readonly planned: { readonly plan: Plan; readonly brain: string } | undefined;
  readonly signal: AbortSignal;
  readonly step: Step;
}

interface PaidExecution extends Execution {
  readonly account: Account;
  readonly rounds: Rounds;
}

export async function carryOut(context: TaskContext, started: Execution): Promise<void> {
  const { request, createdAt, step } = started;
  const { store } = context;
  const { taskId, command, mode } = request;
  // A task whose budget is used up stops as a whole: its phones, too.
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const signal = AbortSignal.any([started.signal, stop.signal]);
  setMaxListeners(0, signal);
  const account = context.accounts.ofTask(taskId, request.budget, (error) => stop.abort(error));
  const rounds = new Rounds(() => roundsBefore(context, started));
  const execution: PaidExecution = { ...started, signal, account, rounds };
  await store.append(taskId, { type: 'accepted', taskId, command }, 'accepted');
  const planning = started.planned ?? (await planNow(context, execution));
  const ending = reasonNotToBegin(context, request, planning);
  const outcomes = ending || !planning.plan ? [] : await runPlan(context, execution, planning.plan);
  const sum = async () => {
    const seconds = (Date.now() - createdAt.getTime()) / 1000;
    const { plan } = planning;
    const task = { taskId, mode, seconds, spent: await context.accounts.spentOn(taskId) };
    return ending || !plan
      ? resultWithoutReports(task, plan, ending ?? noPlan())
      : resultOfOutcomes(task, plan, outcomes);
  };
  await step(sum, (result) => store.finish(result));
}

/** Nothing of a task that begins. */
async function roundsBefore({ attempts, accounts }: TaskContext, { request, planned }: Execution): Promise<UsedBefore> {
  if (!planned) return { rounds: 0, retries: 0 };
  const [rounds, retries] = await Promise.all([accounts.roundsOf(request.taskId), attempts.retriesOf(request.taskId)]);
  return { rounds, retries };
}

function noPlan(): ErrorBody {
  return new FarhandError('INTERNAL', 'The brain gave neither a plan nor a reason').toBody();
}

function planNow(context: TaskContext, { request, account, signal, step }: PaidExecution): Promise<Planning> {
  const { taskId } = request;
  const record = async ({ plan, brain, seconds }: Planning) => {
    if (plan && brain !== undefined) await context.store.savePlan(taskId, plan, brain, seconds);
  };
  return step(() => planTask(context, request, account, signal), record);
}

/** Why nothing may be done on a phone: no plan, a question to the user, what no brain here can drive. */
function reasonNotToBegin(
  { brains }: TaskContext,
  request: TaskRequest,
  { plan, error }: Pick<Planning, 'plan' | 'error'>,
): ErrorBody | undefined {
  if (error || !plan) return error;
  if (request.mode === 'cloud-only' && !brains.converses('planner')) {
    const what = 'The embedded brain plans, but cannot drive a phone step by step, as cloud-only asks for';
    return new FarhandError('BRAIN_REFUSED', what).toBody();
  }
  return request.confirmed ? undefined : askBeforeOutward(plan)?.toBody();
}

/** All begin at once, and each waits for what it depends on: they run in parallel as far as phones allow. */
async function runPlan(context: TaskContext, execution: PaidExecution, plan: Plan): Promise<SubtaskOutcome[]> {
  const running = new Map<string, Promise<SubtaskOutcome>>();
  let turn: Promise<void> = Promise.resolve();
  for (const subtask of plan.subtasks) {
    const before = neededBy(subtask).flatMap((id) => running.get(id) ?? []);
    const myTurn = turn;
    const nextTurn = opening();
    turn = nextTurn.opened;
    const outcome = takeTurn(context, execution, { plan, subtask, before, myTurn, open: nextTurn.open });
    void outcome.finally(nextTurn.open).catch(() => undefined);
    running.set(subtask.id, outcome);
  }
  return Promise.all(running.values());
}

interface Turn {
  readonly plan: Plan;
  readonly subtask: Subtask;
  readonly before: readonly Promise<SubtaskOutcome>[];
  /** Resolves when the subtasks named earlier stand in the queue for a phone. */
  readonly myTurn: Promise<void>;
  readonly open: () => void;
}

async function takeTurn(context: TaskContext, execution: PaidExecution, turn: Turn): Promise<SubtaskOutcome> {
  const { subtask } = turn;
  const { taskId } = execution.request;
  const ended = execution.planned && (await context.store.endedSubtask(taskId, subtask.id));
  if (ended) return { ...ended, usage: await usageOfAttempts(context, taskId, subtask.id) };
  return execution.step(
    () => begin(context, execution, turn),
    ({ report, error }) => context.store.endSubtask(taskId, report, error),
  );
}

async function begin(context: TaskContext, execution: PaidExecution, turn: Turn): Promise<SubtaskOutcome> {
  const { plan, subtask, before, myTurn, open } = turn;
  if (before.length === 0) await myTurn;
  else open();
  const reports: Report[] = (await Promise.all(before)).map(({ report }) => report);
  const failed = reports.find((report) => !succeeded(report));
  if (failed) return outcomeNotStarted(subtask, failed, 'failed');
  const { when } = subtask;
  const decision = when && decide(when, reports);
  if (decision && 'unclear' in decision) return outcomeUndecided(subtask, decision.unclear);
  const passedOn = new Set(Object.values(subtask.inputs ?? {}));
  const isMoot = reports.some(({ subtaskId, skipped }) => skipped && passedOn.has(subtaskId));
  if (isMoot || decision?.holds === false) return outcomeSkipped(subtask, when?.test ?? 'an earlier step');
  // What a search says when it finds nothing is no text to send, post or keep.
  const empty = reports.find((report) => passedOn.has(report.subtaskId) && broughtNothing(report));
  if (empty) return outcomeNotStarted(subtask, empty, 'empty');
  const { request, account, rounds, signal, planned } = execution;
  const isResumed = planned !== undefined;
  const question = (await mayReachOthers(context, execution, turn)) ? undefined : askedNow(turn, reports);
  if (question) return outcomeOfError(subtask, question, 0, undefined);
  const run = { request, plan, subtask, before: reports, isResumed, account, rounds, signal };
  return runSubtask(context, { ...run, onQueued: open });
}

/** Always, unless it is to ask now and nobody has said yes to it: for the whole task, or to this very text. */
async function mayReachOthers(
  { attempts }: TaskContext,
  { request, planned }: PaidExecution,
  { plan, subtask }: Turn,
): Promise<boolean> {
  if (request.confirmed || !isOutward(subtask) || !asksOnTheWay(plan)) return true;
  const [first] = planned ? await attempts.of(request.taskId, subtask.id) : [];
  return first?.plan.confirmed === true;
}

function askedNow({ plan, subtask }: Turn, reports: readonly Report[]): FarhandError | undefined {
  return askWhatWasMade([filled(plan, subtask, reports)], plan.language);
}

async function usageOfAttempts({ attempts }: TaskContext, taskId: string, subtaskId: string): Promise<SubtaskUsage> {
  return sumUsage((await attempts.of(taskId, subtaskId)).flatMap(({ outcome }) => outcome?.usage ?? []));
}

function opening(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** The result of a task that broke outside every foreseen way. */
export function brokenResult({ taskId, mode }: TaskRequest, createdAt: Date, thrown: unknown): TaskResult {
  const seconds = (Date.now() - createdAt.getTime()) / 1000;
  const task = { taskId, mode, seconds, spent: nothingSpent };
  return resultWithoutReports(task, undefined, toFarhandError(thrown).toBody());
}
