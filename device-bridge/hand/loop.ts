// The agent loop: observe, decide, pass the gate, act, verify. One turn is one step. It ends when the decider says so,
// when the user is needed, or when a limit, the gate, the loop guard or the phone ends it; it always ends with a result.
import {
  type Action,
  abortReason,
  type ErrorCode,
  FarhandError,
  isPictureOf,
  type SizePx,
  type StepProgress,
  type StopReason,
  toFarhandError,
} from '@farhand/shared';
import type { Observation, Phone } from '../phone/phone.js';
import { subjectHash, type Verdict } from '../policy/classes.js';
import { GateError } from '../policy/gate.js';
import { isBlack } from '../policy/picture.js';
import { ownersScreen } from '../policy/screens.js';
import type { Decision, Sight } from './decider.js';
import { perform } from './executor.js';
import { retarget } from './retarget.js';
import type { HandResult, HandSession } from './session.js';

const changedScreenLimit = 4;

export interface HandOptions {
  readonly maxSteps: number;
  /** Apps are opened anew, not as they were left. */
  readonly restartApps: boolean;
  readonly onStep: (step: StepProgress) => void;
  readonly signal: AbortSignal;
  /** Told what the gate makes of each action, before it is done or refused. */
  readonly onVerdict?: (step: number, action: Action, verdict: Verdict) => void;
  /** The user's answer, when the session waited for one. */
  readonly reply?: string | undefined;
}

const stopReasonOf: Partial<Record<ErrorCode, StopReason>> = {
  NEEDS_CONFIRMATION: 'NEEDS_CONFIRMATION',
  NEEDS_TAKEOVER: 'NEEDS_TAKEOVER',
  SENSITIVE_SCREEN: 'SENSITIVE_SCREEN',
  DEVICE_LOST: 'DEVICE_LOST',
  DEVICE_UNAUTHORIZED: 'DEVICE_LOST',
  NO_DEVICE: 'DEVICE_LOST',
  CANCELLED: 'CANCELLED',
  TIME_LIMIT: 'TIME_BUDGET_EXCEEDED',
  BRAIN_UNREACHABLE: 'MODEL_UNAVAILABLE',
  BRAIN_ANSWER_INVALID: 'PARSE_ERROR',
};

/** Runs a session until it ends or waits for the user. Never rejects: a failure is a result with an error. */
export async function runHand(session: HandSession, phone: Phone, options: HandOptions): Promise<HandResult> {
  const run = new HandRun(session, phone, options);
  try {
    return await run.go();
  } catch (thrown) {
    return run.failed(options.signal.aborted ? toFarhandError(abortReason(options.signal)) : toFarhandError(thrown));
  } finally {
    // A phone that is gone gets its keyboard back when a session opens on it again.
    await phone.restoreKeyboard().catch(() => {});
  }
}

class HandRun {
  readonly #session: HandSession;
  readonly #phone: Phone;
  readonly #options: HandOptions;
  #steps = 0;
  #modelMs = 0;
  #actionMs = 0;
  #last: Decision | undefined;
  #turned = false;

  constructor(session: HandSession, phone: Phone, options: HandOptions) {
    this.#session = session;
    this.#phone = phone;
    this.#options = options;
  }

