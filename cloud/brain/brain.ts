// The one interface of everything that plans: the embedded model, a larger local model, a server with an
// OpenAI-compatible API. What a brain cannot do it refuses with BRAIN_REFUSED, before anything happens on a phone.
import type { Plan, Report } from '@farhand/shared';

export interface BrainIdentity {
  readonly kind: 'embedded' | 'native' | 'openai';
  /** Name of the model, for logs and records. */
  readonly model: string;
}

export interface BrainUsage {
  /** Calls of the model: more than one when an answer had to be repaired. */
  readonly calls: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
}

export interface Planned {
  readonly plan: Plan;
  readonly usage: BrainUsage;
}

export interface Summary {
  readonly text: string;
  readonly usage: BrainUsage;
}

export interface Brain {
  readonly identity: BrainIdentity;
  /** False for models that only plan: plans with a summary are refused before they begin. */
  readonly canSummarise: boolean;
  /**
   * A checked plan for one command. `now` is what "tomorrow" counts from. Throws BRAIN_REFUSED, BRAIN_UNREACHABLE,
   * BRAIN_ANSWER_INVALID, or the signal's reason.
   */
  plan(command: string, now: Date, signal: AbortSignal): Promise<Planned>;
  /** The reports in a few sentences, in the language of the command. Throws as `plan` does. */
  summarise(reports: readonly Report[], command: string, signal: AbortSignal): Promise<Summary>;
  close(): Promise<void>;
}
