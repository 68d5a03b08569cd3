// Tasks of this process: taken in, cancelled, ended by their time limit, and those of dead processes taken over.
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { FarhandError, parseStrict, type TaskMode, withLimit } from '@farhand/shared';
import { type Budget, budgetSchema } from '../brain/budget.js';
import type { Pulse } from '../store/pulse.js';
import type { TaskRow } from '../store/task-store.js';
import { brokenResult, carryOut, type Step } from './carry-out.js';
import type { Durable, TaskBody } from './durable.js';
import type { TaskContext, TaskRequest } from './task-context.js';

const stopPhonesLimitMs = 5000;

export interface SubmitOptions {
  /** The user has allowed outward actions beforehand. */
  readonly confirmed?: boolean | undefined;
  /** Serial of the only phone to use. */
  readonly device?: string | undefined;
  readonly maxSteps?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  /** Defaults to edge-cloud. */
  readonly mode?: TaskMode | undefined;
  /** What the brain calls may cost at the most: 0.5, "0.5 USD", "20000 tokens". Throws INPUT_INVALID for anything else. */
  readonly budget?: string | number | undefined;
}

export class TaskRunner {
  readonly #context: TaskContext;
  readonly #pulse: Pulse;
  readonly #executorId: string;
  readonly #defaultTimeoutSeconds: number;
  readonly #running = new Map<string, AbortController>();
  readonly #unsubscribe: () => void;
  #durable: Durable | undefined;

  constructor(context: TaskContext, pulse: Pulse, executorId: string, defaultTimeoutSeconds: number) {
    this.#context = context;
    this.#pulse = pulse;
    this.#executorId = executorId;
    this.#defaultTimeoutSeconds = defaultTimeoutSeconds;
    this.#unsubscribe = pulse.on('cancel', (taskId) => this.#abort(taskId));
  }

  /** What the workflow engine runs. */
  readonly body: TaskBody = async (taskId, step) => {
    const task = await this.#context.store.task(taskId);
    if (!task) throw new FarhandError('TASK_UNKNOWN', `There is no task ${taskId}`);
    const controller = new AbortController();
    // Every subtask listens, and there may be more of them than Node's default limit of listeners.
    setMaxListeners(0, controller.signal);
    this.#running.set(taskId, controller);
    await this.#run(task, controller, step).finally(() => this.#running.delete(taskId));
  };

  useEngine(durable: Durable): void {
    this.#durable = durable;
  }

  /** Takes a task in; it runs from here on by itself. */
  async submit(command: string, options: SubmitOptions): Promise<string> {
    const id = randomUUID();
    await this.#context.store.create({
      id,
      command,
      confirmed: options.confirmed ?? false,
      device: options.device,
      maxSteps: options.maxSteps,
      timeoutMs: (options.timeoutSeconds ?? this.#defaultTimeoutSeconds) * 1000,
      executorId: this.#executorId,
      mode: options.mode,
      budget: options.budget === undefined ? undefined : readBudget(options.budget),
    });
    await this.#engine().start(id);
    return id;
  }

  /** Asks whichever process runs the task to end it. False when it has ended already. */
  async cancel(taskId: string): Promise<boolean> {
    const requested = await this.#context.store.requestCancel(taskId);
    if (requested) await this.#pulse.send('cancel', taskId);
    return requested;
  }

  /** Looks after tasks whose process is gone: goes on with them, or records them as failed. */
  async takeOver(resume: boolean): Promise<void> {
    const { store, log } = this.#context;
    const orphans = (await store.running()).filter(({ executor_id }) => executor_id !== this.#executorId);
    const dead = new Set(await this.#pulse.dead([...new Set(orphans.map(({ executor_id }) => executor_id))]));
    for (const { id, executor_id: from } of orphans) {
      if (!dead.has(from) || !(await store.takeOver(id, from, this.#executorId))) continue;
      log.info({ task: id, resume }, 'a task of a stopped process is taken over');
      if (resume) await this.#resume(id);
      else await this.#recordInterrupted(id);
    }
  }

  /** Stops what runs here without ending it: whoever starts next goes on with it. */
  async close(): Promise<void> {
    this.#unsubscribe();
    this.#durable?.freeze();
    const stopping = new FarhandError('CANCELLED', 'Farhand is stopping');
    for (const controller of this.#running.values()) controller.abort(stopping);
    // Frozen steps never end, so this waits for the phones only, and not for long.
    await withLimit(this.#context.registry.whenIdle(), stopPhonesLimitMs, 'TIME_LIMIT', '').catch(() => undefined);
  }

  async #run(task: TaskRow, controller: AbortController, step: Step): Promise<void> {
    const { store } = this.#context;
    const request = requestOf(task);
    const limit = setTimeout(() => controller.abort(timeLimit(task)), task.deadline_at.getTime() - Date.now());
    // A frozen task never ends here; its limit must not keep a closed process alive.
    limit.unref();
    if (task.cancel_requested_at) controller.abort(cancelled());
    try {
      await carryOut(this.#context, { request, createdAt: task.created_at, signal: controller.signal, step });
    } catch (error) {
      this.#context.log.error({ err: error, task: task.id }, 'a task broke');
      await store.finish(brokenResult(request, task.created_at, error));
    } finally {
      clearTimeout(limit);
    }
  }

  #abort(taskId: string): void {
    this.#running.get(taskId)?.abort(cancelled());
  }

  /** A task that was accepted but never reached the engine has nothing to resume: it is begun. */
  async #resume(id: string): Promise<void> {
    await this.#engine()
      .resume(id)
      .catch(() => this.#engine().start(id));
  }

  async #recordInterrupted(id: string): Promise<void> {
    const task = await this.#context.store.task(id);
    await this.#engine()
      .abandon(id)
      .catch(() => undefined);
    if (!task) return;
    const interrupted = new FarhandError('CANCELLED', 'Farhand was stopped before the task ended');
    await this.#context.store.finish(brokenResult(requestOf(task), task.created_at, interrupted));
  }

  #engine(): Durable {
    if (!this.#durable) throw new FarhandError('INTERNAL', 'The service has not started yet');
    return this.#durable;
  }
}

function requestOf(task: TaskRow): TaskRequest {
  return {
    taskId: task.id,
    command: task.command,
    confirmed: task.confirmed,
    device: task.device ?? undefined,
    maxSteps: task.max_steps ?? undefined,
    mode: task.mode,
    budget: task.budget ?? undefined,
  };
}

function readBudget(said: string | number): Budget {
  return parseStrict(budgetSchema, said, 'INPUT_INVALID', 'budget');
}

function cancelled(): FarhandError {
  return new FarhandError('CANCELLED', 'The task was cancelled');
}

function timeLimit(task: TaskRow): FarhandError {
  const seconds = Math.round((task.deadline_at.getTime() - task.created_at.getTime()) / 1000);
  return new FarhandError('TIME_LIMIT', `The task did not end within ${seconds} s`);
}
