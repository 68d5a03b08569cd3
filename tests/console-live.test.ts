// Watching, deciding and taking over in a real browser, against a whole service and a virtual phone, through links that are cut
// and a service that is started anew in between.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudService, loadConfig, startCloud } from '@farhand/cloud';
import { type Bridge, startBridge, type WeChatState } from '@farhand/device-bridge';
import { createLogger } from '@farhand/shared';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserFile, openBrowser, signIn } from './browser.js';
import { FaultProxy } from './fault-proxy.js';

const limitMs = 120_000;
const secret = '804213';
/** On the page that wants a code, as parts of the screen. */
const codeField = [0.5, 0.232] as const;
const logInButton = [0.5, 0.313] as const;

const home = mkdtempSync(join(tmpdir(), 'farhand-live-'));
let cloud: CloudService;
let bridge: Bridge;
let browser: Browser;
let page: Page;
/** Between the browser and the service. */
let wire: FaultProxy;

describe.skipIf(browserFile === undefined)('a person before the console', () => {
  beforeAll(async () => {
    cloud = await open(0);
    const { bridgeUrl: cloudUrl, token } = cloud;
    const log = createLogger('bridge');
    bridge = await startBridge({ cloudUrl, token, virtualPhone: 'always', seed: 1, home, privacy: 'open', log });
    await bridge.linked;
    browser = await openBrowser();
    wire = await FaultProxy.open(Number(new URL(cloud.url).port));
    page = await signIn(browser, `http://127.0.0.1:${wire.port}`, cloud.token);
  }, limitMs);
  afterAll(async () => {
    await browser?.close();
    await wire?.close();
    await bridge?.close();
    await cloud?.close();
    rmSync(home, { recursive: true, force: true });
  });

  function open(port: number): Promise<CloudService> {
    return startCloud(loadConfig({ home, port }, {}).config);
  }

  async function post(path: string, body: object): Promise<void> {
    await fetch(`${bridge.controlUrl}/${path}`, { method: 'POST', body: JSON.stringify(body) });
  }

  async function state(): Promise<{ apps: Record<string, unknown>; happened: string[] }> {
    return (await fetch(`${bridge.controlUrl}/state`)).json() as ReturnType<typeof state>;
  }

  async function happened(): Promise<string[]> {
    return (await state()).happened;
  }

  async function sent(text: string): Promise<number> {
    const { chats } = (await state()).apps['com.tencent.mm'] as WeChatState;
    return Object.values(chats)
      .flatMap(({ messages }) => messages)
      .filter((message) => message.text === text).length;
  }

  /** As another program would: the page hears of it by itself. */
  async function submit(command: string): Promise<string> {
    const headers = { authorization: `Bearer ${cloud.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ command });
    const answer = await fetch(`${cloud.url}/v1/tasks`, { method: 'POST', headers, body });
    return ((await answer.json()) as { taskId: string }).taskId;
  }

  async function decisionsOn(taskId: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${cloud.token}` };
    return (
      (await (await fetch(`${cloud.url}/v1/tasks/${taskId}/decisions`, { headers })).json()) as { decisions: unknown }
    ).decisions;
  }

  const card = () => page.getByRole('article');
  const go = (path: string) => page.goto(`http://127.0.0.1:${wire.port}${path}`);
  const picture = () => page.locator('.phone-screen.picture canvas').first();

  test(
    'sees a message asked about, allows it through a link that is cut, and it is sent once',
    async () => {
      await go('/phones');
      await picture().waitFor();
      const taskId = await submit('给微信上的李四发消息：晚上见');
      await card().waitFor();
      expect(await card().textContent()).toMatch(/李四/);
      expect(await card().textContent()).toMatch(/晚上见/);
      wire.arm({ direction: 'down', afterBytes: 0, what: 'cut' });
      await card().getByRole('button', { name: 'Allow' }).click();
      await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
      await page.locator('.status.done').first().waitFor({ timeout: limitMs });
      expect(await sent('晚上见')).toBe(1);
      expect(await decisionsOn(taskId)).toMatchObject([{ what: 'allowed', by: 'local', door: 'console' }]);
    },
    limitMs,
  );

  test(
    'takes the phone over at a login, types the code, gives it back, and the task goes on; the service was started anew meanwhile',
    async () => {
      await post('switches', { name: 'login' });
      await go('/phones');
      const taskId = await submit('给微信上的李四发消息：带伞');
      await card().getByRole('button', { name: 'Allow' }).click();
      const takeOver = card().getByRole('button', { name: 'Take over' });
      await takeOver.waitFor({ timeout: limitMs });
      const port = Number(new URL(cloud.url).port);
      await cloud.close();
      cloud = await open(port);
      await page.reload();
      await takeOver.click({ timeout: limitMs });
      const screen = card().getByRole('application');
      await screen.waitFor({ timeout: limitMs });
      const { width, height } = (await screen.boundingBox()) ?? { width: 0, height: 0 };
      const tap = (x: number, y: number) => screen.click({ position: { x: x * width, y: y * height } });
      await tap(...codeField);
      await page.keyboard.type(secret);
      await tap(...logInButton);
      await expect.poll(() => happened()).toContain('logged in');
      await card().getByRole('button', { name: 'Done, give it back' }).click();
      await page.waitForURL((url) => /\/tasks\//.test(url.pathname) && !url.pathname.endsWith(taskId));
      await page.locator('.status.done').first().waitFor({ timeout: limitMs });
      expect(await sent('带伞')).toBe(1);
      const kept = readdirSync(join(home, 'audit')).map((file) => readFileSync(join(home, 'audit', file), 'utf8'));
      expect(kept.join('\n')).not.toContain(secret);
      expect(kept.join('\n')).toMatch(/"kind":"taken_over".*"by":"local, console"/);
    },
    limitMs,
  );
});
