import { FarhandError } from '@farhand/shared';
import type { FastifyReply } from 'fastify';

/** Aborts when the client hangs up before it is answered, or the service closes. */
export function leaving(reply: FastifyReply, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new FarhandError('CANCELLED', 'The client has left'));
  });
  return AbortSignal.any([gone.signal, closing]);
}
