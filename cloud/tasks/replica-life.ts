// The pulse beat of this process among the replicas of one cloud: it says that it lives, takes over the tasks of those
// that no longer do, and finds out when it was itself taken for dead, as after it was frozen.
import type { Logger } from '@farhand/shared';
import type { DeviceRegistry } from '../devices/registry.js';
import { beatIntervalMs, type ReplicaBook } from '../store/replicas.js';
import type { TaskRunner } from './task-runner.js';

export interface ReplicaParts {
  readonly replicas: ReplicaBook;
  readonly runner: TaskRunner;
  readonly registry: DeviceRegistry;
  readonly log: Logger;
}

export class ReplicaLife {
  readonly #parts: ReplicaParts;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;

  constructor(parts: ReplicaParts) {
    this.#parts = parts;
  }

  /** Resolves when tasks that were left behind have been looked for. */
  async begin(): Promise<void> {
    await this.#beat();
    this.#timer = setInterval(() => {
      this.#beating ??= this.#beat().finally(() => {
        this.#beating = undefined;
      });
    }, beatIntervalMs).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
  }

  async #beat(): Promise<void> {
    const { replicas, runner, registry, log } = this.#parts;
    try {
      const isNew = await replicas.beat();
      if (isNew) {
        log.warn('this process was taken for dead, and is back');
        await registry.tellAgain();
      }
      await runner.lookAfter();
      for (const id of await replicas.takeOver()) await runner.takeOver(id);
    } catch (error) {
      log.warn({ err: error }, 'the database did not answer a heartbeat');
    }
  }
}
