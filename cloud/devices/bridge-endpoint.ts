// Where bridges dial in: the WebSocket upgrade at /gui-mcp on the API's own HTTP servers. A bridge shows a token or its key
// before its socket is accepted; on it the cloud is the MCP client. A bridge whose socket dropped takes its link up
// again, and nothing that runs on it notices; one that begins a new link ends its old one. Each user's bridges have a
// reception of their own, so that no name, phone or resume token of one user's can touch another's.
import { once } from 'node:events';
import {
  defaultLinkLimits,
  delay,
  FarhandError,
  type FrameLink,
  LinkBook,
  type LinkLimits,
  type Logger,
  toFarhandError,
} from '@farhand/shared';
import { type WebSocket, WebSocketServer } from 'ws';
import { refuseUpgrade, type Upgrades } from '../api/upgrades.js';
import type { Authenticate } from '../users/authentication.js';
import { localUser, type Principal } from '../users/principal.js';
import { HandClient } from './hand-client.js';
import type { DeviceRegistry } from './registry.js';

export const bridgePath = '/gui-mcp';
const onlyBridges = /^\/gui-mcp$/;
/** For goodbyes to reach their bridges before the sockets are destroyed. */
const goodbyeMs = 100;

export interface BridgeEndpoint {
  /** Ends the links that were begun with a token or a key that is good no more. */
  revoked(tokenId: string): void;
  /** Ends every link and accepts no more. May be called twice. */
  close(): Promise<void>;
}

export interface BridgeEndpointOptions {
  readonly registry: DeviceRegistry;
  readonly log: Logger;
  readonly authenticate: Authenticate;
  /** How long a bridge whose socket dropped may stay away; 0 not at all. */
  readonly linkParkMs: number;
}

export function serveBridges(upgrades: Upgrades, options: BridgeEndpointOptions): BridgeEndpoint {
  const { log, authenticate, linkParkMs } = options;
  const limits = { ...defaultLinkLimits, parkMs: linkParkMs };
  const receptions = new Map<string, Reception>();
  const receptionOf = (owner: string): Reception => {
    let reception = receptions.get(owner);
    if (!reception) {
      reception = new Reception(owner, limits, options);
      receptions.set(owner, reception);
    }
    return reception;
  };
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    // The MCP client handles notifications a turn later than responses: a last step's progress that came in the same
    // packet as the result would be dropped if both were handed over in one turn.
    allowSynchronousEvents: false,
    maxPayload: limits.maxFrameBytes,
  });
  const closeDoor = upgrades.serve(onlyBridges, (request, socket, head) => {
    bridgePrincipal(authenticate, request.headers.authorization).then(
      ({ user, tokenId }) =>
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          receptionOf(user)
            .welcome(webSocket, tokenId)
            .catch((error: unknown) => {
              log.warn({ error: String(error) }, 'a bridge could not be welcomed');
              webSocket.terminate();
            });
        }),
      (error: unknown) => refuseUpgrade(socket, toFarhandError(error).toBody()),
    );
  });
  return {
    revoked: (tokenId) => {
      for (const reception of receptions.values()) reception.revoked(tokenId);
    },
    close: async () => {
      closeDoor();
      for (const reception of receptions.values()) reception.close();
      const gone = [...sockets.clients].map((webSocket) => once(webSocket, 'close'));
      await Promise.race([Promise.all(gone), delay(goodbyeMs)]);
      for (const webSocket of sockets.clients) webSocket.terminate();
      sockets.close();
    },
  };
}

/** Whose bridge it is. Throws TOKEN_INVALID or SCOPE_MISSING. */
async function bridgePrincipal(authenticate: Authenticate, authorization: string | undefined): Promise<Principal> {
  const principal = await authenticate(authorization);
  if (!principal) throw new FarhandError('TOKEN_INVALID', 'The bridge shows no token or key that this service knows');
  if (principal.scopes.has('bridge')) return principal;
  throw new FarhandError('SCOPE_MISSING', 'The token of the bridge lacks the scope "bridge"');
}

/** Takes a user's bridges in, one socket after another. */
class Reception {
  readonly #owner: string;
  readonly #links: LinkBook;
  readonly #registry: DeviceRegistry;
  readonly #log: Logger;
  /** The links that stand, with what each was begun with. */
  readonly #admitted = new Map<FrameLink, string>();
  /** A bridge may have shown one just before, and say its hello only now. */
  readonly #revoked = new Set<string>();

  constructor(owner: string, limits: LinkLimits, { registry, log }: BridgeEndpointOptions) {
    this.#owner = owner;
    this.#links = new LinkBook(limits);
    this.#registry = registry;
    this.#log = log;
  }

  /** Ends every link with a goodbye. */
  close(): void {
    this.#links.close();
  }

  revoked(tokenId: string): void {
    this.#revoked.add(tokenId);
    for (const [link, admittedBy] of this.#admitted) if (admittedBy === tokenId) link.close();
  }

  async welcome(webSocket: WebSocket, tokenId: string): Promise<void> {
    const { link, hello, resumed, notResumedBecause } = await this.#links.accept(webSocket);
    const { bridgeId, software } = hello;
    const bridge = nameFor(this.#owner, bridgeId);
    webSocket.once('close', () => {
      if (!link.parked) return;
      this.#log.info({ bridge }, 'a bridge is away; its link is kept for a time');
      this.#registry.parked(bridge);
    });
    if (resumed) {
      this.#log.info({ bridge }, 'a bridge is back, and goes on');
      return;
    }
    if (this.#revoked.has(tokenId)) return link.close();
    this.#admitted.set(link, tokenId);
    let hand: HandClient | undefined;
    const onClose = () => {
      this.#admitted.delete(link);
      if (hand) this.#registry.remove(hand);
      this.#log.info({ bridge }, 'a bridge has gone');
    };
    hand = await HandClient.open({ bridgeId: bridge, owner: this.#owner }, link, onClose);
    if (link.closed) return;
    const how = notResumedBecause ? { bridge, software, notResumedBecause } : { bridge, software };
    this.#log.info(how, 'a bridge is connected');
    await this.#registry.add(hand);
  }
}

/** Bridges name themselves; what one user's is called can never be what another's is. */
function nameFor(owner: string, bridgeId: string): string {
  return owner === localUser ? bridgeId : `${owner}/${bridgeId}`;
}
