// The one interface of everything that plans: the embedded model, a larger local model, a server with an
// OpenAI-compatible API. What a brain cannot do it refuses with BRAIN_REFUSED, before anything happens on a phone.
import type { Plan } from '@farhand/shared';
import type { Account } from './account.js';
import type { BrainIdentity, ChatModel } from './chat.js';

export interface Brain {
  readonly identity: BrainIdentity;
  /** The model itself, for whatever is more than planning. A brain that only plans has none. */
  readonly chat?: ChatModel;
  /**
   * A checked plan for one command. `now` is what "tomorrow" counts from. Throws BRAIN_REFUSED, BRAIN_UNREACHABLE,
   * BRAIN_ANSWER_INVALID, BUDGET_EXCEEDED, or the signal's reason.
   */
  plan(command: string, now: Date, account: Account, signal: AbortSignal): Promise<Plan>;
  close(): Promise<void>;
}
