// One attempt at a subtask, as data that can be stored: what was to be done, what came of it, how it is to go on.
import type { ErrorBody, PrivacyLevel, Report, Subtask, TaskEvent } from '@farhand/shared';
import type { SubtaskOutcome } from './subtask-outcome.js';

export type AttemptWay = Extract<TaskEvent, { type: 'attempt' }>['way'];

export interface AttemptPlan {
  readonly way: 'first' | AttemptWay;
  /** hand: the goal goes to the hand beside the phone. brain: the brain drives every step. */
  readonly by: 'hand' | 'brain';
  /** With the values of this attempt: filled in from earlier reports, perhaps reworded. */
  readonly subtask: Subtask;
  /** Why it is tried so, for people; empty for the first. */
  readonly why: string;
  /** Answers the question of a session that waits for it. */
  readonly reply?: Reply;
  /** The user has seen exactly this and said yes to it. */
  readonly confirmed?: true;
  /** What its bridge called its memory of calls when it was begun. */
  readonly memory?: string;
}

export interface Reply {
  readonly session: string;
  readonly device: string;
  /** Absent for a yes, which says nothing more. */
  readonly text?: string;
  /** Absent for a brain's answer, which gives no consent. */
  readonly by?: 'user';
  /** The user's yes to what the call with this key asked for, made under that epoch of the task that has ended. */
  readonly consentTo?: { readonly key: string; readonly epoch: number };
}

/** Names the call that an attempt makes to a hand: the same call, sent again, is answered and not done again. */
export function callKey(taskId: string, subtaskId: string, number: number): string {
  return number === 1 ? `${taskId}:${subtaskId}` : `${taskId}:${subtaskId}:${number}`;
}

export interface AttemptOutcome extends SubtaskOutcome {
  /** Absent when the attempt ended before anybody beside the phone could say it. */
  readonly said?: {
    readonly session?: string;
    /** Read back from the screen, beside the phone. */
    readonly verified: 'yes' | 'no' | 'unknown';
    /** Whether something happened that is not done twice; absent when nobody knows. */
    readonly reachedOthers?: 'no' | 'yes' | 'unknown';
    readonly privacy: PrivacyLevel;
    /** What the screen said afterwards, as far as it may leave the bridge. */
    readonly screen?: string;
    /** The package in front then. */
    readonly front?: string;
  };
}

export interface Attempt {
  readonly plan: AttemptPlan;
  readonly outcome: AttemptOutcome;
}

/** How it goes on after an attempt. */
export type NextStep =
  /** What came of it stands, be it good or bad. */
  | { readonly kind: 'stands'; readonly checked?: Report['checked'] }
  /** It was called done, but is not. */
  | { readonly kind: 'failed'; readonly error: ErrorBody }
  | { readonly kind: 'again'; readonly plan: AttemptPlan };
