// From all outcomes of a task to its status. A task is done when every subtask is; one that lacks a part is not, though
// its answer still holds what was found.
import {
  type ErrorBody,
  type ErrorCode,
  FarhandError,
  type Plan,
  type TaskResult,
  type TaskStatus,
  type Usage,
} from '@farhand/shared';
import { combine } from '../brain/combine/combine.js';
import type { SubtaskOutcome, SubtaskUsage } from './subtask-outcome.js';

const statusOfCode: Partial<Record<ErrorCode, TaskStatus>> = {
  NEEDS_CONFIRMATION: 'needs_user',
  NEEDS_TAKEOVER: 'needs_user',
  SENSITIVE_SCREEN: 'needs_user',
  BRAIN_REFUSED: 'refused',
  POLICY_REFUSED: 'refused',
};

/** These ended the whole task, whatever else had gone wrong before. */
const endingCodes: readonly ErrorCode[] = ['CANCELLED', 'TIME_LIMIT'];

export function statusOf(error: ErrorBody | undefined): TaskStatus {
  return error ? (statusOfCode[error.code] ?? 'failed') : 'done';
}

/** The result of a task whose plan was carried out. */
export function resultOfOutcomes(
  taskId: string,
  plan: Plan,
  outcomes: readonly SubtaskOutcome[],
  planUsage: SubtaskUsage,
  seconds: number,
): TaskResult {
  const error = mainError(outcomes);
  const reports = outcomes.map(({ report }) => report);
  return {
    taskId,
    status: statusOf(error),
    plan,
    reports,
    answer: combine(plan, reports),
    ...(error && { error }),
    usage: addUsage([planUsage, ...outcomes.map(({ usage }) => usage)]),
    seconds,
  };
}

/** The result of a task that ended before its plan began: no plan, or one that must be asked about. */
export function resultWithoutReports(
  taskId: string,
  plan: Plan | undefined,
  error: ErrorBody,
  usage: SubtaskUsage,
  seconds: number,
): TaskResult {
  return {
    taskId,
    status: statusOf(error),
    ...(plan && { plan }),
    reports: [],
    answer: error.message,
    error,
    usage: addUsage([usage]),
    seconds,
  };
}

function mainError(outcomes: readonly SubtaskOutcome[]): ErrorBody | undefined {
  const errors = outcomes.flatMap(({ error }) => (error ? [error] : []));
  return errors.find(({ code }) => endingCodes.includes(code)) ?? errors[0] ?? unexplained(outcomes);
}

function unexplained(outcomes: readonly SubtaskOutcome[]): ErrorBody | undefined {
  const unfinished = outcomes.find(({ report }) => report.stopReason !== 'TASK_COMPLETED_SUCCESSFULLY');
  return unfinished && new FarhandError('SUBTASK_FAILED', unfinished.report.text).toBody();
}

function addUsage(parts: readonly SubtaskUsage[]): Usage {
  const sum = (pick: (part: SubtaskUsage) => number) => parts.reduce((total, part) => total + pick(part), 0);
  return {
    brainCalls: sum(({ brainCalls }) => brainCalls),
    promptTokens: sum(({ promptTokens }) => promptTokens),
    generatedTokens: sum(({ generatedTokens }) => generatedTokens),
    bytesUp: sum(({ bytesUp }) => bytesUp),
    bytesDown: sum(({ bytesDown }) => bytesDown),
  };
}
