// Tasks of the hand on the bridge's phones: starting, resuming after a question, cancelling, and answering a call that
// is sent again instead of doing it twice.
import {
  type ExecuteTaskResult,
  FarhandError,
  type GuiToolInput,
  type GuiToolOutput,
  languageOf,
  nearestApps,
  type PrivacyLevel,
  resolveApp,
  type StepProgress,
} from '@farhand/shared';
import type { AuditLog } from '../audit/log.js';
import { SessionRecord } from '../audit/session-record.js';
import type { Decider, Goal } from '../hand/decider.js';
import { runHand } from '../hand/loop.js';
import { type HandResult, HandSession } from '../hand/session.js';
import type { Phone } from '../phone/phone.js';
import { Confirmations } from '../policy/confirmations.js';
import type { OutgoingCall } from '../policy/privacy/outlet.js';
import type { PhoneDesk } from './phone-desk.js';
import { toTaskResult } from './task-result.js';

export type ExecuteTaskInput = GuiToolInput<'execute_task'>;
type TaskState = GuiToolOutput<'get_task_status'>;

const defaultMaxSteps = 40;
const keptSessions = 50;
const keptAnswers = 200;

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
  readonly #phones: PhoneDesk;
  readonly #decide: (goal: Goal) => Decider;
  readonly #running = new Map<string, RunningTask>();
  readonly #sessions = new Map<string, { session: HandSession; deviceId: string; lastStop?: string }>();
  readonly #answers = new Map<string, Promise<ExecuteTaskResult>>();
  readonly #audit: AuditLog;
  readonly #confirmations = new Confirmations();

  /** `decide` chooses the decider for a goal. */
  constructor(phones: PhoneDesk, decide: (goal: Goal) => Decider, audit: AuditLog) {
    this.#audit = audit;
    this.#phones = phones;
    this.#decide = decide;
  }

  execute(input: ExecuteTaskInput, call: TaskCall): Promise<ExecuteTaskResult> {
    const key = input.idempotency_key;
    const known = key === undefined ? undefined : this.#answers.get(key);
    if (known) return known;
    const answer = this.#execute(input, call);
    if (key !== undefined) {
      remember(this.#answers, key, answer, keptAnswers);
      // A call that never began (busy, unknown phone) may be tried again under the same key.
      answer.catch(() => this.#answers.delete(key));
    }
    return answer;
  }

  /** Stops what runs on the phone or in the session; resolves when it has ended. */
  async cancel(target: { device_id?: string | undefined; session_id?: string | undefined }): Promise<TaskState> {
    const running = this.#find(target);
    if (!running) return this.status(target);
    running.stop.abort(new FarhandError('CANCELLED', 'The task was cancelled'));
    await running.ended;
    return this.status({ session_id: running.session.id });
  }

  status(target: { device_id?: string | undefined; session_id?: string | undefined }): TaskState {
    const running = this.#find(target);
    if (running) return stateOf(running.session, 'running');
    const last = target.session_id
      ? this.#sessions.get(target.session_id)
      : [...this.#sessions.values()].reverse().find(({ deviceId }) => deviceId === target.device_id);
    if (!last) return { state: 'unknown' };
    return stateOf(last.session, last.session.waiting ? 'waiting' : 'ended', last.lastStop);
  }

  /** Ends everything that runs. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { stop } of running) stop.abort(new FarhandError('CANCELLED', 'The bridge is closing'));
    await Promise.all(running.map(({ ended }) => ended));
  }

  async #execute(input: ExecuteTaskInput, call: TaskCall): Promise<ExecuteTaskResult> {
    const session = input.session_id === undefined ? this.#begin(input, call.outgoing.level) : this.#resume(input);
    return this.#phones.use(input.device_id, async (phone) => {
      const stop = new AbortController();
      let finish = () => {};
      const ended = new Promise<void>((resolve) => {
        finish = resolve;
      });
      this.#running.set(input.device_id, { session, deviceId: input.device_id, stop, ended });
      try {
        return await this.#run(session, phone, input, { ...call, signal: AbortSignal.any([call.signal, stop.signal]) });
      } finally {
        this.#running.delete(input.device_id);
        // The lease is given back in the same turn; whoever waited finds the phone free.
        setImmediate(finish);
      }
    });
  }

  async #run(session: HandSession, phone: Phone, input: ExecuteTaskInput, call: TaskCall): Promise<ExecuteTaskResult> {
    call.outgoing.belongsTo(session.id);
    const record = new SessionRecord(this.#audit, call.outgoing, session, input.device_id);
    record.begun(input.session_id !== undefined);
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
    });
    const sizePx = await phone.describe(call.signal).then(
      (description) => description.sizePx,
      () => undefined,
    );
    record.ended(result);
    if (session.waiting === 'takeover') {
      this.#phones.takeovers.begin(input.device_id, { why: result.text, record: call.outgoing.record });
    }
    const kept = { session, deviceId: input.device_id, lastStop: result.stopReason };
    remember(this.#sessions, session.id, kept, keptSessions);
    return toTaskResult(session, result, input, sizePx, this.#askFor(session, result), call.outgoing.level);
  }

  /** The token of what a session that stopped for consent would do. */
  #askFor(session: HandSession, { stopReason }: HandResult): string | undefined {
    const { id, steps, subject } = session;
    if (stopReason !== 'NEEDS_CONFIRMATION' || subject === undefined) return undefined;
    return this.#confirmations.issue({ sessionId: id, step: steps, subject });
  }

  #begin(input: ExecuteTaskInput, privacy: PrivacyLevel): HandSession {
    const { task, confirmation_token: token } = input;
    if (token !== undefined) {
      throw new FarhandError('INPUT_INVALID', 'confirmation_token goes with the session_id of the session that asked');
    }
    if (task === undefined)
      throw new FarhandError('INPUT_INVALID', 'execute_task needs a task, or the session_id of one');
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
      maxSteps: input.max_steps ?? defaultMaxSteps,
    };
    return new HandSession(goal, this.#decide(goal), input.confirmed ?? false);
  }

  #resume(input: ExecuteTaskInput): HandSession {
    if (input.task !== undefined) {
      throw new FarhandError('INPUT_INVALID', 'execute_task takes either a task or a session_id, not both');
    }
    const known = this.#sessions.get(input.session_id ?? '');
    if (!known) throw new FarhandError('TASK_UNKNOWN', `No session ${input.session_id} waits on this bridge`);
    const { session, deviceId } = known;
    if (deviceId !== input.device_id) {
      throw new FarhandError('INPUT_INVALID', `Session ${session.id} belongs to phone ${deviceId}`);
    }
    if (!session.waiting) throw new FarhandError('INPUT_INVALID', `Session ${session.id} has ended; start a new task`);
    if (input.confirmed !== undefined) {
      throw new FarhandError('INPUT_INVALID', 'confirmed goes with a task; a session takes its confirmation_token');
    }
    if (session.waiting === 'consent') this.#confirm(session, input.confirmation_token);
    if (session.waiting === 'takeover') this.#takenBack(session, deviceId, input.reply_from_client);
    return session;
  }

  /** Throws NEEDS_CONFIRMATION unless the token is the one of what the session waits to do. */
  #confirm(session: HandSession, token: string | undefined): void {
    const { id, steps, subject = '' } = session;
    if (token === undefined) {
      throw new FarhandError('NEEDS_CONFIRMATION', `Session ${id} waits for consent: send its confirmation_token`);
    }
    this.#confirmations.spend(token, { sessionId: id, step: steps, subject });
    session.granted = subject;
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

function stateOf(session: HandSession, state: TaskState['state'], stopReason?: string): TaskState {
  const last = session.log.at(-1);
  return {
    state,
    session_id: session.id,
    task: session.goal.task,
    step: session.steps,
    ...(last ? { last_action: last.action } : {}),
    ...(stopReason && state !== 'running' ? { stop_reason: stopReason as NonNullable<TaskState['stop_reason']> } : {}),
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
