// Users, their tokens and their bridges on a whole cloud, asked over real HTTP and WebSockets.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectBridge, type TestBridge } from '../testing/bridge.js';
import { ask, post, startTestCloud, type TestCloud } from '../testing/cloud.js';
import { openDraft } from '../testing/drafts.js';
import { type Scope, scopes } from './principal.js';

let rig: TestCloud;
let bridge: TestBridge;

beforeAll(async () => {
  rig = await startTestCloud(() => openDraft('wechat'), { deviceWaitSeconds: 0.2 });
  const { bridgeUrl: url, token } = rig.cloud;
  bridge = await connectBridge({ url, token, serials: ['local-phone'], work: async () => ({ text: 'open' }) });
});

afterAll(async () => {
  await bridge?.close();
  await rig?.close();
});

async function tokenFor(user: string, ...scopes: Scope[]): Promise<{ id: string; token: string }> {
  const response = await post(rig.cloud, '/v1/tokens', { user, name: `for ${user}`, scopes });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string; token: string };
}

function as(token: string, path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
  return fetch(`${rig.cloud.url}${path}`, {
    headers,
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: { code: string } }).error.code;
}

describe('tokens', () => {
  test('a token allows what its scopes say, until it is revoked', async () => {
    const { id, token } = await tokenFor('ann', 'tasks');
    expect((await as(token, '/v1/tasks')).status).toBe(200);
    for (const path of ['/v1/devices', '/v1/tokens', '/metrics']) {
      const refused = await as(token, path);
      expect(refused.status).toBe(403);
      expect(await codeOf(refused)).toBe('SCOPE_MISSING');
    }
    expect(await (await ask(rig.cloud, `/v1/tokens/${id}`, { method: 'DELETE' })).json()).toMatchObject({
      wasRevoked: true,
    });
    expect((await as(token, '/v1/tasks')).status).toBe(401);
  });

  test('the list names tokens and never holds one', async () => {
    const { id, token } = await tokenFor('bea', 'tasks', 'devices');
    const text = await (await ask(rig.cloud, '/v1/tokens')).text();
    expect(text).toContain(id);
    expect(text).not.toContain(token);
    expect(text).not.toContain(token.slice(3, 20));
  });

  test.each([
    { user: 'Not a name', name: 'x', scopes: ['tasks'] },
    { user: 'cat', name: 'x', scopes: [] },
    { user: 'cat', name: 'x', scopes: ['everything'] },
  ])('%j makes no token', async (request) => {
    expect((await post(rig.cloud, '/v1/tokens', request)).status).toBe(400);
  });
});

test('every route asks for its scope: nobody gets in without a token, or with all the other scopes', async () => {
  type Described = { readonly security?: readonly { readonly token: readonly string[] }[] };
  const document = (await (await fetch(`${rig.cloud.url}/docs/json`)).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, 'none'),
      // None described is no answer: what is open says so by an empty list.
      scope: security?.length === 0 ? 'open' : security?.[0]?.token[0],
    })),
  );
  expect(routes.length).toBeGreaterThan(60);
  const others = Object.fromEntries(
    await Promise.all(
      scopes.map(async (scope) => [scope, (await tokenFor('una', ...scopes.filter((other) => other !== scope))).token]),
    ),
  );
  for (const { method, path, scope } of routes) {
    const route = `${method} ${path}`;
    expect(scope, route).toBe(neededFor(method, path));
    if (scope === 'open') continue;
    const refused = await fetch(`${rig.cloud.url}${path}`, { method });
    expect([refused.status, await codeOf(refused)], route).toEqual([401, 'TOKEN_INVALID']);
    if (scope === 'any') continue;
    const headers = { authorization: `Bearer ${others[scope ?? '']}` };
    const lacking = await fetch(`${rig.cloud.url}${path}`, { method, headers });
    expect([lacking.status, await codeOf(lacking)], route).toEqual([403, 'SCOPE_MISSING']);
  }
});

