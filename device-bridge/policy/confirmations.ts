// Confirmations that wait for the user's yes. A token is good once, for one session at one step and for one target, and
// for two minutes; presenting it with anything else spends it too. Tokens are known here, and written down, by a name that
// they cannot be made from; one that was given out before the bridge was restarted is as good as before.
import { createHash, randomBytes } from 'node:crypto';
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
    const token = randomBytes(tokenBytes).toString('base64url');
    this.#await(tokenName(token), scope, lifeMs);
    return token;
  }

  /** A token that was given out `ageMs` ago, by a bridge that has ended since; one from the future is none. */
  readmit(name: string, scope: ConfirmationScope, ageMs: number): void {
    if (ageMs >= 0 && ageMs < lifeMs) this.#await(name, scope, lifeMs - ageMs);
  }

  /**
   * Spends a token. Throws NEEDS_CONFIRMATION when it is unknown, spent, too old or for something else; `onVoid` is told
   * first of a token that was good and is void now.
   */
  spend(token: string, scope: ConfirmationScope, onVoid: (name: string, sessionId: string) => void = () => {}): void {
    const name = tokenName(token);
    const known = this.#waiting.get(name);
    this.#waiting.delete(name);
    if (!known) throw refused('is unknown or was used before');
    const why = this.#flawOf(known, scope);
    if (why === undefined) return;
    onVoid(name, known.sessionId);
    throw refused(why);
  }

  #flawOf(known: ConfirmationScope & { readonly endsMs: number }, scope: ConfirmationScope): string | undefined {
    if (known.endsMs <= this.#nowMs()) return `is older than ${lifeMs / 1000} s`;
    if (known.sessionId !== scope.sessionId) return 'belongs to another session';
    return known.step !== scope.step || known.subject !== scope.subject ? 'was given for another action' : undefined;
  }

  #await(name: string, scope: ConfirmationScope, leftMs: number): void {
    const nowMs = this.#nowMs();
    for (const [other, { sessionId, endsMs }] of this.#waiting) {
      if (sessionId === scope.sessionId || endsMs <= nowMs) this.#waiting.delete(other);
    }
    this.#waiting.set(name, { ...scope, endsMs: nowMs + leftMs });
  }
}

/** What a token is called where it is written down. */
export function tokenName(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function refused(why: string): FarhandError {
  return new FarhandError('NEEDS_CONFIRMATION', `The confirmation ${why}`, {
    hint: 'Start the task again and confirm what it asks then.',
  });
}
