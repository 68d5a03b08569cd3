import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { FarhandError } from '@farhand/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCredentials } from './credentials.js';
import { makeKey, readKey, writeKey } from './key-file.js';

let home: string;
let cloud: Server;
let cloudUrl: string;
let answer: (path: string, body: Record<string, string>) => { status: number; body: object };

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'farhand-pairing-'));
  cloud = createServer((request, response) => {
    void json(request).then((body) => {
      const { status, body: said } = answer(request.url ?? '', body as Record<string, string>);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => cloud.listen(0, '127.0.0.1', resolve));
  const address = cloud.address();
  cloudUrl = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/gui-mcp`;
});

afterEach(() => {
  cloud.closeAllConnections();
  cloud.close();
  rmSync(home, { recursive: true, force: true });
});

const never = new AbortController().signal;

test('a code is spent once; after that each dial signs a challenge of its own, also after a restart', async () => {
  let publicKey = '';
  let challenges = 0;
  answer = (path, body) => {
    if (path.endsWith('/challenge')) return { status: 201, body: { challenge: `c${++challenges}` } };
    expect(body).toMatchObject({ code: 'ABCD-EFGH' });
    publicKey = body.public_key ?? '';
    return { status: 201, body: { keyId: 'k1' } };
  };
  const first = await openCredentials({ cloudUrl, home, pairingCode: 'ABCD-EFGH' });
  const restarted = await openCredentials({ cloudUrl, home });
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
  for (const [number, authorization] of [await first(never), await restarted(never)].entries()) {
    const [, challenge, signature] = /^Farhand-Key k1\.(c\d)\.(\S+)$/.exec(authorization) ?? [];
    expect(challenge).toBe(`c${number + 1}`);
    const signed = Buffer.from(`farhand bridge dial 1\nk1\n${challenge}`);
    expect(verify(null, signed, key, Buffer.from(signature ?? '', 'base64url'))).toBe(true);
  }
});

test('a token goes before a key, and without either the bridge says what to do', async () => {
  expect(await (await openCredentials({ cloudUrl, home, token: 't' }))(never)).toBe('Bearer t');
  await expect(openCredentials({ cloudUrl, home })).rejects.toMatchObject({ code: 'PAIRING_NEEDED' });
});

test('a refusal is told in the words of the cloud, and a cloud that is away is told as such', async () => {
  answer = () => ({ status: 401, body: { error: new FarhandError('PAIRING_REFUSED', 'too old').toBody() } });
  const pairing = openCredentials({ cloudUrl, home, pairingCode: 'x' });
  await expect(pairing).rejects.toMatchObject({ code: 'PAIRING_REFUSED', message: 'too old' });
  writeKey(home, new URL(cloudUrl.replace('ws', 'http')).origin, { keyId: 'k', privateKey: makeKey().privateKey });
  const authorization = await openCredentials({ cloudUrl, home });
  await expect(authorization(never)).rejects.toMatchObject({ code: 'PAIRING_REFUSED' });
  cloud.closeAllConnections();
  cloud.close();
  await expect(authorization(never)).rejects.toMatchObject({ code: 'LINK_LOST' });
});

test("a key is its owner's alone, one for each cloud, and a damaged one is named", () => {
  const { privateKey } = makeKey();
  writeKey(home, 'https://one.example', { keyId: 'k', privateKey });
  expect(readKey(home, 'https://one.example')?.privateKey.equals(privateKey)).toBe(true);
  expect(readKey(home, 'https://other.example')).toBeUndefined();
  const [file = ''] = readdirSync(join(home, 'keys'));
  const path = join(home, 'keys', file);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  writeFileSync(path, '{"keyId":"k"');
  expect(() => readKey(home, 'https://one.example')).toThrow(/cannot be read/);
});