  async go(): Promise<HandResult> {
    const { signal, maxSteps } = this.#options;
    let screen = await this.#phone.observe(signal);
    const { waiting, pending } = this.#session;
    const consented = waiting === 'consent' && pending ? retarget(pending, screen) : undefined;
    if (waiting === 'answer' && this.#options.reply !== undefined) this.#session.answered(this.#options.reply);
    this.#session.waiting = undefined;
    let performed = waiting !== 'consent' || consented !== undefined;
    let notice: string | undefined;
    let reply = this.#options.reply;
    let misses = 0;
    let decision = consented;
    for (;;) {
      screen = await this.#upright(screen);
      if (this.#steps >= maxSteps) return this.#stepLimit();
      this.#steps += 1;
      this.#session.steps += 1;
      const awake = this.#awake();
      const seen = decision ?? (await this.#decideOrLook(screen, performed, notice, reply));
      if ('tree' in seen) {
        screen = seen;
        misses += 1;
        if (misses >= changedScreenLimit) return this.failed(unchanged);
        continue;
      }
      // Asked while the model thought: a phone that its owner has locked is left alone.
      if (!(await awake)) return this.#ended('MANUAL_STOP_SCREEN_OFF', 'The phone was locked');
      decision = seen;
      this.#tell(decision);
      const end = this.#endOf(decision);
      if (end) return end;
      const done = await this.#act(screen, decision);
      performed = done.performed;
      misses = performed ? 0 : misses + 1;
      if (misses >= changedScreenLimit) return this.failed(done.failure);
      const verdict = this.#session.guard.note(decision.action, done.screen.frameId !== screen.frameId);
      if (verdict.kind === 'stop' && performed) return this.#ended('LOOP_DETECTED', verdict.words);
      notice = done.notice ?? (verdict.kind === 'warn' ? verdict.words : undefined);
      screen = done.screen;
      reply = undefined;
      decision = undefined;
    }
  }

  failed(error: FarhandError): HandResult {
    const stopReason = stopReasonOf[error.code] ?? 'TASK_ABORTED_BY_AGENT';
    const subject = error instanceof GateError ? error.verdict.subject : undefined;
    if (stopReason === 'NEEDS_CONFIRMATION' && subject) this.#session.park('consent', this.#last, subjectHash(subject));
    const isOwners = stopReason === 'NEEDS_TAKEOVER' || stopReason === 'SENSITIVE_SCREEN';
    if (isOwners) this.#session.park('takeover', this.#last);
    const needsUser = stopReason === 'NEEDS_CONFIRMATION' || isOwners;
    const text = needsUser && this.#last ? `${this.#last.explain}: ${error.message}` : error.message;
    return { ...this.#ended(stopReason, text), error: error.toBody() };
  }

  /** The screen itself, or after turning the phone once, when the decider cannot read one that lies on its side. */
  async #upright(screen: Observation): Promise<Observation> {
    const isSideways = screen.tree.rotation % 2 === 1 && screen.sizePx.widthPx > screen.sizePx.heightPx;
    if (!isSideways || this.#turned || this.#session.deliberation.needsUpright !== true) return screen;
    this.#turned = true;
    const { signal } = this.#options;
    await this.#phone.turnUpright(signal);
    return this.#phone.settle(screen, {}, signal);
  }

  #awake(): Promise<boolean> {
    const awake = this.#phone.awake(this.#options.signal);
    // A decision that fails first is what counts.
    awake.catch(() => {});
    return awake;
  }

  /** The next decision, or a newer screen when the one given has gone before it was pictured. */
  async #decideOrLook(
    screen: Observation,
    performed: boolean,
    notice: string | undefined,
    reply: string | undefined,
  ): Promise<Decision | Observation> {
    try {
      return await this.#decide(screen, performed, notice, reply);
    } catch (thrown) {
      if (toFarhandError(thrown).code !== 'SCREEN_CHANGED') throw thrown;
      return this.#phone.observe(this.#options.signal);
    }
  }

  async #decide(
    screen: Observation,
    performed: boolean,
    notice: string | undefined,
    reply: string | undefined,
  ): Promise<Decision> {
    const { signal } = this.#options;
    let picture: Promise<Buffer> | undefined;
    const sight: Sight = {
      screen,
      step: this.#session.steps,
      performed,
      notice,
      reply,
      picture: () => {
        picture ??= this.#pictureOf(screen);
        return picture;
      },
    };
    const startMs = performance.now();
    try {
      return await this.#session.deliberation.next(sight, signal);
    } finally {
      this.#modelMs += performance.now() - startMs;
    }
  }

  /** Throws SCREEN_CHANGED for a picture of a display that was turned or resized since the screen was looked at. */
  async #pictureOf(screen: Observation): Promise<Buffer> {
    const owners = ownersScreen(screen.tree);
    if (owners) throw new GateError({ gate: 'takeover', ...owners });
    const png = await this.#phone.screenshot(this.#options.signal);
    if (await isBlack(png)) throw new FarhandError('SENSITIVE_SCREEN', 'The picture of this screen is black');
    const { widthPx, heightPx } = pngSize(png);
    if (isPictureOf({ widthPx, heightPx }, screen.sizePx)) return png;
    const message = `The screen was turned before its picture was taken: it is ${widthPx}x${heightPx} now`;
    throw new FarhandError('SCREEN_CHANGED', message);
  }

