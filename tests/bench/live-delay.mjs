// How far the console's picture of a phone lags behind the phone, how many frames a still screen costs, and what the console's
// first page weighs. The virtual phone's screen is changed by its control door, and the pixels on the canvas are watched in
// Chromium; everything between is the product: adb, bridge, link, cloud, WebSocket, page.
//   npm run build && node tests/bench/live-delay.mjs [--changes 30] [--still-seconds 30]
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig, startCloud } from '@farhand/cloud';
import { startBridge } from '@farhand/device-bridge';
import { createLogger } from '@farhand/shared';
import { chromium } from 'playwright-core';

const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '30' },
    'still-seconds': { type: 'string', default: '30' },
  },
});
const changes = Number(values.changes);
const stillSeconds = Number(values['still-seconds']);
/** Between two changes: long enough for what watches to have become calm again. */
const pauseMs = 2500;
const limitMs = 20_000;
const executablePath =
  process.env.FARHAND_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

const home = mkdtempSync(join(tmpdir(), 'farhand-live-'));
const cloud = await startCloud(loadConfig({ home, port: 0 }, {}).config);
const { bridgeUrl: cloudUrl, token } = cloud;
const log = createLogger('bridge', 'error');
const bridge = await startBridge({ cloudUrl, token, virtualPhone: 'always', seed: 1, home, privacy: 'open', log });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  await bridge.linked;
  await cloud.result(await cloud.submit('打开淘宝'));
  console.log(`first page: ${(await firstLoadBytes()).toLocaleString('en')} bytes, compressed`);
  const page = await watching();
  const delays = [];
  for (let change = 0; change < changes; change++) {
    await page.waitForTimeout(pauseMs + 37 * (change % 10));
    delays.push(await delayOf(page, change % 2 === 0 ? 'on' : 'off'));
  }
  console.log(
    `behind the phone: median ${median(delays).toFixed(0)} ms, p90 ${quantile(delays, 0.9).toFixed(0)} ms, ` +
      `largest ${Math.max(...delays).toFixed(0)} ms over ${delays.length} changes`,
  );
  const before = await framesOf(page);
  await page.waitForTimeout(stillSeconds * 1000);
  const frames = (await framesOf(page)) - before;
  console.log(`a still screen: ${frames} frames in ${stillSeconds} s (${(frames / stillSeconds).toFixed(2)} a second)`);
} finally {
  await browser.close();
  await bridge.close();
  await cloud.close();
  rmSync(home, { recursive: true, force: true });
}

/** All files of the page that a signed-in person sees first, as they pass the wire. */
async function firstLoadBytes() {
  const page = await (await browser.newContext()).newPage();
  const sizes = [];
  page.on('requestfinished', (request) => {
    if (!request.url().includes('/v1/')) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(await signInLink());
  await page.locator('textarea').waitFor();
  await page.waitForTimeout(1500);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await page.context().close();
  return bytes;
}

async function signInLink() {
  const answer = await fetch(`${cloud.url}/v1/session/codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  return `${cloud.url}/#sign-in=${(await answer.json()).code}`;
}

/** A page that looks at the phone and notes each frame that it paints. */
async function watching() {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.addInitScript(() => {
    const seen = { frames: 0, mark: '', changedMs: 0 };
    globalThis.seen = seen;
    const { drawImage } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.drawImage = function (...args) {
      drawImage.apply(this, args);
      const nowMs = performance.timeOrigin + performance.now();
      const { width, height } = this.canvas;
      const { data } = this.getImageData(0, height / 4, width, height / 2);
      let sum = 0;
      for (let at = 0; at < data.length; at += 64) sum = (sum * 31 + data[at]) | 0;
      seen.frames += 1;
      if (seen.mark !== String(sum)) Object.assign(seen, { mark: String(sum), changedMs: nowMs });
    };
  });
  await page.goto(await signInLink());
  await page.goto(`${cloud.url}/phones`);
  await page.locator('.phone-screen.picture canvas').first().waitFor();
  return page;
}

/** From before the phone is told to change until the first pixel is another. */
async function delayOf(page, value) {
  const mark = await page.evaluate(() => globalThis.seen.mark);
  const toldMs = performance.timeOrigin + performance.now();
  const body = JSON.stringify({ name: 'popup', value });
  const told = await fetch(`${bridge.controlUrl}/switches`, { method: 'POST', body });
  if (!told.ok) throw new Error(await told.text());
  await page.waitForFunction((old) => globalThis.seen.mark !== old, mark, { timeout: limitMs, polling: 20 });
  return (await page.evaluate(() => globalThis.seen.changedMs)) - toldMs;
}

function framesOf(page) {
  return page.evaluate(() => globalThis.seen.frames);
}

function median(numbers) {
  return quantile(numbers, 0.5);
}

function quantile(numbers, part) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * part)] ?? Number.NaN;
}
