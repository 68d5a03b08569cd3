// Every switch shows its effect to who drives the phone: through real adb, and through real Appium where adb has no way
// to see it. The phone is one and the same for all tests and is reset before each.
import { type phoneSwitches, switchNames } from '@farhand/shared';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { remote } from 'webdriverio';
import { startVirtualPhone, type VirtualPhone } from '../start.js';
import { type AdbServer, type AppiumServer, startAdbServer, startAppium } from '../testing/host-tools.js';
import { injectedText } from './app-changes.js';

type Driver = Awaited<ReturnType<typeof remote>>;

const settingsPackage = 'com.android.settings';
const wechatPackage = 'com.tencent.mm';
/** The names of the tests below; each switch of the table has at least one. */
const tested = new Set<string>();

let phone: VirtualPhone;
let adb: AdbServer;
let appium: AppiumServer;
let driver: Driver;

const openSession = (): Promise<Driver> =>
  remote({
    hostname: '127.0.0.1',
    port: appium.port,
    logLevel: 'silent',
    connectionRetryCount: 0,
    capabilities: {
      platformName: 'Android',
      'appium:automationName': 'UiAutomator2',
      'appium:udid': phone.serial,
      'appium:adbPort': adb.port,
      'appium:noReset': true,
      'appium:newCommandTimeout': 600,
    },
  });

beforeAll(async () => {
  phone = await startVirtualPhone({ seed: 7, timeScale: 0 });
  adb = await startAdbServer();
  await adb.run('connect', phone.serial);
  appium = await startAppium(adb);
  driver = await openSession();
}, 90_000);

afterAll(async () => {
  await driver?.deleteSession().catch(() => {});
  await appium?.close();
  await adb?.close();
  await phone?.close();
});

beforeEach(async () => {
  phone.reset(7);
  await open(settingsPackage);
});
afterEach(() => expect(phone.unknownCommands).toEqual([]));

const shell = (...args: string[]): Promise<string> => adb.run('-s', phone.serial, 'shell', ...args);
const open = (name: string): Promise<string> =>
  shell('monkey', '-p', name, '-c', 'android.intent.category.LAUNCHER', '1');
const dump = async (): Promise<string> => {
  await shell('uiautomator', 'dump', '/sdcard/look.xml');
  return shell('cat', '/sdcard/look.xml');
};
const tapOn = async (text: string): Promise<void> => {
  const bounds = new RegExp(`(?:text|content-desc)="${text}"[^>]*bounds="\\[(\\d+),(\\d+)\\]\\[(\\d+),(\\d+)\\]"`).exec(
    await dump(),
  );
  const [, left = 0, top = 0, right = 0, bottom = 0] = (bounds ?? []).map(Number);
  await shell('input', 'tap', String((left + right) / 2), String((top + bottom) / 2));
};
const picture = async (): Promise<Buffer> => Buffer.from(await driver.takeScreenshot(), 'base64');
const sizeOf = async (png: Buffer): Promise<string> => {
  const { width, height } = await sharp(png).metadata();
  return `${width}x${height}`;
};

function shows(name: keyof typeof phoneSwitches, effect: string, check: () => Promise<void>): void {
  tested.add(name);
  test(`${name}: ${effect}`, check, 20_000);
}

describe('over the app', () => {
  shows('popup', 'takes the touch that was meant for the app, and goes with its cross', async () => {
    await phone.switches.turn('popup');
    expect(await dump()).toContain('立即领取');
    await shell('input', 'tap', '540', '1000');
    expect(phone.state().happened).toEqual(['advertisement opened']);
    await phone.switches.turn('popup');
    await tapOn('关闭');
    expect(phone.state().happened).toEqual(['advertisement opened', 'advertisement closed']);
    expect(phone.state().switches.popup).toBe('off');
    expect(await dump()).not.toContain('立即领取');
  });

  shows('permission', 'is a window of the system', async () => {
    await phone.switches.turn('permission');
    expect(await driver.getPageSource()).toContain('package="com.android.permissioncontroller"');
    await driver.$('android=new UiSelector().text("拒绝")').click();
    expect(phone.state().happened).toEqual(['permission denied']);
  });

  shows('login', 'stands before every app, not before the launcher', async () => {
    await phone.switches.turn('login');
    expect(await dump()).toContain('请先登录');
    await shell('input', 'keyevent', 'BACK');
    expect(await dump()).not.toContain('请先登录');
    await open(wechatPackage);
    await tapOn('请输入短信验证码');
    await shell('input', 'text', '123456');
    await shell('input', 'keyevent', '111');
    await tapOn('登录');
    expect(phone.state().happened).toEqual(['logged in']);
  });

  shows('captcha', 'is in the picture only', async () => {
    const before = await picture();
    await phone.switches.turn('captcha');
    const source = await driver.getPageSource();
    expect(source).toContain('请依次点击：山 水 月');
    expect(source).not.toContain('text="山"');
    expect((await picture()).equals(before)).toBe(false);
  });

  shows('payment', 'forbids screenshots and counts six digits as paid', async () => {
    await phone.switches.turn('payment');
    await expect(adb.run('-s', phone.serial, 'exec-out', 'screencap -p; echo $?')).resolves.toContain('1\n');
    await expect(driver.takeScreenshot()).rejects.toThrow(/secure/);
    for (const digit of '123456') await tapOn(digit);
    expect(phone.state().happened).toEqual(['paid']);
  });

  shows('secure', 'refuses screenshots of any app', async () => {
    await phone.switches.turn('secure');
    await expect(driver.takeScreenshot()).rejects.toThrow(/secure/);
    await phone.switches.turn('secure', 'off');
    expect(await sizeOf(await picture())).toBe('1080x2400');
  });

  shows('notifications', 'cover the top of the screen one after another', async () => {
    const text = async (): Promise<string> => (await picture()).toString('base64');
    await phone.switches.turn('notifications', '50');
    const first = await text();
    await expect.poll(text).not.toBe(first);
    await shell('input', 'tap', '540', '150');
    expect(phone.state()).toMatchObject({
      foreground: { packageName: wechatPackage },
      happened: ['notification opened'],
    });
  });

  shows('notifications', 'are windows of their own, and are swept away upwards', async () => {
    await phone.switches.turn('notifications', '60000');
    const listed = await driver.executeScript('mobile: listWindows', [{ filters: { type: 3 } }]);
    expect(listed).toMatchObject([{ packageName: 'com.android.systemui', rect: { left: expect.any(Number) } }]);
    await shell('input', 'swipe', '540', '150', '540', '0', '60');
    expect(phone.state().happened).toEqual(['notification swept away']);
    await shell('input', 'tap', '540', '150');
    expect(phone.state().foreground.packageName).toBe(settingsPackage);
  });
});

