// A task's events as server-sent events: `id` is the sequence number, so a client that lost the connection goes on where
// it was by sending Last-Event-ID, as browsers do by themselves.
import { FarhandError } from '@farhand/shared';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operations } from '../operations.js';
import type { NumberedEvent } from '../store/task-store.js';
import { leaving } from './leaving.js';
import { type SentEvent, sendEvents } from './sse.js';

/** Answers until the task has finished, the client leaves, or `closing` aborts. */
export async function streamEvents(
  operations: Operations,
  taskId: string,
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
): Promise<void> {
  const after = lastEventId(request.headers['last-event-id']);
  const signal = leaving(reply, closing);
  const events = operations.follow(taskId, after, signal);
  // The first event is awaited before the answer begins, so that an unknown task is still answered with an error.
  const first = await events.next();
  if (first.done) {
    // Nothing follows: this status tells a browser's EventSource not to ask again.
    await reply.code(204).send();
    return;
  }
  try {
    await sendEvents(reply, numbered(first.value, events));
  } catch (error) {
    if (!signal.aborted) request.log.warn(error);
  }
}

async function* numbered(first: NumberedEvent, rest: AsyncIterable<NumberedEvent>): AsyncGenerator<SentEvent> {
  yield format(first);
  for await (const next of rest) yield format(next);
}

function format({ seq, event }: NumberedEvent): SentEvent {
  return { id: seq, event: event.type, data: JSON.stringify(event) };
}

function lastEventId(header: string | string[] | undefined): number {
  if (header === undefined) return 0;
  if (typeof header === 'string' && /^\d{1,9}$/.test(header)) return Number(header);
  throw new FarhandError('INPUT_INVALID', `Last-Event-ID is "${String(header).slice(0, 40)}", but must be a number`);
}
