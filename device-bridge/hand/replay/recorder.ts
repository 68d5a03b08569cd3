// Remembers a run while it goes on: what was decided on which screen, and the screen after it. Only steps that were done
// and had an effect count; a run in which a person had a part is not one that can be repeated.
import { type Action, type PixelPoint, toPixels } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import { clickTarget, nodeAt, type ScreenNode } from '../../phone/tree.js';
import type { Decision, Sight } from '../decider.js';
import { findPopupClose } from '../reading/notices.js';

export interface TakenStep {
  readonly screen: Observation;
  /** Sealed class of the activity in front; empty when it was not asked for. */
  readonly activity: string;
  readonly action: Action;
  /** What was touched or typed into, and where. */
  readonly target?: { readonly node: ScreenNode; readonly at: PixelPoint } | undefined;
  /** It was seen under different labels. */
  readonly labelVaries: boolean;
  readonly after: Observation;
}

type Begun = Omit<TakenStep, 'after'>;

export class Recorder {
  readonly steps: TakenStep[] = [];
  #begun: Begun | undefined;
  #spoilt = false;

  /** Whether nobody but the deciders had a part in the run so far. */
  get isWhole(): boolean {
    return !this.#spoilt;
  }

  /** Call with every sight, before it is decided on. */
  saw(sight: Sight): void {
    if (sight.reply !== undefined) this.#spoilt = true;
    const begun = this.#begun;
    this.#begun = undefined;
    if (!begun || !sight.performed) return;
    // Opening an app begins the way, also when the app was as it is at its beginning.
    const hadEffect = sight.screen.frameId !== begun.screen.frameId || begun.action.action === 'AWAKE';
    if (hadEffect) this.steps.push({ ...begun, after: sight.screen });
  }

  decided(screen: Observation, activity: string, { action, target }: Decision, labelVaries = false): void {
    const touched = touchedBy(action, target, screen);
    // What lay over the screen today is not part of the way.
    if (touched && touched.node === findPopupClose(screen.tree, screen.sizePx)) return;
    this.#begun = { screen, activity, action, target: touched, labelVaries };
  }
}

/** What an action touches: the thing that would react, and the pixel. */
export function touchedBy(
  action: Action,
  known: ScreenNode | undefined,
  screen: Observation,
): { node: ScreenNode; at: PixelPoint } | undefined {
  if (action.action === 'TYPE' && !action.point) {
    const field = screen.tree.nodes.find((node) => node.focused && node.editable);
    return field && { node: field, at: { x: field.bounds.left, y: field.bounds.top } };
  }
  if (!('point' in action) || !action.point) return undefined;
  const at = toPixels([action.point[0], action.point[1]], screen.sizePx);
  const met = known ?? nodeAt(screen.tree, at.x, at.y);
  const node = clickTarget(met) ?? met;
  return node && { node, at };
}
