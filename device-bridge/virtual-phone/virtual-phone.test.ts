// The whole way: real webdriverio, real Appium, real adb, and a virtual phone at the end.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { remote } from 'webdriverio';
import { startVirtualPhone, type VirtualPhone } from './start.js';
import { createFixtureApps } from './testing/fixture-apps.js';
import { type AdbServer, type AppiumServer, startAdbServer, startAppium } from './testing/host-tools.js';

let phone: VirtualPhone;
let adb: AdbServer;
let appium: AppiumServer;

beforeAll(async () => {
  phone = await startVirtualPhone({ seed: 1, apps: createFixtureApps(), timeScale: 0.1 });
  adb = await startAdbServer();
  await adb.run('connect', phone.serial);
  appium = await startAppium(adb);
}, 90_000);

afterAll(async () => {
  await appium?.close();
  await adb?.close();
  await phone?.close();
});

test('adb lists the phone and runs commands on it', async () => {
  expect(await adb.run('devices')).toContain(`${phone.serial}\tdevice`);
  expect(await adb.run('-s', phone.serial, 'shell', 'getprop ro.build.version.sdk')).toBe('34\n');
});

test('a session with default capabilities opens, shows the screen and ends', async () => {
  const startedMs = performance.now();
  const driver = await remote({
    hostname: '127.0.0.1',
    port: appium.port,
    logLevel: 'error',
    connectionRetryCount: 0,
    capabilities: {
      platformName: 'Android',
      'appium:automationName': 'UiAutomator2',
      'appium:udid': phone.serial,
      'appium:adbPort': adb.port,
    },
  });
  console.log('session', performance.now() - startedMs);
  const png = Buffer.from(await driver.takeScreenshot(), 'base64');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 2400]);
  expect(await driver.getPageSource()).toContain('笔记');
  const endMs = performance.now();
  await driver.deleteSession();
  console.log('delete', performance.now() - endMs);
  expect(phone.unknownCommands).toEqual([]);
}, 60_000);
