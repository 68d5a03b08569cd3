// MCP servers that are broken or mean: each takes its own call or its own tools with it, and nothing else.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createLogger } from '@farhand/shared';
import { afterEach, describe, expect, test } from 'vitest';
import { type LocalServer, serveLocally } from '../../testing/local-server.js';
import { files } from '../files.js';
import { ToolHub } from './hub.js';
import { McpToolServer } from './server.js';
import { parseHubSettings } from './settings.js';
import { ToolShelf } from './shelf.js';

const log = createLogger('tools');
const context = { signal: new AbortController().signal, folder: '', confirmed: false };
const plain = { type: 'object', properties: {} };
const servers: LocalServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** What the server answers to a method: a result, or the answer in its own hand. */
type Script = Readonly<Record<string, (response: ServerResponse) => object | Promise<object | undefined>>>;

async function serve(script: Script): Promise<{ url: string; policy: string }> {
  const greeting = {
    protocolVersion: '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'x', version: '1' },
  };
  const server = await serveLocally(async (request, response) => {
    if (request.method !== 'POST') return response.writeHead(405).end();
    const { id, method } = (await json(request)) as { id?: number; method: string };
    if (id === undefined) return response.writeHead(202).end();
    response.writeHead(200, { 'content-type': 'application/json' });
    const answer = method === 'initialize' ? greeting : await script[method]?.(response);
    const said = answer ? { result: answer } : { error: { code: -32_601, message: 'unknown' } };
    return response.destroyed || response.end(JSON.stringify({ jsonrpc: '2.0', id, ...said }));
  });
  servers.push(server);
  return { url: `${server.url}/mcp`, policy: 'allow' };
}

async function withHub<T>(mcpServers: object, work: (hub: ToolHub) => Promise<T>): Promise<T> {
  const hub = await ToolHub.open([files], parseHubSettings({ mcpServers }, 'tools.json', {}), log);
  try {
    return await work(hub);
  } finally {
    await hub.close();
  }
}

describe('a list of tools', () => {
  test('with a name twice, an endless schema or too many keeps what can be offered, and says so', async () => {
    const [twice, endless] = [
      { name: 'twice', inputSchema: plain },
      { ...plain, description: 'x'.repeat(200_000) },
    ];
    const many = Array.from({ length: 600 }, (_, i) => ({ name: `t${i}`, inputSchema: plain }));
    const odd = await serve({
      'tools/list': () => ({ tools: [twice, { name: 'endless', inputSchema: endless }, twice] }),
    });
    const large = await serve({ 'tools/list': () => ({ tools: many }) });
    await withHub({ odd, large }, async ({ tools, servers: listed }) => {
      expect(tools.filter(({ server }) => server === 'odd').map(({ name }) => name)).toEqual(['odd__twice']);
      expect(tools.filter(({ server }) => server === 'large')).toHaveLength(500);
      const problems = Object.fromEntries(listed.map(({ name, problem }) => [name, problem]));
      expect(problems).toMatchObject({
        odd: expect.stringContaining('2 of its tools are left out'),
        large: expect.stringContaining('100 of its tools are left out'),
      });
      expect(
        new ToolShelf(
          tools.filter(({ server }) => server !== 'large'),
          'twice',
        )
          .shown()
          .at(-1)?.name,
      ).toBe('odd__twice');
    });
  });

  test('whose names read like those of another server has its own all the same', async () => {
    const one = await serve({ 'tools/list': () => ({ tools: [{ name: 'b__c', inputSchema: plain }] }) });
    const other = await serve({ 'tools/list': () => ({ tools: [{ name: 'c', inputSchema: plain }] }) });
    await withHub({ a: one, a__b: other }, async ({ tools }) => {
      const names = tools.map(({ name }) => name);
      expect(new Set(names).size).toBe(3);
      expect(names).toContain('a__b__c');
    });
  });

  test('that has always one page more is left after the time for a start', async () => {
    let pages = 0;
    const page = () => ({ tools: [{ name: `t${++pages}`, inputSchema: plain }], nextCursor: String(pages) });
    const slow = () => new Promise<object>((resolve) => setTimeout(() => resolve(page()), 20));
    const endless = await serve({ 'tools/list': slow });
    const settings = parseHubSettings({ mcpServers: { endless } }, 'f', {}).get('endless') ?? expect.fail('no server');
    const server = new McpToolServer('endless', settings, log, 200);
    await expect(server.tools()).rejects.toThrow('it does not list its tools within 0.2 s');
    await server.close();
  });
});

describe('an answer', () => {
  const one = (outputSchema?: object) => () => ({
    tools: [{ name: 'x', inputSchema: plain, ...(outputSchema && { outputSchema }) }],
  });

  test('is not matched against patterns of its server, which could take for ever', async () => {
    const pattern = { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
    const a = `${'a'.repeat(40)}!`;
    const mean = await serve({
      'tools/list': one(pattern),
      'tools/call': () => ({ content: [], structuredContent: { a } }),
    });
    await withHub({ mean }, async ({ tools }) => {
      expect((await tools.at(-1)?.run({}, context))?.text).toBe(JSON.stringify({ a }));
    });
  });

  test('without an end fails its call, and no other', async () => {
    let calls = 0;
    const flood = async (response: ServerResponse) => {
      const endless = Readable.from(
        (function* () {
          for (;;) yield Buffer.alloc(1_000_000, 'x');
        })(),
      );
      await pipeline(endless, response).catch(() => undefined);
      return undefined;
    };
    const loud = await serve({
      'tools/list': one(),
      'tools/call': (response) => (++calls === 1 ? flood(response) : { content: [{ type: 'text', text: 'short' }] }),
    });
    await withHub({ loud }, async ({ tools }) => {
      const tool = tools.at(-1);
      await expect(tool?.run({}, context)).rejects.toThrow(/x failed: .*longer than/);
      expect((await tool?.run({}, context))?.text).toBe('short');
    });
  });
});
