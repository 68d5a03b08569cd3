import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createBarePhone } from '../testing/bare-phone.js';
import { launcherPackage, notebookPackage } from '../testing/fixture-apps.js';
import { keyboardKeys } from '../ui/keyboard.js';
import { FileTree } from './files.js';
import type { Phone } from './phone.js';
import { centreOf, nodesOf } from './visible-tree.js';

describe('files', () => {
  test('what is written is read back under any spelling of its path', () => {
    const name = fc.stringMatching(/^[a-z0-9._-]{1,8}$/).filter((text) => !/^\.+$/.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.uint8Array(), (parts, bytes) => {
        const files = new FileTree(() => 0);
        files.write(`/sdcard/${parts.join('/')}`, Buffer.from(bytes));
        expect(files.read(`/storage/emulated/0//./${parts.join('/')}`)).toEqual(Buffer.from(bytes));
        expect(files.remove(`/sdcard/${parts[0]}`)).toBe(true);
        expect(files.status(`/sdcard/${parts.join('/')}`)).toBeUndefined();
      }),
    );
  });

  test('a folder lists its own entries only', () => {
    const files = new FileTree(() => 0);
    files.write('/sdcard/a/b/c.txt', Buffer.from('x'));
    expect(files.list('/sdcard/a')?.map(([name, status]) => [name, status.kind])).toEqual([['b', 'folder']]);
    expect(files.list('/sdcard/a/b/c.txt')).toBeUndefined();
  });
});

describe('the phone', () => {
  let phone: Phone;
  const tapOn = (key: string): void => {
    const node = [...nodesOf(phone.activeTree())].find((candidate) => candidate.view.key === key);
    if (node !== undefined) phone.touch.tap(centreOf(node));
  };

  beforeEach(() => {
    ({ phone } = createBarePhone());
  });

  test('every change of the screen changes the frame version, looking does not', () => {
    const version = phone.frame.version;
    phone.activeTree();
    expect(phone.frame.version).toBe(version);
    tapOn(`icon/${notebookPackage}`);
    expect(phone.frame.version).not.toBe(version);
  });

  test('back closes the keyboard, then the page, then the app', async () => {
    phone.startApp(notebookPackage);
    tapOn('row/0');
    await phone.clock.pause(0);
    await expect.poll(() => phone.activities.foregroundComponent()).toBe(`${notebookPackage}/.DetailActivity`);
    phone.back();
    tapOn('search');
    expect(phone.keyboard.isShown).toBe(true);
    phone.back();
    expect([phone.keyboard.isShown, phone.activities.foregroundPackage]).toEqual([false, notebookPackage]);
    phone.back();
    expect(phone.activities.foregroundPackage).toBe(launcherPackage);
    phone.back();
    expect(phone.activities.foregroundPackage).toBe(launcherPackage);
  });

  test('keys of the on-screen keyboard type, delete and submit', () => {
    phone.startApp(notebookPackage);
    tapOn('search');
    const press = (label: string): void => {
      const [left = 0, top = 0, right = 0, bottom = 0] =
        keyboardKeys(phone.metrics).find((key) => key.label === label)?.bounds ?? [];
      phone.touch.tap({ x: (left + right) / 2, y: (top + bottom) / 2 });
    };
    for (const label of ['a', 'b', '，', '⌫', '确定']) press(label);
    expect(phone.toasts).toEqual(['已搜索：ab']);
  });

  test('delayed work of an app that was stopped never happens', async () => {
    phone.startApp(notebookPackage);
    tapOn('row/0');
    phone.processes.end(notebookPackage);
    await new Promise((resolve) => setImmediate(resolve));
    phone.startApp(notebookPackage);
    expect(phone.activities.foregroundComponent()).toBe(`${notebookPackage}/.ListActivity`);
  });

  test('a reset gives a fresh phone', () => {
    phone.startApp(notebookPackage);
    phone.clipboard = 'secret';
    phone.systemUi.setPower(false);
    phone.reset(2);
    expect(phone.activities.foregroundPackage).toBe(launcherPackage);
    expect([phone.clipboard, phone.systemUi.isOn, phone.systemUi.isLocked]).toEqual(['', true, false]);
    expect(phone.processes.named(notebookPackage)).toBeUndefined();
  });
});
