// One hand session: a goal, the decider's run towards it and what has happened so far. It outlives a single call: after
// a question or a request for consent it is parked, and goes on with the answer where it stopped. It outlives the bridge,
// too: everything that happens to it is an entry, written down where the session has a file and taken in again from there.
import { randomUUID } from 'node:crypto';
import {
  type Action,
  type ErrorBody,
  type ExecuteTaskResult,
  type ReportValues,
  resolveApp,
  type StepProgress,
  type StopReason,
} from '@farhand/shared';
import { type Subject, subjectHash } from '../policy/classes.js';
import { type Permission, permissionFor } from '../policy/consent.js';
import type { EntryOf, SessionEntry, Waiting } from '../sessions/entry.js';
import type { Answered, Decider, Decision, Deliberation, Evidence, Goal, Past, PastStep } from './decider.js';
import { type Deed, Deeds } from './deeds.js';
import { LoopGuard } from './loop-guard.js';

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

/** Where a session is kept. */
export interface SessionPlace {
  readonly id: string;
  readonly device: string;
  /** Name of its task's record. */
  readonly record: string;
  /** Takes each entry; throws when it cannot be kept, and then what it tells does not happen. */
  readonly write: (entry: SessionEntry) => void;
}

/** A call on a session, as the session remembers it. */
export interface SessionCall {
  /** A repeated call has the same one. */
  readonly key?: string | undefined;
  readonly maxSteps: number;
  readonly reply?: string | undefined;
  /** Absent when the reply is the user's. */
  readonly by?: 'brain' | undefined;
}

/** Actions that end a call and do nothing on the phone. */
export const endings: ReadonlySet<Action['action']> = new Set(['INFO', 'COMPLETE', 'ABORT']);

export type StoredResult = EntryOf<'answered'>['result'];

export class HandSession {
  readonly id: string;
  readonly goal: Goal;
  readonly guard: LoopGuard = new LoopGuard();
  readonly log: StepProgress[] = [];
  /** The user has said yes beforehand to the message, post or call that the goal's values name. */
  confirmed: boolean;
  /** Steps of all calls. */
  steps = 0;
  /** Why the session waits, or nothing when it runs or has ended. */
  waiting: Waiting | undefined;
  /** What was decided when the session was parked: with the user's consent it is done. */
  pending: Decision | undefined;
  /** Name of what consent was asked for. */
  subject: string | undefined;
  /** Name of the one thing that a spent confirmation allows, until it is done. */
  granted: string | undefined;
  /** False when the last action was not carried out: the screen had changed under it. */
  performed = true;
  /** What the decider is still to be told of the last step. */
  notice: string | undefined;
  /** A token that was given out and neither used nor void, as far as the file tells. */
  issued: EntryOf<'issued'> | undefined;
  readonly place: SessionPlace | undefined;
  readonly #decider: Decider;
  #deliberation: Deliberation | undefined;
  /** What the decider's runs that were cut off had cost, in this life of the bridge. */
  #earlierRuns = { tokens: { prompt: 0, generated: 0 }, sentBytes: 0 };
  readonly #deeds = new Deeds();
  readonly #past: PastStep[] = [];
  readonly #answers: Answered[] = [];
  readonly #results = new Map<string, StoredResult>();
  #lastStop: StopReason | undefined;
  /** The token that the present call spent. */
  #token: string | undefined;
  #call: SessionCall | undefined;
  /** The last decision, while nobody has said what became of it. */
  #unsure: PastStep | undefined;
  /** The run of the decider was cut off: by a crash, or by a caller who went away. */
  #isInterrupted = false;
  #isWritten = false;

  constructor(goal: Goal, decider: Decider, confirmed: boolean, place?: SessionPlace) {
    this.id = place?.id ?? randomUUID();
    this.goal = { ...goal };
    this.#decider = decider;
    this.confirmed = confirmed;
    this.place = place;
  }

