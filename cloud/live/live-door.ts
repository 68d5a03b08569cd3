// The WebSocket by which a page watches a phone: `/v1/devices/:id/live`. The page asks for each view it can take, and has
// one answer on the way at the most, so a slow one misses views and holds nothing up. A message of ours is a length (four
// bytes, big-endian), that many bytes of JSON (see LiveView) and a JPEG, which may be missing.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { FarhandError, type Logger, parseStrict, toFarhandError } from '@farhand/shared';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type Admission, mustBeOwnPage } from '../api/admission.js';
import { refuseUpgrade, type Upgrades } from '../api/upgrades.js';
import type { DeviceRegistry } from '../devices/registry.js';
import type { Principal } from '../users/principal.js';
import { PhoneWatch, type SeenView } from './phone-watch.js';

export const liveProtocol = 'farhand.live.1';
const livePaths = /^\/v1\/devices\/([^/]+)\/live$/;
const mostSocketsOfUser = 32;
const mostMessageBytes = 4096;
/** Within ten seconds; a page asks for no more than it can paint. */
const mostMessages = 400;
const messagesWindowMs = 10_000;
const heartbeatMs = 15_000;
const defaultEdgePx = 960;
/** Close codes: https://datatracker.ietf.org/doc/html/rfc6455#section-7.4.1 */
const goingAway = 1001;
const brokeRules = 1008;
/** Of a close frame, in characters: it holds 123 bytes. */
const longestReason = 40;

const askSchema = z.strictObject({
  next: z.strictObject({
    max_edge: z.int().min(64).max(2400).optional().describe('Longest edge in pixels; defaults to 960'),
    after: z.string().max(100).optional().describe('The mark of the view that the page has'),
    hold: z.string().min(1).max(100).optional().describe('Of the person who drives the phone'),
  }),
});

export interface LiveDoor {
  /** Ends what was begun with a token or session that is good no more. */
  revoked(tokenId: string): void;
  /** May be called twice. */
  close(): void;
}

export interface LiveDoorOptions {
  readonly registry: Pick<DeviceRegistry, 'hand'>;
  readonly admit: Admission;
  readonly log: Logger;
}

export function serveLive(upgrades: Upgrades, options: LiveDoorOptions): LiveDoor {
  const { registry, admit, log } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: mostMessageBytes,
    handleProtocols: (offered) => (offered.has(liveProtocol) ? liveProtocol : false),
  });
  const watches = new Watches(registry);
  const open = new Set<LiveSocket>();
  const welcome = async (request: IncomingMessage, socket: Duplex, head: Buffer, deviceId: string): Promise<void> => {
    const principal = await admitted(request, admit);
    const ofUser = [...open].filter(({ principal: { user } }) => user === principal.user);
    if (ofUser.length >= mostSocketsOfUser) {
      throw new FarhandError('RATE_LIMITED', `${mostSocketsOfUser} pages watch phones of this user already`);
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const isGood = () => admitted(request, admit);
      const live = new LiveSocket({ webSocket, principal, deviceId, watches, isGood });
      open.add(live);
      webSocket.once('close', () => open.delete(live));
    });
  };
  const closeDoor = upgrades.serve(livePaths, (request, socket, head, path) => {
    const deviceId = decoded(livePaths.exec(path)?.[1] ?? '');
    welcome(request, socket, head, deviceId).catch((thrown: unknown) => {
      const error = toFarhandError(thrown);
      if (error.code === 'INTERNAL') log.warn({ err: thrown }, 'a page that watches could not be let in');
      refuseUpgrade(socket, error.toBody());
    });
  });
  return {
    revoked: (tokenId) => {
      for (const live of open) if (live.principal.tokenId === tokenId) live.end(brokeRules, 'TOKEN_INVALID');
    },
    close: () => {
      closeDoor();
      for (const live of open) live.end(goingAway, 'Farhand is stopping');
      sockets.close();
    },
  };
}

