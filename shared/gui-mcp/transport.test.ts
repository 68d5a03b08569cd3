import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { acceptLink, openLink } from './handshake.js';
import { FrameLink } from './link.js';
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
  return server;
}

/** A cloud and a bridge joined by a real WebSocket on the loopback. */
async function join() {
  const cloud = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(cloud, 'listening');
  cleanUp.push(() => new Promise<void>((done) => cloud.close(() => done())));
  const accepted = once(cloud, 'connection').then(async ([socket]) => ({
    socket: socket as WebSocket,
    ...(await acceptLink(socket as WebSocket, () => {})),
  }));
  const dialled = new WebSocket(`ws://127.0.0.1:${(cloud.address() as AddressInfo).port}`);
  cleanUp.push(() => dialled.terminate());
  await once(dialled, 'open');
  const bridge = await openLink(dialled, { bridgeId: 'b1', software: 'test' });
  return { bridge, cloud: await accepted };
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
    expect(() => bridge.link.send({ kind: 'ack' })).toThrow(expect.objectContaining({ code: 'LINK_LOST' }));
  });

  test('frames that lie, skip or are no frames end the link with a reason', async () => {
    for (const bytes of [Buffer.from('hello'), Buffer.from([0x08, 0x63, 0x2a, 0x00])]) {
      const { bridge, cloud } = await join();
      const reason = new Promise((resolve) => {
        bridge.link.onClose = resolve;
      });
      cloud.socket.send(bytes);
      expect(await reason).toMatchObject({ code: 'LINK_REFUSED' });
    }
  });

  test('a bridge that the cloud does not admit is refused with the sentence why', async () => {
    const cloud = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(cloud, 'listening');
    cleanUp.push(() => new Promise<void>((done) => cloud.close(() => done())));
    const admit = () => {
      throw new Error('This bridge is not paired');
    };
    const refused = once(cloud, 'connection').then(([socket]) =>
      acceptLink(socket as WebSocket, admit).catch((e) => e),
    );
    const dialled = new WebSocket(`ws://127.0.0.1:${(cloud.address() as AddressInfo).port}`);
    cleanUp.push(() => dialled.terminate());
    await once(dialled, 'open');
    await expect(openLink(dialled, { bridgeId: 'b1', software: 'test' })).rejects.toThrow('This bridge is not paired');
    expect(await refused).toMatchObject({ code: 'LINK_REFUSED' });
  });

  test('silence ends a link within its limit', async () => {
    const silent = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false });
    await once(silent, 'listening');
    cleanUp.push(() => new Promise<void>((done) => silent.close(() => done())));
    const dialled = new WebSocket(`ws://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    cleanUp.push(() => dialled.terminate());
    await once(dialled, 'open');
    const link = new FrameLink(dialled, { maxFrameBytes: 1024, pingIntervalMs: 10, deadAfterMs: 60 });
    const reason = await new Promise((resolve) => {
      link.onClose = resolve;
    });
    expect(reason).toMatchObject({ code: 'LINK_LOST' });
  });
});
