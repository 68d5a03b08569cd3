import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ControlEndpoint, startControl } from './control.js';
import { startVirtualPhone, type VirtualPhone } from './start.js';
import { createFixtureApps, launcherPackage } from './testing/fixture-apps.js';

let phone: VirtualPhone;
let control: ControlEndpoint;

beforeEach(async () => {
  phone = await startVirtualPhone({ seed: 1, apps: createFixtureApps() });
  control = await startControl(phone);
});

afterEach(async () => {
  await control.close();
  await control.close();
  await phone.close();
});

const post = (path: string, body?: unknown): Promise<Response> =>
  fetch(control.url + path, { method: 'POST', ...(body !== undefined && { body: JSON.stringify(body) }) });

test('shows the state and resets it', async () => {
  const state = await (await fetch(`${control.url}/state`)).json();
  expect(state).toMatchObject({ foreground: { packageName: launcherPackage }, unknownCommands: [] });
  const reset = await post('/reset', { seed: 7 });
  expect(reset.status).toBe(200);
  const after = await (await fetch(`${control.url}/state`)).json();
  expect(after).not.toMatchObject({ frameVersion: (state as { frameVersion: string }).frameVersion });
});

test('bad requests are answered with a sentence', async () => {
  const wrongSeed = await post('/reset', { seed: 'x' });
  expect(wrongSeed.status).toBe(400);
  expect(await wrongSeed.json()).toEqual({ error: '"seed" must be a whole number, got "x"' });
  expect((await post('/reset', { seed: 1, padding: 'x'.repeat(5000) })).status).toBe(400);
  expect((await post('/faults/none')).status).toBe(404);
});

test('without the token there is nothing', async () => {
  const origin = new URL(control.url).origin;
  expect((await fetch(`${origin}/state`)).status).toBe(404);
  expect((await fetch(`${origin}/${'0'.repeat(32)}/state`)).status).toBe(404);
});

test('a phone that disappears can come back on its port', async () => {
  expect((await post('/faults/disappear')).status).toBe(200);
  expect((await post('/faults/reappear')).status).toBe(200);
  expect((await post('/faults/drop-link')).status).toBe(200);
});

test('what is looked at is filmed, once for each change, when it is asked for', async () => {
  const film = async () =>
    (await (await fetch(`${control.url}/film`)).json()) as { jpegBase64: string; atMs: number }[];
  expect(await film()).toEqual([]);
  expect((await post('/film', { scale: 2, quality: 50 })).status).toBe(400);
  await post('/film', { scale: 0.1, quality: 50 });
  const frames = await film();
  expect(frames).toMatchObject([{ packageName: launcherPackage }]);
  expect(Buffer.from(frames[0]?.jpegBase64 ?? '', 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  expect(await film()).toEqual([]);
  await post('/reset', { seed: 2 });
  expect(await film()).toHaveLength(1);
});

test('the whole phone goes out and back in, and what is no snapshot is refused', async () => {
  const before = await (await fetch(`${control.url}/snapshot`)).json();
  await post('/switches', { name: 'popup' });
  await post('/display', { dpi: 300 });
  expect((await post('/restore', before)).status).toBe(200);
  expect(await (await fetch(`${control.url}/snapshot`)).json()).toEqual(before);
  expect(await (await post('/restore', { ...before, version: 7 })).json()).toMatchObject({
    error: expect.stringContaining('version'),
  });
});

test('the clock is set, stands still and is let go again', async () => {
  const set = await post('/clock', { time: '2027-01-01 09:00', freeze: true });
  expect(await set.json()).toMatchObject({ isFrozen: true, timeMs: Date.UTC(2027, 0, 1, 1) });
  expect((await post('/clock', { speed: 'fast' })).status).toBe(400);
  expect(await (await post('/clock', { follow: true })).json()).toMatchObject({ followsMachine: true });
});
