import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createBarePhone } from '../../testing/bare-phone.js';
import { launcherPackage, notebookPackage } from '../../testing/fixture-apps.js';

const serverPackage = 'io.appium.uiautomator2.server';

/** The real APKs that come with the automation driver. */
async function serverApks(): Promise<Buffer[]> {
  const driver = createRequire(import.meta.url).resolve('appium-uiautomator2-driver/package.json');
  const folder = path.dirname(createRequire(driver).resolve('appium-uiautomator2-server/package.json'));
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const names = [`appium-uiautomator2-server-v${version}.apk`, 'appium-uiautomator2-server-debug-androidTest.apk'];
  return Promise.all(names.map((name) => readFile(path.join(folder, 'apks', name))));
}

test('a pushed APK is known by its own manifest', async () => {
  const { run } = createBarePhone();
  for (const apk of await serverApks()) {
    expect((await run(`cmd package 'install' '-r' -S ${apk.length}`, apk)).stdout).toBe('Success\n');
  }
  expect((await run('pm list instrumentation')).stdout).toBe(
    `instrumentation:${serverPackage}.test/androidx.test.runner.AndroidJUnitRunner (target=${serverPackage})\n`,
  );
  expect((await run(`dumpsys package ${serverPackage}`)).stdout).toMatch(
    /versionCode=\d+ [\s\S]*versionName=\d+\.\d+\.\d+/,
  );
});

test('bytes that are no APK are not installed', async () => {
  const { run } = createBarePhone();
  const garbage = Buffer.from('not an archive');
  expect(await run(`pm install -S ${garbage.length}`, garbage)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^Failure \[INSTALL_PARSE_FAILED/),
  });
});

test('apps start, come to the front, and stop', async () => {
  const { run, phone } = createBarePhone();
  const started = await run(`am start -W -n ${notebookPackage}/.ListActivity`);
  expect(started.stdout).toContain('LaunchState: COLD');
  expect((await run('dumpsys window displays')).stdout).toContain(
    `mCurrentFocus=Window{3f1c2ab u0 ${notebookPackage}/${notebookPackage}.ListActivity}`,
  );
  expect((await run(`pidof ${notebookPackage}`)).code).toBe(0);
  await run(`am force-stop ${notebookPackage}`);
  expect(phone.activities.foregroundPackage).toBe(launcherPackage);
  expect((await run(`pidof ${notebookPackage}`)).code).toBe(1);
});

test('an app that is missing cannot start', async () => {
  const { run } = createBarePhone();
  expect(await run('am start -n org.example.none/.Main')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('Error: Activity class {org.example.none/.Main} does not exist.'),
  });
  expect((await run('monkey -p org.example.none 1')).code).toBe(252);
});

test('a deep link opens its page', async () => {
  const { run, phone } = createBarePhone();
  await run(`am start -W -a android.intent.action.VIEW -d 'note://7' ${notebookPackage}`);
  expect(phone.activities.foregroundComponent()).toBe(`${notebookPackage}/.DetailActivity`);
});

test('touches, text and keys reach the app', async () => {
  const { run, phone } = createBarePhone();
  const field = (): string | undefined => phone.keys.focusedField()?.view.text;
  await run(`monkey -p ${notebookPackage} -c android.intent.category.LAUNCHER 1; input tap 500 270`);
  expect((await run('dumpsys input_method')).stdout).toContain('mInputShown=true');
  await run("input text 'two%swords'; input keyevent KEYCODE_DEL 67");
  expect(field()).toBe('two wor');
  expect((await run('input text 中文')).code).toBe(255);
  await run('input keyevent 111');
  expect(phone.keyboard.isShown).toBe(false);
  await run('input keyevent KEYCODE_HOME');
  expect(phone.activities.foregroundPackage).toBe(launcherPackage);
});

test('the screen can be read from the shell', async () => {
  const { run } = createBarePhone();
  await run(`monkey -p ${notebookPackage} 1`);
  expect((await run('uiautomator dump /sdcard/ui.xml; cat /sdcard/ui.xml')).stdout).toContain(
    '<node index="0" text="笔记 0" resource-id="org.example.notebook:id/title"',
  );
  await run('screencap -p /sdcard/s.png');
  expect((await run('stat -c %s /sdcard/s.png')).stdout).toMatch(/^\d{4,}\n$/);
  await run(`am start -a android.intent.action.VIEW -d note://secret ${notebookPackage}`);
  expect((await run('screencap -p')).code).toBe(1);
});

test('settings, properties and files keep what is written', async () => {
  const { run } = createBarePhone();
  const script = 'settings put global a 1; settings get global a; settings delete global a; settings get global a';
  expect((await run(script)).stdout).toBe('1\nDeleted 1 rows\nnull\n');
  expect((await run('setprop debug.x 5; getprop debug.x; setprop ro.x 1')).code).toBe(1);
  expect((await run('mkdir -p /sdcard/x/y; [ -d /storage/emulated/0/x/y ] && echo there')).stdout).toBe('there\n');
  expect((await run('rm -rf /sdcard/x; [ -e /sdcard/x ] || echo gone')).stdout).toBe('gone\n');
});

test('turning the display off locks the phone until it is dismissed', async () => {
  const { run, phone } = createBarePhone();
  await run('input keyevent 26');
  expect((await run('dumpsys power')).stdout).toContain('mWakefulness=Asleep');
  await run('input keyevent 224');
  expect((await run('dumpsys window')).stdout).toContain('mDreamingLockscreen=true');
  await run('wm dismiss-keyguard');
  expect(phone.systemUi.isLocked).toBe(false);
});
