// Tasks of this process: taken in, cancelled, ended by their time limit, and those of dead processes taken over.
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { FarhandError, type Plan, parseStrict, type TaskMode, traced, traceparent, withLimit } from '@farhand/shared';
import { type Budget, budgetSchema } from '../brain/budget.js';
import type { FirstDecision } from '../decisions/decision.js';
import type { Pulse } from '../store/pulse.js';
import type { NewTask, TaskRow } from '../store/task-store.js';
import { carriedOn, type Said } from './carry-on.js';
import { brokenResult, carryOut, type Step } from './carry-out.js';
import { type Durable, isHandedOver, type TaskBody } from './durable.js';
import type { TaskContext, TaskRequest } from './task-context.js';

const stopPhonesLimitMs = 5000;
/** A resumed task is begun by whichever process the engine gives it to; one that is not begun by then is lost on the way. */
const strayLimitMs = 6000;

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
  /** As `checkedPlan` answers it: carried out in the place of one that a brain makes. */
  readonly plan?: Plan | undefined;
}

/** What the user said to a task that ended with a question. */
export interface Answer {
  /** The user allows what the command names. */
  readonly confirmed: boolean;
  /** Who, and by which door. */
  readonly decidedBy: string;
  /** For the session on the phone that waits; without it the command is carried out anew. */
  readonly said: Said | undefined;
}

export interface RunnerOptions {
  readonly taskTimeoutSeconds: number;
  /** Whether this process goes on with tasks of dead ones, or records them as failed. */
  readonly resumeInterrupted: boolean;
}

export class TaskRunner {
  readonly #context: TaskContext;
  readonly #pulse: Pulse;
  readonly #executorId: string;
  readonly #defaultTimeoutSeconds: number;
  readonly #isShared: boolean;
  readonly #running = new Map<string, AbortController>();
  readonly #unsubscribe: () => void;
  /** Tasks that were made claimed and are about to run. */
  readonly #begun = new Map<string, TaskRow>();
  /** Tasks that this process should carry out and does not, and since when. */
  #strays: Map<string, number> = new Map();
  #durable: Durable | undefined;

  constructor(context: TaskContext, pulse: Pulse, executorId: string, options: RunnerOptions) {
    this.#context = context;
    this.#pulse = pulse;
    this.#executorId = executorId;
    this.#defaultTimeoutSeconds = options.taskTimeoutSeconds;
    this.#isShared = options.resumeInterrupted;
    this.#unsubscribe = pulse.on('cancel', (taskId) => this.#abort(taskId));
  }

