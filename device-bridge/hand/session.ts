// One hand session: a goal, the decider's run towards it and what has happened so far. It outlives a single call: after
// a question or a request for consent it is parked, and goes on with the answer where it stopped.
import { randomUUID } from 'node:crypto';
import { type Action, type ErrorBody, outwardIntents, type ReportValues, type StopReason } from '@farhand/shared';
import type { Permission } from '../policy/consent.js';
import type { Decider, Decision, Deliberation, Evidence, Goal } from './decider.js';
import { LoopGuard } from './loop-guard.js';
import { isCalled } from './reading/people.js';

export interface StepLog {
  readonly step: number;
  readonly action: string;
  readonly explain: string;
  readonly replayed?: boolean;
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
  /** Those of them that came from a recording. */
  readonly replayed: number;
  readonly modelMs: number;
  readonly actionMs: number;
}

export class HandSession {
  readonly id: string = randomUUID();
  readonly goal: Goal;
  readonly deliberation: Deliberation;
  readonly guard: LoopGuard = new LoopGuard();
  readonly log: StepLog[] = [];
  /** The user has said yes beforehand to the message, post or call that the goal's values name. */
  confirmed: boolean;
  /** Steps of all calls. */
  steps = 0;
  /** Why the session waits for the user, or nothing when it runs or has ended. */
  waiting: 'answer' | 'consent' | 'takeover' | undefined;
  /** What was decided when the session was parked: with the user's consent it is done. */
  pending: Decision | undefined;
  /** Name of what consent was asked for. */
  subject: string | undefined;
  /** Name of the one thing that a spent confirmation allows, until it is done. */
  granted: string | undefined;
  readonly #answers: string[] = [];

  constructor(goal: Goal, decider: Decider, confirmed: boolean) {
    this.goal = goal;
    this.deliberation = decider.begin(goal);
    this.confirmed = confirmed;
  }

  park(waiting: 'answer' | 'consent' | 'takeover', pending: Decision | undefined, subject?: string): void {
    this.waiting = waiting;
    this.pending = pending;
    this.subject = subject;
  }

  /** Takes the user's answer in; the number of a choice stands for the choice. */
  answered(reply: string): void {
    const asked = this.pending?.action.action === 'INFO' ? this.pending.action.value : '';
    const number = /^\s*(\d{1,3})\s*$/.exec(reply)?.[1];
    const chosen = number && new RegExp(`^\\s*${number}[.、)]\\s*(.+?)(\\s*[(（].*)?$`, 'm').exec(asked)?.[1];
    this.#answers.push(chosen ?? reply);
  }

  /** What the user has said yes to. */
  permission(): Permission {
    const { task, request, intent, values, app } = this.goal;
    const { recipient, text } = values;
    const isOutward = intent !== undefined && outwardIntents.has(intent);
    return {
      words: [request ?? task, ...this.#answers],
      outward: isOutward ? { recipient, text, packages: app?.packages } : undefined,
      confirmed: this.confirmed,
      granted: this.granted,
      isCalled,
    };
  }
}
