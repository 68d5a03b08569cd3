// The bridge's end of the link to the cloud: dials out (phones sit behind NAT), shows who it is, serves MCP on the link
// and dials again with growing pauses when the link breaks. A refusal is final.
import {
  type BridgeIdentity,
  delay,
  type ErrorCode,
  FarhandError,
  GuiMcpTransport,
  type Logger,
  openLink,
} from '@farhand/shared';
import type { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { WebSocket } from 'ws';
import type { Authorization } from '../pairing/credentials.js';

const firstPauseMs = 200;
const longestPauseMs = 10_000;
const openLimitMs = 10_000;
const goodbyeLimitMs = 500;
const final: ReadonlySet<ErrorCode> = new Set(['LINK_REFUSED', 'PAIRING_REFUSED']);

export interface DialOptions {
  /** http(s) or ws(s) address of the cloud; the path defaults to /gui-mcp. */
  readonly cloudUrl: string;
  /** What to show, anew for each dial. */
  readonly authorization: Authorization;
  readonly identity: BridgeIdentity;
  readonly createServer: () => McpServer;
  readonly log: Logger;
  /** Ends the dialling and the link. */
  readonly signal: AbortSignal;
  /** A link stands. */
  readonly onLinked: () => void;
}

/** Keeps a link up until the signal aborts (then resolves) or the cloud refuses the bridge (then rejects LINK_REFUSED). */
export async function keepLinked(options: DialOptions): Promise<void> {
  const { signal, log } = options;
  const url = linkAddress(options.cloudUrl);
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    try {
      const socket = await open(url, await options.authorization(signal), signal);
      await serve(socket, options);
      pauseMs = firstPauseMs;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof FarhandError && final.has(error.code)) throw error;
      log.info({ url, error: String(error), pauseMs }, 'the cloud does not answer; dialling again');
    }
    await delay(pauseMs * (0.5 + Math.random() / 2), signal).catch(() => {});
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

/** Throws CONFIG_INVALID for what is no address. */
export function linkAddress(cloudUrl: string): string {
  let url: URL;
  try {
    url = new URL(cloudUrl);
  } catch (cause) {
    throw new FarhandError('CONFIG_INVALID', `"${cloudUrl}" is not the address of a cloud`, { cause });
  }
  url.protocol = url.protocol.replace(/^http/, 'ws');
  if (!/^wss?:$/.test(url.protocol)) {
    throw new FarhandError('CONFIG_INVALID', `A cloud's address begins with http, https, ws or wss, not "${cloudUrl}"`);
  }
  if (url.pathname === '/') url.pathname = '/gui-mcp';
  return url.href;
}

function open(url: string, authorization: string, signal: AbortSignal): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, {
      headers: { authorization },
      perMessageDeflate: false,
      handshakeTimeout: openLimitMs,
    });
    const onAbort = () => socket.terminate();
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = () => signal.removeEventListener('abort', onAbort);
    socket.on('open', () => {
      settle();
      resolve(socket);
    });
    socket.on('error', (error) => {
      settle();
      reject(error);
    });
    socket.on('unexpected-response', (_, response) => {
      settle();
      socket.terminate();
      const { statusCode = 0 } = response;
      const message = `The cloud at ${url} answered ${statusCode} instead of taking the bridge`;
      reject(new FarhandError(statusCode === 401 || statusCode === 403 ? 'LINK_REFUSED' : 'LINK_LOST', message));
    });
  });
}

/** Serves MCP on an open socket until the link ends. */
async function serve(socket: WebSocket, options: DialOptions): Promise<void> {
  const { signal, log, createServer, identity, onLinked } = options;
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  const { link } = await openLink(socket, identity);
  const transport = new GuiMcpTransport(link);
  serveStdio(createServer, { transport, onerror: (error) => log.info({ error: error.message }, 'link') });
  const onAbort = () => {
    link.close();
    // The other side may be gone: its goodbye is not waited for long.
    setTimeout(() => socket.terminate(), goodbyeLimitMs).unref();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  else onLinked();
  await ended;
  signal.removeEventListener('abort', onAbort);
}
