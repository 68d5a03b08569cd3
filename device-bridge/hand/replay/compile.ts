// From a finished run to a way that can be gone again: without detours and pop-ups, with the way into the app as one step,
// with the goal's values taken out. Nothing is kept of a run whose steps cannot be described, or that typed something
// personal which the goal does not name.
import type { Observation } from '../../phone/phone.js';
import { takesIdentity } from '../../policy/screens.js';
import type { Goal } from '../decider.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { namesOf, switchIn } from './labels.js';
import { asksToRead, proofOf } from './outcome.js';
import type { TakenStep } from './recorder.js';
import { type Movement, mostSteps, type Step, type Template, type Values, type Way } from './recording.js';
import type { Seal } from './seal.js';
import { isSameScreen, newIn, signatureOf } from './signature.js';
import { describeTarget, findTarget } from './target.js';
import { isExplained, templateOf, toPattern } from './template.js';

/** How a run ended. */
export interface RunEnd {
  readonly screen: Observation;
  readonly activity: string;
  readonly answer: string;
}

export interface CompileOptions {
  readonly seal: Seal;
  readonly isPersonal: (text: string) => boolean;
}

export interface Compiled {
  readonly template: Template;
  readonly packageName: string;
  readonly way: Way;
}

const sameContent = 0.8;

export function compile(
  taken: readonly TakenStep[],
  end: RunEnd,
  goal: Goal,
  options: CompileOptions,
): Compiled | undefined {
  const { seal, isPersonal } = options;
  const { packageName } = end.screen;
  const kept = withoutRetyping(withoutDetours(fromTheApp(taken.filter(isMove), packageName), seal));
  if (kept.length === 0 || kept.length > mostSteps) return undefined;
  if (goal.app && !goal.app.packages.includes(packageName)) return undefined;
  const typed = kept.flatMap(({ action }) => (action.action === 'TYPE' ? [action.value] : []));
  const { template, values } = templateOf(goal, typed, isPersonal, seal);
  const describe = new Describer(values, options);
  const steps: Step[] = [];
  for (const [index, step] of kept.entries()) {
    const described = describe.step(step, kept[index + 1]?.screen ?? end.screen);
    if (!described) return undefined;
    steps.push(described);
  }
  const last = kept.at(-1);
  const lastStep = steps.at(-1);
  if (!last || !lastStep) return undefined;
  const touched = kept.flatMap(({ target }) => (target ? namesOf(target.node) : []));
  const reads = asksToRead(goal, template, end.answer, end.screen, touched);
  const way: Way = {
    recordedAtMs: Date.now(),
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, sealValue(value, seal)])),
    used: [...describe.used],
    steps,
    end: {
      screen: signatureOf(end.screen, end.activity, values, seal),
      proof: reads ? { by: 'nobody' } : proofOf(lastStep, last.screen, end.screen, values),
    },
    wins: 1,
    losses: 0,
    lossesInRow: 0,
  };
  return { template, packageName, way };
}

export function sealValue(value: string, seal: Seal): string {
  return seal.of(`value ${value.trim()}`);
}

function isMove({ action }: TakenStep): boolean {
  return action.action !== 'WAIT' && action.action !== 'INFO';
}

/** The way into the app is opening it, whichever way that run went. */
function fromTheApp(steps: readonly TakenStep[], packageName: string): TakenStep[] {
  const first = steps.findIndex(({ after }) => after.packageName === packageName);
  const opening = steps[first];
  if (!opening || steps[0]?.screen.packageName === packageName) return [...steps];
  const open: TakenStep = { ...opening, action: { action: 'AWAKE', value: packageName }, target: undefined };
  return [open, ...steps.slice(first + 1)];
}

/** Without pages that were opened and left again at once, with nothing done on them. */
function withoutDetours(steps: readonly TakenStep[], seal: Seal): TakenStep[] {
  const kept = [...steps];
  for (let at = 0; at + 1 < kept.length; ) {
    const [there, back] = [kept[at], kept[at + 1]];
    if (there && back && isDetour(there, back, seal)) {
      kept.splice(at, 2);
      at = Math.max(0, at - 1);
    } else at += 1;
  }
  return kept;
}

function isDetour(there: TakenStep, back: TakenStep, seal: Seal): boolean {
  const { action } = back.action.action === 'HOT_KEY' && back.action.key === 'back' ? { action: 'BACK' } : back.action;
  if (action !== 'BACK' || there.action.action !== 'CLICK') return false;
  const sign = (screen: Observation) => signatureOf(screen, '', {}, seal);
  const from = sign(there.screen);
  return (
    !isSameScreen(sign(there.after), from) && isSameScreen(sign(back.after), from) && isAlike(there.screen, back.after)
  );
}

