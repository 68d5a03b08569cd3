// One goal given to the hand on a leased phone, through links that break. A bridge keeps what it was asked by its
// idempotency key, also when it is killed: the same call, sent again, is answered or gone on with, and not done twice.
import { type FarhandError, type GuiToolInput, type StepProgress, toFarhandError } from '@farhand/shared';
import type { Hand } from '../devices/hand.js';
import type { ExecutedTask } from '../devices/hand-client.js';
import type { DeviceRegistry, Lease } from '../devices/registry.js';
import type { LeaseHolder } from '../store/phone-book.js';

/** Broken links that one call is carried through. */
const mostBreaks = 5;

export interface HandCall {
  readonly input: GuiToolInput<'execute_task'>;
  readonly holder: LeaseHolder;
  /** Throws TASK_MOVED when the task is carried out by another process. */
  readonly confirm: () => Promise<void>;
  /** It was sent before, by a process that is gone. */
  readonly isAgain: boolean;
  /** It reaches others: a bridge that does not know that it was sent before must not begin it. */
  readonly isOutward: boolean;
  /** For the phone to come back. */
  readonly waitMs: number;
  readonly onStep: (step: StepProgress) => void;
  readonly signal: AbortSignal;
}

/**
 * Takes the lease over and gives it back. Throws LINK_LOST when the phone's bridge does not come back, and TASK_UNKNOWN
 * when it has and knows nothing of an outward call.
 */
export async function callHand(registry: DeviceRegistry, leased: Lease, call: HandCall): Promise<ExecutedTask> {
  let lease = leased;
  let { isAgain } = call;
  try {
    for (let breaks = 1; ; breaks++) {
      try {
        return await execute(lease.hand, call, isAgain);
      } catch (thrown) {
        const error = toFarhandError(thrown);
        if (error.code !== 'LINK_LOST' || breaks > mostBreaks || call.signal.aborted) throw error;
        lease.release();
        lease = await leaseAgain(registry, call, error);
        isAgain = true;
      }
    }
  } finally {
    lease.release();
  }
}

async function execute(hand: Hand, call: HandCall, isAgain: boolean): Promise<ExecutedTask> {
  const { input, isOutward, signal, onStep, confirm } = call;
  // A process that was frozen until now learns here that it has been replaced.
  await confirm();
  return hand.executeTask({ ...input, ...(isAgain && isOutward && { again: true }) }, { signal, onStep });
}

async function leaseAgain(registry: DeviceRegistry, call: HandCall, lost: FarhandError): Promise<Lease> {
  const { input, holder, waitMs, signal } = call;
  return registry.lease({ holder, device: input.device_id, waitMs, signal }).catch((thrown: unknown) => {
    throw toFarhandError(thrown).code === 'NO_DEVICE' ? lost : thrown;
  });
}
