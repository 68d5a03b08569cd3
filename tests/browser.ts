// A browser before a service at whatever address it is seen, through a proxy or started anew, signed in as `npm start` does.
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium } from './console.js';

/** Where a browser is; without one there is nothing to test in. */
export const browserFile: string | undefined = findChromium();

export async function openBrowser(): Promise<Browser> {
  if (browserFile === undefined) throw new Error('No Chromium on this machine');
  return chromium.launch({ executablePath: browserFile, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
}

/** A page that is signed in. `url`: of the service, as this page is to see it. */
export async function signIn(
  browser: Browser,
  url: string,
  token: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const made = await fetch(`${url}/v1/session/codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  const { code } = (await made.json()) as { code: string };
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(`${url}/#sign-in=${code}`);
  await page.getByRole('navigation').waitFor();
  return page;
}
