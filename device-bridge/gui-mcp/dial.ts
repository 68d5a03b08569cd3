// The bridge's end of the link to the cloud: dials out (phones sit behind NAT), shows who it is and serves MCP on the link.
// When the socket drops it dials again, at first at once, and takes the link up where it stood: what runs on the phones
// goes on meanwhile. Where the cloud no longer has the link, a new one is begun. A refusal is final.
import {
  type BridgeIdentity,
  defaultLinkLimits,
  delay,
  type ErrorCode,
  FarhandError,
  GuiMcpTransport,
  type Logger,
  type OpenedLink,
  openLink,
} from '@farhand/shared';
import type { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { WebSocket } from 'ws';
import type { Authorization } from '../pairing/credentials.js';

const firstPauseMs = 200;
/** Sockets that stood as long as this are dialled again without a pause. */
const steadyMs = 1000;
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
  let opened: OpenedLink | undefined;
  let pauseMs = firstPauseMs;
  const onAbort = () => opened?.link.close();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    while (!signal.aborted) {
      try {
        const socket = await open(url, await options.authorization(signal), signal);
        const ended = endOf(socket, signal);
        opened = await takeUp(socket, opened, options);
        const stoodMs = await ended;
        pauseMs = stoodMs > steadyMs ? 0 : Math.max(pauseMs, firstPauseMs);
        if (!signal.aborted) log.info({ url, pauseMs }, 'the link to the cloud broke; dialling again');
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof FarhandError && final.has(error.code)) throw error;
        log.info({ url, error: String(error), pauseMs }, 'the cloud does not answer; dialling again');
      }
      await delay(pauseMs * (0.5 + Math.random() / 2), signal).catch(() => {});
      pauseMs = Math.min(Math.max(pauseMs * 2, firstPauseMs), longestPauseMs);
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    opened?.link.close();
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
      maxPayload: defaultLinkLimits.maxFrameBytes,
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

/** Goes on with the link that was open before, or begins one and serves MCP on it. */
async function takeUp(socket: WebSocket, before: OpenedLink | undefined, options: DialOptions): Promise<OpenedLink> {
  const { signal, log, createServer, identity, onLinked } = options;
  const opened = await openLink(socket, identity, before);
  if (opened === before) {
    log.info('the link to the cloud is taken up again');
    return opened;
  }
  const { link, notResumedBecause } = opened;
  if (notResumedBecause) log.info({ because: notResumedBecause }, 'the link to the cloud begins anew');
  const transport = new GuiMcpTransport(link);
  serveStdio(createServer, { transport, onerror: (error) => log.info({ error: error.message }, 'link') });
  if (signal.aborted) link.close();
  else onLinked();
  return opened;
}

/** Resolves with how long the socket stood. An abort ends it, also when the other side does not answer its goodbye. */
function endOf(socket: WebSocket, signal: AbortSignal): Promise<number> {
  const sinceMs = performance.now();
  const onAbort = () => void setTimeout(() => socket.terminate(), goodbyeLimitMs).unref();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return new Promise((resolve) => {
    socket.once('close', () => {
      signal.removeEventListener('abort', onAbort);
      resolve(performance.now() - sinceMs);
    });
  });
}
