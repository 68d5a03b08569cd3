// What the hand is given when it is to carry a command out alone: one goal, and nobody who divides it, tries it another
// way or brings results together. A hand with a vision model gets the words as they are. One without reads no sentences:
// the embedded model makes goals of them, and the first goal is all that is carried out.
import { delay, FarhandError, languageOf, type Plan } from '@farhand/shared';
import type { Account } from '../brain/account.js';
import type { KnownDevice } from '../devices/registry.js';
import { whyNone } from '../devices/why-none.js';
import type { TaskContext, TaskRequest } from './task-context.js';

const lookMs = 200;

/** `brain`: who read the words. Throws NO_DEVICE, BRAIN_REFUSED and whatever `Brains.plan` throws. */
export async function planForHand(
  context: TaskContext,
  request: TaskRequest,
  account: Account,
  signal: AbortSignal,
): Promise<{ plan: Plan; brain: { readonly model: string } }> {
  const { command } = request;
  if (await hasModel(context, request, signal)) {
    return { plan: wholeCommand(command), brain: { model: 'the hand' } };
  }
  const { plan, brain } = await context.brains.planEmbedded(command, new Date(), account, signal);
  return { plan: firstGoal(plan), brain };
}

function wholeCommand(command: string): Plan {
  const subtask = { id: 's1', kind: 'app', intent: 'do', goal: command, values: { goal: command } } as const;
  return { language: languageOf(command), subtasks: [{ ...subtask, dependsOn: [] }], combine: 'last' };
}

function firstGoal({ language, subtasks: [first] }: Plan): Plan {
  if (first?.kind === 'app') return { language, subtasks: [first], combine: 'last' };
  const what = first
    ? `"${first.goal}" is done in the cloud, and the hand is to do it alone`
    : 'There is no goal in it';
  throw new FarhandError('BRAIN_REFUSED', what, { hint: 'Say the command again without --mode edge.' });
}

/** Whether the phone that is going to be used has a hand with a vision model; waits for a phone to be there. */
async function hasModel(context: TaskContext, request: TaskRequest, signal: AbortSignal): Promise<boolean> {
  const { owner, device: wanted } = request;
  const endMs = performance.now() + context.deviceWaitMs;
  for (;;) {
    const devices = await context.registry.list(owner);
    const suitable = devices.filter(({ device_id }) => wanted === undefined || device_id === wanted);
    if (suitable.length > 0) return suitable.some(takesFreeWords);
    if (performance.now() > endMs) throw whyNone(devices, wanted);
    await delay(lookMs, signal);
  }
}

function takesFreeWords({ capabilities }: KnownDevice): boolean {
  return capabilities.includes('free_words');
}
