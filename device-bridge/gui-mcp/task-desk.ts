// Tasks of the hand on the bridge's phones: starting, resuming after a question or after a crash, cancelling, and
// answering a call that is sent again instead of doing it twice.
import {
  abortReason,
  type ExecuteTaskResult,
  FarhandError,
  type GuiToolInput,
  type GuiToolOutput,
  languageOf,
  nearestApps,
  resolveApp,
  type StepProgress,
} from '@farhand/shared';
import type { AuditLog } from '../audit/log.js';
import { SessionRecord } from '../audit/session-record.js';
import type { Decider, Goal } from '../hand/decider.js';
import { runHand } from '../hand/loop.js';
import type { HandSession, StoredResult } from '../hand/session.js';
import type { Phone } from '../phone/phone.js';
import { Confirmations, tokenName } from '../policy/confirmations.js';
import { type OutgoingCall, stricter } from '../policy/privacy/outlet.js';
import type { SessionShelf } from '../sessions/shelf.js';
import type { PhoneDesk } from './phone-desk.js';
import { SessionBook } from './session-book.js';
import { confirmationOf, toTaskResult } from './task-result.js';

export type ExecuteTaskInput = GuiToolInput<'execute_task'>;
type TaskState = GuiToolOutput<'get_task_status'>;

const defaultMaxSteps = 40;
const keptAnswers = 200;
const keptEpochs = 2000;

interface RunningTask {
  readonly session: HandSession;
  readonly deviceId: string;
  readonly stop: AbortController;
  /** Resolves when the phone is free again. */
  readonly ended: Promise<void>;
}

export interface TaskCall {
  /** The way back to the caller, which also names the task's record. */
  readonly outgoing: OutgoingCall;
  readonly onStep: (step: StepProgress) => void;
  /** Aborts when the caller gives up. */
  readonly signal: AbortSignal;
}

export class TaskDesk {
  /** Names all calls that this bridge knows of. */
  readonly memory: string;
  readonly #phones: PhoneDesk;
  readonly #running = new Map<string, RunningTask>();
  readonly #sessions: SessionBook;
  readonly #answers = new Map<string, Promise<ExecuteTaskResult>>();
  /** The largest epoch that each key was called with. */
  readonly #epochs = new Map<string, number>();
  readonly #audit: AuditLog;
  readonly #confirmations = new Confirmations();
  readonly #closing = new AbortController();

  /** `decide` chooses the decider for a goal; `shelf` keeps the sessions. */
  constructor(phones: PhoneDesk, decide: (goal: Goal) => Decider, audit: AuditLog, shelf: SessionShelf) {
    this.#audit = audit;
    this.#phones = phones;
    this.#sessions = new SessionBook(shelf, decide, (session) => this.#readmitToken(session));
    this.memory = shelf.memory();
  }

