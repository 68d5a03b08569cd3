// One goal given to the hand on a leased phone, through links that break. A bridge keeps what it was asked by its
// idempotency key, also when it is killed: the same call, sent again, is answered or gone on with, and not done twice.
import {
  type ExecuteTaskResult,
  type FarhandError,
  type GuiToolInput,
  type GuiToolOutput,
  type StepProgress,
  toFarhandError,
} from '@farhand/shared';
import type { Hand } from '../devices/hand.js';
import type { Called, ExecutedTask } from '../devices/hand-client.js';
import type { DeviceRegistry, Lease } from '../devices/registry.js';
import type { LeaseHolder } from '../store/phone-book.js';

/** Broken links that one call is carried through. */
const mostBreaks = 5;

export interface HandCall {
  readonly input: GuiToolInput<'execute_task'>;
  readonly holder: LeaseHolder;
  /** It was sent before, by a process that is gone. */
  readonly isAgain: boolean;
  /** What the bridge that it was first sent to, perhaps by a process that is gone, called its memory of calls. */
  readonly begunUnder: string | undefined;
  /** A bridge that does not know that it was sent before must not begin it. */
  readonly isOnce: boolean;
  /** The user's yes to what the call with this key asked for. */
  readonly consentTo?: { readonly key: string; readonly epoch: number } | undefined;
  /** For the phone to come back. */
  readonly waitMs: number;
  readonly onStep: (step: StepProgress) => void;
  /** Whether to look at the screen once more before the phone is given back. */
  readonly looksAfter: (result: ExecuteTaskResult) => boolean;
  readonly signal: AbortSignal;
}

export interface HandAnswer extends ExecutedTask {
  /** Absent where nobody looked, or nothing may be seen. */
  readonly screen?: Called<GuiToolOutput<'describe_screen'>> | undefined;
}

/**
 * Takes the lease over and gives it back. That the task is this process' was shown just before, when the lease was taken
 * and the attempt written down; of one that was frozen since, the bridge refuses the call. Throws LINK_LOST when the
 * phone's bridge does not come back, and TASK_UNKNOWN when it has and knows nothing of a call that is for once.
 */
export async function callHand(registry: DeviceRegistry, leased: Lease, call: HandCall): Promise<HandAnswer> {
  let lease = leased;
  let isAgain = call.isAgain && !remembers(leased, call);
  try {
    for (let breaks = 1; ; breaks++) {
      try {
        const executed = await execute(lease.hand, call, isAgain);
        const looks = call.looksAfter(executed.result) && !call.signal.aborted;
        return looks ? { ...executed, screen: await look(lease.hand, call) } : executed;
      } catch (thrown) {
        const error = toFarhandError(thrown);
        if (error.code !== 'LINK_LOST' || breaks > mostBreaks || call.signal.aborted) throw error;
        lease.release();
        lease = await leaseAgain(registry, call, error);
        isAgain = !remembers(lease, call);
      }
    }
  } finally {
    lease.release();
  }
}

/** Whether this bridge would know of the call if it had ever been begun. */
function remembers({ device }: Lease, { begunUnder }: HandCall): boolean {
  return begunUnder !== undefined && device.memory === begunUnder;
}

async function execute(hand: Hand, call: HandCall, isAgain: boolean): Promise<ExecutedTask> {
  const { input, isOnce, signal, onStep } = call;
  const token = await consentToken(hand, call);
  const again = isAgain && isOnce && { again: true };
  return hand.executeTask(
    { ...input, ...again, ...(token !== undefined && { confirmation_token: token }) },
    { signal, onStep },
  );
}

/** Tokens are good for a short time: the call that asked, sent once more, is answered with a fresh one; none once it was used. */
async function consentToken(hand: Hand, { input, consentTo, signal }: HandCall): Promise<string | undefined> {
  if (!consentTo) return undefined;
  const { device_id, session_id } = input;
  const asked = { device_id, session_id, idempotency_key: consentTo.key, epoch: consentTo.epoch };
  const { result } = await hand.executeTask(asked, { signal, onStep: () => undefined });
  return result.confirmation?.token;
}

/** A look is a help and no more: what cannot be seen is left out. */
function look(hand: Hand, { input, signal }: HandCall): Promise<HandAnswer['screen']> {
  const { device_id, task_id, request, values, app, intent, confirmed } = input;
  const consent =
    request === undefined
      ? undefined
      : {
          request,
          confirmed: confirmed ?? false,
          ...(app && { app }),
          ...(intent && { intent }),
          ...(values && { values }),
        };
  const question = { device_id, ...(task_id && { task_id }), ...(consent && { consent }) };
  return hand.steer('describe_screen', question, signal).catch(() => undefined);
}

async function leaseAgain(registry: DeviceRegistry, call: HandCall, lost: FarhandError): Promise<Lease> {
  const { input, holder, waitMs, signal } = call;
  return registry.lease({ holder, device: input.device_id, waitMs, signal }).catch((thrown: unknown) => {
    throw toFarhandError(thrown).code === 'NO_DEVICE' ? lost : thrown;
  });
}
