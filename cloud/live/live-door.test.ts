// Pages that watch phones, at the door: who is let in, how much they may ask, and how what is seen reaches them. The phone is
// the test's.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger, delay, FarhandError, type GuiToolInput } from '@farhand/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Upgrades } from '../api/upgrades.js';
import type { Hand, PhoneView } from '../devices/hand.js';
import type { Principal, Scope } from '../users/principal.js';
import { type LiveDoor, liveProtocol, serveLive } from './live-door.js';
import type { LiveView } from './phone-watch.js';

type Asked = GuiToolInput<'watch_screen'>;

const server = createServer();
const upgrades = new Upgrades([server]);
const asked: (Asked & { readonly owner: string })[] = [];
let show: (input: Asked) => Promise<PhoneView>;
let door: LiveDoor;
const sockets: WebSocket[] = [];
const isGone = new Set<string>();

beforeEach(async () => {
  asked.length = 0;
  isGone.clear();
  show = async (input) => picture('one', input);
  door = serveLive(upgrades, {
    registry: {
      hand: async (deviceId, owner) => {
        if (deviceId !== `${owner}'s`) throw new FarhandError('NO_DEVICE', 'none');
        const watch = (input: Asked) => {
          asked.push({ ...input, owner });
          return show(input);
        };
        return { watch } as Hand;
      },
    },
    admit: async ({ authorization = '' }) => {
      const [user = '', ...scopes] = authorization.split(' ');
      if (user === '' || isGone.has(user)) return undefined;
      return { user, tokenId: user, scopes: new Set(scopes as Scope[]) } satisfies Principal;
    },
    log: createLogger('cloud'),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  door.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** What the phone shows, or after a while that it is still the same. */
async function picture(mark: string, { after }: Asked): Promise<PhoneView> {
  const view = { mark, shows: 'picture' as const, width: 10, height: 20 };
  if (after !== mark) return { view, picture: Buffer.from(`jpeg of ${mark}`) };
  await delay(20);
  return { view: { ...view, still: true } };
}

interface Page {
  readonly socket: WebSocket;
  next(args?: Record<string, unknown>): Promise<LiveView & { readonly jpeg: string }>;
  readonly closed: Promise<number>;
}

/** Rejects with the code of the error that refuses it. */
async function open(authorization: string, device: string, headers: Record<string, string> = {}): Promise<Page> {
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/devices/${encodeURIComponent(device)}/live`;
  const socket = new WebSocket(url, liveProtocol, { headers: { authorization, ...headers } });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('unexpected-response', (_, response) => reject(new Error(response.statusMessage)));
    socket.once('error', reject);
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  return {
    socket,
    closed,
    next: (args = {}) =>
      new Promise((resolve) => {
        socket.once('message', (data: Buffer) => {
          const length = data.readUInt32BE(0);
          const view = JSON.parse(data.toString('utf8', 4, 4 + length)) as LiveView;
          resolve({ ...view, jpeg: data.toString('utf8', 4 + length) });
        });
        socket.send(JSON.stringify({ next: args }));
      }),
  };
}

test('a page gets one view for each that it asks for, and nobody looks while none does', async () => {
  const page = await open('ann devices', "ann's");
  expect(page.socket.protocol).toBe(liveProtocol);
  await delay(50);
  expect(asked).toEqual([]);
  expect(await page.next({ max_edge: 400 })).toMatchObject({ mark: 'one', shows: 'picture', jpeg: 'jpeg of one' });
  const next = page.next({ after: 'one' });
  await delay(50);
  show = async (input) => picture('two', input);
  expect(await next).toMatchObject({ mark: 'two', jpeg: 'jpeg of two' });
  await expect.poll(() => asked.length).toBeGreaterThan(1);
  const calls = asked.length;
  await delay(150);
  expect(asked.length).toBe(calls);
  expect(asked[0]).toMatchObject({ device_id: "ann's", max_edge: 400 });
});

test('two pages on one phone cost one look, and a slow one gets the newest and holds up nobody', async () => {
  const [quick, slow] = await Promise.all([open('ann devices', "ann's"), open('ann devices', "ann's")]);
  await Promise.all([quick.next(), slow.next()]);
  for (const mark of ['two', 'three', 'four']) {
    show = async (input) => picture(mark, input);
    expect(await quick.next({ after: 'any' })).toMatchObject({ mark: expect.any(String) });
    await expect.poll(async () => (await quick.next({ after: 'none' })).mark).toBe(mark);
  }
  expect(await slow.next({ after: 'one' })).toMatchObject({ mark: 'four' });
});

test("another user's phone is away, as one that there is not", async () => {
  const page = await open('bob devices', "ann's");
  expect(await page.next()).toMatchObject({ shows: 'nothing', because: 'away', jpeg: '' });
  expect(asked).toEqual([]);
});

test('one who drives sees the phone by their own hold, and others do not get what they see', async () => {
  show = async (input) => picture(input.hold === 'h' ? 'private' : 'takeover', input);
  const [driver, other] = await Promise.all([open('ann devices', "ann's"), open('ann devices', "ann's")]);
  expect(await driver.next({ hold: 'h' })).toMatchObject({ mark: 'private' });
  expect(await other.next()).toMatchObject({ mark: 'takeover' });
});

test('without a token, with one of other scopes, or from another site’s page nobody comes in', async () => {
  await expect(open('', "ann's")).rejects.toThrow('TOKEN_INVALID');
  await expect(open('ann tasks bridge', "ann's")).rejects.toThrow('SCOPE_MISSING');
  for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null']) {
    await expect(open('ann devices', "ann's", { origin })).rejects.toThrow('ORIGIN_REFUSED');
  }
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(open('ann devices', "ann's", { origin: own })).resolves.toBeDefined();
});

test('a page that asks for what is not to be had, or for two views at once, is sent away', async () => {
  for (const said of ['{"next":{"max_egde":1}}', 'no json', '{}']) {
    const page = await open('ann devices', "ann's");
    page.socket.send(said);
    expect(await page.closed).toBe(1008);
  }
  show = () => new Promise(() => {});
  const page = await open('ann devices', "ann's");
  page.socket.send('{"next":{}}');
  page.socket.send('{"next":{}}');
  expect(await page.closed).toBe(1008);
});

test('a user has a limited number of pages, and a page a limited number of questions', async () => {
  for (let count = 0; count < 32; count++) await open('ann devices', "ann's");
  await expect(open('ann devices', "ann's")).rejects.toThrow('RATE_LIMITED');
  const page = await open('bob devices', "bob's");
  let isOpen = true;
  void page.closed.then(() => {
    isOpen = false;
  });
  const answered = () => page.next({ after: 'none' });
  for (let count = 0; count < 401 && isOpen; count++) await Promise.race([answered(), page.closed]);
  expect(await page.closed).toBe(1008);
});

test('a token that is revoked ends the pages that came with it', async () => {
  const [anns, bobs] = await Promise.all([open('ann devices', "ann's"), open('bob devices', "bob's")]);
  door.revoked('ann');
  expect(await anns.closed).toBe(1008);
  expect(bobs.socket.readyState).toBe(WebSocket.OPEN);
});
