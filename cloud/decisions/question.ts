// What a task that ended for want of its user asks: a yes, words, or a hand. Told with everything that the user needs to
// decide: who, what, where, and since when.
import type { Intent, Plan, Report, StopReason, Subtask } from '@farhand/shared';
import type { TaskRow } from '../store/task-store.js';
import { awaitingYes, isOutward, stoppedForYes } from '../tasks/confirmation.js';

export const questionKinds = ['confirmation', 'question', 'takeover'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** One thing that would be done. */
export interface AskedAction {
  readonly subtaskId: string;
  readonly intent: Intent;
  readonly app?: string | undefined;
  /** In words. */
  readonly goal: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Question {
  readonly taskId: string;
  readonly command: string;
  readonly kind: QuestionKind;
  /** In words, as the task or the gate asks it. */
  readonly question: string;
  readonly hint: string;
  readonly actions: readonly AskedAction[];
  /** The phone, where one waits. */
  readonly device?: string | undefined;
  /** The subtask that waits. */
  readonly subtaskId?: string | undefined;
  readonly since: Date;
}

const kindOfStop: Partial<Record<StopReason, QuestionKind>> = {
  INFO_ACTION_NEEDS_REPLY: 'question',
  NEEDS_CONFIRMATION: 'confirmation',
  NEEDS_TAKEOVER: 'takeover',
  SENSITIVE_SCREEN: 'takeover',
  MANUAL_STOP_SCREEN_OFF: 'takeover',
};

/** The report of the subtask that the task stopped for; undefined for one that asked before it began. */
export function waitingReport(reports: readonly Report[]): Report | undefined {
  return reports.find(({ stopReason }) => kindOfStop[stopReason] !== undefined);
}

/** What an ended task asks; nothing when it asks nothing. */
export function questionOf({ id, command, result, plan, ended_at: endedAt }: TaskRow): Question | undefined {
  if (result?.status !== 'needs_user' || !endedAt) return undefined;
  const { error, reports } = result;
  const report = waitingReport(reports);
  const kind =
    (report && kindOfStop[report.stopReason]) ?? (error?.code === 'NEEDS_CONFIRMATION' ? 'confirmation' : 'takeover');
  const actions = kind === 'question' ? [] : actionsOf(plan, reports, report);
  return {
    taskId: id,
    command,
    kind,
    question: error?.message ?? result.answer,
    hint: error?.hint ?? '',
    actions,
    ...(report?.device !== undefined && { device: report.device }),
    ...(report && { subtaskId: report.subtaskId }),
    since: endedAt,
  };
}

/** What would be done after a yes: what its phone waits to do, what was made on the way, or all that would reach others. */
function actionsOf(plan: Plan | null, reports: readonly Report[], report: Report | undefined): AskedAction[] {
  if (!plan) return [];
  if (!report) return plan.subtasks.filter(isOutward).map(actionOf);
  const asked = stoppedForYes(report)
    ? awaitingYes(plan, reports)
    : plan.subtasks.filter(({ id }) => id === report.subtaskId);
  return asked.map(actionOf);
}

function actionOf({ id, intent, app, goal, values }: Subtask): AskedAction {
  return { subtaskId: id, intent, ...(app !== undefined && { app }), goal, values: { ...values } };
}
