// Who decides when no recording does: one decider after the other, the next where one gives up. Each is begun only when
// it is needed, and is told what was done before it.
import type { Decider, Decision, Deliberation, Goal, Sight } from '../decider.js';

export interface Helper {
  readonly decider: Decider;
  /** It can go on from any screen: a model that looks. A skill begins at the beginning. */
  readonly joins: boolean;
}

export class Helpers {
  readonly #goal: Goal;
  readonly #helpers: readonly Helper[];
  readonly #begun = new Map<Helper, Deliberation>();
  #at = 0;
  /** The last decision was one of the helper's that is asked now. */
  #wasIts = false;

  constructor(goal: Goal, helpers: readonly Helper[]) {
    this.#goal = goal;
    this.#helpers = helpers;
  }

  get tokens(): { readonly prompt: number; readonly generated: number } {
    const all = [...this.#begun.values()].map(({ tokens }) => tokens);
    return { prompt: sum(all.map(({ prompt }) => prompt)), generated: sum(all.map(({ generated }) => generated)) };
  }

  get sent(): { readonly bytes: number } {
    return { bytes: sum([...this.#begun.values()].map(({ sent }) => sent?.bytes ?? 0)) };
  }

  /** The next decision of whoever is in charge. `done`: what was done by others, in words. */
  async next(sight: Sight, done: string | undefined, signal: AbortSignal): Promise<Decision> {
    for (;;) {
      const seen = this.#wasIts ? sight : { ...sight, performed: true, notice: done ?? sight.notice };
      const decision = await this.#current().next(seen, signal);
      this.#wasIts = true;
      if (decision.action.action !== 'ABORT' || this.#at === this.#helpers.length - 1) return decision;
      this.#at += 1;
      this.#wasIts = false;
    }
  }

  /** Somebody else decided in between. */
  passedOver(): void {
    this.#wasIts = false;
  }

  /** From here on only helpers that can go on from this screen are asked, where there are any. */
  join(): void {
    if (this.#helpers[this.#at]?.joins) return;
    const joining = this.#helpers.findIndex(({ joins }) => joins);
    if (joining >= 0) this.#at = joining;
  }

  /** Whether the last decision was made by a model. */
  get isModel(): boolean {
    return this.#helpers[this.#at]?.joins ?? false;
  }

  #current(): Deliberation {
    const helper = this.#helpers[this.#at];
    if (!helper) throw new RangeError('A run needs somebody to decide');
    const begun = this.#begun.get(helper) ?? helper.decider.begin(this.#goal);
    this.#begun.set(helper, begun);
    return begun;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
