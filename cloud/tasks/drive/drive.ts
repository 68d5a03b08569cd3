// The brain at the controls: look, ask, act, until it says that it is done, it is stopped, or it goes in circles. Knows
// phones only as something that can be looked at and acted on; the gate and the privacy filter stand beside the phone.
import {
  type ErrorCode,
  FarhandError,
  type ReportValues,
  type StepProgress,
  type StopReason,
  toFarhandError,
} from '@farhand/shared';
import type { ChatModel } from '../../brain/chat.js';
import type { SteeredPhone } from '../../devices/steered-phone.js';
import { controls, type Move, readMove } from './controls.js';
import { type DriveGoal, driveMessages, type Screen } from './prompt.js';

/** The same action on the same screen, after which the brain is told and then stopped. */
const warnAfter = 3;
const stopAfter = 5;
/** Answers in a row that cannot be used. */
const mostUnusable = 3;
const longestAnswerTokens = 2048;

/** The phone or its gate says that a person is needed, or nothing goes any more: the brain cannot change that. */
const ends: ReadonlySet<ErrorCode> = new Set([
  'NEEDS_CONFIRMATION',
  'NEEDS_TAKEOVER',
  'SENSITIVE_SCREEN',
  'POLICY_REFUSED',
  'DEVICE_LOST',
  'LINK_LOST',
  'NO_DEVICE',
  'DEVICE_UNAUTHORIZED',
  'DEVICE_BUSY',
]);

export interface Drive {
  readonly phone: Pick<SteeredPhone, 'look' | 'act'>;
  readonly model: ChatModel;
  readonly goal: DriveGoal;
  readonly maxSteps: number;
  readonly onStep: (step: StepProgress) => void;
  readonly signal: AbortSignal;
}

export interface Driven {
  readonly stopReason: StopReason;
  readonly text: string;
  readonly values?: ReportValues;
  /** What the last screen said. */
  readonly screen: string;
  readonly steps: number;
  /** Something was done that is not done twice. */
  readonly reachedOthers: boolean;
}

/** Throws what ends the drive from outside: the phone, its gate, the model, the signal. */
export async function drive({ phone, model, goal, maxSteps, onStep, signal }: Drive): Promise<Driven> {
  const history: string[] = [];
  const seen = new Map<string, number>();
  let reachedOthers = false;
  let unusable = 0;
  let screen = await phone.look(signal);
  const ended = (stopReason: StopReason, text: string, steps: number, values?: ReportValues): Driven => {
    return { stopReason, text, screen: screen.text, steps, reachedOthers, ...(values && { values }) };
  };
  for (let step = 1; step <= maxSteps; step++) {
    const move = await decide(model, goal, history, screen, step, signal).catch((error: unknown) => {
      unusable += 1;
      if (toFarhandError(error).code !== 'BRAIN_ANSWER_INVALID' || unusable >= mostUnusable) throw error;
      return toFarhandError(error);
    });
    if (move instanceof FarhandError) {
      history.push(`That could not be used: ${move.message}`);
      continue;
    }
    unusable = 0;
    if (move.kind === 'finish') {
      onStep({ step, action: 'COMPLETE', explain: move.text });
      return ended('TASK_COMPLETED_SUCCESSFULLY', move.text, step, move.values);
    }
    if (move.kind === 'ask') return ended('INFO_ACTION_NEEDS_REPLY', move.question, step);
    if (move.kind === 'give_up') return ended('TASK_ABORTED_BY_AGENT', move.reason, step);
    const line = `${move.name} ${JSON.stringify(move.input)}`;
    onStep({ step, action: actionNames[move.name], explain: line });
    const before = screen;
    const outcome = await act(phone, move, signal);
    reachedOthers ||= outcome.reachedOthers;
    screen = await phone.look(signal);
    const times = repeated(seen, `${line}\n${screen.text}`);
    if (times >= stopAfter) return ended('LOOP_DETECTED', `The brain did the same ${times} times: ${line}`, step);
    const effect = outcome.said ?? (screen.text === before.text ? 'no effect' : 'the screen changed');
    const warning = times >= warnAfter ? ` (done ${times} times without effect: try something else)` : '';
    history.push(`${line}: ${effect}${warning}`);
  }
  return ended('MAX_STEPS_REACHED', `The goal was not reached within ${maxSteps} steps`, maxSteps);
}

const actionNames: Readonly<Record<Extract<Move, { kind: 'act' }>['name'], string>> = {
  click: 'CLICK',
  double_click: 'DOUBLE_CLICK',
  long_press: 'LONGPRESS',
  swipe: 'SLIDE',
  input_text: 'TYPE',
  hotkey: 'HOT_KEY',
  awake: 'AWAKE',
};

/** Throws BRAIN_ANSWER_INVALID for an answer that names no move. Only the first of several is made: the screen changes. */
async function decide(
  model: ChatModel,
  goal: DriveGoal,
  history: readonly string[],
  screen: Screen,
  step: number,
  signal: AbortSignal,
): Promise<Move> {
  const messages = driveMessages(goal, history, screen, new Date());
  const request = { messages, tools: controls, toolChoice: 'required', maxTokens: longestAnswerTokens } as const;
  const { toolCalls } = await model.answer(request, signal);
  const [call] = toolCalls;
  if (!call) throw new FarhandError('BRAIN_ANSWER_INVALID', 'The brain called no control');
  return readMove(call, goal.subtask.app ?? '', step);
}

/** A failed action is told to the brain, unless only a person could go on. */
async function act(
  phone: Drive['phone'],
  { name, input }: Extract<Move, { kind: 'act' }>,
  signal: AbortSignal,
): Promise<{ said?: string; reachedOthers: boolean }> {
  try {
    const result = await phone.act(name, input as never, signal);
    const reachedOthers = result.reached_others === true;
    if (!result.executed) {
      const near = result.candidates?.length ? `; installed are ${result.candidates.join(', ')}` : '';
      return { said: `not done: ${result.note ?? 'no reason given'}${near}`, reachedOthers };
    }
    if (result.verified === false) return { said: 'the field does not hold the text', reachedOthers };
    return { reachedOthers };
  } catch (thrown) {
    const error = toFarhandError(thrown);
    if (signal.aborted || ends.has(error.code)) throw thrown;
    return { said: `not done: ${error.message}`, reachedOthers: false };
  }
}

function repeated(seen: Map<string, number>, what: string): number {
  const times = (seen.get(what) ?? 0) + 1;
  seen.set(what, times);
  return times;
}
