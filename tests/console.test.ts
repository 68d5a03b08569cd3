// The console in a real browser, before the real service and a virtual phone: what a person does, from the sign-in link to the
// report that they send to a colleague.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TaskReport } from '@farhand/cloud';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, openBrowser, openPage, seriousFindings, signIn, signInLink } from './browser.js';
import { House } from './house.js';

const firstLoadBytes = 60_000;
const taskTimeoutMs = 60_000;
const phoneScreen = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const pages = [
  '/',
  '/tasks',
  '/skills',
  '/phones',
  '/setup',
  '/setup/phones',
  '/setup/models',
  '/setup/policy',
  '/setup/tools',
  '/setup/users',
  '/setup/schedules',
  '/setup/figures',
  '/setup/budgets',
  '/setup/settings',
];

let house: House;
let browser: Browser;

/** To another page as a click on a link goes, without loading the console anew; the page that is left has gone. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(`
    document.querySelector('main h1')?.setAttribute('data-left', '');
    const link = Object.assign(document.createElement('a'), { href: ${JSON.stringify(path)} });
    document.body.append(link);
    link.click();
    link.remove();
  `);
  await page.locator('main h1:not([data-left])').waitFor();
}

/** Gives the command and waits for the plan that it becomes. */
async function planned(page: Page, command: string): Promise<void> {
  await page.getByLabel('Say it in your own words').fill(command);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Approve/ }).waitFor();
}