  /** What the workflow engine runs. */
  readonly body: TaskBody = async (taskId, step) => {
    // The engine gives resumed tasks to any process; one of a single command has no phones for them.
    const { store } = this.#context;
    const begun = this.#begun.get(taskId);
    this.#begun.delete(taskId);
    const task = begun ?? (await store.claim(taskId, this.#executorId, !this.#isShared));
    if (!task) {
      if ((await store.task(taskId))?.status === 'running') throw moved(taskId);
      // It has ended: a process died between that and telling the engine.
      return;
    }
    // This process had it before, was frozen, and gets it back.
    this.#running.get(taskId)?.abort(moved(taskId));
    const controller = new AbortController();
    // Every subtask listens, and there may be more of them than Node's default limit of listeners.
    setMaxListeners(0, controller.signal);
    this.#running.set(taskId, controller);
    await this.#run(task, controller, step).finally(() => {
      if (this.#running.get(taskId) === controller) this.#running.delete(taskId);
    });
  };

  useEngine(durable: Durable): void {
    this.#durable = durable;
  }

  /** Takes a task in; it runs from here on by itself, and is not lost any more when this resolves. */
  async submit(owner: string, command: string, options: SubmitOptions, decision?: FirstDecision): Promise<string> {
    const task = { ...this.newTask(owner, command, options), decision };
    const claimed = await this.#context.store.createClaimed(task);
    if (claimed) this.#begun.set(task.id, claimed);
    this.#beginStored(task.id);
    return task.id;
  }

  /**
   * Goes on with a task that ended with a question, as a task of its own. Whoever does so a second time gets the id of
   * the first: an answer given twice must not send a message twice.
   */
  async goOn(ended: TaskRow, command: string, { confirmed, decidedBy, said: answer }: Answer): Promise<string> {
    const timeoutSeconds = (ended.deadline_at.getTime() - ended.created_at.getTime()) / 1000;
    const { device, maxSteps } = requestOf(ended);
    const { mode, budget, said } = requestOf(ended);
    const again = this.newTask(ended.owner, command, { confirmed, device, maxSteps, timeoutSeconds, mode });
    // A plan was for the words that it was approved with.
    const givenPlan = command === ended.command ? requestOf(ended).givenPlan : undefined;
    const carried = answer && (await carriedOn(this.#context, ended, answer));
    const task = { ...again, budget, said, givenPlan, decidedBy, ...(carried && { confirmed: carried.confirmed }) };
    const id = await this.#context.store.createAfter(ended.id, task, carried);
    if (id === task.id) this.#beginStored(id);
    return id;
  }

  /** A task that its caller stores, perhaps together with something else, and then begins. */
  newTask(owner: string, command: string, options: SubmitOptions): NewTask {
    return {
      id: randomUUID(),
      owner,
      command,
      confirmed: options.confirmed ?? false,
      device: options.device,
      maxSteps: options.maxSteps,
      timeoutMs: (options.timeoutSeconds ?? this.#defaultTimeoutSeconds) * 1000,
      executorId: this.#executorId,
      traceparent: traceparent(),
      mode: options.mode,
      budget: options.budget === undefined ? undefined : readBudget(options.budget),
      givenPlan: options.plan,
    };
  }

  /** A stored task that is never begun, because its process dies before, is begun by whoever takes it over. */
  async begin(taskId: string): Promise<void> {
    await this.#engine().start(taskId);
  }

  get runningCount(): number {
    return this.#running.size;
  }

  /** Asks whichever process runs the task to end it. False when it has ended already. */
  async cancel(taskId: string): Promise<boolean> {
    const requested = await this.#context.store.requestCancel(taskId);
    if (requested) await this.#pulse.send('cancel', taskId);
    return requested;
  }

  /** Goes on with a task of a dead process, or records it as failed. */
  async takeOver(id: string): Promise<void> {
    this.#context.log.info({ task: id }, 'a task of a stopped process is taken over');
    if (this.#isShared) await this.#resume(id);
    else await this.#recordInterrupted(id);
  }

  /**
   * To be called from time to time: lets go of tasks that another process has taken over (of a process that was frozen,
   * that is all), ends those whose cancelling was not heard, and begins anew what nobody carries out.
   */
  async lookAfter(): Promise<void> {
    const duties = await this.#context.store.look(this.#executorId, [...this.#running.keys()]);
    const strays = new Map<string, number>();
    for (const { id, isMine, cancelled: isCancelled } of duties) {
      const controller = this.#running.get(id);
      if (controller && !isMine) controller.abort(moved(id));
      else if (controller && isCancelled) controller.abort(cancelled());
      else if (isMine && !controller) strays.set(id, this.#strays.get(id) ?? performance.now());
    }
    this.#strays = strays;
    for (const [id, sinceMs] of strays) {
      if (performance.now() - sinceMs > strayLimitMs) await this.#resume(id);
    }
  }

  /** Stops what runs here without ending it: whoever starts next goes on with it. */
  async close(): Promise<void> {
    this.#unsubscribe();
    this.#durable?.freeze();
    for (const controller of this.#running.values()) controller.abort(stopping());
    // Frozen steps never end, so this waits for the phones only, and not for long.
    await withLimit(this.#context.registry.whenIdle(), stopPhonesLimitMs, 'TIME_LIMIT', '').catch(() => undefined);
  }

  async #run(task: TaskRow, controller: AbortController, step: Step): Promise<void> {
    const request = requestOf(task);
    const claim = { taskId: task.id, epoch: task.epoch };
    const store = this.#context.store.under(claim);
    const attempts = this.#context.attempts.under(claim);
    const limit = setTimeout(() => controller.abort(timeLimit(task)), task.deadline_at.getTime() - Date.now());
    // A frozen task never ends here; its limit must not keep a closed process alive.
    limit.unref();
    if (task.cancel_requested_at) controller.abort(cancelled());
    const context = { ...this.#context, store, attempts };
    const planned = task.plan && task.brain !== null ? { plan: task.plan, brain: task.brain } : undefined;
    const execution = { request, createdAt: task.created_at, planned, signal: controller.signal, step };
    try {
      const attributes = { 'farhand.task': task.id };
      await traced('task', attributes, () => carryOut(context, execution), task.traceparent ?? undefined);
    } catch (error) {
      if (isHandedOver(error)) throw error;
      this.#context.log.error({ err: error, task: task.id }, 'a task broke');
      await store.finish(brokenResult(request, task.created_at, error));
    } finally {
      clearTimeout(limit);
    }
  }

  #abort(taskId: string): void {
    // One that is about to run is read anew, and finds that it was cancelled.
    this.#begun.delete(taskId);
    this.#running.get(taskId)?.abort(cancelled());
  }

  /** One that cannot be begun now is found by `lookAfter`, or by whoever takes it over. */
  #beginStored(id: string): void {
    this.begin(id).catch((error) => {
      this.#begun.delete(id);
      this.#context.log.warn({ err: error, task: id }, 'a task is begun later');
    });
  }

  /** A task that was accepted but never reached the engine has nothing to resume: it is begun. */
  async #resume(id: string): Promise<void> {
    this.#strays.delete(id);
    const goesOn = await this.#engine()
      .resume(id)
      .catch(() =>
        this.#engine()
          .start(id)
          .then(() => true),
      );
    if (!goesOn) await this.#recordInterrupted(id);
  }

  async #recordInterrupted(id: string): Promise<void> {
    const task = await this.#context.store.claim(id, this.#executorId);
    await this.#engine()
      .abandon(id)
      .catch(() => undefined);
    if (!task) return;
    const interrupted = new FarhandError('CANCELLED', 'Farhand was stopped before the task ended');
    const store = this.#context.store.under({ taskId: id, epoch: task.epoch });
    await store.finish(brokenResult(requestOf(task), task.created_at, interrupted));
  }

  #engine(): Durable {
    if (!this.#durable) throw new FarhandError('INTERNAL', 'The service has not started yet');
    return this.#durable;
  }
}

function requestOf(task: TaskRow): TaskRequest {
  return {
    taskId: task.id,
    owner: task.owner,
    command: task.command,
    confirmed: task.confirmed,
    device: task.device ?? undefined,
    maxSteps: task.max_steps ?? undefined,
    mode: task.mode,
    budget: task.budget ?? undefined,
    said: task.said ?? undefined,
    decidedBy: task.decided_by ?? undefined,
    givenPlan: task.given_plan ?? undefined,
    epoch: task.epoch,
  };
}

function readBudget(said: string | number): Budget {
  return parseStrict(budgetSchema, said, 'INPUT_INVALID', 'budget');
}

function cancelled(): FarhandError {
  return new FarhandError('CANCELLED', 'The task was cancelled');
}

function moved(taskId: string): FarhandError {
  return new FarhandError('TASK_MOVED', `Task ${taskId} is carried out by another process of this cloud`);
}

/** Whoever starts next goes on: the phones are left where they are, as when the task moves. */
function stopping(): FarhandError {
  return new FarhandError('TASK_MOVED', 'Farhand is stopping');
}

function timeLimit(task: TaskRow): FarhandError {
  const seconds = Math.round((task.deadline_at.getTime() - task.created_at.getTime()) / 1000);
  return new FarhandError('TIME_LIMIT', `The task did not end within ${seconds} s`);
}
