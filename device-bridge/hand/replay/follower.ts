// Goes a recorded way again: which step is due, whether this screen is the one it was taken on, and what to touch. It
// decides by what the screen shows, never by counting: a step is passed over only when the screen already shows what the
// recording first reached behind it.
import { toModelPoint } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import type { Decision } from '../decider.js';
import { isInside } from '../reading/nodes.js';
import { sealValue } from './compile.js';
import { switchIn } from './labels.js';
import { countShown } from './outcome.js';
import type { Signature, Step, Target, Values, Way } from './recording.js';
import type { Seal } from './seal.js';
import { isSameScreen, isUnsure, likeness, shareOf, signatureOf } from './signature.js';
import { type Found, findRenamed, findTarget } from './target.js';
import { fill } from './template.js';

/** How long an effect is waited for before the step counts as one that went another way. */
const effectLimitMs = 4000;
const mostRetries = 1;
/** A list is turned this often beyond the recorded slide. */
const moreSlides = 8;
const mostlyThere = 0.8;

export type Turn =
  | { readonly kind: 'act'; readonly decision: Omit<Decision, 'explain'>; readonly step: Step }
  /** The goal is reached and the screen shows it. */
  | { readonly kind: 'reached' }
  /** Somebody has to look: all steps are done, or there seems to be nothing to do. */
  | { readonly kind: 'unproved' }
  /** This screen is not on the way. */
  | { readonly kind: 'lost' };

export class Follower {
  readonly way: Way;
  readonly #values: Values;
  readonly #seal: Seal;
  readonly #isSameGoal: boolean;
  #at = 0;
  #repeats = 0;
  /** The screen before the step that was last decided. */
  #before: Observation | undefined;

  constructor(way: Way, values: Values, seal: Seal) {
    this.way = way;
    this.#values = values;
    this.#seal = seal;
    this.#isSameGoal = Object.entries(values).every(([name, value]) => way.values[name] === sealValue(value, seal));
  }

