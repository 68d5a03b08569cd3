// Every failure of the API in one shape: {error: {code, message, hint}} with the status of the error table.
import { type ErrorBody, errorTable, FarhandError, type Logger } from '@farhand/shared';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export function answerErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: FastifyError | Error, _request, reply) => {
    const { farhand, status } = translate(error);
    if (farhand.code === 'INTERNAL') log.error({ err: error }, 'a request broke');
    return send(reply, farhand.toBody(), status);
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? '';
    return send(
      reply,
      new FarhandError('ROUTE_UNKNOWN', `There is no ${request.method} ${path.slice(0, 200)}`).toBody(),
    );
  });
}

function send(reply: FastifyReply, error: ErrorBody, status: number = errorTable[error.code].httpStatus): FastifyReply {
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').send({ error });
}

function translate(error: FastifyError | Error): { farhand: FarhandError; status?: number } {
  if (error instanceof FarhandError) return { farhand: error };
  const { code, statusCode = 500 } = error as FastifyError;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return {
      farhand: new FarhandError('COMMAND_TOO_LONG', 'The request is over the limit of 1 MiB', { cause: error }),
    };
  }
  if (statusCode === 429) {
    return { farhand: new FarhandError('RATE_LIMITED', 'Too many requests in one minute', { cause: error }) };
  }
  if (statusCode >= 400 && statusCode < 500) {
    return { farhand: new FarhandError('INPUT_INVALID', error.message, { cause: error }), status: statusCode };
  }
  return { farhand: new FarhandError('INTERNAL', 'The service met an unforeseen error', { cause: error }) };
}
