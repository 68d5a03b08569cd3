// A phone, what is done to it, and another phone that becomes it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { SwitchBoard, type SwitchFaults } from '../hostile/switch-board.js';
import { type BarePhone, createBarePhone } from '../testing/bare-phone.js';
import { launcherPackage, notebookPackage } from '../testing/fixture-apps.js';
import type { PhoneSnapshot } from './format.js';
import { restoreSnapshot } from './restore.js';
import { takeSnapshot } from './take.js';

const faults: SwitchFaults = {
  killServer: () => {},
  dropLink: () => {},
  disappear: async () => {},
  reappear: async () => {},
  requireAuthorisation: () => {},
};
const open: BarePhone[] = [];

interface Bench extends BarePhone {
  readonly switches: SwitchBoard;
  snapshot(): ReturnType<typeof takeSnapshot>;
  restore(value: unknown): Promise<void>;
}

function bench(): Bench {
  const bare = createBarePhone();
  open.push(bare);
  const switches = new SwitchBoard(bare.phone, faults);
  return {
    ...bare,
    switches,
    snapshot: () => takeSnapshot(bare.phone, switches.settings()),
    restore: (value) => restoreSnapshot(bare.phone, switches, value),
  };
}

/** As a file would have it. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

afterEach(() => {
  for (const { phone } of open.splice(0)) phone.close();
});

test('another phone becomes the same: apps, settings, packages, files, display, clock, switches, what is in front', async () => {
  const one = bench();
  const helper = createRequire(
    createRequire(import.meta.url).resolve('appium-uiautomator2-driver/package.json'),
  ).resolve('io.appium.settings/package.json');
  const apk = await readFile(path.join(path.dirname(helper), 'apks/settings_apk-debug.apk'));
  await one.run(`pm install -S ${apk.length}`, apk);
  await one.run(`monkey -p ${notebookPackage} 1; input tap 500 270; input text kept; input keyevent 66`);
  await one.run(
    [
      'settings put global a b; setprop debug.x 5; echo hello > /sdcard/Download/a.txt; chmod 600 /sdcard/Download/a.txt',
      'wm size 720x1600; wm density 280; ime enable io.appium.settings/.UnicodeIME; ime set io.appium.settings/.UnicodeIME',
      `pm grant ${notebookPackage} android.permission.CAMERA; dumpsys battery set level 5; appops set x y allow`,
    ].join('; '),
  );
  one.phone.clipboard = 'copied';
  one.phone.clock.set(Date.UTC(2027, 0, 1));
  one.phone.clock.freeze(true);
  await one.switches.turn('popup');
  await one.switches.turn('slow-frames', '20');

  const other = bench();
  await other.run(`monkey -p ${notebookPackage} 1; echo gone > /sdcard/b.txt; settings put global c d`);
  await other.switches.turn('animation');
  const file = written(one.snapshot());
  await other.restore(file);
  expect(other.snapshot()).toEqual(file);
  expect((await other.run(`cat /sdcard/Download/a.txt; ls /sdcard; pm path io.appium.settings`)).stdout).toMatch(
    /^hello\nDCIM\nDownload\nPictures\npackage:/,
  );
  expect(other.phone.activities.foregroundPackage).toBe(notebookPackage);
  expect(other.phone.packages.get(notebookPackage)?.app?.state()).toEqual({ query: 'kept', submitted: ['kept'] });
  expect(other.switches.settings()).toMatchObject({ popup: 'on', 'slow-frames': '20', animation: 'off' });
});

test('a phone in the pocket is put back into it', async () => {
  const one = bench();
  await one.run('input keyevent 26; pm uninstall org.example.notebook');
  const other = bench();
  await other.restore(written(one.snapshot()));
  expect(other.phone.systemUi).toMatchObject({ isOn: false, isLocked: true });
  expect(other.phone.packages.get(notebookPackage)).toBeUndefined();
  await other.restore(written(bench().snapshot()));
  expect(other.phone.systemUi).toMatchObject({ isOn: true, isLocked: false });
  expect(other.phone.packages.get(notebookPackage)).toBeDefined();
});

test.each<[string, (snapshot: PhoneSnapshot) => object, RegExp]>([
  ['another format', () => ({ format: 'tape' }), /not valid at format/],
  ['a later version', () => ({ version: 2 }), /not valid at version/],
  ['an unknown key', () => ({ clok: null }), /unknown key "clok"; did you mean "clock"/],
  ['a key missing', () => ({ files: undefined }), /not valid at files/],
  ['an app of another phone', ({ apps }) => ({ apps: { ...apps, 'com.none': {} } }), /com\.none/],
  ['no launcher', ({ packages: { [launcherPackage]: _, ...packages } }) => ({ packages }), /launcher/],
  ['data the app refuses', ({ apps }) => ({ apps: { ...apps, [notebookPackage]: { a: 1 } } }), /query/],
  ['a display that cannot be', ({ display }) => ({ display: { ...display, widthPx: 320, dpi: 960 } }), /narrow/],
  ['what cannot run in front', () => ({ running: ['android'] }), /android cannot run/],
  ['a switch with another value', () => ({ switches: { popup: 'maybe' } }), /cannot be "maybe"/],
])('%s: refused, and the phone is as it was', async (_, spoil, message) => {
  const one = bench();
  await one.run(`monkey -p ${notebookPackage} 1; input tap 500 270; input text mine; wm density 300`);
  const sound = bench().snapshot();
  const snapshot = written({ ...sound, ...spoil(sound) });
  const before = one.snapshot();
  await expect(one.restore(snapshot)).rejects.toThrow(message);
  expect(one.snapshot()).toEqual(before);
});

test('whatever is in a file, it is refused in words or restored, and never in between', async () => {
  const one = bench();
  const before = one.snapshot();
  const keys = Object.keys(before);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...keys), fc.jsonValue(), async (key, value) => {
      const outcome = await one.restore({ ...(written(before) as object), [key]: value }).then(
        () => 'restored',
        (error: Error) => error.message,
      );
      if (outcome === 'restored') await one.restore(written(before));
      else expect(outcome.length).toBeGreaterThan(10);
      expect({ ...one.snapshot(), clock: null }).toEqual({ ...before, clock: null });
    }),
    { numRuns: 60 },
  );
});
