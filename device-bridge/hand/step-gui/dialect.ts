// How one model is spoken to over a whole run: what it is asked in each step and what is remembered of its answers.
import type { Sight } from '../decider.js';
import type { ModelMessage } from './client.js';
import type { ParsedReply } from './parser.js';

/** A question the model asked and what the user answered. */
export interface Turn {
  readonly question: string;
  readonly answer: string;
}

export interface Dialect {
  /** `picture` is a data URL of the screen. */
  messages(sight: Sight, picture: string, dialogue: readonly Turn[]): ModelMessage[];
  /** The action that was read from the model's answer; it may still fail on the phone. */
  answered(reply: ParsedReply, step: number): void;
  /** A request that shortens the memory, when that is due. Its answer, or nothing when it failed, goes to `folded`. */
  folding(): ModelMessage[] | undefined;
  folded(answer: string | undefined): void;
}
