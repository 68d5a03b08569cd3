// From all outcomes of a task to its status. A task is done when every subtask is; one that lacks a part is not, though
// its answer still holds what was found.
import {
  type ErrorBody,
  type ErrorCode,
  FarhandError,
  type Plan,
  type Report,
  type TaskMode,
  type TaskResult,
  type TaskStatus,
  type Usage,
} from '@farhand/shared';
import type { Spent } from '../brain/budget.js';
import { combine } from '../brain/combine/combine.js';
import { waitingReport } from '../decisions/question.js';
import { askWhatWasMade, awaitingYes, stoppedForYes } from './confirmation.js';
import { type SubtaskOutcome, sumUsage } from './subtask-outcome.js';

const statusOfCode: Partial<Record<ErrorCode, TaskStatus>> = {
  NEEDS_CONFIRMATION: 'needs_user',
  NEEDS_TAKEOVER: 'needs_user',
  SENSITIVE_SCREEN: 'needs_user',
  BRAIN_REFUSED: 'refused',
  POLICY_REFUSED: 'refused',
  TOOL_REFUSED: 'refused',
};

/** These ended the whole task, whatever else had gone wrong before. */
const endingCodes: readonly ErrorCode[] = ['CANCELLED', 'TIME_LIMIT', 'BUDGET_EXCEEDED'];

export function statusOf(error: ErrorBody | undefined): TaskStatus {
  return error ? (statusOfCode[error.code] ?? 'failed') : 'done';
}

/** What a result says of the task as a whole. */
export interface EndedTask {
  readonly taskId: string;
  readonly mode: TaskMode;
  readonly seconds: number;
  /** On brain calls. */
  readonly spent: Spent;
}

/** The result of a task whose plan was carried out. */
export function resultOfOutcomes(task: EndedTask, plan: Plan, outcomes: readonly SubtaskOutcome[]): TaskResult {
  const { taskId, mode, seconds, spent } = task;
  const reports = outcomes.map(({ report }) => report);
  const error = mainError(plan, outcomes, reports);
  return {
    taskId,
    status: statusOf(error),
    mode,
    plan,
    reports,
    answer: combine(plan, reports),
    ...(error && { error }),
    usage: usageOf(spent, outcomes),
    seconds,
  };
}

/** The result of a task that ended before its plan began: no plan, or one that must be asked about. */
export function resultWithoutReports(
  { taskId, mode, seconds, spent }: EndedTask,
  plan: Plan | undefined,
  error: ErrorBody,
): TaskResult {
  return {
    taskId,
    status: statusOf(error),
    mode,
    ...(plan && { plan }),
    reports: [],
    answer: error.message,
    error,
    usage: usageOf(spent, []),
    seconds,
  };
}

/** What waits for a yes goes before what failed beside it: the user can still have it. */
function mainError(plan: Plan, outcomes: readonly SubtaskOutcome[], reports: readonly Report[]): ErrorBody | undefined {
  const errors = outcomes.flatMap(({ error }) => (error ? [error] : []));
  const ending = errors.find(({ code }) => endingCodes.includes(code));
  return ending ?? askedOnTheWay(plan, reports) ?? errors[0] ?? unexplained(outcomes);
}

function askedOnTheWay(plan: Plan, reports: readonly Report[]): ErrorBody | undefined {
  const first = waitingReport(reports);
  if (!first || !stoppedForYes(first)) return undefined;
  return askWhatWasMade(awaitingYes(plan, reports), plan.language)?.toBody();
}

function unexplained(outcomes: readonly SubtaskOutcome[]): ErrorBody | undefined {
  const unfinished = outcomes.find(({ report }) => report.stopReason !== 'TASK_COMPLETED_SUCCESSFULLY');
  return unfinished && new FarhandError('SUBTASK_FAILED', unfinished.report.text).toBody();
}

function usageOf({ calls: brainCalls, ...spent }: Spent, outcomes: readonly SubtaskOutcome[]): Usage {
  return { brainCalls, ...spent, cost: [...spent.cost], ...sumUsage(outcomes.map(({ usage }) => usage)) };
}