  async execute(input: ExecuteTaskInput, call: TaskCall): Promise<ExecuteTaskResult> {
    const key = input.idempotency_key;
    if (key !== undefined) this.#mustBeNewest(key, input.epoch ?? 0);
    const known = key === undefined ? undefined : this.#answers.get(key);
    // A call that was cut off with its link ends with an error; sent again, it goes on.
    if (known) return known.catch(() => this.execute(input, call));
    const answer = this.#execute(input, call);
    if (key !== undefined) {
      remember(this.#answers, key, answer, keptAnswers);
      // A call that never began (busy, unknown phone) may be tried again under the same key; one that asks for consent is
      // answered anew from its session, with a token that is good.
      answer.then(
        ({ confirmation }) => confirmation && this.#answers.delete(key),
        () => this.#answers.delete(key),
      );
    }
    return answer;
  }

  /**
   * A process of the cloud that was frozen, and whose task was taken over meanwhile, may still call. Kept in memory alone:
   * such a call comes through a link that is older than the newer call, and with the bridge that link ends.
   */
  #mustBeNewest(key: string, epoch: number): void {
    const newest = this.#epochs.get(key) ?? 0;
    if (epoch < newest) {
      throw new FarhandError(
        'TASK_MOVED',
        `The call ${key} comes from process ${epoch} of the task; ${newest} has it now`,
      );
    }
    remember(this.#epochs, key, epoch, keptEpochs);
  }

  /** Stops what runs on the phone or in the session; resolves when it has ended. */
  async cancel(target: { device_id?: string | undefined; session_id?: string | undefined }): Promise<TaskState> {
    const running = this.#find(target);
    if (!running) return this.status(target);
    running.stop.abort(new FarhandError('CANCELLED', 'The task was cancelled'));
    await running.ended;
    return this.status({ session_id: running.session.id });
  }

  /** Stops what runs on the phone for a person who takes it over; answers the record of it, once nothing runs. */
  async makeWay(deviceId: string): Promise<string | undefined> {
    const running = this.#running.get(deviceId);
    if (!running) return undefined;
    running.stop.abort(new FarhandError('NEEDS_TAKEOVER', 'A person has taken the phone over'));
    await running.ended;
    return running.session.place?.record;
  }

  /** The record of what runs on the phone. */
  recordOn(deviceId: string): string | undefined {
    return this.#running.get(deviceId)?.session.place?.record;
  }

  status(target: { device_id?: string | undefined; session_id?: string | undefined }): TaskState {
    const running = this.#find(target);
    if (running) return stateOf(running.session, 'running');
    const { session_id: id, device_id: device = '' } = target;
    const session = id === undefined ? this.#sessions.lastOn(device) : this.#sessions.find(id);
    if (!session) return { state: 'unknown' };
    return stateOf(session, session.waiting ? 'waiting' : 'ended');
  }

  /** Leaves everything that runs where it is; whoever asks the next bridge for it goes on there. */
  async close(): Promise<void> {
    this.#closing.abort(new FarhandError('CANCELLED', 'The bridge is closing'));
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #execute(input: ExecuteTaskInput, call: TaskCall): Promise<ExecuteTaskResult> {
    const { session, answer } = this.#sessionFor(input, call.outgoing);
    if (answer) return answer;
    return this.#phones.use(input.device_id, async (phone) => {
      const stop = new AbortController();
      let finish = () => {};
      const ended = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const running = { session, deviceId: input.device_id, stop, ended };
      this.#running.set(input.device_id, running);
      try {
        const signal = AbortSignal.any([call.signal, stop.signal, this.#closing.signal]);
        return await this.#run(running, phone, input, { ...call, signal });
      } finally {
        this.#running.delete(input.device_id);
        // The lease is given back in the same turn; whoever waited finds the phone free.
        setImmediate(finish);
      }
    });
  }

  async #run(
    { session, stop }: RunningTask,
    phone: Phone,
    input: ExecuteTaskInput,
    call: TaskCall,
  ): Promise<ExecuteTaskResult> {
    const { task, request = '', values, held } = session.goal;
    call.outgoing.belongsTo(session.id, session.place?.record, [task, request, ...Object.values(values)], held);
    this.#sessions.keep(session);
    // A bridge that was started anew may be stricter than the one that the session began on.
    session.goal.privacy = stricter(session.goal.privacy, call.outgoing.level);
    const record = new SessionRecord(this.#audit, call.outgoing, session, input.device_id);
    record.begun(session.steps > 0, input.decided_by);
    const result = await runHand(session, phone, {
      maxSteps: input.max_steps ?? defaultMaxSteps,
      restartApps: input.reset_environment ?? true,
      onStep: (step) => {
        record.step(step);
        call.onStep(step);
      },
      onVerdict: (step, action, verdict) => record.judged(step, action, verdict),
      signal: call.signal,
      reply: input.reply_from_client,
      ...(input.reply_by === 'brain' && { replyBy: 'brain' as const }),
      key: input.idempotency_key,
    });
    const isLeft = result.stopReason === 'CANCELLED' && !stop.signal.aborted;
    if (isLeft) session.leftAlone();
    record.ended(result);
    if (isLeft) throw abortReason(call.signal);
    const sizePx = await phone.describe(call.signal).then(
      (description) => description.sizePx,
      () => undefined,
    );
    if (session.waiting === 'takeover') {
      this.#phones.takeovers.begin(input.device_id, { why: result.text, record: call.outgoing.record });
    }
    const token = result.stopReason === 'NEEDS_CONFIRMATION' ? this.#issueToken(session) : undefined;
    const answer = toTaskResult(session, result, input, sizePx, token, call.outgoing.level);
    session.answered(answer);
    return answer;
  }

  /** The session that the call is about, and its answer where it was answered before. */
  #sessionFor(input: ExecuteTaskInput, outgoing: OutgoingCall): { session: HandSession; answer?: ExecuteTaskResult } {
    const { session_id: id, idempotency_key: key } = input;
    if (input.task === undefined && id === undefined)
      throw new FarhandError('INPUT_INVALID', 'execute_task needs a task, or the session_id of one');
    const known =
      id !== undefined ? this.#sessions.find(id) : key !== undefined ? this.#sessions.begunBy(key) : undefined;
    if (known && known.place?.device !== input.device_id) {
      throw new FarhandError('INPUT_INVALID', `Session ${known.id} belongs to phone ${known.place?.device}`);
    }
    const answered = key === undefined ? undefined : known?.resultOf(key);
    if (known && answered) return { session: known, answer: this.#answerAgain(known, answered) };
    if (known?.wasCutOffIn({ key, token: input.confirmation_token && tokenName(input.confirmation_token) }))
      return { session: known };
    if (id !== undefined) return { session: this.#resume(known, input) };
    if (known) throw new FarhandError('INPUT_INVALID', `Session ${known.id} went on since; call it by its session_id`);
    if (input.again) throw new FarhandError('TASK_UNKNOWN', 'This bridge does not know the call that is sent again');
    return { session: this.#begin(input, outgoing) };
  }

  /** A token is not written down: who asks again gets a new one, and the old one is void. */
  #answerAgain(session: HandSession, answer: StoredResult): ExecuteTaskResult {
    if (session.waiting !== 'consent' || answer.stop_reason !== 'NEEDS_CONFIRMATION') return answer;
    const token = this.#issueToken(session);
    return token === undefined ? answer : { ...answer, confirmation: confirmationOf(session, answer.text, token) };
  }

  /** The token of what a session that stopped for consent would do. */
  #issueToken(session: HandSession): string | undefined {
    const { id, steps, subject } = session;
    if (subject === undefined) return undefined;
    const token = this.#confirmations.issue({ sessionId: id, step: steps, subject });
    session.issuedToken(tokenName(token), subject, Date.now());
    return token;
  }

  #readmitToken({ id, issued }: HandSession): void {
    if (!issued) return;
    const { token, step, subject, issuedAtMs } = issued;
    this.#confirmations.readmit(token, { sessionId: id, step, subject }, Date.now() - issuedAtMs);
  }

