// The whole way: real webdriverio, real Appium, real adb, and a virtual phone at the end. The phone is one and the same
// for all tests and is reset before each; sessions are opened with default capabilities.
import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { remote } from 'webdriverio';
import { startVirtualPhone, type VirtualPhone } from './start.js';
import { createFixtureApps, launcherPackage, notebookPackage } from './testing/fixture-apps.js';
import { type AdbServer, type AppiumServer, startAdbServer, startAppium } from './testing/host-tools.js';

type Driver = Awaited<ReturnType<typeof remote>>;

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

beforeEach(() => phone.reset(1));

const shell = (command: string): Promise<string> => adb.run('-s', phone.serial, 'shell', command);

const openSession = (capabilities: Record<string, unknown> = {}): Promise<Driver> =>
  remote({
    hostname: '127.0.0.1',
    port: appium.port,
    logLevel: 'silent',
    connectionRetryCount: 0,
    waitforTimeout: 3000,
    capabilities: {
      platformName: 'Android',
      'appium:automationName': 'UiAutomator2',
      'appium:udid': phone.serial,
      'appium:adbPort': adb.port,
      ...capabilities,
    },
  });

describe('adb', () => {
  afterEach(() => expect(phone.unknownCommands).toEqual([]));

  test('lists the phone and tells stdout, stderr and exit codes apart', async () => {
    expect(await adb.run('devices', '-l')).toMatch(new RegExp(`${phone.serial} +device product:virtual_phone`));
    expect(await shell('getprop ro.build.version.sdk')).toBe('34\n');
    await expect(shell('ls /nowhere')).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'ls: /nowhere: No such file or directory\n',
    });
  });

  test('pushes and pulls files of any size', async () => {
    const data = Buffer.from(Array.from({ length: 3_000_000 }, (_unused, index) => (index * 31) & 0xff));
    const local = path.join(adb.home, 'sent.bin');
    const back = path.join(adb.home, 'back.bin');
    await fs.writeFile(local, data);
    await adb.run('-s', phone.serial, 'push', local, '/sdcard/Download/文件.bin');
    await adb.run('-s', phone.serial, 'pull', '/sdcard/Download/文件.bin', back);
    expect((await fs.readFile(back)).equals(data)).toBe(true);
    expect(await adb.run('-s', phone.serial, 'ls', '/sdcard/Download')).toContain('文件.bin');
  });

  test('connects again after the link drops', async () => {
    phone.faults.dropLink();
    await adb.run('-s', phone.serial, 'wait-for-device');
    expect(await shell('echo back')).toBe('back\n');
  });
});

describe('a phone that leaves the network', () => {
  test('is offline for adb until it is back', async () => {
    await phone.faults.disappear();
    await expect.poll(() => adb.run('devices')).not.toContain(`${phone.serial}\tdevice`);
    await phone.faults.reappear();
    await adb.run('connect', phone.serial);
    await expect.poll(() => adb.run('devices')).toContain(`${phone.serial}\tdevice`);
  });
});