  /** The session as its entries left it. One that was cut off in a call waits for the next call. */
  static restore(
    entries: readonly SessionEntry[],
    decide: (goal: Goal) => Decider,
    write: SessionPlace['write'],
  ): HandSession {
    const [begun, ...rest] = entries;
    if (begun?.kind !== 'begun') throw new Error('a session begins with its goal');
    const { session: id, device, record, confirmed, goal: said } = begun;
    const goal: Goal = { ...said, app: said.app === undefined ? undefined : resolveApp(said.app), maxSteps: 0 };
    const session = new HandSession(goal, decide(goal), confirmed, { id, device, record, write });
    session.#isWritten = true;
    for (const entry of rest) session.#takeIn(entry);
    session.#beginAnew();
    if (session.#call) session.#cutOff();
    return session;
  }

  /** Begun at its first use: of a session that was read back, with what happened before. */
  get deliberation(): Deliberation {
    this.#deliberation ??= this.#decider.begin(this.goal, this.#isInterrupted ? this.#pastSoFar() : undefined);
    return this.#deliberation;
  }

  /** Whether the decider's run goes on where it stopped, and so can be given an answer or the outcome of an action. */
  get isUnderWay(): boolean {
    return this.#deliberation !== undefined || !this.#isInterrupted;
  }

  get tokens(): Deliberation['tokens'] {
    const { tokens: earlier } = this.#earlierRuns;
    const { prompt, generated } = this.#deliberation?.tokens ?? { prompt: 0, generated: 0 };
    return { prompt: earlier.prompt + prompt, generated: earlier.generated + generated };
  }

  /** What has left this host for a model elsewhere, in this life of the bridge. */
  get sentBytes(): number {
    return this.#earlierRuns.sentBytes + (this.#deliberation?.sent?.bytes ?? 0);
  }

  /** Whether something was done that must not be done twice. */
  get reachedOthers(): 'no' | 'yes' | 'unknown' {
    return this.#deeds.outcome;
  }

  get lastStop(): StopReason | undefined {
    return this.#lastStop;
  }

  /** The answer that the call with this key got, when it has ended. */
  resultOf(key: string): StoredResult | undefined {
    return this.#results.get(key);
  }

  /** Whether the call that was cut off is this one, sent again. */
  wasCutOffIn(call: { key?: string | undefined; token?: string | undefined }): boolean {
    if (this.waiting !== 'call') return false;
    // Its first call was cut off while the phone was got ready: only that call's key leads here.
    if (!this.#call) return call.key !== undefined && this.#results.size === 0 && this.steps === 0;
    return call.key === undefined ? call.token === this.#token : call.key === this.#call.key;
  }

  /** A spent confirmation allows one thing from the next call on. */
  grant(subject: string, token: string): void {
    this.granted = subject;
    this.#token = token;
  }

  /** A call begins: from here on the session runs. */
  called(call: SessionCall): void {
    const grant = this.#token !== undefined && this.granted !== undefined;
    this.#note({ kind: 'called', ...call, ...(grant && { token: this.#token, granted: this.granted }) });
    this.goal.maxSteps = this.steps + call.maxSteps;
  }

  decided({ action, explain, thought, memory, replayed }: Decision): StepProgress {
    const more = { ...(memory !== undefined && { memory }), ...(replayed && { replayed }) };
    const entry = { kind: 'decided', step: this.steps, action, explain, ...more } as const;
    this.#note(entry);
    return { ...stepLog(entry), ...(thought && { thought }) };
  }

  /** Something is about to be done that must not be done twice. */
  acting(subject: Subject, shown: number | undefined): void {
    this.#note({ kind: 'acting', step: this.steps, subject, ...(shown !== undefined && { shown }) });
  }

  acted(performed: boolean): void {
    this.#note({ kind: 'acted', step: this.steps, performed });
  }

  /**
   * The connection broke under the last action. Where that must not be done twice, the decider begins anew and looks for it,
   * as after a crash; tells whether it does.
   */
  lostSight(): boolean {
    const isUnsure = this.#deeds.isUnsureOf(this.steps);
    if (isUnsure) this.#beginAnew();
    return isUnsure;
  }

  /** What was done or begun like this before an interruption. */
  earlierDeed(subject: Subject): Deed | undefined {
    return this.#deeds.earlier(subject);
  }

  park(waiting: Waiting, pending: Decision | undefined, subject?: string): void {
    this.waiting = waiting;
    this.pending = pending;
    this.subject = subject;
  }

  issuedToken(token: string, subject: string, issuedAtMs: number): void {
    this.#note({ kind: 'issued', token, step: this.steps, subject, issuedAtMs });
  }

  spentToken(token: string): void {
    this.#note({ kind: 'spent', token });
  }

  /** The call has ended with this answer. */
  answered(result: ExecuteTaskResult): void {
    const { confirmation: _, ...kept } = result;
    const { waiting, subject } = this;
    const key = this.#call?.key;
    this.#note({
      kind: 'answered',
      ...(key !== undefined && { key }),
      ...(waiting && { waiting }),
      ...(subject !== undefined && { subject }),
      result: kept,
    });
  }

