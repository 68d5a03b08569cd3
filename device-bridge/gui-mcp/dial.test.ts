// The bridge's dialling against a cloud that drops it, forgets it or refuses it. The work is a plain tool: what it does is
// not asked here, only whether it is let go on.
import { createLogger } from '@farhand/shared';
import { McpServer } from '@modelcontextprotocol/server';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SmallCloud } from '../testing/small-cloud.js';
import { keepLinked } from './dial.js';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

/** Work that ends when it is told to, or when its caller gives up. */
class Work {
  begun = 0;
  gaveUp = 0;
  #finish: () => void = () => {};
  #begin: () => void = () => {};
  readonly isBegun = new Promise<void>((resolve) => {
    this.#begin = resolve;
  });

  finish(): void {
    this.#finish();
  }

  server(): McpServer {
    const server = new McpServer({ name: 'bridge', version: '1' }, { capabilities: { tools: {} } });
    server.registerTool('work', { inputSchema: z.object({}) }, async (_, { mcpReq }) => {
      this.begun++;
      await new Promise<void>((resolve) => {
        this.#finish = resolve;
        mcpReq.signal.addEventListener('abort', () => {
          this.gaveUp++;
          resolve();
        });
        this.#begin();
      });
      return { content: [{ type: 'text', text: 'worked' }] };
    });
    return server;
  }
}

async function cloudWith(parkMs: number): Promise<SmallCloud> {
  const cloud = await SmallCloud.open({ parkMs });
  cleanUp.push(() => cloud.close());
  return cloud;
}

function dialInto(cloud: SmallCloud, work: Work, token = cloud.token): { ended: Promise<void>; linked: () => number } {
  const stop = new AbortController();
  let linked = 0;
  const ended = keepLinked({
    cloudUrl: cloud.url,
    authorization: async () => `Bearer ${token}`,
    identity: { bridgeId: 'bridge', software: 'test' },
    createServer: () => work.server(),
    log: createLogger('bridge'),
    signal: stop.signal,
    onLinked: () => {
      linked++;
    },
  });
  cleanUp.push(async () => {
    stop.abort();
    await ended.catch(() => {});
  });
  return { ended, linked: () => linked };
}

describe('a bridge whose socket drops', () => {
  test('goes on with its work, and the cloud gets its answer', async () => {
    const cloud = await cloudWith(60_000);
    const work = new Work();
    const { linked } = dialInto(cloud, work);
    const { client } = await cloud.next();
    const answer = client.callTool({ name: 'work', arguments: {} });
    await work.isBegun;
    for (let drop = 1; drop <= 2; drop++) {
      await cloud.dropSockets();
      await expect.poll(() => cloud.sockets).toBe(1);
    }
    work.finish();
    expect((await answer).content).toEqual([{ type: 'text', text: 'worked' }]);
    expect([work.begun, work.gaveUp, linked()]).toEqual([1, 0, 1]);
  });

  test('gives its work up when the cloud no longer knows it, and begins a new link', async () => {
    const cloud = await cloudWith(0);
    const work = new Work();
    const { linked } = dialInto(cloud, work);
    const { client } = await cloud.next();
    const answer = client.callTool({ name: 'work', arguments: {} });
    answer.catch(() => {});
    await work.isBegun;
    await cloud.dropSockets();
    await cloud.next();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => work.gaveUp).toBe(1);
    expect(linked()).toBe(2);
  });
});

test('a bridge that shows another token is refused for good', async () => {
  const cloud = await cloudWith(0);
  const { ended, linked } = dialInto(cloud, new Work(), 'another');
  await expect(ended).rejects.toMatchObject({ code: 'LINK_REFUSED' });
  expect(linked()).toBe(0);
});
