// Clients that others wrote, on phones as people start them: plain adb on one, Appium Inspector's calls on the other. They
// need no further package; those that do are run by `npm run conformance`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AdbServer, type AppiumServer, startAdbServer, startAppium } from '@farhand/device-bridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandLine, type Running } from './command-line.js';
import { runClient } from './conformance/run-client.js';

const limitMs = 180_000;

interface Ready {
  readonly serial: string;
  readonly controlUrl: string;
  readonly pageUrl: string;
}

const farhand = new CommandLine();
const folder = mkdtempSync(join(tmpdir(), 'farhand-foreign-'));
let adb: AdbServer;
let appium: AppiumServer;
let running: Running;
let phones: readonly Ready[];

beforeAll(async () => {
  running = farhand.start(['phone', '--count', '2', '--seed', '7', '--json']);
  adb = await startAdbServer();
  appium = await startAppium(adb);
  // Whatever set-up said before it went to stderr.
  const line = /^\{.*\}$/m.exec(await running.seen(/^\{.*\}\n/m))?.[0] ?? '';
  ({ phones } = JSON.parse(line) as { phones: readonly Ready[] });
  await Promise.all(phones.map(({ serial }) => adb.run('connect', serial)));
}, limitMs);
afterAll(async () => {
  await appium?.close();
  await adb?.close();
  await farhand.close();
  rmSync(folder, { recursive: true });
});

/** What the page says that the client can do. */
function promised(name: string): string[] {
  const page = readFileSync(new URL('../docs/reference/conformance.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
  return [...section.matchAll(/^\| (.+?) \| works \|/gm)].map(([, what = '']) => what.replaceAll('\\|', '|'));
}

test.concurrent.each(['adb', 'inspector'])(
  '%s does what the page promises',
  async (name) => {
    const phone = phones[name === 'adb' ? 0 : 1];
    if (!phone) throw new Error('There are not two phones');
    const { rows, unknown } = await runClient(name, { phone, adb, appium, folder });
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
    expect(rows.map(({ what }) => what)).toEqual(promised(name));
    expect(rows.length).toBeGreaterThan(5);
    expect(unknown).toEqual([]);
  },
  limitMs,
);

test('several phones have each their own seed, adb and life, and Ctrl-C ends all', async () => {
  const serials = phones.map(({ serial }) => serial);
  expect(new Set(serials).size).toBe(2);
  // The seed is in what a phone calls itself, and decides what its shops sell.
  const names = await Promise.all(serials.map((serial) => adb.run('-s', serial, 'shell', 'getprop', 'ro.serialno')));
  expect(names.map((name) => Number.parseInt(name.trim().slice(2), 16))).toEqual([7, 8]);
  const goods = await Promise.all(
    phones.map(async ({ controlUrl }) => {
      const { apps } = (await (await fetch(`${controlUrl}/state`)).json()) as {
        apps: Record<string, { goods: object }>;
      };
      return JSON.stringify(apps['com.taobao.taobao']?.goods);
    }),
  );
  expect(goods.every((text) => text.length > 1000)).toBe(true);
  expect(goods[0] === goods[1]).toBe(false);
  await adb.run('-s', serials[0] ?? '', 'shell', 'input', 'keyevent', 'HOME');
  const shown = await Promise.all(
    serials.map((serial) => adb.run('-s', serial, 'exec-out', 'uiautomator dump /dev/tty')),
  );
  expect(shown.every((tree) => tree.includes('<hierarchy'))).toBe(true);
  for (const { pageUrl } of phones) expect(await (await fetch(pageUrl)).text()).toContain('Virtual phone');
  running.interrupt();
  expect(await running.ended).toMatchObject({ exitCode: 0, stderr: '' });
  const doors = phones.flatMap(({ controlUrl, pageUrl }) => [`${controlUrl}/state`, pageUrl]);
  await Promise.all(doors.map((url) => expect(fetch(url)).rejects.toThrow()));
});
