// A browser before the console of a service, at whatever address the service is seen: Debian's Chromium, driven by playwright.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describe } from 'vitest';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const missing = 'there is no Chromium: install it, or name one in FARHAND_CHROMIUM';

/** Where a browser is; undefined where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.FARHAND_CHROMIUM) return env.FARHAND_CHROMIUM;
  const folders = (env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Tests that need a browser. Where there is none, the last lines of `npm test` say how many were not run, and why. */
export function describeInBrowser(name: string, tests: () => void): void {
  const isThere = findChromium() !== undefined;
  describe.runIf(isThere)(isThere ? name : `${name} (not run: ${missing})`, tests);
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(missing);
  return chromium.launch({ executablePath, args: quiet });
}

/** What a browser signs in to. */
interface Service {
  /** As the page is to see it. */
  readonly url: string;
  readonly token: string;
}

/** As `npm start` prints it; good once. */
export async function signInLink({ url, token }: Service): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const made = await fetch(`${url}/v1/session/codes`, { method: 'POST', headers });
  return `${url}/#sign-in=${((await made.json()) as { code: string }).code}`;
}

/**
 * A page that nobody has signed in to. It asks for less motion: what turns while something is waited for is painted sixty
 * times a second, here by the processor.
 */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const usual = { locale: 'en-GB', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' as const };
  const context = await browser.newContext({ ...usual, ...options });
  return context.newPage();
}

/** A page that somebody is signed in to. */
export async function signIn(browser: Browser, service: Service, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(await signInLink(service));
  await page.getByRole('navigation').waitFor();
  return page;
}

export interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly where: string;
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe calls serious or critical on the page as it stands. */
export async function seriousFindings(page: Page): Promise<Finding[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(readFileSync(axeFile, 'utf8'));
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes[0]?.html ?? '' }));
  });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}
