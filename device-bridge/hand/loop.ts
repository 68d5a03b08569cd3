// The agent loop: observe, decide, pass the gate, act, verify. One turn is one step. It ends when the decider says so,
// when the user is needed, or when a limit, the gate, the loop guard or the phone ends it; it always ends with a result.
import {
  type Action,
  abortReason,
  type ErrorCode,
  FarhandError,
  isPictureOf,
  type StepProgress,
  type StopReason,
  toFarhandError,
  traced,
} from '@farhand/shared';
import { CutOff, type Observation, type Phone } from '../phone/phone.js';
import { pngSize } from '../phone/png.js';
import { judgeCall } from '../policy/call-user.js';
import { subjectHash, type Verdict } from '../policy/classes.js';
import { GateError } from '../policy/gate.js';
import { isBlack } from '../policy/picture.js';
import { ownersScreen } from '../policy/screens.js';
import type { Decision, Sight } from './decider.js';
import type { Deed } from './deeds.js';
import { missedEffect } from './effect.js';
import { perform } from './executor.js';
import { retarget } from './retarget.js';
import { endings, type HandResult, type HandSession } from './session.js';

const changedScreenLimit = 4;
const systemPackage = 'com.android.systemui';
/** Steps that are decided at once need not ask each time anew whether the phone was locked. */
const awakeGoodForMs = 1000;

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
  /** Set when it was not the user who answered. */
  readonly replyBy?: 'brain' | undefined;
  /** Of the call, for a session that remembers its calls. */
  readonly key?: string | undefined;
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
    const result = await run.go().catch((thrown: unknown) => {
      return run.failed(options.signal.aborted ? stopped(options.signal) : toFarhandError(thrown));
    });
    if (session.waiting === undefined) await session.deliberation.ended?.(result.stopReason);
    return result;
  } finally {
    // A phone that is gone gets its keyboard back when a session opens on it again.
    await phone.restoreKeyboard().catch(() => {});
  }
}

/** A link that breaks aborts its calls with an error of its own; for the session that is a caller who went away. */
function stopped(signal: AbortSignal): FarhandError {
  const reason = abortReason(signal);
  if (reason instanceof FarhandError) return reason;
  return new FarhandError('CANCELLED', 'The caller of the task is gone', { cause: reason });
}

class HandRun {
  readonly #session: HandSession;
  readonly #phone: Phone;
  readonly #options: HandOptions;
  #steps = 0;
  #modelMs = 0;
  #actionMs = 0;
  #replayed = 0;
  #seenAwakeMs = Number.NEGATIVE_INFINITY;
  /** The program in front when the phone was last known to be on. */
  #seenAwakeIn: string | undefined;
  /** Asked in this step, and not answered yet. */
  #awake: Promise<boolean> | undefined;
  #last: Decision | undefined;
  #turned = false;
  /** Of the last screen; whoever decides by pictures will want the next one, too. */
  #wantsPictures = false;

  constructor(session: HandSession, phone: Phone, options: HandOptions) {
    this.#session = session;
    this.#phone = phone;
    this.#options = options;
  }

