// What one piece of work may take: calls of the model, tokens, time. An account like any other, so that every call is
// counted where it is made. Work in stages sees a part of it: whoever searches must leave something to whoever writes.
import { FarhandError } from '@farhand/shared';
import type { Account, BrainCharge } from '../brain/account.js';

export interface WorkLimits {
  /** Calls of the model. */
  readonly steps: number;
  /** Of prompts and answers together. */
  readonly tokens: number;
  readonly seconds: number;
}

export interface WorkUsage {
  readonly steps: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  readonly seconds: number;
}

export class WorkBudget implements Account {
  readonly #limits: WorkLimits;
  readonly #startedMs = performance.now();
  #steps = 0;
  #promptTokens = 0;
  #generatedTokens = 0;

  constructor(limits: WorkLimits) {
    this.#limits = limits;
  }

  /** Whether `part` (0 to 1) of any of the limits is used up. A call that is under way has not been counted yet. */
  isSpent(part = 1): boolean {
    return this.#exceeded(part) !== undefined;
  }

  /** Aborts when `part` of the time is over. */
  timeSignal(part = 1): AbortSignal {
    const leftMs = part * this.#limits.seconds * 1000 - (performance.now() - this.#startedMs);
    return AbortSignal.timeout(Math.max(0, Math.round(leftMs)));
  }

  get usage(): WorkUsage {
    return {
      steps: this.#steps,
      promptTokens: this.#promptTokens,
      generatedTokens: this.#generatedTokens,
      seconds: (performance.now() - this.#startedMs) / 1000,
    };
  }

  async admit(): Promise<void> {
    const exceeded = this.#exceeded(1);
    if (exceeded) throw new FarhandError('BUDGET_EXCEEDED', `The work's budget is used up: ${exceeded}`);
    // Counted at once: calls made side by side must not all pass as the last one.
    this.#steps += 1;
  }

  async charge({ usage }: BrainCharge): Promise<void> {
    this.#promptTokens += usage.promptTokens;
    this.#generatedTokens += usage.generatedTokens;
  }

  #exceeded(part: number): string | undefined {
    const { steps, tokens, seconds } = this.#limits;
    const used = this.usage;
    const usedTokens = used.promptTokens + used.generatedTokens;
    if (used.steps >= part * steps) return `${used.steps} of ${steps} calls of the model`;
    if (usedTokens >= part * tokens) return `${usedTokens} of ${tokens} tokens`;
    if (used.seconds >= part * seconds) return `${Math.round(used.seconds)} of ${seconds} s`;
    return undefined;
  }
}
