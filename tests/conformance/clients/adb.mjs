// Scripts with plain adb.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { becomes, check, holds, inFront, phone, pngSize } from '../client.mjs';

const run = promisify(execFile);
const options = { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024, timeout: 30_000 };
const raw = async (...args) => (await run(phone.adb, ['-s', phone.serial, ...args], options)).stdout;
const adb = async (...args) => (await raw(...args)).toString();
const settings = 'com.android.settings';

await check('devices -l', async () => {
  const { stdout } = await run(phone.adb, ['devices', '-l']);
  await holds(new RegExp(`${phone.serial}\\s+device .*model:`).test(stdout), stdout);
});
await check('shell, with exit code and stderr', async () => {
  await holds((await adb('shell', 'echo', 'a', '|', 'wc', '-c')).trim() === '2', 'a pipe works');
  const failed = await adb('shell', 'ls /nowhere').catch((error) => error);
  await holds(failed.code === 1 && /No such file/.test(failed.stderr), 'ls of nothing fails');
});
await check('shell getprop, wm size, wm density', async () => {
  await holds(/^\d+$/.test((await adb('shell', 'getprop', 'ro.build.version.sdk')).trim()), 'an SDK level');
  await holds(/1080x2400/.test(await adb('shell', 'wm', 'size')), 'a size');
  await holds(/\d+/.test(await adb('shell', 'wm', 'density')), 'a density');
});
await check('exec-out screencap -p', async () => {
  const size = pngSize(await raw('exec-out', 'screencap', '-p'));
  await holds(size === '1080x2400', size);
});
await check('exec-out uiautomator dump /dev/tty', async () => {
  const xml = await adb('exec-out', 'uiautomator', 'dump', '/dev/tty');
  await holds(/^<\?xml.*<\/hierarchy>UI hierchary dumped to: \/dev\/tty/s.test(xml), xml.slice(-80));
});
await check('shell am start, input tap, text, swipe, keyevent', async () => {
  await adb('shell', 'am', 'start', '-n', `${settings}/.Settings`);
  await becomes(inFront(settings), 'the settings are in front');
  await adb('shell', 'input', 'swipe', '540', '1800', '540', '700', '300');
  await adb('shell', 'input', 'tap', '540', '900');
  await adb('shell', 'input', 'text', 'hello%sworld');
  await adb('shell', 'input', 'keyevent', 'KEYCODE_HOME');
  await becomes((now) => now.foreground.packageName !== settings, 'home is in front');
});
await check('push and pull', async () => {
  const sent = join(phone.folder, 'sent.bin');
  const back = join(phone.folder, 'back.bin');
  writeFileSync(sent, Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251)));
  await adb('push', sent, '/sdcard/Download/sent.bin');
  await adb('pull', '/sdcard/Download/sent.bin', back);
  await holds(readFileSync(sent).equals(readFileSync(back)), 'the bytes come back');
});
await check('install, pm path, uninstall', async () => {
  await holds(/Success/.test(await adb('install', '-r', phone.apk)), 'installed');
  await holds(/^package:/.test(await adb('shell', 'pm', 'path', 'io.appium.settings')), 'pm knows it');
  await holds(/Success/.test(await adb('uninstall', 'io.appium.settings')), 'uninstalled');
});
await check('logcat -d, logcat -c', async () => {
  await adb('shell', 'log', '-t', 'conformance', 'a line of its own');
  await holds(/conformance.*a line of its own/.test(await adb('logcat', '-d')), 'the line is there');
  await adb('logcat', '-c');
  await holds(!/a line of its own/.test(await adb('logcat', '-d')), 'the log is empty');
});
await check('forward to a port of the phone, and back', async () => {
  const port = (await adb('forward', 'tcp:0', 'tcp:9')).trim();
  await holds(new RegExp(`tcp:${port} tcp:9`).test(await adb('forward', '--list')), 'listed');
  await adb('forward', '--remove', `tcp:${port}`);
});
await check('dumpsys window, activity, battery; pm list packages; settings', async () => {
  await holds(/mCurrentFocus/.test(await adb('shell', 'dumpsys', 'window')), 'a focus');
  await holds(/ResumedActivity/.test(await adb('shell', 'dumpsys', 'activity', 'activities')), 'an activity');
  await holds(/level: \d+/.test(await adb('shell', 'dumpsys', 'battery')), 'a level');
  await holds(/com\.tencent\.mm/.test(await adb('shell', 'pm', 'list', 'packages')), 'packages');
  await adb('shell', 'settings', 'put', 'system', 'screen_brightness', '77');
  await holds((await adb('shell', 'settings', 'get', 'system', 'screen_brightness')).trim() === '77', 'a setting');
});
