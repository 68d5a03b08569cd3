// Server-sent events on a raw response: headers, backpressure, a heartbeat, and an end in every case.
import { once } from 'node:events';
import type { FastifyReply } from 'fastify';

const heartbeatMs = 15_000;

export interface SentEvent {
  readonly id?: number;
  readonly event?: string;
  /** One line. */
  readonly data: string;
}

/** Writes the events as they come; returns when there are no more or the client has left. Errors are the caller's. */
export async function sendEvents(reply: FastifyReply, events: AsyncIterable<SentEvent>): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
  try {
    for await (const event of events) {
      if (raw.destroyed) return;
      if (!raw.write(format(event))) await Promise.race([once(raw, 'drain'), once(raw, 'close')]);
    }
  } finally {
    clearInterval(heartbeat);
    raw.end();
  }
}

function format({ id, event, data }: SentEvent): string {
  const head = `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}`;
  return `${head}data: ${data}\n\n`;
}
