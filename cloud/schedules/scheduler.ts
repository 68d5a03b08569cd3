// Gives commands when their time comes. What it starts are ordinary tasks, durable as all are; a time that came while
// nothing ran is made up for within a quarter of an hour, and left out after that.
import type { Logger } from '@farhand/shared';
import type { TaskRunner } from '../tasks/task-runner.js';
import type { ScheduleStore } from './schedule-store.js';

/** Schedules of other replicas are noticed this much later at the latest. */
const longestSleepMs = 10_000;
const latestMs = 15 * 60_000;

export class Scheduler {
  readonly #store: ScheduleStore;
  readonly #runner: TaskRunner;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(store: ScheduleStore, runner: TaskRunner, log: Logger) {
    this.#store = store;
    this.#runner = runner;
    this.#log = log;
  }

  /** Looks what is due, now and whenever something will be; called again when a schedule was made. */
  wake(): void {
    clearTimeout(this.#timer);
    this.#looking = this.#looking.then(() => this.#look());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    if (this.#isClosed) return;
    let sleepMs = longestSleepMs;
    try {
      while (await this.#fireOne());
      const next = await this.#store.nextDue();
      if (next) sleepMs = Math.min(longestSleepMs, Math.max(0, next.getTime() - Date.now()));
    } catch (error) {
      this.#log.warn({ err: error }, 'looking for schedules');
    }
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => this.wake(), sleepMs).unref();
  }

  async #fireOne(): Promise<boolean> {
    const taskId = await this.#store.fire(latestMs, ({ id, owner, command, confirmed, device }) => ({
      ...this.#runner.newTask(owner, command, { confirmed, device: device ?? undefined }),
      scheduleId: id,
    }));
    if (taskId) await this.#runner.begin(taskId);
    return taskId !== undefined;
  }
}