describe('a session with default capabilities', () => {
  let driver: Driver;

  beforeAll(async () => {
    driver = await openSession();
  }, 60_000);

  afterAll(() => driver?.deleteSession());

  afterEach(() => expect(phone.unknownCommands).toEqual([]));

  test('sees the screen', async () => {
    const png = Buffer.from(await driver.takeScreenshot(), 'base64');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 2400]);
    expect(await driver.getWindowSize()).toMatchObject({ width: 1080, height: 2400 });
    const source = await driver.getPageSource();
    expect(source).toContain(`package="${launcherPackage}"`);
    expect(source).toContain('content-desc="笔记"');
  });

  test('turns the display, and every call agrees on its size', async () => {
    await driver.setOrientation('LANDSCAPE');
    expect(await driver.getOrientation()).toBe('LANDSCAPE');
    expect(await driver.getWindowSize()).toMatchObject({ width: 2400, height: 1080 });
    expect(await driver.getPageSource()).toContain('rotation="1" width="2400" height="1080"');
    const info = (await driver.executeScript('mobile: deviceInfo', [{}])) as { realDisplaySize: string };
    expect(info.realDisplaySize).toBe('2400x1080');
    const png = Buffer.from(await driver.takeScreenshot(), 'base64');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2400, 1080]);
    await driver.setOrientation('PORTRAIT');
    expect(await driver.getWindowSize()).toMatchObject({ width: 1080, height: 2400 });
  });

  test('draws each frame once, however often it is looked at', async () => {
    const first = await driver.takeScreenshot();
    const { renderedFrames } = phone.state().counters;
    expect(await driver.takeScreenshot()).toBe(first);
    expect(phone.state().counters.renderedFrames).toBe(renderedFrames);
    await driver.$('~笔记').click();
    expect(await driver.takeScreenshot()).not.toBe(first);
  });

  test('taps an icon, types Chinese and emoji, and submits', async () => {
    await driver.$('~笔记').click();
    expect(await driver.getCurrentPackage()).toBe(notebookPackage);
    const search = driver.$('//android.widget.EditText[@hint="搜索笔记"]');
    await search.click();
    expect(await driver.isKeyboardShown()).toBe(true);
    await search.setValue('会议纪要 🎉');
    expect(await search.getText()).toBe('会议纪要 🎉');
    await search.addValue('！');
    await driver.execute('mobile: pressKey', { keycode: 66 });
    expect(phone.state().apps[notebookPackage]).toEqual({ query: '会议纪要 🎉！', submitted: ['会议纪要 🎉！'] });
    expect(await driver.getPageSource()).toContain('已搜索：会议纪要 🎉！');
  });

  test('types through the helper input method and its editor action', async () => {
    await driver.execute('mobile: activateApp', { appId: notebookPackage });
    await driver.$('id=search').click();
    await driver.execute('mobile: type', { text: '今天 & 明天 👋' });
    expect(await driver.$('id=search').getText()).toBe('今天 & 明天 👋');
    await driver.execute('mobile: performEditorAction', { action: 'search' });
    expect(phone.state().apps[notebookPackage]).toMatchObject({ submitted: ['今天 & 明天 👋'] });
    await driver.$('id=search').click();
    await driver.hideKeyboard();
    expect(phone.state().keyboardVisible).toBe(false);
  });

  test('finds, scrolls, long-presses and goes back', async () => {
    await driver.execute('mobile: activateApp', { appId: notebookPackage });
    const list = await driver.$('id=rows');
    expect(
      await driver.execute('mobile: scrollGesture', { elementId: list.elementId, direction: 'down', percent: 0.5 }),
    ).toBe(true);
    await driver.execute('mobile: swipeGesture', { elementId: list.elementId, direction: 'down', percent: 0.9 });
    expect(await driver.$('id=title').getText()).toBe('笔记 0');
    await driver.execute('mobile: longClickGesture', { x: 540, y: 500, duration: 600 });
    expect(await driver.getPageSource()).toContain('长按 0');
    await driver.$('android=new UiScrollable(new UiSelector().scrollable(true)).scrollTextIntoView("笔记 25")').click();
    await driver.$('id=content').waitForExist();
    expect(await driver.$('id=content').getText()).toBe('笔记 25 的内容');
    await driver.back();
    expect(await driver.$('id=search').isExisting()).toBe(true);
  });

  test('draws strokes with W3C actions', async () => {
    await driver.execute('mobile: activateApp', { appId: notebookPackage });
    await driver
      .action('pointer', { parameters: { pointerType: 'touch' } })
      .move({ x: 540, y: 1800 })
      .down()
      .pause(60)
      .move({ x: 540, y: 800, duration: 500 })
      .pause(80)
      .up()
      .perform();
    expect(await driver.$('id=title').getText()).toBe('笔记 5');
  });

  test('switches between apps and ends them', async () => {
    await driver.execute('mobile: activateApp', { appId: notebookPackage });
    await driver.execute('mobile: pressKey', { keycode: 3 });
    expect(await driver.getCurrentPackage()).toBe(launcherPackage);
    expect(await driver.execute('mobile: queryAppState', { appId: notebookPackage })).toBe(3);
    await driver.execute('mobile: deepLink', { url: 'note://1', package: notebookPackage });
    expect(await driver.getCurrentActivity()).toBe('.DetailActivity');
    expect(await driver.execute('mobile: terminateApp', { appId: notebookPackage })).toBe(true);
    expect(await driver.execute('mobile: queryAppState', { appId: notebookPackage })).toBe(1);
    expect(phone.state().foreground.packageName).toBe(launcherPackage);
  });

  test('moves the clipboard, files and settings', async () => {
    const content = Buffer.from('剪贴板').toString('base64');
    await driver.execute('mobile: setClipboard', { content, contentType: 'plaintext' });
    expect(await driver.execute('mobile: getClipboard', {})).toBe(content);
    await driver.pushFile('/sdcard/Download/a.txt', content);
    expect(await driver.pullFile('/sdcard/Download/a.txt')).toBe(content);
    await driver.updateSettings({ waitForIdleTimeout: 100 });
    expect(await driver.getSettings()).toMatchObject({ waitForIdleTimeout: 100 });
  });

  test('tells about the phone', async () => {
    expect(await driver.execute('mobile: deviceInfo', {})).toMatchObject({ realDisplaySize: '1080x2400' });
    expect(await driver.execute('mobile: listApps', {})).toHaveProperty([notebookPackage]);
    expect(await driver.execute('mobile: getSystemBars', {})).toMatchObject({ statusBar: { visible: true } });
    expect(await driver.execute('mobile: getDeviceTime', {})).toMatch(/\+08:00$/);
    expect(await driver.execute('mobile: isLocked', {})).toBe(false);
    expect(await driver.execute('mobile: batteryInfo', {})).toMatchObject({ level: 0.87 });
    expect(await driver.getOrientation()).toBe('PORTRAIT');
    expect(await driver.getContexts()).toEqual(['NATIVE_APP']);
    expect(await driver.execute('mobile: getNotifications', {})).toEqual({ statusBarNotifications: [] });
  });

  test('opens and closes system panels', async () => {
    await driver.openNotifications();
    expect(await driver.getPageSource()).toContain('package="com.android.systemui"');
    await driver.back();
    expect(await driver.getPageSource()).toContain(`package="${launcherPackage}"`);
    await driver.execute('mobile: activateApp', { appId: notebookPackage });
    await driver.execute('mobile: pressKey', { keycode: 3 });
    await driver.execute('mobile: pressKey', { keycode: 187 });
    await driver.$('~笔记').click();
    expect(await driver.getCurrentPackage()).toBe(notebookPackage);
  });

  test('locks and unlocks', async () => {
    await driver.execute('mobile: lock', {});
    expect(await driver.execute('mobile: isLocked', {})).toBe(true);
    await shell('wm dismiss-keyguard');
    expect(await driver.execute('mobile: isLocked', {})).toBe(false);
  });

  test('a secure window refuses screenshots, its source stays readable', async () => {
    await driver.execute('mobile: deepLink', { url: 'note://secret', package: notebookPackage });
    await expect(driver.takeScreenshot()).rejects.toThrow(/secure/);
    expect(await driver.getPageSource()).toContain('密码本');
  });

  test('what is not there is an error with its WebDriver name', async () => {
    await expect(driver.getAlertText()).rejects.toThrow(/no such alert|No alert/);
    expect(await driver.$('id=nothing').isExisting()).toBe(false);
  });

  test('a live picture follows the screen', async () => {
    await adb.run('-s', phone.serial, 'forward', 'tcp:0', 'tcp:7810');
    const forwards = await adb.run('forward', '--list');
    const port = /tcp:(\d+) tcp:7810/.exec(forwards)?.[1];
    const stream = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: stream.signal });
    expect(response.headers.get('content-type')).toContain('multipart/x-mixed-replace');
    const reader = response.body?.getReader();
    const pictures = async (count: number): Promise<void> => {
      while (text.split('image/jpeg').length <= count) {
        text += Buffer.from((await reader?.read())?.value ?? []).toString('latin1');
      }
    };
    let text = '';
    await pictures(1);
    await driver.$('~笔记').click();
    await pictures(2);
    stream.abort();
  });
});

