// What one user decides by one door: yes, no and words to tasks that wait, and phones taken into their own hands. Each
// decision is written down first; the tasks go on as tasks of their own, for one that has ended stays as it ended.
import { abortReason, delay, FarhandError, type PersonsAct } from '@farhand/shared';
import { checkedCommand } from '../checked-command.js';
import type { DeviceRegistry } from '../devices/registry.js';
import { Bell } from '../store/bell.js';
import type { Pulse } from '../store/pulse.js';
import type { TaskRow, TaskStore } from '../store/task-store.js';
import type { Said } from '../tasks/carry-on.js';
import type { TaskRunner } from '../tasks/task-runner.js';
import type { Decision, Door, Verdict } from './decision.js';
import type { DecisionStore } from './decision-store.js';
import { type Question, questionOf } from './question.js';

/** Of looks at what waits, however much happens. */
const lookPauseMs = 500;
/** A notice may be lost with a connection. */
const lookAgainMs = 30_000;

/** What the user says to a task that waits; one of them. */
export interface TaskAnswer {
  /** Yes to what it asked. */
  readonly allow?: true | undefined;
  /** The words that it lacked. */
  readonly text?: string | undefined;
  /** It is not to go on. */
  readonly decline?: true | undefined;
  /** What was the user's to do on the phone is done: the phone is given back. */
  readonly done?: true | undefined;
}

/** A question with where its action would be done, as the last step told it. */
export interface AskedQuestion extends Question {
  readonly point?: readonly [number, number] | undefined;
}

export interface DecisionsParts {
  readonly store: DecisionStore;
  readonly tasks: TaskStore;
  readonly runner: TaskRunner;
  readonly registry: DeviceRegistry;
  readonly pulse: Pulse;
}

export class Decisions {
  readonly #parts: DecisionsParts;
  readonly #user: string;
  readonly #door: Door;

  constructor(parts: DecisionsParts, user: string, door: Door) {
    this.#parts = parts;
    this.#user = user;
    this.#door = door;
  }

  /** What waits for the user, the newest first. */
  async waiting(): Promise<AskedQuestion[]> {
    const rows = await this.#parts.store.waiting(this.#user);
    return Promise.all(rows.flatMap((row) => questionOf(row) ?? []).map((question) => this.#withPlace(question)));
  }

  /** The same now, and whenever it has changed. */
  async *follow(signal: AbortSignal): AsyncGenerator<AskedQuestion[], void, undefined> {
    const { pulse } = this.#parts;
    const bell = new Bell();
    const ends = [pulse.on('event', bell.ring), pulse.on('again', bell.ring)];
    signal.addEventListener('abort', bell.ring);
    let told: string | undefined;
    try {
      while (!signal.aborted) {
        const questions = await this.waiting();
        const said = JSON.stringify(questions);
        if (said !== told) yield questions;
        told = said;
        await delay(lookPauseMs, signal);
        await bell.rung(lookAgainMs);
      }
      throw abortReason(signal);
    } finally {
      signal.removeEventListener('abort', bell.ring);
      for (const end of ends) end();
    }
  }

  ofTask(taskId: string): Promise<Decision[]> {
    return this.#parts.store.ofTask(taskId);
  }

  /**
   * Answers the id of the task that goes on, or of the task itself when it was declined. A task is answered once; whoever
   * answers it again gets the same id. Throws NOTHING_ASKED.
   */
  async answer(row: TaskRow, answer: TaskAnswer): Promise<string> {
    const question = questionOf(row);
    if (!question) {
      const state = row.result ? `ended with ${row.result.error?.code ?? row.result.status}` : 'still runs';
      throw new FarhandError('NOTHING_ASKED', `The task asks nothing: it ${state}`);
    }
    if (row.answered_by !== null) return row.answered_by;
    if (await this.#parts.store.isDeclined(row.id)) throw new FarhandError('NOTHING_ASKED', 'The task was declined');
    mustFit(question, answer);
    if (answer.decline) {
      await this.#note('declined', row.id, question.device);
      return row.id;
    }
    const command = checkedCommand(answer.text === undefined ? row.command : `${row.command}\n${answer.text}`);
    await this.#note(verdictOf(answer), row.id, question.device);
    if (answer.done && question.device !== undefined) await this.handBack(question.device);
    const confirmed = answer.allow === true || (question.kind !== 'confirmation' && row.confirmed);
    const id = await this.#parts.runner.goOn(row, command, { confirmed, decidedBy: this.#who, said: saidBy(answer) });
    await this.#tell(row.id);
    return id;
  }

  /** Ends a task; an ended one stays as it is. */
  async cancel(row: TaskRow): Promise<void> {
    if (row.status === 'running' && row.cancel_requested_at === null) await this.#note('cancelled', row.id, undefined);
    await this.#parts.runner.cancel(row.id);
  }

  /** Takes a phone into the user's hands; answers what names them to `drive`. Throws NO_DEVICE or POLICY_REFUSED. */
  async takeOver(deviceId: string): Promise<string> {
    const taskId = await this.#parts.store.waitingOn(this.#user, deviceId);
    await this.#note('taken_over', taskId, deviceId);
    return this.#parts.registry.takeOver(deviceId, this.#user, this.#who);
  }

  /** Throws TAKEOVER_ELSEWHERE for one who does not have the phone. */
  async drive(deviceId: string, hold: string, act: PersonsAct): Promise<void> {
    const hand = await this.#parts.registry.hand(deviceId, this.#user);
    await hand.drive({ device_id: deviceId, hold, ...act });
  }

  /** The person at a phone is done with it. Throws NO_DEVICE; false when nobody had it. */
  async handBack(deviceId: string): Promise<boolean> {
    const wasTaken = await this.#parts.registry.handBack(deviceId, this.#user, this.#who);
    if (wasTaken) {
      const taskId = await this.#parts.store.waitingOn(this.#user, deviceId);
      await this.#note('handed_back', taskId, deviceId);
    }
    return wasTaken;
  }

  get #who(): string {
    return `${this.#user}, ${this.#door}`;
  }

  async #note(what: Verdict, taskId: string | undefined, device: string | undefined): Promise<void> {
    await this.#parts.store.note({ owner: this.#user, door: this.#door, what, taskId, device });
    if (taskId !== undefined) await this.#tell(taskId);
  }

  #tell(taskId: string): Promise<void> {
    return this.#parts.pulse.send('event', taskId);
  }

  async #withPlace(question: Question): Promise<AskedQuestion> {
    const { taskId, subtaskId } = question;
    const step = subtaskId === undefined ? undefined : await this.#parts.store.lastStep(taskId, subtaskId);
    return { ...question, ...(step?.point && { point: step.point }) };
  }
}

/** Throws INPUT_INVALID for an answer to something else than what was asked. */
function mustFit({ kind }: Question, answer: TaskAnswer): void {
  const given = Object.entries(answer).filter(([, value]) => value !== undefined);
  const isFit = kind === 'takeover' ? answer.done || answer.decline : !answer.done;
  if (given.length > 0 && isFit) return;
  const wanted = kind === 'takeover' ? '"done" or "decline"' : '"allow", "text" or "decline"';
  throw new FarhandError('INPUT_INVALID', `The task waits for a ${kind}: it takes ${wanted}`);
}

function verdictOf({ allow, done }: TaskAnswer): Verdict {
  return allow ? 'allowed' : done ? 'done' : 'answered';
}

function saidBy({ allow, text, done }: TaskAnswer): Said | undefined {
  if (done) return { kind: 'takeover' };
  if (text !== undefined) return { kind: 'question', text };
  return allow ? { kind: 'confirmation' } : undefined;
}
