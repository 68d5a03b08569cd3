// Pictures of every page of the console, in both languages, light and dark, wide and narrow, to be looked at: before there is
// a phone or a task, and with both. Run after a build: `node tests/console-pictures.mjs FOLDER [WORD...]`; with words only
// pages whose names begin with one of them; those of the first visit (`first`) need no phone.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, startCloud } from '@farhand/cloud';
import { startBridge } from '@farhand/device-bridge';
import { createLogger } from '@farhand/shared';
import { openBrowser, openPage, signIn } from './dist/browser.js';

const [folder, ...words] = process.argv.slice(2);
if (!folder) throw new Error('Say where to: node tests/console-pictures.mjs FOLDER');
mkdirSync(folder, { recursive: true });

const looks = {
  'en-light-wide': { locale: 'en-GB', colorScheme: 'light', viewport: { width: 1280, height: 860 } },
  'zh-dark-wide': { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 1280, height: 860 } },
  'zh-light-narrow': { locale: 'zh-CN', colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true },
  'en-dark-narrow': { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 390, height: 844 }, hasTouch: true },
};
const setUp = [
  '',
  '/phones',
  '/models',
  '/budgets',
  '/policy',
  '/tools',
  '/users',
  '/schedules',
  '/figures',
  '/settings',
];
const settleMs = 700;
const awaitMs = 8000;
const compare = 'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo';
const message = '在微信上告诉张三：会议改到三点';

const home = mkdtempSync(join(tmpdir(), 'farhand-pictures-'));
const cloud = await startCloud(loadConfig({ home, port: 0 }, {}).config);
const browser = await openBrowser();
let bridge;
try {
  await everyLook(strangersPages);
  if (words.length === 0 || words.some((word) => !word.startsWith('first'))) {
    const { bridgeUrl: cloudUrl, token } = cloud;
    const log = createLogger('bridge', 'error');
    bridge = await startBridge({ cloudUrl, token, virtualPhone: 'always', seed: 1, home, privacy: 'open', log });
    await bridge.linked;
    const made = await tasks();
    await everyLook((page, picture) => everydayPages(page, picture, made));
  }
} finally {
  await browser.close();
  await bridge?.close();
  await cloud.close();
  rmSync(home, { recursive: true, force: true });
}

async function everyLook(pages) {
  for (const [look, options] of Object.entries(looks)) {
    const page = await signIn(browser, cloud, options);
    await pages(page, (name, asked = page) => picture(asked, name, look));
    await page.context().close();
  }
}

async function picture(page, name, look) {
  await page.waitForTimeout(settleMs);
  // What stays on its way is pictured as such.
  await page.waitForFunction("!document.querySelector('.loading')", undefined, { timeout: awaitMs }).catch(() => {});
  await page.screenshot({ path: join(folder, `${name}.${look}.png`), fullPage: true });
}

function isWanted(name) {
  return words.length === 0 || words.some((word) => name.startsWith(word));
}

/** Nobody has paired a phone or asked for anything yet. */
async function strangersPages(page, picture) {
  const options = { ...page.context()._options };
  if (isWanted('first-sign-in')) {
    const stranger = await openPage(browser, options);
    await stranger.goto(cloud.url);
    await picture('first-sign-in', stranger);
    await stranger.context().close();
  }
  for (const path of ['/', '/tasks', '/skills', '/phones', '/nowhere', ...setUp.map((page) => `/setup${page}`)]) {
    const name = `first${path === '/' ? '-ask' : path.replaceAll('/', '-')}`;
    if (!isWanted(name)) continue;
    await page.goto(cloud.url + path);
    await picture(name);
  }
}

async function ask(method, path, body) {
  const headers = { authorization: `Bearer ${cloud.token}`, ...(body && { 'content-type': 'application/json' }) };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  return (await fetch(cloud.url + path, init)).json();
}

async function done(command, options) {
  const id = await cloud.submit(command, options);
  await cloud.result(id);
  return id;
}

async function tasks() {
  await done(compare);
  const compared = await done(compare);
  const sent = await done(message, { confirmed: true });
  const lacking = await done('给微信上的张发消息：在吗', { confirmed: true });
  const refused = await done('write me a poem about the sea');
  const asking = await done('给微信上的李四发消息：晚上见');
  await ask('POST', '/v1/skills', { name: '发消息', task: sent });
  await ask('POST', '/v1/skills', { name: 'prices', task: compared });
  await ask('POST', '/v1/schedules', { command: compare, cron: '0 8 * * 1-5', time_zone: 'Asia/Shanghai' });
  await ask('POST', '/v1/tokens', { user: 'ann', name: "Ann's laptop", scopes: ['tasks', 'devices'] });
  return { compared, sent, lacking, refused, asking };
}

async function everydayPages(page, picture, made) {
  const at = async (name, path, before = async () => {}) => {
    if (!isWanted(name)) return;
    await page.goto(cloud.url + path);
    await before();
    await picture(name);
  };
  const send = async (command) => {
    await page.locator('textarea').fill(command);
    await page.locator('textarea').press('Enter');
    await page.locator('.approve button').first().waitFor();
  };
  await at('ask', '/');
  await at('ask-options', '/', () => page.locator('.ask-options summary').click());
  await at('ask-plan', '/', () => send(compare));
  await at('ask-outward', '/', async () => {
    await send(message);
    await page.locator('.planned .edit button').first().click();
  });
  await page.evaluate('sessionStorage.clear()');
  await at('ask-refused', '/', async () => {
    await page.locator('textarea').fill('write me a poem about the sea');
    await page.locator('textarea').press('Enter');
    await page.locator('.problem').waitFor();
  });
  await at('tasks', '/tasks');
  await at('tasks-none-found', '/tasks?words=zzzz');
  await at('task-compared', `/tasks/${made.compared}`, () => page.locator('.story').waitFor());
  await at('task-sent', `/tasks/${made.sent}`, () => page.locator('.story').waitFor());
  await at('task-question', `/tasks/${made.lacking}`);
  await at('task-refused', `/tasks/${made.refused}`);
  await at('task-asking', `/tasks/${made.asking}`);
  await at('task-unknown', '/tasks/nothing');
  for (const [name, index] of [
    ['schedule-dialog', 0],
    ['skill-dialog', 1],
  ]) {
    await at(name, `/tasks/${made.sent}`, async () => {
      await page.locator('.page-head .actions button').nth(index).click();
      await page.locator('dialog').waitFor();
    });
  }
  await at('task-running', '/', async () => {
    const id = await cloud.submit(compare);
    await page.goto(`${cloud.url}/tasks/${id}`);
    await page.locator('.task-running .steps').first().waitFor();
    await page.waitForTimeout(3 * settleMs);
    await picture('task-running-early');
    await cloud.result(id);
  });
  await at('skills', '/skills');
  await at('skills-form', '/skills', () => page.locator('.skill summary').first().click());
  await at('phones', '/phones');
  const { devices } = await ask('GET', '/v1/devices');
  await at('phone', `/phones/${encodeURIComponent(devices[0].device_id)}`);
  await at('phone-taken', `/phones/${encodeURIComponent(devices[0].device_id)}`, async () => {
    await page.locator('.takeover button').first().click();
    await page.locator('.takeover .keys').waitFor();
  });
  await ask('POST', `/v1/devices/${encodeURIComponent(devices[0].device_id)}/hand-back`);
  for (const path of setUp) await at(`setup${path.replace('/', '-')}`, `/setup${path}`);
}