describe('the life of a session', () => {
  test('opening on a phone that has the helpers, and closing, are quick', async () => {
    const driver = await openSession();
    const startedMs = performance.now();
    await driver.deleteSession();
    expect(performance.now() - startedMs).toBeLessThan(1500);
    expect(await shell('ps -A')).not.toContain('io.appium.uiautomator2.server');
    expect(phone.unknownCommands).toEqual([]);
  }, 30_000);

  test('starts an app when asked to', async () => {
    const driver = await openSession({
      'appium:appPackage': notebookPackage,
      'appium:appActivity': '.ListActivity',
    });
    expect(await driver.getCurrentPackage()).toBe(notebookPackage);
    await driver.deleteSession();
    expect(phone.unknownCommands).toEqual([]);
  }, 30_000);

  test('a server that dies takes its session along, and the next session works', async () => {
    const driver = await openSession();
    phone.faults.killServer();
    await expect(driver.getPageSource()).rejects.toThrow();
    await driver.deleteSession().catch(() => undefined);
    const next = await openSession();
    expect(await next.getPageSource()).toContain('<hierarchy');
    await next.deleteSession();
  }, 60_000);
});

describe('a phone that asks for authorisation', () => {
  test('stays unauthorized until its owner allows debugging', async () => {
    const strict = await startVirtualPhone({ seed: 2, apps: createFixtureApps(), requireAuthorisation: true });
    const listed = async (): Promise<string | undefined> =>
      new RegExp(`${strict.serial}\\t(\\w+)`).exec(await adb.run('devices'))?.[1];
    try {
      await adb.run('connect', strict.serial).catch(() => undefined);
      await expect.poll(listed).toBe('unauthorized');
      strict.allowDebugging();
      await expect.poll(listed).toBe('device');
      strict.faults.dropLink();
      await expect.poll(listed, { timeout: 5000 }).toBe('device');
      expect(await adb.run('-s', strict.serial, 'shell', 'echo known')).toBe('known\n');
    } finally {
      await adb.run('disconnect', strict.serial);
      await strict.close();
      await strict.close();
    }
  }, 30_000);
});

test('ports that adb servers claim, and ports in use, are refused', async () => {
  const start = (port: number): Promise<VirtualPhone> =>
    startVirtualPhone({ seed: 1, apps: createFixtureApps(), port });
  await expect(start(5555)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  await expect(start(adb.port)).rejects.toMatchObject({ code: 'PORT_TAKEN' });
});
