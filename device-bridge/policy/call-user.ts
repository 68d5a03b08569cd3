// What it comes to when a model calls the user in. A step that is the user's own (paying, showing who they are) is theirs
// on the phone; a picture that cannot be seen is of a screen that nobody else is to see; anything else is a question.
import { type Action, FarhandError } from '@farhand/shared';
import type { Observation } from '../phone/phone.js';
import type { Verdict } from './classes.js';
import { ownersScreen } from './screens.js';
import { identityStep, moneyStep } from './words.js';

/** Undefined for a question. Throws SENSITIVE_SCREEN when the model sees nothing. */
export function judgeCall(
  { value, tag }: Extract<Action, { action: 'INFO' }>,
  explain: string,
  screen: Observation,
): Verdict | undefined {
  if (tag === undefined) return undefined;
  if (tag === 'screenshot_issue') {
    throw new FarhandError('SENSITIVE_SCREEN', `The hand's model sees nothing in the picture of this screen: ${value}`);
  }
  const owners = ownersScreen(screen.tree);
  if (owners) return { gate: 'takeover', ...owners };
  const said = `${value}\n${explain}`;
  const why = `The hand calls you ("${value}")`;
  if (moneyStep.test(said)) return { gate: 'takeover', class: 'money', why };
  return identityStep.test(said) ? { gate: 'takeover', class: 'identity', why } : undefined;
}