/** As the guide on users has it. */
function neededFor(method: string, path: string): string {
  if (/^\/(healthz|readyz|v1\/pairings\/(redeem|challenge))$/.test(path)) return 'open';
  if (path === '/v1/session') return method === 'POST' ? 'open' : 'any';
  if (path === '/v1/vocabulary') return 'any';
  if (/^\/v1\/devices\/none\/(take-over|drive)$/.test(path)) return 'drive';
  if (path.startsWith('/v1/devices')) return 'devices';
  const ofTheService =
    /^\/(metrics|v1\/(tokens|pairings|bridges|brains|budgets|settings|policy|tools|doctor|figures))\b/;
  return ofTheService.test(path) ? 'admin' : 'tasks';
}

test("one user never sees another's tasks or phones", async () => {
  const ann = (await tokenFor('ann', 'tasks', 'devices', 'bridge')).token;
  const bea = (await tokenFor('bea', 'tasks', 'devices')).token;
  const annsBridge = await connectBridge({
    url: rig.cloud.bridgeUrl,
    token: ann,
    // The same name as the local user's bridge: names do not tell users apart.
    bridgeId: 'test-bridge',
    serials: ['anns-phone'],
    work: async () => ({ text: 'open on hers' }),
  });
  const devicesOf = async (token: string) =>
    ((await (await as(token, '/v1/devices')).json()) as { devices: { device_id: string }[] }).devices.map(
      (device) => device.device_id,
    );
  await expect.poll(() => devicesOf(ann)).toEqual(['anns-phone']);
  expect(await devicesOf(bea)).toEqual([]);
  expect(await devicesOf(rig.cloud.token)).toEqual(['local-phone']);

  const { taskId } = (await (await as(ann, '/v1/tasks', { command: 'open WeChat' })).json()) as { taskId: string };
  expect(await (await as(ann, `/v1/tasks/${taskId}/events`)).text()).toContain('open on hers');
  expect(bridge.received).toHaveLength(0);
  for (const token of [bea, rig.cloud.token]) {
    for (const path of ['', '/events', '/audit']) {
      expect((await as(token, `/v1/tasks/${taskId}${path}`)).status).toBe(404);
    }
    expect((await as(token, `/v1/tasks/${taskId}/answer`, { allow: true })).status).toBe(404);
    const { tasks } = (await (await as(token, '/v1/tasks')).json()) as { tasks: { taskId: string }[] };
    expect(tasks.map((task) => task.taskId)).not.toContain(taskId);
  }
  expect(await codeOf(await as(bea, '/v1/devices/anns-phone/screen'))).toBe('NO_DEVICE');

  // Bea has no phone: nobody else's will do, even when she names it.
  const named = { command: 'open WeChat', device: 'anns-phone' };
  const { taskId: beas } = (await (await as(bea, '/v1/tasks', named)).json()) as { taskId: string };
  expect(await (await as(bea, `/v1/tasks/${beas}/events`)).text()).toContain('NO_DEVICE');
  expect(annsBridge.received).toHaveLength(1);
  await annsBridge.close();
});

