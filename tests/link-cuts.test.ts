// A task whose link is cut at every byte of its traffic, through a proxy that knows nothing of what it cuts: real sockets,
// the real link and transport, MCP's real client and server. The answer is always the same, and it is done once.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { defaultLinkLimits, GuiMcpTransport, LinkBook, type OpenedLink, openLink } from '@farhand/shared';
import { Client } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type Direction, type Fault, FaultProxy } from './fault-proxy.js';

/** Just large enough to travel beside the JSON. */
const picture = Buffer.from(Array.from({ length: 384 }, (_, index) => index % 251)).toString('base64');
const identity = { bridgeId: 'bridge', software: 'test' };

/** A cloud and a bridge with a proxy between them. The bridge dials again as often as it has to. */
class CutLink {
  readonly proxy: FaultProxy;
  readonly client: Client;
  /** How often the bridge did what it was asked. */
  done = 0;
  /** How often it linked up. */
  links = 0;
  readonly #parts: (() => unknown)[];

  private constructor(proxy: FaultProxy, client: Client, parts: (() => unknown)[]) {
    this.proxy = proxy;
    this.client = client;
    this.#parts = parts;
  }

  static async open(limits = defaultLinkLimits): Promise<CutLink> {
    // As in the product: one message a turn, see the cloud's bridge endpoint.
    const options = { port: 0, host: '127.0.0.1', perMessageDeflate: false, allowSynchronousEvents: false };
    const sockets = new WebSocketServer(options);
    await once(sockets, 'listening');
    const proxy = await FaultProxy.open((sockets.address() as AddressInfo).port);
    const links = new LinkBook(limits);
    const client = new Client({ name: 'cloud', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    const stop = new AbortController();
    const cut = new CutLink(proxy, client, [
      () => stop.abort(),
      () => client.close(),
      () => links.close(),
      () => proxy.close(),
      () => sockets.close(),
    ]);
    const connected = new Promise<void>((resolve, reject) => {
      sockets.on('connection', async (socket) => {
        const accepted = await links.accept(socket).catch(() => undefined);
        if (accepted && !accepted.resumed) client.connect(new GuiMcpTransport(accepted.link)).then(resolve, reject);
      });
    });
    void cut.#dial(stop.signal, limits);
    await connected;
    return cut;
  }

  async task(): Promise<{ progress: string[]; text: string; picture: string; structured: unknown }> {
    const progress: string[] = [];
    const answer = await this.client.callTool(
      { name: 'execute_task', arguments: { task: 'price' } },
      { onprogress: ({ message = '' }) => progress.push(message), timeout: 10_000 },
    );
    const [shown, said] = answer.content as { data?: string; text?: string }[];
    return { progress, text: said?.text ?? '', picture: shown?.data ?? '', structured: answer.structuredContent };
  }

  async close(): Promise<void> {
    for (const part of this.#parts) await part();
  }

  async #dial(signal: AbortSignal, limits: typeof defaultLinkLimits): Promise<void> {
    let opened: OpenedLink | undefined;
    while (!signal.aborted) {
      const socket = new WebSocket(`ws://127.0.0.1:${this.proxy.port}`, { perMessageDeflate: false });
      const ended = new Promise((resolve) => socket.once('close', resolve));
      try {
        await once(socket, 'open', { signal });
        const next = await openLink(socket, identity, opened, limits);
        if (next !== opened) {
          this.links++;
          serveStdio(() => this.#server(), { transport: new GuiMcpTransport(next.link) });
        }
        opened = next;
        await ended;
      } catch {
        socket.on('error', () => {}).terminate();
      }
    }
  }

  #server(): McpServer {
    const server = new McpServer({ name: 'bridge', version: '1' }, { capabilities: { tools: {} } });
    const schema = { inputSchema: z.object({ task: z.string() }), outputSchema: z.object({ done: z.string() }) };
    server.registerTool('execute_task', schema, async ({ task }, { mcpReq }) => {
      this.done++;
      const progressToken = mcpReq._meta?.progressToken ?? '';
      const params = { progressToken, progress: 1, message: 'step 1' };
      await mcpReq.notify({ method: 'notifications/progress', params });
      const content = [
        { type: 'image' as const, mimeType: 'image/png', data: picture },
        { type: 'text' as const, text: task },
      ];
      return { content, structuredContent: { done: task } };
    });
    return server;
  }
}

const answer = { progress: ['step 1'], text: 'price', picture, structured: { done: 'price' } };

describe('a task', () => {
  let link: CutLink;
  beforeAll(async () => {
    link = await CutLink.open();
  });
  afterAll(() => link.close());

  async function trial(...faults: Fault[]): Promise<void> {
    const { done } = link;
    link.proxy.arm(...faults);
    expect(await link.task(), JSON.stringify(faults)).toEqual(answer);
    expect([link.done - done, link.links], JSON.stringify(faults)).toEqual([1, 1]);
  }

  test.each<Direction>(['up', 'down'])(
    'cut at every byte that goes %s is answered the same, and done once',
    async (direction) => {
      await trial();
      const total = link.proxy.passed[direction];
      expect(total).toBeGreaterThan(300);
      let cuts = 0;
      for (let afterBytes = 0; afterBytes < total; afterBytes++) {
        await trial({ direction, afterBytes, what: 'cut' });
        cuts += link.proxy.happened;
      }
      // Acknowledgements come at their own time, so that a task's last bytes may be few.
      expect(cuts).toBeGreaterThan(total - 100);
    },
    120_000,
  );

  test.each<Direction>(['up', 'down'])(
    'cut once more, at bytes that go %s while it is taken up again, too',
    async (direction) => {
      const first: Fault = { direction: 'up', afterBytes: 300, what: 'cut' };
      for (let afterBytes = 0; afterBytes < 500; afterBytes += 11) {
        await trial(first, { direction, afterBytes, what: 'cut' });
      }
    },
    120_000,
  );

  test('whose bytes come one by one is answered the same', async () => {
    link.proxy.crumbles = true;
    await trial();
    link.proxy.crumbles = false;
  });
});

describe('a link on which nothing passes any more, though nobody was told', () => {
  let link: CutLink | undefined;
  afterEach(() => link?.close());

  test.each<Direction>(['up', 'down'])('%s, is given up and taken up again', async (direction) => {
    link = await CutLink.open({ ...defaultLinkLimits, pingIntervalMs: 40, deadAfterMs: 120 });
    for (const afterBytes of [0, 150, 300]) {
      const { done } = link;
      link.proxy.arm({ direction, afterBytes, what: 'stall' });
      expect(await link.task()).toEqual(answer);
      expect([link.done - done, link.links, link.proxy.happened]).toEqual([1, 1, 1]);
    }
  });
});
