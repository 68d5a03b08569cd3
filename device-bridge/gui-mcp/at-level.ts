// What of an answer leaves at all at a level, before its words are looked at. At `private`, and on a screen that is the
// owner's alone, only the outcome does: why it stopped, what the hand reports, and how many steps it took.
import type { ExecuteTaskResult, GuiToolOutput, PrivacyLevel, StepProgress } from '@farhand/shared';

type TaskState = GuiToolOutput<'get_task_status'>;

export function stepAt(level: PrivacyLevel, step: StepProgress): StepProgress {
  return level === 'private' ? { step: step.step, action: 'STEP', explain: '' } : step;
}

export function stateAt(level: PrivacyLevel, state: TaskState): TaskState {
  if (level !== 'private') return state;
  const { last_action: _, ...rest } = state;
  return rest;
}

export function resultAt(level: PrivacyLevel, result: ExecuteTaskResult): ExecuteTaskResult {
  const isOwners = result.stop_reason === 'NEEDS_TAKEOVER' || result.stop_reason === 'SENSITIVE_SCREEN';
  if (level !== 'private' && !isOwners) return result;
  const { final_action: _, intermediate_logs: _logs, values, evidence: _evidence, ...outcome } = result;
  // That there is nothing is the outcome itself: without it, the words that say so could be taken for what was found.
  return { ...outcome, ...(values?.notFound && { values: { notFound: true } }), privacy_level: 'private' };
}