describe('pairing', () => {
  const newCode = async (user = 'dan') =>
    ((await (await post(rig.cloud, '/v1/pairings', { user })).json()) as { code: string }).code;
  const makeKey = () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return { privateKey, publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url') };
  };
  /** As a bridge does: without a token. */
  const open = (step: string, body: object) =>
    fetch(`${rig.cloud.url}/v1/pairings/${step}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const redeem = (code: string, publicKey: string) => open('redeem', { code, public_key: publicKey, name: 'a bridge' });
  const challengeFor = async (keyId: string) =>
    ((await (await open('challenge', { key_id: keyId })).json()) as { challenge: string }).challenge;
  const credentials = (keyId: string, challenge: string, key: KeyObject) => {
    const signature = sign(null, Buffer.from(`farhand bridge dial 1\n${keyId}\n${challenge}`), key);
    return `Farhand-Key ${keyId}.${challenge}.${signature.toString('base64url')}`;
  };
  const dial = (authorization: string) =>
    new Promise<number | undefined>((resolve) => {
      const socket = new WebSocket(rig.cloud.bridgeUrl, { headers: { authorization } });
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.once('error', () => undefined);
      socket.once('open', () => {
        socket.terminate();
        resolve(101);
      });
    });

  test('a code ties a key to its user; each dial needs a fresh signature, until the key is revoked', async () => {
    const { privateKey, publicKey } = makeKey();
    const code = await newCode();
    const paired = await redeem(code.toLowerCase().replace('-', ' '), publicKey);
    expect(paired.status).toBe(201);
    const { keyId } = (await paired.json()) as { keyId: string };
    const first = credentials(keyId, await challengeFor(keyId), privateKey);
    expect(await dial(first)).toBe(101);
    expect(await dial(first)).toBe(401);
    const foreign = credentials(keyId, await challengeFor(keyId), makeKey().privateKey);
    expect(await dial(foreign)).toBe(401);
    expect(await dial(credentials(keyId, await challengeFor(keyId), privateKey))).toBe(101);
    const { bridges } = (await (await ask(rig.cloud, '/v1/bridges')).json()) as { bridges: object[] };
    expect(bridges).toMatchObject([{ id: keyId, user: 'dan', name: 'a bridge', revokedAt: null }]);
    const unused = credentials(keyId, await challengeFor(keyId), privateKey);
    await ask(rig.cloud, `/v1/bridges/${keyId}`, { method: 'DELETE' });
    expect(await dial(unused)).toBe(401);
    expect((await open('challenge', { key_id: keyId })).status).toBe(401);
    // A key that is known is nobody else's to pair, and the code was used up by the first one.
    expect(await codeOf(await redeem(await newCode('eve'), publicKey))).toBe('PAIRING_REFUSED');
    expect(await codeOf(await redeem(code, makeKey().publicKey))).toBe('PAIRING_REFUSED');
  });

  test('a code is guessed at most five times, and guesses at others do it no harm', async () => {
    const code = await newCode();
    const [lookup = '', secret = ''] = code.split('-');
    const wrong = secret === '0000' ? '1111' : '0000';
    const other = lookup === '0000' ? '1111' : '0000';
    expect((await redeem(`${other}-${secret}`, makeKey().publicKey)).status).toBe(401);
    for (let guess = 0; guess < 5; guess++) {
      expect((await redeem(`${lookup}-${wrong}`, makeKey().publicKey)).status).toBe(401);
    }
    expect((await redeem(code, makeKey().publicKey)).status).toBe(401);
    // One address may redeem ten times in a minute, and has.
    const limited = await redeem(await newCode(), makeKey().publicKey);
    expect(limited.status).toBe(429);
    expect(await codeOf(limited)).toBe('RATE_LIMITED');
  });

  test('a key is good for the link alone, not for the API', async () => {
    const headers = { authorization: 'Farhand-Key made.up.words' };
    expect((await fetch(`${rig.cloud.url}/v1/tasks`, { headers })).status).toBe(401);
  });
});

test('a bridge whose token is revoked is let go of', async () => {
  const { token, id } = await tokenFor('fay', 'bridge');
  const { bridgeUrl: url } = rig.cloud;
  const bridge = await connectBridge({ url, token, serials: ['fays-phone'], work: async () => ({}) });
  const other = await connectBridge({ url, token: rig.cloud.token, serials: ['a-phone'], work: async () => ({}) });
  await ask(rig.cloud, `/v1/tokens/${id}`, { method: 'DELETE' });
  await expect.poll(() => bridge.isLinked).toBe(false);
  expect(other.isLinked).toBe(true);
  await Promise.all([bridge.close(), other.close()]);
});

describe('sessions of the console', () => {
  const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';
  const own = () => ({ 'sec-fetch-site': 'same-origin' });

  async function linkCode(headers: Record<string, string>): Promise<string> {
    const response = await fetch(`${rig.cloud.url}/v1/session/codes`, { method: 'POST', headers });
    expect(response.status).toBe(201);
    return ((await response.json()) as { code: string }).code;
  }

  function signIn(body: object, headers: Record<string, string> = own()): Promise<Response> {
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
    return fetch(`${rig.cloud.url}/v1/session`, { ...init, body: JSON.stringify(body) });
  }

  function withCookie(cookie: string, headers: Record<string, string>, method = 'GET'): Promise<Response> {
    const path = method === 'GET' ? '/v1/session' : '/v1/schedules/none';
    return fetch(`${rig.cloud.url}${path}`, { method, headers: { cookie, ...headers } });
  }

  test('a code signs in once; what is guessed, used, or another thing does not', async () => {
    const { token } = await tokenFor('ida', 'tasks', 'devices');
    const code = await linkCode({ authorization: `Bearer ${token}` });
    const signed = await signIn({ code });
    expect(signed.status).toBe(201);
    expect(await signed.json()).toEqual({ user: 'ida', scopes: ['tasks', 'devices'] });
    expect(signed.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    for (const wrong of [{ code }, { code: 'x'.repeat(43) }, { token: 'fh_none' }, { token: code }]) {
      const refused = await signIn(wrong);
      expect(refused.status).toBe(401);
      expect(await codeOf(refused)).toBe('SIGN_IN_REFUSED');
    }
    expect((await signIn({ code, token })).status).toBe(400);
  });

  test.each<[string, Record<string, string>, boolean, boolean]>([
    ['of the page itself', { 'sec-fetch-site': 'same-origin' }, true, true],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }, true, false],
    ['of another port of this machine', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' }, false, false],
    ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false, false],
    ['of an older browser, from another page', { origin: 'http://evil.example' }, false, false],
    ['that names no page', {}, true, false],
  ])('a cookie in a request %s', async (_, headers, mayRead, mayChange) => {
    const cookie = cookieOf(await signIn({ token: (await tokenFor('jan', 'tasks')).token }));
    expect((await withCookie(cookie, headers)).status).toBe(mayRead ? 200 : 403);
    expect((await withCookie(cookie, headers, 'DELETE')).status).toBe(mayChange ? 200 : 403);
    if (!mayChange) expect((await signIn({ code: 'any' }, headers)).status).toBe(403);
  });

  test('a session ends when it is signed out, and with the token that it goes back to', async () => {
    const { id, token } = await tokenFor('kim', 'tasks');
    const first = cookieOf(await signIn({ code: await linkCode({ authorization: `Bearer ${token}` }) }));
    const second = cookieOf(await signIn({ code: await linkCode({ cookie: first, ...own() }) }));
    const third = cookieOf(await signIn({ token }));
    const unused = await linkCode({ cookie: second, ...own() });
    const out = { method: 'DELETE', headers: { cookie: third, ...own() } };
    expect((await fetch(`${rig.cloud.url}/v1/session`, out)).status).toBe(200);
    expect((await withCookie(third, own())).status).toBe(401);
    for (const cookie of [first, second]) expect((await withCookie(cookie, own())).status).toBe(200);
    await ask(rig.cloud, `/v1/tokens/${id}`, { method: 'DELETE' });
    for (const cookie of [first, second]) expect((await withCookie(cookie, own())).status).toBe(401);
    expect((await withCookie(cookieOf(await signIn({ code: unused })), own())).status).toBe(401);
  });

  test('nothing that lets anybody in lies in the database or the home folder; a hash that can be tried out is keyed', async () => {
    const { token } = await tokenFor('lea', 'tasks', 'bridge');
    const { code: pairing } = (await (await post(rig.cloud, '/v1/pairings', { user: 'lea' })).json()) as {
      code: string;
    };
    const unused = await linkCode({ authorization: `Bearer ${token}` });
    const session =
      cookieOf(await signIn({ code: await linkCode({ authorization: `Bearer ${token}` }) })).split('=')[1] ?? '';
    await as(token, '/v1/tasks', { command: 'open WeChat' });
    const [lookup = '', half = ''] = pairing.split('-');
    const secrets = { token, service: rig.cloud.token, pairing, unused, session, half: `"${half}"` };
    const dump = await rig.dump();
    for (const table of ['api_token', 'pairing_code', 'console_session', 'sign_in_code', 'dbos'])
      expect(dump).toContain(table);
    expect(dump).toContain(`"${lookup}"`);
    for (const [name, secret] of Object.entries(secrets)) expect(dump.includes(secret), name).toBe(false);
    for (const hash of ['sha256', 'sha1', 'md5']) {
      for (const text of [half, pairing]) expect(dump).not.toContain(createHash(hash).update(text).digest('hex'));
    }
    const names = await readdir(rig.home, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const { half: _, ...whole } = secrets;
    for (const file of files) {
      const text = await readFile(file, 'latin1');
      // The service token is the owner's own, for the owner's own commands.
      const isOwn = file === join(rig.home, 'token');
      for (const [name, secret] of Object.entries(whole))
        expect(text.includes(secret), `${name} in ${file}`).toBe(isOwn && name === 'service');
    }
    expect(files).toContain(join(rig.home, 'token'));
  });
});