  /** The caller went away before the call ended: whoever calls next goes on. */
  leftAlone(): void {
    // A call that never began changes nothing of what the session waits for.
    if (this.#call || this.waiting === undefined) this.#cutOff();
    this.#lastStop = 'CANCELLED';
  }

  /** What the user has said yes to. */
  permission(): Permission {
    const { task, request } = this.goal;
    const answers = this.#answers.filter(({ by }) => by === undefined).map(({ meant }) => meant);
    return permissionFor(this.goal, [request ?? task, ...answers], this.confirmed, this.granted);
  }

  #noteBegun(): void {
    if (!this.place || this.#isWritten) return;
    const { id: session, device, record } = this.place;
    const { app, maxSteps: _, ...said } = this.goal;
    const { held, ...plain } = said;
    const goal = {
      ...plain,
      values: { ...said.values },
      ...(held && { held: [...held] }),
      ...(app && { app: app.id }),
    };
    this.place.write({ kind: 'begun', session, device, record, goal, confirmed: this.confirmed });
    this.#isWritten = true;
  }

  /** Written first: what cannot be kept does not happen. */
  #note(entry: SessionEntry): void {
    this.#noteBegun();
    this.place?.write(entry);
    this.#takeIn(entry);
  }

  #takeIn(entry: SessionEntry): void {
    switch (entry.kind) {
      case 'begun':
        break;
      case 'called':
        this.#takeCall(entry);
        break;
      case 'decided':
        this.#takeDecision(entry);
        break;
      case 'acting':
        if (this.granted === subjectHash(entry.subject)) this.granted = undefined;
        this.#deeds.begun(entry.step, entry.subject, entry.shown);
        break;
      case 'acted':
        this.performed = entry.performed;
        this.#unsure = undefined;
        // Not performed: refused before anything happened, or cut off with the connection; nobody knows which.
        if (entry.performed) this.#deeds.done(entry.step);
        break;
      case 'issued':
        this.issued = entry;
        break;
      case 'spent':
        if (this.issued?.token === entry.token) this.issued = undefined;
        break;
      case 'answered':
        this.#takeAnswer(entry);
    }
  }

  #takeDecision(entry: EntryOf<'decided'>): void {
    const { step, action, explain, memory } = entry;
    this.steps = step;
    const decided = { step, action, explain, memory };
    this.log.push(stepLog(entry));
    this.#past.push(decided);
    this.#unsure = endings.has(action.action) ? undefined : decided;
  }

  #takeCall({ key, reply, by, maxSteps, token, granted }: EntryOf<'called'>): void {
    this.#call = { key, reply, by, maxSteps };
    this.#token = token;
    this.granted = granted ?? this.granted;
    if (token !== undefined) this.issued = undefined;
    if (this.waiting === 'answer' && reply !== undefined) this.#takeReply(reply, by);
    this.waiting = undefined;
    this.pending = undefined;
    this.#unsure = undefined;
  }

  #takeAnswer({ key, waiting, subject, result }: EntryOf<'answered'>): void {
    if (key !== undefined) this.#results.set(key, result);
    this.#lastStop = result.stop_reason;
    this.#call = undefined;
    this.#unsure = undefined;
    this.waiting = waiting;
    this.subject = subject;
    this.pending ??= waiting && this.#lastDecision();
  }

  /** Takes an answer in; the number of a choice stands for the choice. */
  #takeReply(reply: string, by: 'brain' | undefined): void {
    const asked = this.pending?.action.action === 'INFO' ? this.pending.action.value : '';
    const number = /^\s*(\d{1,3})\s*$/.exec(reply)?.[1];
    const chosen = number && new RegExp(`^\\s*${number}[.、)]\\s*(.+?)(\\s*[(（].*)?$`, 'm').exec(asked)?.[1];
    this.#answers.push({ question: asked, answer: reply, meant: chosen ?? reply, by });
  }

  /** The decider's run is lost, or stands where nobody knows: it is begun anew with what happened before. */
  #cutOff(): void {
    this.park('call', undefined);
    this.#beginAnew();
    if (!this.#unsure) return;
    const { explain, action } = this.#unsure;
    this.notice = `The hand was interrupted at "${explain}" (${action.action}), which may or may not have been done. Look at the screen before going on.`;
  }

  #beginAnew(): void {
    this.#isInterrupted = true;
    const { tokens, sentBytes } = this;
    this.#earlierRuns = { tokens, sentBytes };
    this.#deliberation = undefined;
    this.#deeds.interrupted();
  }

  #lastDecision(): Decision | undefined {
    const last = this.#past.at(-1);
    return last && { action: last.action, explain: last.explain };
  }

  #pastSoFar(): Past {
    return { steps: this.#past, answers: this.#answers, deeds: this.#deeds.all() };
  }
}

function stepLog({ step, action, explain, replayed }: EntryOf<'decided'>): StepProgress {
  return { step, action: action.action, explain, ...(replayed && { replayed }), ...placeOf(action) };
}

function placeOf(action: Action): Pick<StepProgress, 'point' | 'point2'> {
  if ('point1' in action) return { point: action.point1, point2: action.point2 };
  return 'point' in action && action.point ? { point: action.point } : {};
}