  /** Whether the screen is so much like the recorded one that the activity has to tell. */
  needsActivity(screen: Observation): boolean {
    const now = this.#sign(screen, '');
    return [this.way.steps[this.#at]?.screen, this.way.end.screen].some(
      (known) => known && isUnsure(likeness(now, known)),
    );
  }

  /** @param isHelped somebody else has acted since the way was lost; it may have done steps in another manner */
  next(screen: Observation, activity: string, isHelped: boolean): Turn {
    const now = this.#sign(screen, activity);
    const { steps } = this.way;
    for (let at = this.#at; at < steps.length; at++) {
      if (at > this.#at && !this.#mayPass(at, isHelped)) break;
      const decision = this.#decide(at, screen, now);
      if (!decision) continue;
      const step = steps[at] as Step;
      if (decision === 'look') return { kind: 'unproved' };
      if (decision === 'pass') {
        this.#passTo(at + 1);
        return this.next(screen, activity, isHelped);
      }
      if (at > this.#at) this.#passTo(at);
      this.#before = screen;
      return { kind: 'act', decision, step };
    }
    return this.#atEnd(screen, now, isHelped);
  }

  /** The step that was decided has been done. `changed`: the screen is another one since. */
  done(changed: boolean): void {
    const step = this.way.steps[this.#at];
    if (!step || this.#mayRepeat(step, changed)) return;
    this.passed();
  }

  /** A list that still moves is turned on until it shows what is sought; what had no effect is tried once more. */
  #mayRepeat({ movement, appears }: Step, changed: boolean): boolean {
    if (movement.kind === 'SLIDE')
      return changed && this.#soughtAfter(this.#at) !== undefined && this.#repeats++ < moreSlides;
    const isDone = changed || movement.kind === 'TYPE' || movement.kind === 'AWAKE' || appears.length === 0;
    return !isDone && this.#repeats++ < mostRetries;
  }

  /**
   * Somebody else decides on a screen where the way was lost. When that is the step that was due, it need not be done
   * again: `renamed` when the thing bears another label than it bore.
   */
  standsIn(decision: Decision, screen: Observation): 'no' | 'same' | 'renamed' {
    const step = this.way.steps[this.#at];
    const { action, target } = decision;
    if (!step || step.movement.kind !== action.action) return 'no';
    if (step.movement.kind === 'TYPE') {
      return action.action === 'TYPE' && fill(step.movement.text, this.#values) === action.value ? 'same' : 'no';
    }
    if (!step.target || !target) return 'no';
    const isIt = (found: Found | undefined) =>
      found !== undefined && (isInside(target, found.node) || isInside(found.node, target));
    if (isIt(findTarget(step.target, screen, this.#values, this.#seal))) return 'same';
    return isIt(findRenamed(step.target, screen, this.#values, this.#seal)) ? 'renamed' : 'no';
  }

  /** The step that was due is done, by somebody else. */
  passed(): void {
    this.#passTo(this.#at + 1);
  }

  #passTo(at: number): void {
    this.#at = at;
    this.#repeats = 0;
  }

  #sign(screen: Observation, activity: string): Signature {
    return signatureOf(screen, activity, this.#values, this.#seal);
  }

  #decide(at: number, screen: Observation, now: Signature): Omit<Decision, 'explain'> | 'look' | 'pass' | undefined {
    const step = this.way.steps[at] as Step;
    const { movement, target } = step;
    if (step.chosen && !this.#isSameGoal) return undefined;
    const found = target && findTarget(target, screen, this.#values, this.#seal);
    if (target && !found) return undefined;
    const isAnywhere = movement.kind === 'AWAKE' && at === this.#at;
    if (!isAnywhere && !isSameScreen(now, step.screen, found?.isSure)) return undefined;
    // Perhaps the goal is reached already, perhaps it was to have the other state this time.
    if (step.checked !== undefined && found && switchIn(found.node)?.checked === step.checked) return 'look';
    if (movement.kind === 'SLIDE') return this.#slide(at, screen, movement);
    const until = this.#showsEffectOf(at, screen);
    const wait = { until, limitMs: effectLimitMs, ...(found && { target: found.node }) };
    const point = found && toModelPoint(found.at, screen.sizePx);
    switch (movement.kind) {
      case 'CLICK':
      case 'DOUBLE_CLICK':
        return point && { action: { action: movement.kind, point }, ...wait };
      case 'LONGPRESS': {
        const { kind, ...rest } = movement;
        return point && { action: { action: kind, point, ...rest }, ...wait };
      }
      case 'TYPE': {
        const { kind, text, ...rest } = movement;
        const value = fill(text, this.#values);
        return point && value !== undefined ? { action: { action: kind, value, point, ...rest }, ...wait } : undefined;
      }
      case 'AWAKE':
        return { action: { action: 'AWAKE', value: movement.packageName }, ...wait };
      case 'HOT_KEY':
        return { action: { action: 'HOT_KEY', key: movement.key }, ...wait };
      default:
        return { action: { action: movement.kind }, ...wait };
    }
  }

  /** A list is turned until it shows what is touched next, however often that takes today. */
  #slide(
    at: number,
    screen: Observation,
    { kind, ...points }: Extract<Step['movement'], { kind: 'SLIDE' }>,
  ): Omit<Decision, 'explain'> | 'pass' {
    const sought = this.#soughtAfter(at);
    const shows = sought && findTarget(sought, screen, this.#values, this.#seal);
    return shows ? 'pass' : { action: { action: kind, ...points } };
  }

  /** What slides are done for: the target of the next step that is none. */
  #soughtAfter(at: number): Target | undefined {
    return this.way.steps.slice(at + 1).find(({ movement }) => movement.kind !== 'SLIDE')?.target;
  }

  /** Whether the steps that are due may be left out because the screen is one that the way reaches first at `at`. */
  #mayPass(at: number, isHelped: boolean): boolean {
    const { steps } = this.way;
    const left = steps.slice(this.#at, at);
    const isSlide = left.every(({ movement }) => movement.kind === 'SLIDE');
    if (isSlide) return true;
    if (!isHelped && left.some(({ movement, checked }) => movement.kind === 'TYPE' || checked !== undefined))
      return false;
    const there = steps[at]?.screen;
    return (
      there !== undefined && !steps.slice(0, at).some(({ screen }) => isSameScreen(there, { ...screen, shows: [] }))
    );
  }

  /** What the next step needs, or the end shows. */
  #showsEffectOf(at: number, before: Observation): (screen: Observation) => boolean {
    const next = this.way.steps[at + 1];
    const { screen: last, proof } = this.way.end;
    if (!next && proof.by === 'nobody') return (screen) => isSameScreen(this.#sign(screen, ''), last);
    if (!next) return (screen) => this.#isProved(screen, this.#sign(screen, ''), before);
    return (screen) => {
      const found = next.target && findTarget(next.target, screen, this.#values, this.#seal);
      if (next.target && !found && (!next.chosen || this.#isSameGoal)) return false;
      return next.movement.kind === 'AWAKE' || isSameScreen(this.#sign(screen, ''), next.screen, found?.isSure);
    };
  }

  #atEnd(screen: Observation, now: Signature, isHelped: boolean): Turn {
    const { steps, end } = this.way;
    if (this.#at < steps.length || !isSameScreen(now, end.screen)) return { kind: 'lost' };
    const proved = !isHelped && this.#isProved(screen, now, this.#before);
    return { kind: proved ? 'reached' : 'unproved' };
  }

  #shows({ appears }: Step, screen: Signature): boolean {
    return shareOf(appears, screen) >= mostlyThere;
  }

  #isProved(screen: Observation, now: Signature, before: Observation | undefined): boolean {
    const { steps, end } = this.way;
    const last = steps.at(-1);
    if (!last || !isSameScreen(now, end.screen)) return false;
    switch (end.proof.by) {
      case 'nobody':
        return false;
      case 'state': {
        const found = last.target && findTarget(last.target, screen, this.#values, this.#seal);
        return found !== undefined && switchIn(found.node)?.checked === last.checked;
      }
      case 'value': {
        const value = this.#values[end.proof.name];
        const inFields = last.movement.kind === 'TYPE';
        return before !== undefined && countShown(screen, value, inFields) > countShown(before, value, inFields);
      }
      case 'appearance':
        return before !== undefined && this.#shows(last, now) && !this.#shows(last, this.#sign(before, ''));
    }
  }
}
