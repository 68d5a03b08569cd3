// The HTTP server: who may ask, how much, and in what shape; the routes are elsewhere. Everything needs a token with the
// route's scope, unknown paths included, but for what says nothing about this service's data: /healthz, /readyz and the
// pages under /docs, the console's files, signing in to it, and the two steps by which a bridge shows who it is.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import { join } from 'node:path';
import { FarhandError, type Logger } from '@farhand/shared';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Facts } from '../facts/facts.js';
import { addMcpRoute } from '../mcp-server/http.js';
import type { Metrics } from '../observability/metrics.js';
import type { Operations } from '../operations.js';
import type { Authenticate } from '../users/authentication.js';
import type { Pairing } from '../users/pairing.js';
import type { Principal } from '../users/principal.js';
import type { SessionStore } from '../users/session-store.js';
import type { TokenStore } from '../users/token-store.js';
import { type Admission, admission } from './admission.js';
import { addChatRoutes, type OpenChat } from './chat/chat-routes.js';
import { addConsoleFiles, consolePolicy, missingPage } from './console-files.js';
import { addDecisionRoutes } from './decision-routes.js';
import type { RouteScope } from './documented.js';
import { answerErrors } from './errors.js';
import { addFactRoutes } from './fact-routes.js';
import { listen } from './listen.js';
import { addMetricsRoute } from './metrics-route.js';
import { addReportRoute } from './report-page.js';
import { addRoutes } from './routes.js';
import { addScheduleRoutes } from './schedule-routes.js';
import { addSessionRoutes } from './session-routes.js';
import { addSkillRoutes } from './skill-routes.js';
import { addTakeoverRoutes } from './takeover-routes.js';
import { createTlsServer, slowestRequestMs, type TlsFiles } from './tls.js';
import { traceRoute } from './trace-route.js';
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
    readonly scope?: RouteScope;
  }
}

export interface ApiServer {
  /** All that take connections: sockets of bridges are theirs to upgrade. */
  readonly servers: readonly (Server | TlsServer)[];
  /** Throws PORT_TAKEN, or CONFIG_INVALID for a host or a certificate that cannot be used. */
  listen(host: string, port: number): Promise<ListeningAt>;
  /** Ends running streams and waits for open requests. May be called twice. */
  close(): Promise<void>;
}

export interface ListeningAt {
  /** For commands and the bridge of this machine: plain HTTP, on the loopback alone where there is TLS. */
  readonly localUrl: string;
  /** What others are told: https:// where there is TLS. */
  readonly publicUrl: string;
}

export interface ApiOptions {
  readonly operations: Operations;
  readonly tokens: TokenStore;
  readonly pairing: Pairing;
  readonly sessions: SessionStore;
  /** Told of each token and key that is good no more. */
  readonly onRevoked: (id: string) => Promise<void>;
  readonly authenticate: Authenticate;
  /** Where the console was built to. */
  readonly consoleFolder: string;
  readonly openChat: OpenChat;
  readonly metrics: Metrics;
  readonly facts: Facts;
  readonly tls: TlsFiles | undefined;
  readonly log: Logger;
}

export async function createApi(options: ApiOptions): Promise<ApiServer> {
  const { operations, tokens, pairing, sessions, onRevoked, authenticate, openChat, metrics, facts, log } = options;
  const closing = new AbortController();
  const app = fastify({ bodyLimit: largestBodyBytes, requestTimeout: slowestRequestMs, forceCloseConnections: true });
  // Schemas document; checking is done in the routes.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  const pageFolder = join(options.consoleFolder, 'page');
  answerErrors(app, log, (request, reply) => missingPage(pageFolder, request, reply));
  app.decorateRequest('principal');
  const whose = admission(authenticate, sessions);
  app.addHook('onRequest', (request) => admit(request, whose));
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    metrics.noteRequest(method, routeOptions.url, statusCode, elapsedTime / 1000);
  });
  app.addHook('onRoute', traceRoute);
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: ({ principal, ip }) => principal?.tokenId ?? ip,
  });
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: consolePolicy } });
  await addDocumentation(app);
  addRoutes(app, operations, closing.signal);
  addDecisionRoutes(app, operations, closing.signal);
  addTakeoverRoutes(app, operations);
  addScheduleRoutes(app, operations);
  addSkillRoutes(app, operations);
  addUserRoutes(app, tokens, pairing, onRevoked);
  addSessionRoutes(app, sessions, authenticate);
  await addConsoleFiles(app, pageFolder);
  addReportRoute(app, operations, join(options.consoleFolder, 'report/report.html'), closing.signal);
  addChatRoutes(app, openChat, closing.signal);
  addMcpRoute(app, ({ user }) => operations.forUser(user, 'mcp'), closing.signal, log);
  addFactRoutes(app, facts, closing.signal);
  addMetricsRoute(app, metrics);
  await app.ready();
  const secure = options.tls && (await createTlsServer(options.tls, (request, answer) => app.routing(request, answer)));
  const open = (server: Server | TlsServer, host: string, port: number) =>
    listen(server, host, port, () =>
      // The framework listens by itself, to know that it has something to close.
      server === app.server ? app.listen({ host, port }) : once(server.listen({ host, port }), 'listening'),
    );
  let closed: Promise<void> | undefined;
  return {
    servers: secure ? [app.server, secure] : [app.server],
    listen: async (host, port) => {
      if (!secure) {
        const url = `http://${inUrl(host)}:${await open(app.server, host, port)}`;
        return { localUrl: url, publicUrl: url };
      }
      const localUrl = `http://127.0.0.1:${await open(app.server, '127.0.0.1', 0)}`;
      return { localUrl, publicUrl: `https://${inUrl(host)}:${await open(secure, host, port)}` };
    },
    close: () => {
      closing.abort(new FarhandError('CANCELLED', 'Farhand is stopping'));
      closed ??= Promise.all([app.close(), secure && closeServer(secure)]).then(() => undefined);
      return closed;
    },
  };
}

/** Throws TOKEN_INVALID, SCOPE_MISSING or ORIGIN_REFUSED. Paths without a route need a token of any scope. */
async function admit(request: FastifyRequest, whose: Admission): Promise<void> {
  const scope = scopeOf(request);
  if (scope === 'open') return;
  const principal = await whose(request.headers, request.method);
  if (!principal) throw new FarhandError('TOKEN_INVALID', 'The request does not carry a token of this service');
  if (scope !== undefined && scope !== 'any' && !principal.scopes.has(scope)) {
    throw new FarhandError('SCOPE_MISSING', `The token lacks the scope "${scope}"`);
  }
  request.principal = principal;
}

/** By the route that will answer (undefined: none), not by the path as it was written. */
function scopeOf({ routeOptions: { url, config } }: FastifyRequest): RouteScope | undefined {
  if (url === documentationPath || url?.startsWith(`${documentationPath}/`)) return 'open';
  return config?.scope;
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

function closeServer(server: TlsServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
