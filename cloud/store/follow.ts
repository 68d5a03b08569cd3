// Following a task: everything it has told so far, then every further event as it is written, by whichever process.
import { abortReason } from '@farhand/shared';
import { storeFailed } from './database.js';
import type { Pulse } from './pulse.js';
import type { NumberedEvent, TaskStore } from './task-store.js';

/**
 * Ends after the task's `finished` event, at once when that was seen before; throws the signal's reason, or STORE_FAILED
 * when the database is gone.
 * `afterSeq` 0 begins with the first event.
 */
export async function* followTask(
  store: TaskStore,
  pulse: Pulse,
  taskId: string,
  afterSeq: number,
  signal: AbortSignal,
): AsyncGenerator<NumberedEvent, void, undefined> {
  const bell = new Bell(AbortSignal.any([signal, pulse.lost]));
  const unsubscribe = pulse.on('event', (id) => {
    if (id === taskId) bell.ring();
  });
  let seq = afterSeq;
  try {
    while (true) {
      bell.reset();
      for (const numbered of await store.eventsAfter(taskId, seq)) {
        seq = numbered.seq;
        yield numbered;
        if (numbered.event.type === 'finished') return;
      }
      if (await store.isOver(taskId, seq)) return;
      await bell.rung();
    }
  } catch (error) {
    throw signal.aborted ? abortReason(signal) : storeFailed('The database does not answer', error);
  } finally {
    unsubscribe();
    bell.close();
  }
}

/** Remembers one ring, so that news during a query is not missed. */
class Bell {
  readonly #signal: AbortSignal;
  readonly #onAbort = () => this.#wake?.();
  #ringing = false;
  #wake: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort);
  }

  ring(): void {
    this.#ringing = true;
    this.#wake?.();
  }

  reset(): void {
    this.#ringing = false;
  }

  async rung(): Promise<void> {
    if (!this.#ringing && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    if (this.#signal.aborted) throw abortReason(this.#signal);
  }

  close(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
  }
}
