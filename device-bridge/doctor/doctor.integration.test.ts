// The doctor over real adb and a virtual phone: what it says when all is well, what it puts right, and what it tells of a
// model server that is not as it should be.
import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readHandSettings } from '../config.js';
import { installedOcr } from '../phone/ocr/models.js';
import { builtModule } from '../phone/process.js';
import { PhoneKit } from '../testing/phone-kit.js';
import { unicodeInputMethod } from '../virtual-phone/device/keyboard.js';
import type { Finding } from './check.js';
import { checkModel } from './model-checks.js';
import { vendorSwitches } from './vendors.js';

const limitMs = 60_000;

let kit: PhoneKit;
beforeAll(async () => {
  kit = await PhoneKit.open(1);
}, limitMs);
afterAll(() => kit?.close());

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function examine(env: NodeJS.ProcessEnv = {}, ...args: string[]): Promise<Map<string, Finding>> {
  const child = spawn(process.execPath, [builtModule('doctor/main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ANDROID_ADB_SERVER_PORT: String(kit.adb.port),
      FARHAND_HAND_URL: '',
      FARHAND_OCR: 'off',
      ...env,
    },
  });
  const { findings } = JSON.parse(await text(child.stdout)) as { findings: Finding[] };
  return new Map(findings.map((finding) => [finding.check.replace(kit.process.serial, 'SERIAL'), finding]));
}

/** A server in the OpenAI shape; one that is blind refuses pictures. */
async function serveModel(isBlind: boolean): Promise<string> {
  const server = createServer(async (request, response) => {
    const refuses = isBlind && (await text(request)).includes('image_url');
    response.writeHead(refuses ? 400 : 200, { 'content-type': 'application/json' });
    const message = { role: 'assistant', content: '好' };
    response.end(
      JSON.stringify(refuses ? { error: { message: 'image input is not supported' } } : { choices: [{ message }] }),
    );
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

// Each of these examinations starts an Appium.
test(
  'a keyboard that was left behind is told, and put right when asked to; a model is asked for text and shown a picture',
  async () => {
    await kit.adb.shell(kit.process.serial, ['ime', 'set', unicodeInputMethod]);
    const told = await examine({ FARHAND_HAND_URL: await serveModel(false) });
    expect(told.get('keyboard of SERIAL')).toMatchObject({ state: 'failed', next: 'npm start -- doctor --fix' });
    expect([told.get('model: text')?.state, told.get('model: vision')?.state]).toEqual(['ok', 'ok']);

    const fixed = await examine({ FARHAND_HAND_URL: await serveModel(true) }, '--fix');
    expect(fixed.get('keyboard of SERIAL')).toMatchObject({ state: 'ok', fixed: true });
    expect(fixed.get('model: text')?.state).toBe('ok');
    expect(fixed.get('model: vision')).toMatchObject({
      state: 'failed',
      found: expect.stringContaining('image input'),
    });
  },
  limitMs,
);

test(
  'all is well again: tools, phone and keyboard are told with what was found',
  async () => {
    const found = await examine({ FARHAND_OCR: 'auto' });
    for (const check of ['adb', 'driver', 'appium', 'phone SERIAL', 'keyboard of SERIAL']) {
      expect(found.get(check), check).toMatchObject({ state: 'ok' });
    }
    if (installedOcr()) expect(found.get('ocr')).toMatchObject({ state: 'ok' });
    else expect(found.get('ocr')?.next).toMatch(/^npm install/);
    expect(found.get('appium')?.found).toMatch(/^Appium \d+\.\d+\.\d+, ready after/);
    expect(found.get('model')).toMatchObject({ state: 'notice', next: expect.stringContaining('FARHAND_HAND_URL=') });
  },
  limitMs,
);

test('a model that nobody serves is told as one that cannot be reached', async () => {
  const { model, privacy } = readHandSettings({ FARHAND_HAND_URL: 'http://127.0.0.1:9/v1' });
  expect(await checkModel(model, privacy)).toMatchObject([
    { check: 'model: text', state: 'failed', code: 'BRAIN_UNREACHABLE' },
  ]);
});

test(
  'without adb nothing else is tried on phones',
  async () => {
    const found = await examine({ PATH: '', ANDROID_HOME: '', ANDROID_SDK_ROOT: '' });
    expect(found.get('adb')).toMatchObject({
      state: 'failed',
      code: 'ADB_MISSING',
      next: expect.stringContaining('apt'),
    });
    expect(found.has('appium')).toBe(false);
  },
  limitMs,
);

test.each(['Xiaomi', 'OPPO', 'vivo', 'HUAWEI', 'samsung'])('the switches of %s are known', (maker) => {
  expect(vendorSwitches(maker)).toMatch(/developer options|Security/);
});