/** Throws TOKEN_INVALID, SCOPE_MISSING or ORIGIN_REFUSED. Any page that names an origin must be our own, whatever it shows. */
async function admitted({ headers }: IncomingMessage, admit: Admission): Promise<Principal> {
  const principal = await admit(headers, 'POST');
  if (!principal) throw new FarhandError('TOKEN_INVALID', 'The request does not carry a token of this service');
  if (headers.origin !== undefined) mustBeOwnPage(headers, 'POST');
  if (principal.scopes.has('devices')) return principal;
  throw new FarhandError('SCOPE_MISSING', 'The token lacks the scope "devices"');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The phones that somebody watches, each asked once for all who do. */
class Watches {
  readonly #registry: LiveDoorOptions['registry'];
  readonly #watches = new Map<string, PhoneWatch>();

  constructor(registry: LiveDoorOptions['registry']) {
    this.#registry = registry;
  }

  of(owner: string, deviceId: string, hold: string | undefined): PhoneWatch {
    for (const [key, watch] of this.#watches) if (watch.isIdle) this.#watches.delete(key);
    const key = JSON.stringify([owner, deviceId, hold]);
    const known = this.#watches.get(key);
    if (known) return known;
    const watch = new PhoneWatch({ deviceId, hold, find: () => this.#registry.hand(deviceId, owner) });
    this.#watches.set(key, watch);
    return watch;
  }
}

interface LiveSocketParts {
  readonly webSocket: WebSocket;
  readonly principal: Principal;
  readonly deviceId: string;
  readonly watches: Watches;
  /** Rejects once the request would be refused. */
  readonly isGood: () => Promise<unknown>;
}

class LiveSocket {
  readonly principal: Principal;
  readonly #parts: LiveSocketParts;
  readonly #gone = new AbortController();
  #isAnswering = false;
  #isThere = true;
  #messages = 0;
  #windowMs = performance.now();

  constructor(parts: LiveSocketParts) {
    const { webSocket, principal } = parts;
    this.#parts = parts;
    this.principal = principal;
    const heartbeat = setInterval(() => void this.#beat(), heartbeatMs).unref();
    webSocket.on('pong', () => {
      this.#isThere = true;
    });
    webSocket.on('message', (data, isBinary) => this.#heard(String(data), isBinary));
    webSocket.on('error', () => webSocket.terminate());
    webSocket.once('close', () => {
      clearInterval(heartbeat);
      this.#gone.abort();
    });
  }

  end(code: number, why: string): void {
    this.#parts.webSocket.close(code, why);
  }

  #heard(text: string, isBinary: boolean): void {
    const nowMs = performance.now();
    if (nowMs - this.#windowMs > messagesWindowMs) {
      this.#windowMs = nowMs;
      this.#messages = 0;
    }
    this.#messages += 1;
    try {
      if (this.#messages > mostMessages) throw new FarhandError('RATE_LIMITED', 'Too many messages');
      if (isBinary || this.#isAnswering) throw new FarhandError('INPUT_INVALID', 'One view is asked for at a time');
      const { next } = parseStrict(askSchema, JSON.parse(text), 'INPUT_INVALID', 'message');
      this.#answer(next.hold, next.after, next.max_edge ?? defaultEdgePx);
    } catch (thrown) {
      const why = thrown instanceof FarhandError ? `${thrown.code}: ${thrown.message}` : 'INPUT_INVALID: not JSON';
      this.end(brokeRules, why.slice(0, longestReason));
    }
  }

  #answer(hold: string | undefined, after: string | undefined, edgePx: number): void {
    const { watches, deviceId, webSocket } = this.#parts;
    this.#isAnswering = true;
    watches
      .of(this.principal.user, deviceId, hold)
      .next(after, edgePx, this.#gone.signal)
      .then((seen) => {
        this.#isAnswering = false;
        webSocket.send(toMessage(seen));
      });
  }

  async #beat(): Promise<void> {
    const { webSocket, isGood } = this.#parts;
    if (!this.#isThere) {
      webSocket.terminate();
      return;
    }
    this.#isThere = false;
    webSocket.ping();
    await isGood().catch((thrown: unknown) => this.end(brokeRules, toFarhandError(thrown).code));
  }
}

function toMessage({ view, picture }: SeenView): Buffer {
  const json = Buffer.from(JSON.stringify(view));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, ...(picture ? [picture] : [])]);
}