describeInBrowser('the console', () => {
  beforeAll(async () => {
    house = await House.open(1);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  test('a link signs one browser in, once, and its code stands nowhere afterwards', async () => {
    const link = await signInLink(house.cloud);
    const page = await openPage(browser);
    await page.goto(link);
    await page.getByRole('navigation').waitFor();
    expect(page.url()).not.toContain('sign-in');
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ name: 'farhand_session', httpOnly: true, sameSite: 'Strict' }]);
    const second = await openPage(browser);
    await second.goto(link);
    await second.getByText('The sign-in link is wrong, was used, or is too old').waitFor();
    await page.context().close();
    await second.context().close();
  });

  test('the first page is small, and no script or style of it stands in the page', async () => {
    const page = await openPage(browser);
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (!request.url().includes('/v1/')) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(await signInLink(house.cloud));
    await page.getByLabel('Say it in your own words').waitFor();
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(5000);
    expect(bytes).toBeLessThanOrEqual(firstLoadBytes);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test(
    'ask, change the plan, approve it, see it done, and send it to a colleague as a file',
    async () => {
      const page = await signIn(browser, house.cloud);
      const sent: string[] = [];
      page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname));
      await page.getByLabel('Say it in your own words').pressSequentially('Tell 张三 on WeChat: the meeting is at 3');
      expect(sent, 'nothing is sent while typing').toEqual([]);
      await page.keyboard.press('Enter');
      await page.locator('.planned').getByText('Nothing has been done yet').waitFor();
      await page.getByText('Reaches others', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Change: s1' }).click();
      await page.getByLabel('Text', { exact: true }).fill('the meeting is at 4');
      await page.reload();
      await page.getByText('the meeting is at 4').waitFor();
      expect((await house.request<{ tasks: unknown[] }>('GET', '/v1/tasks')).tasks, 'not before the yes').toEqual([]);
      await page.getByRole('button', { name: 'Approve, and let it reach them' }).click();
      await page.getByRole('link', { name: 'Save as HTML' }).waitFor({ timeout: taskTimeoutMs });
      await page.getByText('The record is whole').waitFor();
      const { messages = [] } = (await house.chats()).zhangsan ?? {};
      expect(messages.at(-1)).toMatchObject({ text: 'the meeting is at 4' });
      await page.getByRole('cell', { name: 'The plan was approved' }).waitFor();
      const data = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Save as JSON' }).click();
      const kept = JSON.parse(readFileSync(await (await data).path(), 'utf8')) as TaskReport;
      expect(kept.story.decisions).toMatchObject([{ what: 'approved', by: 'local', door: 'console' }]);
      expect(kept).toMatchObject({ record: { intact: true }, earlier: [], story: { status: 'done' } });

      expect(await seriousFindings(page)).toEqual([]);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Save as HTML' }).click();
      const file = join(tmpdir(), `farhand-report-${process.pid}.html`);
      await (await download).saveAs(file);
      const asked: string[] = [];
      const report = await page.context().newPage();
      report.on('request', (request) => asked.push(request.url()));
      await report.goto(pathToFileURL(file).href);
      await report.getByRole('heading', { name: 'Tell 张三 on WeChat: the meeting is at 3' }).waitFor();
      await report.getByRole('slider', { name: 'Step' }).waitFor();
      expect(
        asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')),
        'it needs nothing but itself',
      ).toEqual([]);
      expect(await seriousFindings(report)).toEqual([]);
      expect(readFileSync(file, 'utf8')).not.toContain(house.cloud.token);
      await page.context().close();
    },
    taskTimeoutMs * 2,
  );

  test('a task is found by its words, and its page survives a reload', async () => {
    const page = await signIn(browser, house.cloud);
    await page.goto(`${house.cloud.url}/tasks`);
    await page.getByLabel('Search', { exact: true }).fill('MEETING');
    await page.waitForURL(/words=MEETING/);
    await page.getByRole('link', { name: /meeting is at 3/ }).click();
    await page.getByRole('link', { name: 'Save as JSON' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Save as JSON' }).waitFor();
    await page.getByRole('link', { name: 'Run again' }).click();
    await planned(page, 'Tell 张三 on WeChat: the meeting is at 3');
    await page.goto(`${house.cloud.url}/nowhere`);
    await page.getByText('There is no such page').waitFor();
    await page.context().close();
  });

  test('a task that was done becomes a skill, which makes another plan, and that is asked about like any', async () => {
    const page = await signIn(browser, house.cloud);
    await page.goto(`${house.cloud.url}/tasks?status=done`);
    await page.getByRole('link', { name: /meeting is at 3/ }).click();
    await page.getByRole('button', { name: 'Make it a skill' }).click();
    await page.getByLabel('Name', { exact: true }).fill('tell');
    await page.getByRole('textbox', { name: 'What “张三” is called' }).fill('who');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('link', { name: 'Use it' }).click();
    await page.getByLabel('who', { exact: true }).fill('李四');
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByText('One step, from the skill “tell”. Nothing has been done yet.').waitFor();
    expect(await page.locator('.planned').textContent()).toMatch(/李四.*the meeting is at 4/);
    await page.getByRole('button', { name: 'Approve, and let it reach them' }).waitFor();
    await page.getByRole('button', { name: 'Do not do it' }).click();
    await page.context().close();
  });

  test.each([
    ['a wide screen, light, in English', { colorScheme: 'light' as const }],
    ["a phone's screen, dark, in Chinese", { ...phoneScreen, colorScheme: 'dark' as const, locale: 'zh-CN' }],
  ])(
    'every page can be used by everybody and fits: %s',
    async (_, options) => {
      const page = await signIn(browser, house.cloud, options);
      for (const path of pages) {
        if (path === '/') await page.locator('main h1').waitFor();
        else await follow(page, path);
        expect(await seriousFindings(page), path).toEqual([]);
        const overhang = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        expect(overhang, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      }
      await page.getByText('FARHAND_HOME', { exact: true }).waitFor();
      const helps = await page.locator('main td:last-child').allTextContents();
      const inEnglish = helps.filter((help) => !/\p{Script=Han}/u.test(help));
      expect(inEnglish, 'the last page is that of the settings').toHaveLength('locale' in options ? 0 : helps.length);
      await page.context().close();
    },
    taskTimeoutMs,
  );
});