  /** Acts and waits for the effect. A screen that changed under the action is no failure: it is looked at again. */
  async #act(screen: Observation, decision: Decision): Promise<ActOutcome> {
    const { signal, restartApps } = this.#options;
    const startMs = performance.now();
    try {
      const permission = this.#session.permission();
      const onVerdict = (verdict: Verdict): void => this.#judged(decision.action, verdict);
      const done = await perform(this.#phone, screen, decision.action, { permission, restartApps, onVerdict, signal });
      const wait = { until: decision.until, limitMs: decision.limitMs };
      const after = await this.#phone.settle(screen, wait, signal);
      const untyped = done.verified === false ? 'The field did not take the text as it was typed.' : undefined;
      const still = after.frameId === screen.frameId ? 'The last action changed nothing on the screen.' : undefined;
      return { performed: true, screen: after, notice: untyped ?? still, failure: unchanged };
    } catch (thrown) {
      const error = toFarhandError(thrown);
      if (error.code !== 'SCREEN_CHANGED') throw error;
      const now = await this.#phone.observe(signal);
      return { performed: false, screen: now, notice: error.message, failure: error };
    } finally {
      this.#actionMs += performance.now() - startMs;
    }
  }

  /** A confirmation is good for one action, whatever becomes of it. */
  #judged(action: Action, verdict: Verdict): void {
    const { subject, gate } = verdict;
    if (gate === 'allow' && subject && subjectHash(subject) === this.#session.granted)
      this.#session.granted = undefined;
    this.#options.onVerdict?.(this.#session.steps, action, verdict);
  }

  #tell(decision: Decision): void {
    this.#last = decision;
    const step = { step: this.#session.steps, action: decision.action.action, explain: decision.explain };
    this.#session.log.push(step);
    this.#options.onStep(step);
  }

  #endOf(decision: Decision): HandResult | undefined {
    const { action } = decision;
    if (action.action === 'COMPLETE') {
      const verified = decision.verified === undefined ? 'unknown' : decision.verified ? 'yes' : 'no';
      return {
        ...this.#ended('TASK_COMPLETED_SUCCESSFULLY', action.return),
        values: decision.values,
        evidence: decision.evidence ?? [],
        verified,
      };
    }
    if (action.action === 'INFO') {
      this.#session.park('answer', decision);
      return this.#ended('INFO_ACTION_NEEDS_REPLY', action.value);
    }
    if (action.action !== 'ABORT') return undefined;
    const ended = this.#ended('TASK_ABORTED_BY_AGENT', action.value);
    const { failure } = decision;
    const hint = failure?.hint === undefined ? {} : { hint: failure.hint };
    return { ...ended, error: new FarhandError(failure?.code ?? 'SUBTASK_FAILED', action.value, hint).toBody() };
  }

  #stepLimit(): HandResult {
    const { maxSteps } = this.#options;
    const error = new FarhandError('STEP_LIMIT', `The goal was not reached within ${maxSteps} steps`);
    return { ...this.#ended('MAX_STEPS_REACHED', error.message), error: error.toBody() };
  }

  #ended(stopReason: StopReason, text: string): HandResult {
    return {
      stopReason,
      text,
      evidence: [],
      verified: 'unknown',
      lastAction: this.#last?.action,
      steps: this.#steps,
      modelMs: Math.round(this.#modelMs),
      actionMs: Math.round(this.#actionMs),
    };
  }
}

/** From the header chunk, which always comes first. https://www.w3.org/TR/png-3/#11IHDR */
function pngSize(png: Buffer): SizePx {
  return { widthPx: png.readUInt32BE(16), heightPx: png.readUInt32BE(20) };
}

interface ActOutcome {
  readonly performed: boolean;
  readonly screen: Observation;
  readonly notice: string | undefined;
  readonly failure: FarhandError;
}

const unchanged = new FarhandError('SCREEN_CHANGED', 'The screen changed before each of the actions');