function isAlike(a: Observation, b: Observation): boolean {
  const contentOf = ({ tree }: Observation) =>
    new Set(tree.nodes.filter(isVisible).map((node) => `${labelOf(node)} ${node.checked}`));
  const [first, second] = [contentOf(a), contentOf(b)];
  const both = [...first].filter((label) => second.has(label)).length;
  return both >= sameContent * (first.size + second.size - both);
}

/** Of texts that were typed into one field one after the other, the last counts. */
function withoutRetyping(steps: readonly TakenStep[]): TakenStep[] {
  return steps.filter((step, index) => {
    const next = steps[index + 1];
    if (step.action.action !== 'TYPE' || next?.action.action !== 'TYPE' || step.action.submit) return true;
    return JSON.stringify(step.target?.node.bounds) !== JSON.stringify(next.target?.node.bounds);
  });
}

class Describer {
  readonly used = new Set<string>();
  readonly #values: Values;
  readonly #seal: Seal;
  readonly #isPersonal: (text: string) => boolean;

  constructor(values: Values, { seal, isPersonal }: CompileOptions) {
    this.#values = values;
    this.#seal = seal;
    this.#isPersonal = isPersonal;
  }

  /** Nothing when the step cannot be described so that it could be done again. */
  step(taken: TakenStep, after: Observation): Step | undefined {
    const { action, target: touched, screen, activity } = taken;
    const movement = this.#movement(taken);
    if (!movement) return undefined;
    const target =
      touched && describeTarget(touched.node, touched.at, screen, this.#values, this.#seal, taken.labelVaries);
    if ((touched || 'point' in action || action.action === 'TYPE') && !target) return undefined;
    if (touched?.node.editable && takesIdentity(touched.node)) return undefined;
    // What cannot be told from its neighbours today will not be found tomorrow.
    if (target && findTarget(target, screen, this.#values, this.#seal)?.node !== touched?.node) return undefined;
    for (const label of [target?.label, target?.entry?.label]) if (label?.kind === 'value') this.used.add(label.name);
    const before = signatureOf(screen, activity, this.#values, this.#seal);
    const checked = touched && this.#newState(taken, after);
    const isOwnText = movement.kind === 'TYPE' && !isExplained(movement.text);
    const isPick = target?.entry?.label.kind === 'words' && target.label.kind !== 'value';
    return {
      screen: before,
      movement,
      ...(target && { target }),
      chosen: isOwnText || isPick,
      ...(checked === undefined ? {} : { checked }),
      appears: newIn(signatureOf(after, '', this.#values, this.#seal), before),
    };
  }

  #movement({ action, after }: TakenStep): Movement | undefined {
    switch (action.action) {
      case 'CLICK':
      case 'DOUBLE_CLICK':
        return { kind: action.action };
      case 'LONGPRESS':
        return { kind: action.action, ...(action.durationMs === undefined ? {} : { durationMs: action.durationMs }) };
      case 'SLIDE': {
        const { action: kind, ...rest } = action;
        return { kind, ...rest };
      }
      case 'AWAKE':
        return { kind: 'AWAKE', packageName: after.packageName };
      case 'TYPE': {
        const text = toPattern(action.value, this.#values);
        if (!isExplained(text) && this.#isPersonal(action.value)) return undefined;
        for (const part of text) if (typeof part !== 'string') this.used.add(part.value);
        const { clear, submit } = action;
        return {
          kind: 'TYPE',
          text,
          ...(clear === undefined ? {} : { clear }),
          ...(submit === undefined ? {} : { submit }),
        };
      }
      case 'BACK':
      case 'HOME':
        return { kind: action.action };
      case 'HOT_KEY':
        return { kind: 'HOT_KEY', key: action.key };
      default:
        return undefined;
    }
  }

  /** The state that the step gave a switch: its own, or the one of the row that was touched. */
  #newState({ target, screen }: TakenStep, after: Observation): boolean | undefined {
    const before = target && switchIn(target.node);
    if (!before) return undefined;
    const corner = { x: before.bounds.left, y: before.bounds.top };
    const described = describeTarget(before, corner, screen, this.#values, this.#seal);
    const now = described && findTarget(described, after, this.#values, this.#seal)?.node;
    return now && now.checked !== before.checked ? now.checked : undefined;
  }
}
