// Watching, deciding and taking over in a real browser, against a whole service and a virtual phone, through links that are cut
// and a service that is started anew in between.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudService, loadConfig, startCloud } from '@farhand/cloud';
import { type Bridge, startBridge, type WeChatState } from '@farhand/device-bridge';
import { createLogger } from '@farhand/shared';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, openBrowser, signIn } from './browser.js';
import { FaultProxy } from './fault-proxy.js';

const limitMs = 120_000;
/** For one thing to be seen. */
const stepMs = 30_000;
const secret = '804213';
/** As parts of the screen: on the page that wants a code, and in a shop of Meituan. */
const codeField = [0.5, 0.232] as const;
const logInButton = [0.5, 0.313] as const;
const oneMore = [0.93, 0.422] as const;
const toCheckout = [0.836, 0.937] as const;
const placeOrder = [0.836, 0.94] as const;
/** As a telephone has it. */
const slowLine = { delayMs: 120, bytesPerSecond: 150_000 };

interface Alerts {
  readonly shown: string[];
  notes: number;
}

/** In the page: notifications are allowed, and told instead of shown; the notes that are played are counted. */
function listenToAlerts(): void {
  const page = globalThis as unknown as {
    alerts: Alerts;
    Notification: unknown;
    OscillatorNode: { prototype: { start(...args: unknown[]): void } };
  };
  const alerts: Alerts = { shown: [], notes: 0 };
  page.alerts = alerts;
  page.Notification = class {
    static permission = 'granted';
    onclick: unknown;
    constructor(_: string, { body }: { body: string }) {
      alerts.shown.push(body);
    }
  };
  const { start } = page.OscillatorNode.prototype;
  page.OscillatorNode.prototype.start = function (...args: unknown[]) {
    alerts.notes += 1;
    start.apply(this, args);
  };
}

interface PhoneState {
  readonly apps: Readonly<Record<string, unknown>>;
  readonly foreground: { readonly packageName: string; readonly component: string };
  readonly happened: string[];
}

interface MeituanState {
  readonly cart: Readonly<Record<string, number>>;
  readonly digitsEntered: number;
  readonly orders: readonly { readonly lines: readonly string[]; readonly status: string }[];
}

const home = mkdtempSync(join(tmpdir(), 'farhand-live-'));
let cloud: CloudService;
let bridge: Bridge;
let browser: Browser;
let page: Page;
/** Between the browser and the service. */
let wire: FaultProxy;