describe('in the app', () => {
  shows('animation', 'never lets two pictures be the same', async () => {
    await phone.switches.turn('animation');
    const first = await picture();
    await expect.poll(async () => (await picture()).equals(first)).toBe(false);
    expect(await dump()).toContain('直播中');
  });

  shows('slow-frames', 'makes each look take longer', async () => {
    await phone.switches.turn('slow-frames', '700');
    const startMs = performance.now();
    await driver.getPageSource();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(690);
  });

  shows('sliding-list', 'has moved on when it is looked at again', async () => {
    await open('com.taobao.taobao');
    await phone.switches.turn('sliding-list', '300');
    const first = await driver.getPageSource();
    expect(await driver.getPageSource()).not.toBe(first);
  });

  shows('rewriting-keyboard', 'improves what is typed', async () => {
    await phone.switches.turn('login');
    await phone.switches.turn('rewriting-keyboard', 'typed');
    await tapOn('请输入短信验证码');
    await shell('input', 'text', 'abc');
    expect(await dump()).toContain('text="Abc "');
  });

  tested.add('injection');
  test.each(['title', 'chat', 'page'])('injection: in a %s', async (place) => {
    await phone.switches.turn('injection', place);
    expect(await dump()).toContain(injectedText);
  });

  shows('injection', 'in a notification, which a touch opens', async () => {
    await phone.switches.turn('injection', 'notification');
    await shell('input', 'tap', '540', '150');
    expect(phone.state().happened).toEqual(['notification opened']);
  });
});

describe('the display', () => {
  shows('landscape', 'turns picture and tree', async () => {
    await phone.switches.turn('landscape');
    expect(await sizeOf(await picture())).toBe('2400x1080');
    expect(await dump()).toContain('rotation="1"');
  });

  shows('size', 'has the pixels that are wanted', async () => {
    await phone.switches.turn('size', '720x1600');
    expect(await sizeOf(await picture())).toBe('720x1600');
    expect(await shell('wm', 'size')).toContain('Override size: 720x1600');
    await phone.switches.turn('size', 'off');
    expect(await sizeOf(await picture())).toBe('1080x2400');
  });

  shows('density', 'is that of wm density', async () => {
    await phone.switches.turn('density', '560');
    expect(await shell('wm', 'density')).toContain('Override density: 560');
  });

  shows('fold', 'opens between two looks', async () => {
    await phone.switches.turn('fold', '2');
    await dump();
    expect(await sizeOf(await picture())).toBe('1080x2400');
    await dump();
    expect(await sizeOf(await picture())).toBe('1768x2208');
  });
});

describe('the line', () => {
  shows('server-crash', 'ends the session, and a new one can be opened', async () => {
    await phone.switches.turn('server-crash');
    await expect(driver.getPageSource()).rejects.toThrow();
    expect(phone.state().switches['server-crash']).toBe('off');
    await driver.deleteSession().catch(() => {});
    driver = await openSession();
    expect(await driver.getPageSource()).toContain(settingsPackage);
  });

  shows('link-drop', 'is over for adb in a moment', async () => {
    await phone.switches.turn('link-drop');
    await adb.run('-s', phone.serial, 'wait-for-device');
    expect(await shell('echo', 'back')).toBe('back\n');
  });

  shows('gone', 'is no device any more until it is back', async () => {
    await phone.switches.turn('gone');
    await expect.poll(() => adb.run('devices')).not.toContain(`${phone.serial}\tdevice`);
    await phone.switches.turn('gone', 'off');
    await adb.run('connect', phone.serial);
    await expect.poll(() => adb.run('devices')).toContain(`${phone.serial}\tdevice`);
  });

  shows('unauthorised', 'waits until it is switched off', async () => {
    await phone.switches.turn('unauthorised');
    await expect.poll(() => adb.run('devices'), { timeout: 10_000 }).toContain(`${phone.serial}\tunauthorized`);
    await phone.switches.turn('unauthorised', 'off');
    await expect.poll(() => adb.run('devices'), { timeout: 10_000 }).toContain(`${phone.serial}\tdevice`);
  });
});

test('every switch of the table has a test, and starts off', () => {
  expect([...tested].sort()).toEqual([...switchNames].sort());
  expect(new Set(Object.values(phone.state().switches))).toEqual(new Set(['off']));
});

test.each([
  ['popop', undefined, /no switch "popop"/],
  ['slow-frames', '0', /cannot be "0"/],
  ['injection', 'everywhere', /cannot be "everywhere"/],
  ['size', '7x7', /cannot be "7x7"/],
])('%s=%s is refused', async (name, value, message) => {
  await expect(phone.switches.turn(name, value)).rejects.toThrow(message);
});
