// Confirmations that wait for the user's yes. A token is good once, for one session at one step and for one target, and
// for two minutes; presenting it with anything else spends it too.
import { randomBytes } from 'node:crypto';
import { FarhandError } from '@farhand/shared';

const lifeMs = 120_000;
const tokenBytes = 24;

export interface ConfirmationScope {
  readonly sessionId: string;
  /** Of the session, at which the confirmation was asked for. */
  readonly step: number;
  /** Name of what would be done; see `subjectHash`. */
  readonly subject: string;
}

export class Confirmations {
  readonly #waiting = new Map<string, ConfirmationScope & { readonly endsMs: number }>();
  readonly #nowMs: () => number;

  /** `nowMs`: a clock that never goes back. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** A new token; those of the same session that were not used are void. */
  issue(scope: ConfirmationScope): string {
    const nowMs = this.#nowMs();
    for (const [token, other] of this.#waiting) {
      if (other.sessionId === scope.sessionId || other.endsMs <= nowMs) this.#waiting.delete(token);
    }
    const token = randomBytes(tokenBytes).toString('base64url');
    this.#waiting.set(token, { ...scope, endsMs: nowMs + lifeMs });
    return token;
  }

  /** Spends a token. Throws NEEDS_CONFIRMATION when it is unknown, spent, too old or for something else. */
  spend(token: string, scope: ConfirmationScope): void {
    const known = this.#waiting.get(token);
    this.#waiting.delete(token);
    if (!known) throw refused('is unknown or was used before');
    if (known.endsMs <= this.#nowMs()) throw refused(`is older than ${lifeMs / 1000} s`);
    if (known.sessionId !== scope.sessionId) throw refused('belongs to another session');
    if (known.step !== scope.step || known.subject !== scope.subject) throw refused('was given for another action');
  }
}

function refused(why: string): FarhandError {
  return new FarhandError('NEEDS_CONFIRMATION', `The confirmation ${why}`, {
    hint: 'Start the task again and confirm what it asks then.',
  });
}
