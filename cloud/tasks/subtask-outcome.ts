// What came of a subtask: its report, and the error behind it when it did not succeed. Every way a subtask can end is
// turned into one here, so that one shop's failure is a row of the answer and not the end of the task.
import {
  type ErrorBody,
  type ErrorCode,
  type ExecuteTaskResult,
  FarhandError,
  type Report,
  type StopReason,
  type Subtask,
} from '@farhand/shared';

/** What passed between bridge and cloud for it. What its brain calls cost stands in the books (store/brain-calls.ts). */
export interface SubtaskUsage {
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly personalLeft: number;
  readonly personalHeld: number;
  readonly pictureBytes: number;
}

export interface SubtaskOutcome {
  readonly report: Report;
  readonly error?: ErrorBody;
  readonly usage: SubtaskUsage;
}

export const noUsage: SubtaskUsage = { bytesUp: 0, bytesDown: 0, personalLeft: 0, personalHeld: 0, pictureBytes: 0 };

export function sumUsage(parts: readonly SubtaskUsage[]): SubtaskUsage {
  const sum = (pick: (part: SubtaskUsage) => number) => parts.reduce((total, part) => total + pick(part), 0);
  return {
    bytesUp: sum(({ bytesUp }) => bytesUp),
    bytesDown: sum(({ bytesDown }) => bytesDown),
    personalLeft: sum(({ personalLeft }) => personalLeft),
    personalHeld: sum(({ personalHeld }) => personalHeld),
    pictureBytes: sum(({ pictureBytes }) => pictureBytes),
  };
}

/** Texts of reports are kept this short: they are stored, sent to watchers and put into other subtasks. */
const longestReportText = 20_000;

const codeOfStop: Readonly<Record<Exclude<StopReason, 'TASK_COMPLETED_SUCCESSFULLY'>, ErrorCode>> = {
  TASK_ABORTED_BY_AGENT: 'SUBTASK_FAILED',
  INFO_ACTION_NEEDS_REPLY: 'NEEDS_CONFIRMATION',
  MAX_STEPS_REACHED: 'STEP_LIMIT',
  MANUAL_STOP_SCREEN_OFF: 'NEEDS_TAKEOVER',
  NOT_STARTED: 'SUBTASK_FAILED',
  NEEDS_CONFIRMATION: 'NEEDS_CONFIRMATION',
  NEEDS_TAKEOVER: 'NEEDS_TAKEOVER',
  LOOP_DETECTED: 'SUBTASK_FAILED',
  SENSITIVE_SCREEN: 'SENSITIVE_SCREEN',
  PARSE_ERROR: 'SUBTASK_FAILED',
  DEVICE_LOST: 'DEVICE_LOST',
  MODEL_UNAVAILABLE: 'SUBTASK_FAILED',
  CANCELLED: 'CANCELLED',
  TIME_BUDGET_EXCEEDED: 'TIME_LIMIT',
  GOAL_NOT_REACHED: 'SUBTASK_FAILED',
};

const stopOfCode: Partial<Record<ErrorCode, StopReason>> = {
  DEVICE_LOST: 'DEVICE_LOST',
  LINK_LOST: 'DEVICE_LOST',
  NO_DEVICE: 'NOT_STARTED',
  DEVICE_UNAUTHORIZED: 'NOT_STARTED',
  CANCELLED: 'CANCELLED',
  TIME_LIMIT: 'TIME_BUDGET_EXCEEDED',
  STEP_LIMIT: 'MAX_STEPS_REACHED',
  NEEDS_CONFIRMATION: 'NEEDS_CONFIRMATION',
  NEEDS_TAKEOVER: 'NEEDS_TAKEOVER',
  SENSITIVE_SCREEN: 'SENSITIVE_SCREEN',
  BRAIN_REFUSED: 'MODEL_UNAVAILABLE',
  BRAIN_UNREACHABLE: 'MODEL_UNAVAILABLE',
  BRAIN_ANSWER_INVALID: 'MODEL_UNAVAILABLE',
  BUDGET_EXCEEDED: 'CANCELLED',
};

/** From what the hand answered. `seconds` is how long the subtask took as seen from here. */
export function outcomeOfHand(
  subtask: Subtask,
  result: ExecuteTaskResult,
  usage: SubtaskUsage,
  seconds: number,
): SubtaskOutcome {
  const { stop_reason: stopReason, values, evidence } = result;
  const report: Report = {
    subtaskId: subtask.id,
    stopReason,
    text: result.text.slice(0, longestReportText),
    ...(result.replayed_steps !== undefined && { replayed: result.replayed_steps }),
    ...(values && { values }),
    ...(evidence && {
      evidence: evidence.map(({ screenshot, ...rest }) => ({ ...rest, ...(screenshot && { screenshot }) })),
    }),
    device: result.device_info.device_id,
    steps: result.local_step_idx,
    seconds,
  };
  if (stopReason === 'TASK_COMPLETED_SUCCESSFULLY') return { report, usage };
  return { report, error: result.error ?? errorOfStop(stopReason, report.text), usage };
}

export function errorOfStop(stopReason: keyof typeof codeOfStop, text: string): ErrorBody {
  const said = text || `The hand stopped with ${stopReason}`;
  if (stopReason === 'INFO_ACTION_NEEDS_REPLY') {
    return new FarhandError('NEEDS_CONFIRMATION', said, {
      hint: 'Say the command again with what is asked for.',
    }).toBody();
  }
  return new FarhandError(codeOfStop[stopReason], said).toBody();
}

/** From an error on the way: the phone was lost, the task was cancelled, the brain refused. */
export function outcomeOfError(
  subtask: Subtask,
  error: FarhandError,
  seconds: number,
  onPhone: { readonly device: string; readonly steps: number } | undefined,
): SubtaskOutcome {
  const report: Report = {
    subtaskId: subtask.id,
    stopReason: stopOfCode[error.code] ?? 'TASK_ABORTED_BY_AGENT',
    text: error.message,
    ...(onPhone && { device: onPhone.device }),
    steps: onPhone?.steps ?? 0,
    seconds,
  };
  return { report, error: error.toBody(), usage: noUsage };
}

/** A subtask that could not begin because one before it did not succeed, or found nothing to pass on. */
export function outcomeNotStarted(
  subtask: Subtask,
  { subtaskId, stopReason, text: said }: Report,
  why: 'failed' | 'empty',
): SubtaskOutcome {
  const cause = why === 'failed' ? 'did not succeed' : 'brought nothing to pass on';
  const because = stopReason === 'NOT_STARTED' ? 'was not begun either' : `${cause}: ${said}`;
  const text = `Not begun, because ${subtaskId} ${because}`;
  return {
    report: { subtaskId: subtask.id, stopReason: 'NOT_STARTED', text, steps: 0, seconds: 0 },
    usage: noUsage,
  };
}

/** A subtask whose condition does not hold: that is as the user wanted it. */
export function outcomeSkipped(subtask: Subtask, test: string): SubtaskOutcome {
  const stopReason = 'TASK_COMPLETED_SUCCESSFULLY';
  const text = `Not needed: "${test}" decides against it`;
  return { report: { subtaskId: subtask.id, stopReason, text, skipped: true, steps: 0, seconds: 0 }, usage: noUsage };
}

/** A subtask whose condition nothing decides. */
export function outcomeUndecided(subtask: Subtask, why: string): SubtaskOutcome {
  const error = new FarhandError('SUBTASK_FAILED', `Not begun: ${why}`);
  return { ...outcomeOfError(subtask, error, 0, undefined), error: error.toBody() };
}
