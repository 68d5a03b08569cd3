// Following a task: everything it has told so far, then every further event as it is written, by whichever process.
import { abortReason } from '@farhand/shared';
import { Bell } from './bell.js';
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
  const bell = new Bell();
  const stop = AbortSignal.any([signal, pulse.lost]);
  stop.addEventListener('abort', bell.ring);
  const unsubscribe = [pulse.on('event', (id) => id === taskId && bell.ring()), pulse.on('again', bell.ring)];
  let seq = afterSeq;
  try {
    while (true) {
      for (const numbered of await store.eventsAfter(taskId, seq)) {
        seq = numbered.seq;
        yield numbered;
        if (numbered.event.type === 'finished') return;
      }
      if (await store.isOver(taskId, seq)) return;
      if (!stop.aborted) await bell.rung();
      if (stop.aborted) throw abortReason(stop);
    }
  } catch (error) {
    throw signal.aborted ? abortReason(signal) : storeFailed('The database does not answer', error);
  } finally {
    stop.removeEventListener('abort', bell.ring);
    for (const end of unsubscribe) end();
  }
}
