// A real browser before the console: Debian's Chromium, signed in as `npm start` lets one in.
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a browser is; without one there is nothing to test in. */
export const browserFile: string | undefined = places.find((file) => existsSync(file));

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
