// The HTTP server: who may ask, how much, and in what shape; the routes are elsewhere. Everything needs a token with the
// route's scope, unknown paths included, but for what says nothing about this service's data: /healthz and the pages under
// /docs, and the two steps by which a bridge shows who it is.
import type { Server } from 'node:http';
import { FarhandError, type Logger } from '@farhand/shared';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { addMcpRoute } from '../mcp-server/http.js';
import type { Operations } from '../operations.js';
import type { Authenticate } from '../users/authentication.js';
import type { Pairing } from '../users/pairing.js';
import type { Principal, Scope } from '../users/principal.js';
import type { TokenStore } from '../users/token-store.js';
import { answerErrors } from './errors.js';
import { addRoutes } from './routes.js';
import { addUserRoutes } from './user-routes.js';

/** A command of 8000 characters fits many times over; larger ones are answered, not crashed on. */
const largestBodyBytes = 1024 * 1024;
/** For each token, and for each address that sends none. */
const requestsPerMinute = 1200;
const documentationPath = '/docs';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is; absent only on open routes, which do not look. */
    principal: Principal;
  }
  interface FastifyContextConfig {
    readonly scope?: Scope | 'open';
  }
}

export interface ApiServer {
  readonly server: Server;
  /** Answers the port. Throws PORT_TAKEN. */
  listen(host: string, port: number): Promise<number>;
  /** Ends running streams and waits for open requests. May be called twice. */
  close(): Promise<void>;
}

export interface ApiOptions {
  readonly operations: Operations;
  readonly tokens: TokenStore;
  readonly pairing: Pairing;
  readonly authenticate: Authenticate;
  readonly log: Logger;
}

export async function createApi(options: ApiOptions): Promise<ApiServer> {
  const { operations, tokens, pairing, authenticate, log } = options;
  const closing = new AbortController();
  const app = fastify({ bodyLimit: largestBodyBytes, forceCloseConnections: true });
  // Schemas document; checking is done in the routes.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  answerErrors(app, log);
  app.decorateRequest('principal');
  app.addHook('onRequest', (request) => admit(request, authenticate));
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: ({ principal, ip }) => principal?.tokenId ?? ip,
  });
  await app.register(helmet);
  await addDocumentation(app);
  addRoutes(app, operations, closing.signal);
  addUserRoutes(app, tokens, pairing);
  addMcpRoute(app, ({ user }) => operations.forUser(user), closing.signal, log);
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

/** Throws TOKEN_INVALID or SCOPE_MISSING. Paths without a route need a token of any scope. */
async function admit(request: FastifyRequest, authenticate: Authenticate): Promise<void> {
  const scope = scopeOf(request);
  if (scope === 'open') return;
  const principal = await authenticate(tokenIn(request));
  if (!principal) throw new FarhandError('TOKEN_INVALID', 'The request does not carry a token of this service');
  if (scope !== undefined && !principal.scopes.has(scope)) {
    throw new FarhandError('SCOPE_MISSING', `The token lacks the scope "${scope}"`);
  }
  request.principal = principal;
}

/** By the route that will answer (undefined: none), not by the path as it was written. */
function scopeOf({ routeOptions: { url, config } }: FastifyRequest): Scope | 'open' | undefined {
  if (url === documentationPath || url?.startsWith(`${documentationPath}/`)) return 'open';
  return config?.scope;
}

/** Clients of Anthropic's API send their key in a header of its own. */
function tokenIn({ headers }: FastifyRequest): string | undefined {
  const key = headers['x-api-key'];
  return headers.authorization ?? (typeof key === 'string' ? `Bearer ${key}` : undefined);
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
