import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectBridge } from '../testing/bridge.js';
import { testCertificate, testCertificateKey } from '../testing/certificate.js';
import { ask, startTestCloud, type TestCloud } from '../testing/cloud.js';
import { openDraft } from '../testing/drafts.js';
import { createTlsServer } from './tls.js';

let folder: string;
let rig: TestCloud;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'farhand-tls-'));
  writeFileSync(join(folder, 'cert.pem'), testCertificate);
  writeFileSync(join(folder, 'key.pem'), testCertificateKey);
  rig = await startTestCloud(() => openDraft('wechat'), {
    tlsCert: join(folder, 'cert.pem'),
    tlsKey: join(folder, 'key.pem'),
  });
});

afterAll(async () => {
  await rig?.close();
  await rm(folder, { recursive: true, force: true });
});

test('with a certificate others are served over HTTPS and WSS, and this machine over plain HTTP', async () => {
  const { publicUrl, url, token } = rig.cloud;
  expect(publicUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const status = await new Promise((resolve, reject) => {
    const request = get(`${publicUrl}/healthz`, { ca: testCertificate }, (response) => {
      resolve(response.statusCode);
      response.resume();
    });
    request.on('error', reject);
  });
  expect(status).toBe(200);
  await expect(fetch(publicUrl.replace('https', 'http'))).rejects.toThrow();
  const bridge = await connectBridge({
    url: `${publicUrl.replace('https', 'wss')}/gui-mcp`,
    token,
    ca: testCertificate,
    serials: ['phone-1'],
    work: async () => ({}),
  });
  expect(url).toMatch(/^http:/);
  await expect.poll(async () => (await ask(rig.cloud, '/v1/devices')).text()).toContain('phone-1');
  await bridge.close();
});

test('a file that is missing or no certificate is named', async () => {
  const certPath = join(folder, 'cert.pem');
  const keyPath = join(folder, 'key.pem');
  const nothing = () => undefined;
  await expect(createTlsServer({ certPath: join(folder, 'none.pem'), keyPath }, nothing)).rejects.toThrow(
    /FARHAND_TLS_CERT ".*none\.pem" cannot be read \(ENOENT\)/,
  );
  await expect(createTlsServer({ certPath, keyPath: certPath }, nothing)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
  });
});
