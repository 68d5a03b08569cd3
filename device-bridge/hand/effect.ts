// Whether an action had the effect that it was meant to have, in words for the decider: what was done, what it was for,
// and what is there instead. A decider that is not told repeats what did not work.
import type { Action } from '@farhand/shared';
import type { Observation } from '../phone/phone.js';
import type { Decision } from './decider.js';
import type { Performed } from './executor.js';
import { shorten } from './reading/texts.js';

const longestText = 200;

/** Nothing when there is nothing to tell. */
export function missedEffect(
  decision: Decision,
  performed: Performed,
  before: Observation,
  after: Observation,
): string | undefined {
  const { action, explain } = decision;
  const { typed } = performed;
  if (typed && typed.holds !== typed.wanted) {
    const [wanted, holds] = [typed.wanted, typed.holds].map((text) => shorten(text, longestText));
    const instead = holds === '' ? 'it is empty' : `it reads "${holds}"`;
    return `The field did not take the text: ${instead} and not "${wanted}".`;
  }
  const what = `${describe(action)}, meant to "${explain}",`;
  if (after.frameId === before.frameId) return `Your last action, ${what} changed nothing on the screen.`;
  if (decision.until && !decision.until(after))
    return `After your last action, ${what} what was expected did not show.`;
  return undefined;
}

function describe(action: Action): string {
  if (action.action === 'SLIDE') return `SLIDE from ${place(action.point1)} to ${place(action.point2)}`;
  return 'point' in action && action.point ? `${action.action} at ${place(action.point)}` : action.action;
}

function place([x, y]: readonly [number, number]): string {
  return `${Math.round(x)},${Math.round(y)}`;
}
