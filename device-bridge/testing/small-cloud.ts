// The cloud's end of a link, as little of it as a test of the bridge needs: takes bridges in with a token and is their
// MCP client.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultLinkLimits, type FrameLink, GuiMcpTransport, LinkBook } from '@farhand/shared';
import { Client } from '@modelcontextprotocol/client';
import { type WebSocket, WebSocketServer } from 'ws';

export interface LinkedBridge {
  readonly bridgeId: string;
  readonly client: Client;
  readonly link: FrameLink;
}

export class SmallCloud {
  readonly token = 'test-token';
  readonly url: string;
  /** Every WebSocket message that came from a bridge, as it came. */
  readonly traffic: Buffer[] = [];
  /** By which bridges that dialled again named their links. */
  readonly resumeTokens: string[] = [];
  readonly #sockets: WebSocketServer;
  readonly #close: () => void;
  readonly #arrived: LinkedBridge[] = [];
  readonly #waiting: ((bridge: LinkedBridge) => void)[] = [];

  private constructor(url: string, sockets: WebSocketServer, close: () => void) {
    this.url = url;
    this.#sockets = sockets;
    this.#close = close;
  }

  /** `parkMs`: how long links without a socket are kept; by default a bridge that dies is gone at once. */
  static async open({ parkMs = 0 } = {}): Promise<SmallCloud> {
    const server = createServer();
    const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    const links = new LinkBook({ ...defaultLinkLimits, parkMs });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const cloud = new SmallCloud(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets, () => {
      links.close();
      for (const socket of sockets.clients) socket.terminate();
      server.close();
    });
    server.on('upgrade', (request, socket, head) => {
      if (request.headers.authorization !== `Bearer ${cloud.token}` || request.url !== '/gui-mcp') {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('message', (data) => cloud.traffic.push(Buffer.from(data as Buffer)));
        // A socket that ends on the way is the bridge's care: it dials again.
        cloud.#welcome(webSocket, links).catch(() => {});
      });
    });
    return cloud;
  }

  /** The next bridge that links up. */
  next(): Promise<LinkedBridge> {
    const arrived = this.#arrived.shift();
    if (arrived) return Promise.resolve(arrived);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** How many bridges are connected. */
  get sockets(): number {
    return this.#sockets.clients.size;
  }

  /** Ends every connection without a goodbye. */
  async dropSockets(): Promise<void> {
    const clients = [...this.#sockets.clients];
    const gone = clients.map((socket) => once(socket, 'close'));
    for (const socket of clients) socket.terminate();
    await Promise.all(gone);
  }

  close(): void {
    this.#close();
  }

  async #welcome(webSocket: WebSocket, links: LinkBook): Promise<void> {
    const { link, hello, resumed } = await links.accept(webSocket);
    if (hello.resumeToken !== '') this.resumeTokens.push(hello.resumeToken);
    if (resumed) return;
    const client = new Client({ name: 'small-cloud', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new GuiMcpTransport(link));
    this.#take({ bridgeId: hello.bridgeId, client, link });
  }

  #take(bridge: LinkedBridge): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(bridge);
    else this.#arrived.push(bridge);
  }
}
