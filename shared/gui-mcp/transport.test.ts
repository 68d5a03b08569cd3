import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { defaultLinkLimits } from './limits.js';
import { LinkBook } from './link-book.js';
import { openLink } from './open-link.js';
import { GuiMcpTransport } from './transport.js';

const cleanUp: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

const picture = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251)).toString('base64');

function bridgeServer(): McpServer {
  const server = new McpServer({ name: 'test-bridge', version: '1' }, { capabilities: {} });
  server.registerTool('get_screenshot', { inputSchema: z.object({}) }, async () => ({
    content: [
      { type: 'image' as const, mimeType: 'image/png', data: picture },
      { type: 'text' as const, text: 'done' },
    ],
  }));
  server.registerTool('too_large', { inputSchema: z.object({}) }, async () => ({
    content: [{ type: 'text' as const, text: 'x'.repeat(defaultLinkLimits.maxFrameBytes) }],
  }));
  return server;
}

const identity = { bridgeId: 'b1', software: 'test' };

async function listen(): Promise<{ cloud: WebSocketServer; url: string }> {
  const cloud = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, autoPong: false });
  await once(cloud, 'listening');
  cleanUp.push(() => new Promise<void>((done) => cloud.close(() => done())));
  return { cloud, url: `ws://127.0.0.1:${(cloud.address() as AddressInfo).port}` };
}

async function dial(url: string): Promise<WebSocket> {
  const dialled = new WebSocket(url);
  cleanUp.push(() => dialled.terminate());
  await once(dialled, 'open');
  return dialled;
}

/** A cloud and a bridge joined by a real WebSocket on the loopback. */
async function join() {
  const { cloud, url } = await listen();
  const links = new LinkBook();
  const accept = () => once(cloud, 'connection').then(([socket]) => links.accept(socket as WebSocket));
  const accepted = accept();
  const bridge = await openLink(await dial(url), identity);
  cleanUp.push(() => links.close());
  return { bridge, cloud: await accepted, links, url, accept };
}

