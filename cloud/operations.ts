// What can be asked of the cloud, in one place: the HTTP API and callers in the same process use the same operations.
import {
  abortReason,
  FarhandError,
  type Plan,
  type Report,
  type TaskEvent,
  type TaskResult,
  toFarhandError,
} from '@farhand/shared';
import { type Tally, tallied } from './brain/account.js';
import type { KnownDevice } from './devices/registry.js';
import { followTask } from './store/follow.js';
import type { Pulse } from './store/pulse.js';
import type { NumberedEvent, TaskRow, TaskSummary } from './store/task-store.js';
import type { TaskContext } from './tasks/task-context.js';
import type { SubmitOptions, TaskRunner } from './tasks/task-runner.js';

/** Longest command, in UTF-16 units: what people type, with a long message in it. */
export const longestCommand = 8000;

export interface RunningTaskView {
  readonly taskId: string;
  readonly status: 'running';
  readonly command: string;
  readonly plan?: Plan;
  readonly reports: readonly Report[];
  readonly seconds: number;
}

export interface PlanAnswer {
  readonly plan: Plan;
  readonly usage: Tally;
  readonly seconds: number;
}

export class Operations {
  readonly #context: TaskContext;
  readonly #runner: TaskRunner;
  readonly #pulse: Pulse;

  constructor(context: TaskContext, runner: TaskRunner, pulse: Pulse) {
    this.#context = context;
    this.#runner = runner;
    this.#pulse = pulse;
  }

  /** Throws COMMAND_EMPTY or COMMAND_TOO_LONG; everything later is told by the task itself. */
  submit(command: string, options: SubmitOptions = {}): Promise<string> {
    return this.#runner.submit(checkedCommand(command), options);
  }

  /** Plans and does nothing else. */
  async plan(command: string, signal: AbortSignal): Promise<PlanAnswer> {
    const startedMs = performance.now();
    const checked = checkedCommand(command);
    try {
      const { brains, accounts } = this.#context;
      const { account, usage } = tallied(accounts.ofDay());
      const { plan } = await brains.plan(checked, new Date(), account, signal);
      return { plan, usage: usage(), seconds: (performance.now() - startedMs) / 1000 };
    } catch (error) {
      throw toFarhandError(error);
    }
  }

  /** Newest first. */
  tasks(limit: number): Promise<TaskSummary[]> {
    return this.#context.store.tasks(limit);
  }

  /** The result of an ended task, or what is known of a running one. Throws TASK_UNKNOWN. */
  async task(taskId: string): Promise<TaskResult | RunningTaskView> {
    const row = await this.#row(taskId);
    if (row.result) return row.result;
    return {
      taskId,
      status: 'running',
      command: row.command,
      ...(row.plan && { plan: row.plan }),
      reports: await this.#context.store.reports(taskId),
      seconds: (Date.now() - row.created_at.getTime()) / 1000,
    };
  }

  /** Events after `afterSeq` (0 = from the first), up to and with `finished`. Throws TASK_UNKNOWN. */
  async *follow(taskId: string, afterSeq: number, signal: AbortSignal): AsyncGenerator<NumberedEvent, void, undefined> {
    await this.#row(taskId);
    yield* followTask(this.#context.store, this.#pulse, taskId, afterSeq, signal);
  }

  async *events(taskId: string, signal: AbortSignal): AsyncGenerator<TaskEvent, void, undefined> {
    for await (const { event } of this.follow(taskId, 0, signal)) yield event;
  }

  /** Waits for the task's end. */
  async result(taskId: string, signal: AbortSignal): Promise<TaskResult> {
    for await (const event of this.events(taskId, signal)) {
      if (event.type === 'finished') return event.result;
    }
    throw abortReason(signal);
  }

  /** Ends a task; an ended one stays as it is. Throws TASK_UNKNOWN. */
  async cancel(taskId: string): Promise<void> {
    await this.#row(taskId);
    await this.#runner.cancel(taskId);
  }

  /** The person at a phone is done with it. Throws NO_DEVICE; false when nobody had it. */
  handBack(deviceId: string): Promise<boolean> {
    return this.#context.registry.handBack(deviceId);
  }

  async devices(): Promise<KnownDevice[]> {
    await this.#context.registry.refresh();
    return this.#context.registry.list();
  }

  async #row(taskId: string): Promise<TaskRow> {
    const row = await this.#context.store.task(taskId);
    if (!row) throw new FarhandError('TASK_UNKNOWN', `There is no task "${taskId.slice(0, 64)}"`);
    return row;
  }
}

function checkedCommand(command: string): string {
  const trimmed = command.trim();
  if (trimmed === '') throw new FarhandError('COMMAND_EMPTY', 'The command is empty');
  if (trimmed.length > longestCommand) {
    throw new FarhandError(
      'COMMAND_TOO_LONG',
      `The command has ${trimmed.length} characters; at most ${longestCommand} are read`,
    );
  }
  return trimmed;
}
