// Every failure of the API in one shape: {error: {code, message, hint}} with the status of the error table.
import { type ErrorBody, errorTable, FarhandError, type Logger } from '@farhand/shared';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isAway } from '../store/lasting.js';

/** `missing`: answers for an address that there is not, where it has something better to say. */
export function answerErrors(
  app: FastifyInstance,
  log: Logger,
  missing: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined,
): void {
  app.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const { farhand, status } = toApiError(error, request);
    if (farhand.code === 'INTERNAL') log.error({ err: error }, 'a request broke');
    return send(reply, farhand.toBody(), status);
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const better = missing(request, reply);
    if (better) return better;
    const path = request.url.split('?')[0] ?? '';
    const error = new FarhandError('ROUTE_UNKNOWN', `There is no ${request.method} ${path.slice(0, 200)}`);
    return send(reply, error.toBody(), errorTable.ROUTE_UNKNOWN.httpStatus);
  });
}

function send(reply: FastifyReply, error: ErrorBody, status: number): FastifyReply {
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').send({ error });
}

/** An error of the table and the status to answer with, for whatever was thrown. */
export function toApiError(
  error: FastifyError | Error,
  request: FastifyRequest,
): { farhand: FarhandError; status: number } {
  const { farhand, status } = translate(error, request);
  return { farhand, status: status ?? errorTable[farhand.code].httpStatus };
}

function translate(
  error: FastifyError | Error,
  { routeOptions }: FastifyRequest,
): { farhand: FarhandError; status?: number } {
  if (error instanceof FarhandError) return { farhand: error };
  const { code, statusCode = 500 } = error as FastifyError;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const limit = `${routeOptions.bodyLimit / 1024 ** 2} MiB`;
    return {
      farhand: new FarhandError('COMMAND_TOO_LONG', `The request is over the limit of ${limit}`, { cause: error }),
    };
  }
  if (statusCode === 429) {
    return { farhand: new FarhandError('RATE_LIMITED', 'Too many requests in one minute', { cause: error }) };
  }
  if (statusCode >= 400 && statusCode < 500) {
    return { farhand: new FarhandError('INPUT_INVALID', error.message, { cause: error }), status: statusCode };
  }
  if (isAway(error)) {
    return { farhand: new FarhandError('STORE_FAILED', 'The database did not answer in time', { cause: error }) };
  }
  return { farhand: new FarhandError('INTERNAL', 'The service met an unforeseen error', { cause: error }) };
}