describe('GUI-MCP over a WebSocket', () => {
  test('the MCP SDK works over it in both roles, and pictures arrive byte for byte without base64 on the wire', async () => {
    const { bridge, cloud } = await join();
    serveStdio(bridgeServer, { transport: new GuiMcpTransport(bridge.link) });
    const client = new Client({ name: 'test-cloud', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new GuiMcpTransport(cloud.link));
    cleanUp.push(() => client.close());
    const before = cloud.link.bytesReceived;
    const result = await client.callTool({ name: 'get_screenshot', arguments: {} });
    const content = result.content as { type: string; data?: string }[];
    expect(content.map(({ type }) => type)).toEqual(['image', 'text']);
    expect(content[0]?.data).toBe(picture);
    expect(cloud.link.bytesReceived - before).toBeLessThan(302_000);
  });

  test('who asks for it gets pictures as the bytes that were sent, once, and without base64 on the way', async () => {
    const { bridge, cloud } = await join();
    serveStdio(bridgeServer, { transport: new GuiMcpTransport(bridge.link) });
    const client = new Client({ name: 'test-cloud', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    const transport = new GuiMcpTransport(cloud.link, { keepsImages: true });
    await client.connect(transport);
    cleanUp.push(() => client.close());
    const { content } = await client.callTool({ name: 'get_screenshot', arguments: {} });
    const image = content[0] as { type: 'image'; data: string };
    expect(image.data).toBe('');
    expect(Buffer.from(transport.takeImage(image)).toString('base64')).toBe(picture);
    expect(() => transport.takeImage(image)).toThrow('was taken before');
    const small = { data: Buffer.from('small').toString('base64') };
    expect(Buffer.from(transport.takeImage(small)).toString()).toBe('small');
  });

  test('a link that ends is told to both transports exactly once', async () => {
    const { bridge, cloud } = await join();
    const ends: string[] = [];
    const bridgeSide = new GuiMcpTransport(bridge.link);
    const cloudSide = new GuiMcpTransport(cloud.link);
    bridgeSide.onclose = () => ends.push('bridge');
    const cloudEnded = new Promise<void>((resolve) => {
      cloudSide.onclose = () => {
        ends.push('cloud');
        resolve();
      };
    });
    await bridgeSide.start();
    await cloudSide.start();
    await bridgeSide.close();
    await bridgeSide.close();
    await cloudEnded;
    expect(ends).toEqual(['bridge', 'cloud']);
    await expect(bridgeSide.send({ jsonrpc: '2.0', method: 'late' })).rejects.toMatchObject({ code: 'LINK_LOST' });
  });

  test('an answer that is too large is an error for who asked, and the link goes on', async () => {
    const { bridge, cloud } = await join();
    serveStdio(bridgeServer, { transport: new GuiMcpTransport(bridge.link) });
    const client = new Client({ name: 'test-cloud', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new GuiMcpTransport(cloud.link));
    await expect(client.callTool({ name: 'too_large', arguments: {} })).rejects.toMatchObject({
      message: expect.stringContaining("over the link's limit"),
      data: { code: 'LINK_LIMIT' },
    });
    expect((await client.callTool({ name: 'get_screenshot', arguments: {} })).content).toHaveLength(2);
  });
});

describe('taking a link up again', () => {
  test('with its token a bridge goes on with its link, also when the cloud has not noticed that its socket is dead', async () => {
    const { bridge, cloud, accept, url } = await join();
    const accepted = accept();
    expect(cloud.link.parked).toBe(false);
    const again = await openLink(await dial(url), identity, bridge);
    expect(again).toBe(bridge);
    expect(await accepted).toMatchObject({ link: cloud.link, resumed: true });
    expect(bridge.link.parked).toBe(false);
  });

  test.each<[string, (known: Awaited<ReturnType<typeof openLink>>) => void, RegExp]>([
    ['another token', (known) => Object.assign(known, { resumeToken: 'guessed' }), /token is not the one/],
    ['frames that were never sent', (known) => Object.defineProperty(known.link, 'received', { value: 5 }), /misses/],
  ])('with %s it begins a new link, and is told why', async (_, tamper, why) => {
    const { bridge, cloud, accept, url } = await join();
    const ends: unknown[] = [];
    bridge.link.onClose = (reason) => ends.push(reason);
    cloud.link.onClose = (reason) => ends.push(reason);
    tamper(bridge);
    const accepted = accept();
    const begun = await openLink(await dial(url), identity, bridge);
    expect(begun.link).not.toBe(bridge.link);
    expect(begun.notResumedBecause).toMatch(why);
    expect(await accepted).toMatchObject({ resumed: false, notResumedBecause: expect.stringMatching(why) });
    expect(ends).toMatchObject([{ code: 'LINK_LOST' }, { code: 'LINK_LOST', message: expect.stringMatching(why) }]);
  });

  test('at another cloud, and after its time, it begins a new link', async () => {
    const { bridge, cloud, accept, url } = await join();
    const other = await listen();
    const elsewhere = once(other.cloud, 'connection').then(([socket]) => new LinkBook().accept(socket as WebSocket));
    const moved = await openLink(await dial(other.url), identity, bridge);
    expect(moved.notResumedBecause).toMatch(/does not know it/);
    expect(bridge.link.closed).toBe(true);
    expect((await elsewhere).resumed).toBe(false);
    cloud.link.close();
    const accepted = accept();
    expect((await openLink(await dial(url), identity)).notResumedBecause).toBeUndefined();
    expect((await accepted).link).not.toBe(cloud.link);
  });
});

describe('handshakes that fail', () => {
  test('a bridge that the cloud does not admit is refused with the sentence why', async () => {
    const { cloud, url } = await listen();
    const admit = () => {
      throw new Error('This bridge is not paired');
    };
    const refused = once(cloud, 'connection').then(([socket]) =>
      new LinkBook().accept(socket as WebSocket, admit).catch((e) => e),
    );
    await expect(openLink(await dial(url), identity)).rejects.toThrow('This bridge is not paired');
    expect(await refused).toMatchObject({ code: 'LINK_REFUSED' });
  });

  test('a name that no bridge would have is refused', async () => {
    const { cloud, url } = await listen();
    const refused = once(cloud, 'connection').then(([socket]) =>
      new LinkBook().accept(socket as WebSocket).catch((e) => e),
    );
    const named = { ...identity, bridgeId: 'b'.repeat(201) };
    await expect(openLink(await dial(url), named)).rejects.toThrow('1 to 200 characters, not 201');
    expect(await refused).toMatchObject({ code: 'LINK_REFUSED' });
  });

  test('a socket that ends meanwhile leaves the known link as it is', async () => {
    const { bridge } = await join();
    const other = await listen();
    other.cloud.on('connection', (socket) => socket.terminate());
    await expect(openLink(await dial(other.url), identity, bridge)).rejects.toMatchObject({ code: 'LINK_LOST' });
    expect(bridge.link.closed).toBe(false);
  });
});
