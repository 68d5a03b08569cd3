// The HTTP server: who may ask, how much, and in what shape; the routes are elsewhere. Everything needs the service
// token, unknown paths included, but for /healthz, /readyz and the pages under /docs, which say nothing about this service's data.
import type { Server } from 'node:http';
import { FarhandError, type Logger } from '@farhand/shared';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance } from 'fastify';
import type { Operations } from '../operations.js';
import { answerErrors } from './errors.js';
import { addRoutes } from './routes.js';

/** A command of 8000 characters fits many times over; larger ones are answered, not crashed on. */
const largestBodyBytes = 1024 * 1024;
const requestsPerMinute = 1200;
const documentationPath = '/docs';

export interface ApiServer {
  readonly server: Server;
  /** Answers the port. Throws PORT_TAKEN. */
  listen(host: string, port: number): Promise<number>;
  /** Ends running streams and waits for open requests. May be called twice. */
  close(): Promise<void>;
}

export async function createApi(options: {
  readonly operations: Operations;
  readonly isAllowed: (authorization: string | undefined) => boolean;
  readonly log: Logger;
}): Promise<ApiServer> {
  const { operations, isAllowed, log } = options;
  const closing = new AbortController();
  const app = fastify({ bodyLimit: largestBodyBytes, forceCloseConnections: true });
  // Schemas document; checking is done in the routes.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  answerErrors(app, log);
  app.addHook('onRequest', async (request) => {
    if (isOpen(request.routeOptions.url) || isAllowed(request.headers.authorization)) return;
    throw new FarhandError('TOKEN_INVALID', 'The request does not carry the token of this service');
  });
  await app.register(rateLimit, { max: requestsPerMinute, timeWindow: '1 minute' });
  await app.register(helmet);
  await addDocumentation(app);
  addRoutes(app, operations, closing.signal);
  await app.ready();
  let closed: Promise<void> | undefined;
  return {
    server: app.server,
    listen: (host, port) => listen(app, host, port),
    close: () => {
      closing.abort(new FarhandError('CANCELLED', 'Farhand is stopping'));
      closed ??= app.close();
      return closed;
    },
  };
}

/** By the route that will answer (undefined: none), not by the path as it was written. */
function isOpen(route: string | undefined): boolean {
  const probes = ['/healthz', '/readyz'];
  return (
    probes.includes(route ?? '') || route === documentationPath || route?.startsWith(`${documentationPath}/`) === true
  );
}

async function addDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Farhand', description: 'Plain-language commands, carried out on real phones', version: '0.1.0' },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
  });
  await app.register(swaggerUi, { routePrefix: documentationPath, staticCSP: true });
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      throw new FarhandError('PORT_TAKEN', `The port ${port} on ${host} cannot be used (${code})`, { cause: error });
    }
    throw new FarhandError('CONFIG_INVALID', `Farhand cannot listen on ${host}:${port} (${code})`, { cause: error });
  }
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : port;
}
