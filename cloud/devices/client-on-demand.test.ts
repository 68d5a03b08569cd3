import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { GuiMcpTransport, LinkBook, openLink } from '@farhand/shared';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { ClientOnDemand } from './client-on-demand.js';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

function echoServer(): McpServer {
  const server = new McpServer({ name: 'bridge', version: '1' }, { capabilities: { tools: {} } });
  const inputSchema = z.object({ text: z.string(), afterMs: z.number().default(0) });
  server.registerTool('echo', { inputSchema }, async ({ text, afterMs }) => {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    return { content: [{ type: 'text', text }] };
  });
  return server;
}

/** `legacy`: the bridge speaks only versions of MCP that begin with a session. */
async function open({ legacy = false } = {}) {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', allowSynchronousEvents: false });
  await once(sockets, 'listening');
  cleanUp.push(() => sockets.close());
  const links = new LinkBook();
  const accepted = once(sockets, 'connection').then(([socket]) => links.accept(socket as WebSocket));
  const socket = new WebSocket(`ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`);
  await once(socket, 'open');
  const { link: bridge } = await openLink(socket, { bridgeId: 'bridge', software: 'test' });
  cleanUp.push(() => bridge.close());
  const transport = new GuiMcpTransport(bridge);
  if (legacy) await echoServer().connect(transport);
  else serveStdio(echoServer, { transport });
  const { link } = await accepted;
  let closed = 0;
  const client = await ClientOnDemand.open(link, () => closed++);
  const echo = (text: string, options: { afterMs?: number; timeout?: number } = {}) => {
    const { timeout = 5000, ...given } = options;
    const call = { name: 'echo', arguments: { text, ...given } };
    return client
      .use((mcp) => mcp.callTool(call, { timeout }))
      .then(({ content }) => (content[0] as { text: string }).text);
  };
  return { client, link, bridge, echo, closed: () => closed };
}

test('each call that finds no client has one of its own, without another negotiation', async () => {
  const { client, link, echo } = await open();
  const clients = new Set();
  for (const text of ['first', 'second']) {
    await client.use(async (mcp) => void clients.add(mcp));
    const sentBefore = link.bytesSent;
    expect(await echo(text)).toBe(text);
    expect(link.bytesSent - sentBefore).toBeLessThan(600);
  }
  expect(clients.size).toBe(2);
});

test('calls at the same time share a client, and each gets its answer', async () => {
  const { echo } = await open();
  const answers = Promise.all([echo('slow', { afterMs: 30 }), echo('fast'), echo('middle', { afterMs: 10 })]);
  expect(await answers).toEqual(['slow', 'fast', 'middle']);
});

test('an answer that comes too late is nobody’s', async () => {
  const { echo } = await open();
  await expect(echo('late', { afterMs: 50, timeout: 10 })).rejects.toThrow();
  const answers = await Promise.all(['a', 'b', 'c'].map((text) => echo(text, { afterMs: 60 })));
  expect(answers).toEqual(['a', 'b', 'c']);
});

test('a bridge of an older MCP keeps its client, which holds its session', async () => {
  const { client, echo } = await open({ legacy: true });
  const clients = new Set();
  for (const text of ['first', 'second']) {
    await client.use(async (mcp) => void clients.add(mcp));
    expect(await echo(text)).toBe(text);
  }
  expect(clients.size).toBe(1);
});

test.each([['idle'], ['at work']])('the end of a link is told once while it is %s', async (state) => {
  const { bridge, link, echo, closed } = await open();
  const call = state === 'at work' ? echo('never', { afterMs: 1000 }) : undefined;
  const rejected = call && expect(call).rejects.toThrow();
  await new Promise(setImmediate);
  bridge.close();
  await expect.poll(closed).toBe(1);
  await rejected;
  expect(link.closed).toBe(true);
  await expect(echo('after')).rejects.toThrow();
  expect(closed()).toBe(1);
});
