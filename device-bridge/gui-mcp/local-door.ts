// The same server over streamable HTTP, for MCP clients on this computer that know nothing of a cloud, such as those written
// for gelab-zero's server. Each request is served by an instance of its own; sessions of the hand lie on the shelf, not here.
// The loopback alone listens, and nothing that a browser's page sends is served: whoever can call it could call adb as well.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { FarhandError, type Logger } from '@farhand/shared';
import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server';

export const localPath = '/mcp';
const host = '127.0.0.1';
const mostBodyBytes = 1024 * 1024;

export interface LocalDoor {
  readonly url: string;
  close(): Promise<void>;
}

/** Port 0 takes a free one. Throws PORT_TAKEN. */
export async function openLocalDoor(port: number, serve: () => McpServer, log: Logger): Promise<LocalDoor> {
  const handler = createMcpHandler(serve, {
    onerror: (error) => log.debug({ error: error.message }, 'a request at the local door was refused'),
  });
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.debug({ error: String(error) }, 'a request at the local door failed');
      refuse(response, 400);
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', `http://${host}`);
    if (!isFromHere(request)) return refuse(response, 403);
    if (pathname !== localPath) return refuse(response, 404);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const body = request.method === 'POST' ? await bodyOf(request) : undefined;
    if (body === null) return refuse(response, 413);
    const answered = await handler.fetch(webRequest(request, body, gone.signal));
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    if (answered.body) await pipeline(Readable.fromWeb(answered.body as ReadableStream), response);
    else response.end();
  };
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => {
    const hint = 'Set FARHAND_MCP_PORT to another port, or to 0 for a free one.';
    throw new FarhandError('PORT_TAKEN', `The port ${port} for MCP clients cannot be used`, { cause, hint });
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}${localPath}`,
    close: async () => {
      await handler.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** By its own name and not sent for a page: a name that leads here from elsewhere, and a browser, say so. */
function isFromHere({ headers }: IncomingMessage): boolean {
  return headers.origin === undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '');
}

/** Null when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function webRequest(request: IncomingMessage, body: Buffer | undefined, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name === 'content-length' || name === 'transfer-encoding') continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const url = new URL(request.url ?? '/', `http://${host}`);
  return new Request(url, { method: request.method ?? 'GET', headers, signal, ...(body && { body: body.toString() }) });
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status).end();
}
