// The same server over streamable HTTP, at /mcp of the API. Each request is served by an instance of its own, for the
// user whose token it carries: there are no MCP sessions to lose, so any replica may serve any request.
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Logger } from '@farhand/shared';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documented } from '../api/documented.js';
import { leaving } from '../api/leaving.js';
import type { Operations } from '../operations.js';
import type { Principal } from '../users/principal.js';
import { createAgentServer } from './server.js';

export const mcpPath = '/mcp';

export function addMcpRoute(
  app: FastifyInstance,
  desk: (principal: Principal) => Operations,
  closing: AbortSignal,
  log: Logger,
): void {
  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    const { principal } = request;
    // Made for each request: what a server may do depends on who asks, and the handler itself holds nothing.
    const handler = createMcpHandler(() => createAgentServer(desk(principal), principal.scopes), {
      onerror: (error) => log.debug({ error: error.message }, 'an MCP request was refused'),
    });
    reply.raw.once('close', () => void handler.close());
    const answer = await handler.fetch(webRequest(request, leaving(reply, closing)), {
      ...(request.method === 'POST' && { parsedBody: request.body }),
    });
    reply.code(answer.status).headers(Object.fromEntries(answer.headers));
    return reply.send(answer.body ? Readable.fromWeb(answer.body as ReadableStream) : null);
  };
  app.route({
    method: ['GET', 'POST', 'DELETE'],
    url: mcpPath,
    ...documented({ summary: 'MCP for other agents (streamable HTTP)', scope: 'tasks' }),
    handler: serve,
  });
}

/** The token has been looked at, the body is written anew. */
const unwanted: ReadonlySet<string> = new Set(['authorization', 'x-api-key', 'content-length', 'transfer-encoding']);

function webRequest(request: FastifyRequest, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (unwanted.has(name) || value === undefined) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const url = new URL(request.url, 'http://farhand.invalid');
  const body = request.method === 'POST' ? { body: JSON.stringify(request.body ?? null) } : {};
  return new Request(url, { method: request.method, headers, signal, ...body });
}