describeInBrowser('a person before the console', () => {
  beforeAll(async () => {
    cloud = await open(0);
    const { bridgeUrl: cloudUrl, token } = cloud;
    const log = createLogger('bridge');
    bridge = await startBridge({ cloudUrl, token, virtualPhone: 'always', seed: 1, home, privacy: 'open', log });
    await bridge.linked;
    browser = await openBrowser();
    wire = await FaultProxy.open(Number(new URL(cloud.url).port));
    page = await signIn(browser, { url: `http://127.0.0.1:${wire.port}`, token: cloud.token });
    await page.addInitScript(listenToAlerts);
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

  async function state(): Promise<PhoneState> {
    return (await fetch(`${bridge.controlUrl}/state`)).json() as Promise<PhoneState>;
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
  async function submit(command: string, confirmed = false): Promise<string> {
    const headers = { authorization: `Bearer ${cloud.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ command, confirmed });
    const answer = await fetch(`${cloud.url}/v1/tasks`, { method: 'POST', headers, body });
    return ((await answer.json()) as { taskId: string }).taskId;
  }

  async function decisionsOn(taskId: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${cloud.token}` };
    return (
      (await (await fetch(`${cloud.url}/v1/tasks/${taskId}/decisions`, { headers })).json()) as { decisions: unknown }
    ).decisions;
  }

  /** Seconds that the page says the task has taken so far, or took. */
  async function secondsTold(): Promise<number> {
    const time = page.locator('.facts div', { has: page.getByText('Time', { exact: true }) }).locator('dd');
    await expect.poll(() => time.first().textContent()).toMatch(/\d/);
    const [, minutes = '0'] = /(\d+) min/.exec((await time.first().textContent()) ?? '') ?? [];
    const [, seconds = '0'] = /([\d.]+) sec/.exec((await time.first().textContent()) ?? '') ?? [];
    return Number(minutes) * 60 + Number(seconds);
  }

  const alerts = () => page.evaluate(() => (globalThis as unknown as { alerts: Alerts }).alerts);
  const card = () => page.getByRole('article');
  const go = (path: string) => page.goto(`http://127.0.0.1:${wire.port}${path}`);
  const picture = () => page.locator('.phone-screen.picture canvas').first();

  const driven = () => page.locator('.phone-screen.driven.picture canvas').first();

  /** On the picture of the phone, wherever it stands by then. */
  async function tap(x: number, y: number): Promise<void> {
    const screen = driven();
    await screen.waitFor({ timeout: stepMs });
    // The page around it has come to rest: where it is clicked is where it was measured.
    await screen.hover();
    const { width, height } = (await screen.boundingBox()) ?? { width: 0, height: 0 };
    await screen.click({ position: { x: x * width, y: y * height } });
  }

  /** By the mouse, held and moved. */
  async function swipeUp(): Promise<void> {
    const screen = driven();
    await screen.waitFor({ timeout: stepMs });
    const { width, height } = (await screen.boundingBox()) ?? { width: 0, height: 0 };
    await screen.hover({ position: { x: width / 2, y: height * 0.7 } });
    const { x, y } = (await screen.boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height * 0.35, { steps: 3 });
    await page.mouse.up();
  }

  /** The picture that is shown, to tell whether it is another. */
  const shown = () => page.evaluate<string>("document.querySelector('.phone-screen canvas').toDataURL()");
  const isShown = async (component: RegExp) =>
    expect.poll(async () => (await state()).foreground.component, { timeout: stepMs }).toMatch(component);

  test(
    'sees a message asked about, allows it through a link that is cut, and it is sent once',
    async () => {
      await go('/phones');
      await picture().waitFor();
      const taskId = await submit('给微信上的李四发消息：晚上见');
      await card().waitFor();
      expect(await card().textContent()).toMatch(/李四/);
      expect(await card().textContent()).toMatch(/晚上见/);
      // Nobody has touched the page since it was loaded: browsers play nothing before.
      expect(await alerts()).toEqual({ shown: [expect.stringContaining('晚上见')], notes: 0 });
      wire.arm({ direction: 'down', afterBytes: 0, what: 'cut' });
      await card().getByRole('button', { name: 'Allow' }).click();
      await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
      await expect.poll(secondsTold).toBeGreaterThanOrEqual(2);
      const before = await secondsTold();
      await page.reload();
      expect(await secondsTold()).toBeGreaterThanOrEqual(before);
      await page.locator('.status.done').first().waitFor({ timeout: limitMs });
      expect(await sent('晚上见')).toBe(1);
      expect(await decisionsOn(taskId)).toMatchObject([{ what: 'allowed', by: 'local', door: 'console' }]);
    },
    limitMs,
  );

  test(
    'is asked by the hand who is meant, with a sound once the page was touched, and answers in words over a slow line',
    async () => {
      wire.slow = slowLine;
      await go('/tasks');
      await page.getByRole('heading', { level: 1 }).click();
      const taskId = await submit('给微信上的张发消息：在吗', true);
      await card().getByLabel('Your answer').waitFor({ timeout: limitMs });
      expect(await card().textContent()).toMatch(/张三丰/);
      expect(await alerts()).toEqual({ shown: [expect.stringContaining('张三丰')], notes: 2 });
      await picture().waitFor();
      await card().getByLabel('Your answer').fill('张三丰');
      await card().getByRole('button', { name: 'Answer' }).click();
      await page.waitForURL((url) => /\/tasks\//.test(url.pathname) && !url.pathname.endsWith(taskId));
      await page.locator('.status.done').first().waitFor({ timeout: limitMs });
      wire.slow = undefined;
      expect(await sent('在吗')).toBe(1);
      expect(await decisionsOn(taskId)).toMatchObject([
        { what: 'allowed_beforehand', door: 'api' },
        { what: 'answered', door: 'console' },
      ]);
    },
    limitMs,
  );

  test(
    'approves an order that stops before it is placed, takes the phone over, and pays by hand on a page that shows no picture',
    async () => {
      await go('/');
      await page.getByLabel('Say it in your own words').fill('在美团点一份生椰拿铁');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Approve and begin' }).click();
      await page.locator('.status.done').first().waitFor({ timeout: limitMs });
      await go('/phones');
      await page.locator('main a[href^="/phones/"]').first().click();
      await page.getByRole('button', { name: 'Take over' }).click();
      const meituan = async () => (await state()).apps['com.sankuai.meituan'] as MeituanState;
      await tap(...oneMore);
      await expect.poll(async () => Object.values((await meituan()).cart), { timeout: stepMs }).toEqual([2]);
      await tap(...toCheckout);
      await isShown(/ConfirmActivity$/);
      await tap(...placeOrder);
      await isShown(/PayActivity$/);
      const words = page.locator('.phone-screen.words');
      await words.getByText('请输入支付密码').waitFor({ timeout: stepMs });
      for (const [index, digit] of [...'804213'].entries()) {
        await words.getByRole('button', { name: digit, exact: true }).click();
        await expect.poll(async () => (await meituan()).digitsEntered, { timeout: stepMs }).toBe(index + 1);
      }
      await expect
        .poll(async () => (await meituan()).orders, { timeout: stepMs })
        .toMatchObject([{ lines: ['生椰拿铁 x2'], status: 'paid' }]);
      const before = await shown();
      await swipeUp();
      await expect.poll(shown, { timeout: stepMs }).not.toBe(before);
      await page.keyboard.press('Home');
      await isShown(/[Ll]auncher/);
      await page.getByRole('button', { name: 'Done, give it back' }).click();
      await page.getByRole('button', { name: 'Take over' }).waitFor();
    },
    2 * limitMs,
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
