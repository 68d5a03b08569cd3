// Where bridges dial in: the WebSocket upgrade at /gui-mcp on the API's own HTTP server. A bridge shows a
// token or its key before its socket is accepted; on it the cloud is the MCP client. A bridge that dials again replaces its old link.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  acceptLink,
  defaultLinkLimits,
  type ErrorBody,
  errorTable,
  FarhandError,
  GuiMcpTransport,
  type Logger,
  toFarhandError,
} from '@farhand/shared';
import { Client } from '@modelcontextprotocol/client';
import { type WebSocket, WebSocketServer } from 'ws';
import { localUser } from '../users/principal.js';
import type { Authenticate } from '../users/authentication.js';
import { HandClient } from './hand-client.js';
import type { DeviceRegistry } from './registry.js';

export const bridgePath = '/gui-mcp';
const clientName = { name: 'farhand-cloud', version: '0.1.0' };

export interface BridgeEndpoint {
  /** Ends every link and accepts no more. May be called twice. */
  close(): Promise<void>;
}

export interface BridgeEndpointOptions {
  readonly registry: DeviceRegistry;
  readonly log: Logger;
  readonly authenticate: Authenticate;
}

export function serveBridges(server: Server, options: BridgeEndpointOptions): BridgeEndpoint {
  const { registry, log, authenticate } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    // The MCP client handles notifications a turn later than responses: a last step's progress that came in the same
    // packet as the result would be dropped if both were handed over in one turn.
    allowSynchronousEvents: false,
    maxPayload: defaultLinkLimits.maxFrameBytes,
  });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path !== bridgePath) {
      return refuse(socket, new FarhandError('ROUTE_UNKNOWN', `There is no WebSocket at ${path}`).toBody());
    }
    const admitted = bridgeOwner(authenticate, request.headers.authorization);
    admitted.then(
      (owner) =>
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          welcome(webSocket, owner, registry, log).catch((error: unknown) => {
            log.warn({ error: String(error) }, 'a bridge could not be welcomed');
            webSocket.terminate();
          });
        }),
      (error: unknown) => refuse(socket, toFarhandError(error).toBody()),
    );
  };
  server.on('upgrade', onUpgrade);
  return {
    close: async () => {
      server.off('upgrade', onUpgrade);
      for (const webSocket of sockets.clients) webSocket.close(1001);
      for (const webSocket of sockets.clients) webSocket.terminate();
      sockets.close();
    },
  };
}

/** Whose bridge it is. Throws TOKEN_INVALID or SCOPE_MISSING. */
async function bridgeOwner(authenticate: Authenticate, authorization: string | undefined): Promise<string> {
  const principal = await authenticate(authorization);
  if (!principal) throw new FarhandError('TOKEN_INVALID', 'The bridge shows no token or key that this service knows');
  if (principal.scopes.has('bridge')) return principal.user;
  throw new FarhandError('SCOPE_MISSING', 'The token of the bridge lacks the scope "bridge"');
}

async function welcome(webSocket: WebSocket, owner: string, registry: DeviceRegistry, log: Logger): Promise<void> {
  const { link, hello } = await acceptLink(webSocket, () => undefined);
  const bridgeId = nameFor(owner, hello.bridgeId);
  await registry.bridge(bridgeId)?.close();
  const client = new Client(clientName, { versionNegotiation: { mode: 'auto' } });
  const hand = new HandClient(bridgeId, owner, client, link);
  client.onclose = () => {
    registry.remove(hand);
    log.info({ bridge: hello.bridgeId }, 'a bridge has gone');
  };
  await client.connect(new GuiMcpTransport(link));
  if (link.closed) return;
  log.info({ bridge: hello.bridgeId, software: hello.software }, 'a bridge is connected');
  await registry.add(hand);
}

/** Bridges name themselves; what one user's is called can never be what another's is. */
function nameFor(owner: string, bridgeId: string): string {
  return owner === localUser ? bridgeId : `${owner}/${bridgeId}`;
}

function refuse(socket: Duplex, error: ErrorBody): void {
  const { httpStatus } = errorTable[error.code];
  const body = JSON.stringify({ error });
  socket.end(
    [
      `HTTP/1.1 ${httpStatus} ${error.code}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
