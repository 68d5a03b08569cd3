// One hand session: a goal, the decider's run towards it and what has happened so far. It outlives a single call: after
// a question or a request for consent it is parked, and goes on with the answer where it stopped.
import { randomUUID } from 'node:crypto';
import type { Action, ErrorBody, ReportValues, StopReason } from '@farhand/shared';
import type { Decider, Decision, Deliberation, Evidence, Goal } from './decider.js';
import { LoopGuard } from './loop-guard.js';

export interface StepLog {
  readonly step: number;
  readonly action: string;
  readonly explain: string;
}

/** How one call on a session ended. */
export interface HandResult {
  readonly stopReason: StopReason;
  /** What the hand reports, for people. */
  readonly text: string;
  readonly values?: ReportValues | undefined;
  readonly evidence: readonly Evidence[];
  readonly verified: 'yes' | 'no' | 'unknown';
  readonly lastAction?: Action | undefined;
  readonly error?: ErrorBody | undefined;
  /** Steps of this call. */
  readonly steps: number;
  readonly modelMs: number;
  readonly actionMs: number;
}

export class HandSession {
  readonly id: string = randomUUID();
  readonly goal: Goal;
  readonly deliberation: Deliberation;
  readonly guard: LoopGuard = new LoopGuard();
  readonly log: StepLog[] = [];
  /** The user has allowed the outward action that the task names. */
  confirmed: boolean;
  /** Steps of all calls. */
  steps = 0;
  /** Why the session waits for the user, or nothing when it runs or has ended. */
  waiting: 'answer' | 'consent' | undefined;
  /** What was decided when the session was parked: with the user's consent it is done. */
  pending: Decision | undefined;

  constructor(goal: Goal, decider: Decider, confirmed: boolean) {
    this.goal = goal;
    this.deliberation = decider.begin(goal);
    this.confirmed = confirmed;
  }

  park(waiting: 'answer' | 'consent', pending: Decision | undefined): void {
    this.waiting = waiting;
    this.pending = pending;
  }
}
