// The page's door: what it serves, whom it keeps out, and that touches, keys and switches reach the phone.
import { once } from 'node:events';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startVirtualPhone, type VirtualPhone } from '../start.js';
import { startViewer, type Viewer } from './server.js';

let phone: VirtualPhone;
let viewer: Viewer;
let pages: WebSocket[];

beforeAll(async () => {
  phone = await startVirtualPhone({ seed: 7, timeScale: 0 });
  viewer = await startViewer(phone);
});
afterAll(async () => {
  await viewer?.close();
  await viewer?.close();
  await phone?.close();
});
beforeEach(() => {
  phone.reset(7);
  pages = [];
});
afterEach(() => {
  for (const page of pages) page.terminate();
});

/** What the phone has sent to one open page. */
interface Received {
  readonly page: WebSocket;
  readonly frames: Buffer[];
  readonly messages: { readonly kind: string; readonly [name: string]: unknown }[];
}

async function open({ showsFrames } = { showsFrames: true }): Promise<Received> {
  const { origin } = new URL(viewer.url);
  const page = new WebSocket(`${viewer.url.replace('http', 'ws')}live`, { origin });
  pages.push(page);
  const received: Received = { page, frames: [], messages: [] };
  page.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) return void received.messages.push(JSON.parse(data.toString()));
    received.frames.push(data);
    if (showsFrames) page.send(JSON.stringify({ do: 'shown' }));
  });
  await once(page, 'open');
  return received;
}

test.each(['', 'page.css', 'page.js', 'switches.json'])('serves "%s" under its token only', async (file) => {
  const { origin } = new URL(viewer.url);
  expect((await fetch(viewer.url + file)).status).toBe(200);
  expect((await fetch(`${origin}/${file}`)).status).toBe(404);
});

test.each([
  ['another page of the browser', 'http://example.com'],
  ['a program without a page', undefined],
])('keeps %s out', async (_, origin) => {
  const stranger = new WebSocket(`${viewer.url.replace('http', 'ws')}live`, origin === undefined ? {} : { origin });
  const [error] = (await once(stranger, 'error')) as [Error];
  expect(error.message).toMatch(/hang up|reset/);
});

test('frames have the height asked for, and a new one comes when the screen changes', async () => {
  const { page, frames, messages } = await open();
  page.send(JSON.stringify({ do: 'view', heightPx: 600 }));
  await expect.poll(() => frames.length).toBeGreaterThan(1);
  expect(await sharp(frames.at(-1)).metadata()).toMatchObject({ format: 'jpeg', width: 270, height: 600 });
  const before = frames.length;
  page.send(JSON.stringify({ do: 'rotate' }));
  await expect.poll(() => frames.length).toBeGreaterThan(before);
  await expect.poll(() => messages.at(-1)).toMatchObject({ kind: 'status', widthPx: 2400, heightPx: 1080 });
});

test('a page that has not shown its frame gets no second one, and then the newest', async () => {
  const { page, frames, messages } = await open({ showsFrames: false });
  await expect.poll(() => frames.length).toBe(1);
  page.send(JSON.stringify({ do: 'rotate' }));
  page.send(JSON.stringify({ do: 'key', code: 187 }));
  page.send(JSON.stringify({ do: 'switch', name: 'popup', value: 'on' }));
  await expect.poll(() => messages.at(-1)?.switches).toMatchObject({ popup: 'on' });
  expect(frames.length).toBe(1);
  page.send(JSON.stringify({ do: 'shown' }));
  await expect.poll(() => frames.length).toBe(2);
  const { width = 0, height = 0 } = await sharp(frames[1]).metadata();
  expect(width).toBeGreaterThan(height);
});

test('keys and touches reach the phone', async () => {
  const { page } = await open();
  page.send(JSON.stringify({ do: 'tap', at: { x: 160, y: 600 } }));
  await expect.poll(() => phone.state().foreground.packageName).not.toContain('launcher');
  page.send(JSON.stringify({ do: 'key', code: 3 }));
  await expect.poll(() => phone.state().foreground.packageName).toContain('launcher');
});

test('the clock obeys the page', async () => {
  const { page, messages } = await open();
  page.send(JSON.stringify({ do: 'clock', change: { time: '2027-01-01 09:00', freeze: true } }));
  await expect.poll(() => messages.at(-1)?.clock).toMatchObject({ isFrozen: true, timeMs: Date.UTC(2027, 0, 1, 1) });
  page.send(JSON.stringify({ do: 'clock', change: { follow: true } }));
  await expect.poll(() => phone.clock.followsMachine).toBe(true);
});

test('a snapshot is saved and restored by the page, and by no other', async () => {
  const address = `${viewer.url}snapshot.json`;
  const { origin } = new URL(viewer.url);
  const saved = await (await fetch(address)).text();
  await phone.switches.turn('landscape');
  expect((await fetch(address, { method: 'POST', body: saved })).status).toBe(404);
  expect((await fetch(address, { method: 'POST', body: saved, headers: { origin } })).status).toBe(200);
  expect(phone.state().switches.landscape).toBe('off');
  const refused = await fetch(address, { method: 'POST', body: '{', headers: { origin } });
  expect(await refused.json()).toMatchObject({ message: 'The file is no snapshot' });
});

test.each([
  [{ do: 'clock', change: { tyme: 1 } }, /unknown key "tyme"/],
  [{ do: 'switch', name: 'popups', value: 'on' }, /no switch "popups"/],
  [{ do: 'tap', at: { x: -1, y: 0 } }, /./],
  [{ do: 'reboot' }, /./],
])('%j is refused in words', async (wanted, words) => {
  const { page, messages } = await open();
  page.send(JSON.stringify(wanted));
  await expect.poll(() => messages.find(({ kind }) => kind === 'refused')?.message).toMatch(words);
});
