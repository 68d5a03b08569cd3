// Plans of commands that were planned before: the same words always come to the same plan, and schedules, skills and benchmarks
// say the same words over and over.
import type { PlannedClauses } from './planner.js';

const mostKept = 500;

export class KnownPlans {
  /** By command; the one used longest ago comes first. */
  readonly #kept = new Map<string, PlannedClauses>();

  /** What was planned before, which costs no tokens now, or what `work` comes to. */
  async planned(command: string, work: () => Promise<PlannedClauses>): Promise<PlannedClauses> {
    const known = this.#kept.get(command);
    const plan = known ?? (await work());
    this.#kept.delete(command);
    this.#kept.set(command, plan);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return known ? { ...known, promptTokens: 0, generatedTokens: 0 } : plan;
  }
}