  #begin(input: ExecuteTaskInput, { level: privacy, held }: OutgoingCall): HandSession {
    const { task = '', confirmation_token: token, device_id: device, task_id, idempotency_key: key } = input;
    if (token !== undefined) {
      throw new FarhandError('INPUT_INVALID', 'confirmation_token goes with the session_id of the session that asked');
    }
    const app = input.app === undefined ? undefined : resolveApp(input.app);
    if (input.app !== undefined && !app) {
      const near = nearestApps(input.app).map(({ names }) => names.en);
      const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Name an app of the catalogue.';
      throw new FarhandError('APP_NOT_INSTALLED', `"${input.app}" is no app that Farhand knows`, { hint });
    }
    const goal: Goal = {
      task,
      request: input.request,
      language: input.language ?? languageOf(task),
      app,
      intent: input.intent,
      values: input.values ?? {},
      privacy,
      ...(held.length > 0 && { held }),
      maxSteps: input.max_steps ?? defaultMaxSteps,
    };
    return this.#sessions.begin({ goal, confirmed: input.confirmed ?? false, device, task: task_id, key });
  }

  #resume(known: HandSession | undefined, input: ExecuteTaskInput): HandSession {
    if (input.task !== undefined) {
      throw new FarhandError('INPUT_INVALID', 'execute_task takes either a task or a session_id, not both');
    }
    if (!known) throw new FarhandError('TASK_UNKNOWN', `No session ${input.session_id} waits on this bridge`);
    if (!known.waiting) throw new FarhandError('INPUT_INVALID', `Session ${known.id} has ended; start a new task`);
    if (input.confirmed !== undefined) {
      throw new FarhandError('INPUT_INVALID', 'confirmed goes with a task; a session takes its confirmation_token');
    }
    if (known.waiting === 'consent' || input.confirmation_token !== undefined) {
      this.#confirm(known, input.confirmation_token);
    }
    if (known.waiting === 'takeover') this.#takenBack(known, input.device_id, input.reply_from_client);
    return known;
  }

  /** Throws NEEDS_CONFIRMATION unless the token is the one of what the session waits to do. */
  #confirm(session: HandSession, token: string | undefined): void {
    const { id, steps, subject = '' } = session;
    if (token === undefined) {
      throw new FarhandError('NEEDS_CONFIRMATION', `Session ${id} waits for consent: send its confirmation_token`);
    }
    const onVoid = (name: string, owner: string): void => this.#sessions.find(owner)?.spentToken(name);
    this.#confirmations.spend(token, { sessionId: id, step: steps, subject }, onVoid);
    session.grant(subject, tokenName(token));
  }

  /** A word from the person, such as "done", gives the phone back and lets the session go on. */
  #takenBack(session: HandSession, deviceId: string, reply: string | undefined): void {
    if (reply === undefined) {
      const message = `Session ${session.id} waits for the person at the phone: send reply_from_client when it is given back`;
      throw new FarhandError('NEEDS_TAKEOVER', message);
    }
    this.#phones.handBack(deviceId);
  }

  #find(target: { device_id?: string | undefined; session_id?: string | undefined }): RunningTask | undefined {
    return [...this.#running.values()].find(({ deviceId, session }) =>
      target.session_id === undefined ? deviceId === target.device_id : session.id === target.session_id,
    );
  }
}

function stateOf(session: HandSession, state: TaskState['state']): TaskState {
  const { lastStop } = session;
  const last = session.log.at(-1);
  return {
    state,
    session_id: session.id,
    task: session.goal.task,
    step: session.steps,
    ...(last ? { last_action: last.action } : {}),
    ...(lastStop && state !== 'running' ? { stop_reason: lastStop } : {}),
  };
}

function remember<V>(map: Map<string, V>, key: string, value: V, limit: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) return;
    map.delete(oldest);
  }
}
