// A browser before the console of a house: Debian's Chromium, driven by playwright. FARHAND_CHROMIUM names another one.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { House } from './house.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Undefined where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.FARHAND_CHROMIUM) return env.FARHAND_CHROMIUM;
  const folders = (env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

export class ConsoleBrowser {
  readonly #browser: Browser;
  readonly #house: House;

  private constructor(browser: Browser, house: House) {
    this.#browser = browser;
    this.#house = house;
  }

  static async open(house: House, executablePath: string): Promise<ConsoleBrowser> {
    return new ConsoleBrowser(await chromium.launch({ executablePath, args: quiet }), house);
  }

  /** As `npm start` prints it; good once. */
  async link(): Promise<string> {
    const { code } = await this.#house.request<{ code: string }>('POST', '/v1/session/codes');
    return `${this.#house.cloud.url}/#sign-in=${code}`;
  }

  /** A browser that nobody has signed in with. */
  stranger(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.#browser.newContext({ locale: 'en-GB', ...options });
  }

  /** A page that somebody is signed in to. */
  async signedIn(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await this.stranger(options)).newPage();
    await page.goto(await this.link());
    await page.getByRole('navigation').waitFor();
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

export interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly where: string;
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe calls serious or critical on the page as it stands. */
export async function seriousFindings(page: Page): Promise<Finding[]> {
  await page.evaluate(readFileSync(axeFile, 'utf8'));
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes[0]?.html ?? '' }));
  });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}