  async go(): Promise<HandResult> {
    const { signal, maxSteps, key } = this.#options;
    const session = this.#session;
    let screen = await this.#phone.observe(signal);
    // A run that is begun anew knows the answer from its past, and finds its own way to what was consented to.
    const goesOn = session.isUnderWay;
    let reply = goesOn ? this.#options.reply : undefined;
    const { waiting, pending } = session;
    let decision = goesOn && waiting === 'consent' && pending ? retarget(pending, screen) : undefined;
    if (waiting === 'consent') session.performed = decision !== undefined;
    session.called({ key, maxSteps, reply: this.#options.reply, by: this.#options.replyBy });
    session.deliberation.met?.(this.#phone);
    let misses = 0;
    for (;;) {
      screen = await this.#upright(screen);
      if (this.#steps >= maxSteps) return this.#stepLimit();
      this.#steps += 1;
      session.steps += 1;
      this.#awake = undefined;
      // A lock screen comes to the front like a program, and nobody is asked about it.
      if (screen.packageName !== this.#seenAwakeIn && !(await this.#askAwake(screen))) return this.#locked();
      const seen = decision ?? (await this.#decideOrLook(screen, reply));
      if (seen === 'locked') return this.#locked();
      if ('tree' in seen) {
        screen = seen;
        misses += 1;
        if (misses >= changedScreenLimit) return this.failed(unchanged);
        continue;
      }
      // A phone that its owner has locked is left alone.
      if (!endings.has(seen.action.action) && !(await this.#stillAwake(screen))) {
        session.acted(false);
        return this.#locked();
      }
      this.#tell(seen);
      const end = this.#endOf(seen, screen);
      if (end) return end;
      const done = await traced('step', { 'farhand.step': session.steps }, () => this.#act(screen, seen));
      session.acted(done.performed);
      if (done.failure instanceof CutOff && session.lostSight()) session.deliberation.met?.(this.#phone);
      misses = done.performed ? 0 : misses + 1;
      if (misses >= changedScreenLimit) return this.failed(done.failure);
      const verdict = session.guard.note(seen.action, screen, done.screen);
      if (verdict.kind === 'stop' && done.performed) return this.#ended('LOOP_DETECTED', verdict.words);
      const warning = verdict.kind === 'warn' ? verdict.words : undefined;
      session.notice = [done.notice, warning].filter((words) => words !== undefined).join(' ') || undefined;
      screen = done.screen;
      reply = undefined;
      decision = undefined;
    }
  }

  /** Whoever locked the phone may let the session go on later. */
  #locked(): HandResult {
    this.#session.park('call', undefined);
    return this.#ended('MANUAL_STOP_SCREEN_OFF', 'The phone was locked');
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

  /** Begun when a picture has been taken: it is answered while the picture is prepared and the model thinks. */
  #askAwake({ packageName }: Observation): Promise<boolean> {
    const awake = this.#phone.awake(this.#options.signal).then((isAwake) => {
      if (isAwake) [this.#seenAwakeMs, this.#seenAwakeIn] = [performance.now(), packageName];
      return isAwake;
    });
    // A decision that fails first is what counts.
    awake.catch(() => {});
    this.#awake = awake;
    return awake;
  }

  #stillAwake(screen: Observation): Promise<boolean> | true {
    const asked = this.#awake;
    this.#awake = undefined;
    return asked ?? (performance.now() - this.#seenAwakeMs < awakeGoodForMs || this.#askAwake(screen));
  }

  /** The next decision, or a newer screen when the one given has gone before it was pictured. */
  async #decideOrLook(screen: Observation, reply: string | undefined): Promise<Decision | Observation | 'locked'> {
    try {
      return await this.#decide(screen, reply);
    } catch (thrown) {
      const { code } = toFarhandError(thrown);
      // A dark display gives a black picture, too.
      if (code === 'SENSITIVE_SCREEN' && !(await this.#askAwake(screen))) return 'locked';
      if (code !== 'SCREEN_CHANGED') throw thrown;
      return this.#phone.observe(this.#options.signal);
    }
  }

  async #decide(screen: Observation, reply: string | undefined): Promise<Decision> {
    const { signal } = this.#options;
    const { steps: step, performed, notice } = this.#session;
    let picture: Promise<Buffer> | undefined;
    this.#wantsPictures = false;
    const sight: Sight = {
      screen,
      step,
      performed,
      notice,
      reply,
      picture: () => {
        this.#wantsPictures = true;
        if (!picture) {
          picture = this.#pictureOf(screen);
          // Nothing is asked of a screen that may not be pictured.
          picture.then(
            () => this.#askAwake(screen),
            () => {},
          );
        }
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
    const png = await this.#phone.pictureOf(screen, this.#options.signal);
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
      const onVerdict = (verdict: Verdict): void => this.#judged(decision, verdict);
      const done = await perform(this.#phone, screen, decision.action, { permission, restartApps, onVerdict, signal });
      const until = decision.until && orCovered(decision.until, screen);
      const wait = { until, limitMs: decision.limitMs, pictured: this.#wantsPictures };
      const after = await this.#phone.settle(screen, wait, signal);
      return {
        performed: true,
        screen: after,
        notice: missedEffect(decision, done, screen, after),
        failure: unchanged,
      };
    } catch (thrown) {
      const error = toFarhandError(thrown);
      if (error.code !== 'SCREEN_CHANGED') throw error;
      const now = await this.#phone.observe(signal);
      return { performed: false, screen: now, notice: error.message, failure: error };
    } finally {
      this.#actionMs += performance.now() - startMs;
    }
  }

  /** What is not for doing twice is written down before it is done, and not done where it may have been done before. */
  #judged(decision: Decision, verdict: Verdict): void {
    const session = this.#session;
    const { steps, granted } = session;
    const subject = verdict.gate === 'allow' ? (verdict.subject ?? verdict.mark) : undefined;
    const earlier = subject && session.earlierDeed(subject);
    const isInDoubt = earlier && !decision.isUndone && granted !== subjectHash(subject);
    const told = isInDoubt ? doubted({ ...verdict, subject }, earlier) : verdict;
    this.#options.onVerdict?.(steps, decision.action, told);
    if (isInDoubt) throw new GateError(told);
    if (subject) session.acting(subject, decision.shown);
  }

  #tell(decision: Decision): void {
    this.#last = decision;
    if (decision.replayed) this.#replayed += 1;
    this.#options.onStep(this.#session.decided(decision));
  }

  #endOf(decision: Decision, screen: Observation): HandResult | undefined {
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
      const verdict = judgeCall(action, decision.explain, screen);
      if (verdict) {
        this.#options.onVerdict?.(this.#session.steps, action, verdict);
        throw new GateError(verdict);
      }
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
    this.#session.park('call', undefined);
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
      replayed: this.#replayed,
      modelMs: Math.round(this.#modelMs),
      actionMs: Math.round(this.#actionMs),
    };
  }
}

/** Only the user can say whether it is to be done again. */
function doubted(verdict: Verdict, { done, subject }: Deed): Verdict {
  const how = done ? 'was done before' : 'may have been done before';
  const what = verdict.why || `"${subject.label}"`;
  return { ...verdict, gate: 'confirm', why: `${what} (this ${how} the hand was interrupted)` };
}

/** Under a lock screen, or another one of the system's that came over the app, nothing more will show. */
function orCovered(until: (screen: Observation) => boolean, before: Observation): (screen: Observation) => boolean {
  return (screen) => until(screen) || (screen.packageName === systemPackage && before.packageName !== systemPackage);
}

interface ActOutcome {
  readonly performed: boolean;
  readonly screen: Observation;
  readonly notice: string | undefined;
  readonly failure: FarhandError;
}

const unchanged = new FarhandError('SCREEN_CHANGED', 'The screen changed before each of the actions');
