// The console in both languages: a plan to be approved, the task as it is done, and looking back at it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';

// The browser's driver belongs to the tests.
const { chromium } = createRequire(new URL('../../tests/package.json', import.meta.url))('playwright-core');

const languages = {
  en: { locale: 'en-GB', command: 'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo' },
  'zh-CN': { locale: 'zh-CN', command: '比较一下辛拉面在淘宝、京东和拼多多的价格' },
};
const viewport = { width: 1200, height: 780 };
const waitLimitMs = 120_000;
/** So much of the task is done when it is pictured. */
const watchedSteps = 4;
const settleMs = 1500;

export async function consolePages(house, folder) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const files = [];
  try {
    for (const [language, { locale, command }] of Object.entries(languages)) {
      const page = await signedIn(browser, house, locale);
      const picture = async (name) => {
        const file = join(folder, `console-${name}-${language}.webp`);
        await sharp(await page.screenshot())
          .webp({ quality: 76 })
          .toFile(file);
        files.push(file);
      };
      await page.locator('textarea').fill(command);
      await page.locator('textarea').press('Enter');
      await page.locator('.approve button').first().waitFor({ timeout: waitLimitMs });
      await picture('ask');
      await page.locator('.approve button').first().click();
      await page.waitForURL(/\/tasks\//, { timeout: waitLimitMs });
      const id = new URL(page.url()).pathname.split('/').at(-1);
      await stepsOf(house, id, watchedSteps);
      await page.waitForTimeout(settleMs);
      await picture('watch');
      const { status } = await house.cloud.result(id);
      if (status !== 'done') throw new Error(`"${command}" ended as ${status}: there is nothing to show`);
      await page.locator('.story').waitFor({ timeout: waitLimitMs });
      await page.waitForTimeout(settleMs);
      await picture('look-back');
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
  return files;
}

async function signedIn(browser, house, locale) {
  const context = await browser.newContext({ locale, viewport, colorScheme: 'light' });
  const page = await context.newPage();
  const { code } = await house.request('POST', '/v1/session/codes', {});
  await page.goto(`${house.cloud.url}/#sign-in=${code}`);
  await page.locator('textarea').waitFor({ timeout: waitLimitMs });
  return page;
}

async function stepsOf(house, id, count) {
  let steps = 0;
  for await (const { type } of house.cloud.events(id, AbortSignal.timeout(waitLimitMs))) {
    if (type === 'finished' || (type === 'step' && ++steps >= count)) return;
  }
}
