// What the bridge needs on this computer: adb, and an Appium with its driver that really starts.
import { createRequire } from 'node:module';
import { toFarhandError } from '@farhand/shared';
import { Adb, findAdb } from '../phone/adb.js';
import { AppiumServer } from '../phone/appium-server.js';
import type { Finding } from './check.js';

const require = createRequire(import.meta.url);

export function checkAdb(): Finding {
  try {
    return { check: 'adb', state: 'ok', found: findAdb() };
  } catch (thrown) {
    const error = toFarhandError(thrown);
    const means = 'Without adb no phone can be reached, not even the virtual one.';
    return { check: 'adb', state: 'failed', found: error.message, means, next: error.hint, code: error.code };
  }
}

export function checkDriver(): Finding {
  try {
    return {
      check: 'driver',
      state: 'ok',
      found: `appium-uiautomator2-driver ${versionOf('appium-uiautomator2-driver')}`,
    };
  } catch (error) {
    const means = 'Appium cannot steer Android without its driver.';
    return {
      check: 'driver',
      state: 'failed',
      found: (error as Error).message.split('\n')[0] ?? '',
      means,
      next: 'npm install',
      code: 'SETUP_FAILED',
    };
  }
}

/** Starts one and asks for its status. */
export async function checkAppium(): Promise<Finding> {
  let adb: Adb | undefined;
  let server: AppiumServer | undefined;
  try {
    adb = await Adb.start();
    server = new AppiumServer(adb);
    const startedMs = performance.now();
    await server.ready();
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    return { check: 'appium', state: 'ok', found: `Appium ${versionOf('appium')}, ready after ${seconds} s` };
  } catch (thrown) {
    const error = toFarhandError(thrown);
    const means = 'No phone can be steered without Appium.';
    return {
      check: 'appium',
      state: 'failed',
      found: error.message,
      means,
      next: 'npm install, then npm start -- doctor',
      code: error.code,
    };
  } finally {
    await server?.stop();
    await adb?.stop();
  }
}

function versionOf(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}
