// The result of a run in the shape that gelab-zero clients know (spec: its execute_task), with our additions.
import type { ExecuteTaskResult, PrivacyLevel, SizePx } from '@farhand/shared';
import type { HandResult, HandSession } from '../hand/session.js';
import type { ExecuteTaskInput } from './task-desk.js';

export function toTaskResult(
  session: HandSession,
  result: HandResult,
  input: ExecuteTaskInput,
  sizePx: SizePx | undefined,
  confirmationToken: string | undefined,
  level: PrivacyLevel,
): ExecuteTaskResult {
  const logs = session.log.slice(-result.steps);
  return {
    session_id: session.id,
    device_info: {
      device_id: input.device_id,
      ...(sizePx ? { device_wm_size: [sizePx.widthPx, sizePx.heightPx] as [number, number] } : {}),
    },
    ...(input.session_id === undefined
      ? { task: session.goal.task }
      : { reply_from_client: input.reply_from_client ?? '' }),
    ...(result.lastAction
      ? { final_action: { agent_action: { ...result.lastAction }, global_step_idx: session.steps } }
      : {}),
    ...(input.detail === 'captions' ? { intermediate_logs: logs.slice(0, -1) } : {}),
    stop_reason: result.stopReason,
    local_step_idx: result.steps,
    global_step_idx: session.steps,
    ...(result.replayed > 0 ? { replayed_steps: result.replayed } : {}),
    text: result.text,
    ...(result.values ? { values: result.values } : {}),
    evidence: result.evidence.map(({ step, what }) => ({ step, what })),
    ...(result.error ? { error: result.error } : {}),
    ...(confirmationToken === undefined
      ? {}
      : { confirmation: confirmationOf(session, result.text, confirmationToken) }),
    verified: result.verified,
    reached_others: session.reachedOthers,
    privacy_level: level,
    timings: { model_ms: result.modelMs, action_ms: result.actionMs },
    tokens: { ...session.tokens },
  };
}

/** What the user is asked to say yes to. */
export function confirmationOf(
  { goal }: HandSession,
  text: string,
  token: string,
): NonNullable<ExecuteTaskResult['confirmation']> {
  return { kind: goal.intent ?? 'action', text, token };
}
