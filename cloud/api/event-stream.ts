// A task's events as server-sent events: `id` is the sequence number, so a client that lost the connection goes on where
// it was by sending Last-Event-ID, as browsers do by themselves.
import { FarhandError } from '@farhand/shared';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operations } from '../operations.js';
import type { NumberedEvent } from '../store/task-store.js';

const heartbeatMs = 15_000;

/** Answers until the task has finished, the client leaves, or `closing` aborts. */
export async function streamEvents(
  operations: Operations,
  taskId: string,
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
): Promise<void> {
  const after = lastEventId(request.headers['last-event-id']);
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const events = operations.follow(taskId, after, AbortSignal.any([gone.signal, closing]));
  // The first event is awaited before the answer begins, so that an unknown task is still answered with an error.
  const first = await events.next();
  if (first.done) {
    // Nothing follows: this status tells a browser's EventSource not to ask again.
    await reply.code(204).send();
    return;
  }
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
  try {
    raw.write(format(first.value));
    for await (const numbered of events) raw.write(format(numbered));
  } catch (error) {
    if (!gone.signal.aborted && !closing.aborted) request.log.warn(error);
  } finally {
    clearInterval(heartbeat);
    raw.end();
  }
}

function format({ seq, event }: NumberedEvent): string {
  return `id: ${seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

function lastEventId(header: string | string[] | undefined): number {
  if (header === undefined) return 0;
  if (typeof header === 'string' && /^\d{1,9}$/.test(header)) return Number(header);
  throw new FarhandError('INPUT_INVALID', `Last-Event-ID is "${String(header).slice(0, 40)}", but must be a number`);
}
