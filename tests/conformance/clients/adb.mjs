// Scripts with plain adb.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { becomes, check, dump, holds, inFront, openSearch, phone, pngSize, searches, shop, state } from '../client.mjs';

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
await check('shell am start, monkey, am force-stop, keyevent HOME', async () => {
  await adb('shell', 'am', 'start', '-W', '-n', `${settings}/.Settings`);
  await holds(inFront(settings)(await state()), 'the settings are in front');
  await adb('shell', 'input', 'keyevent', 'KEYCODE_HOME');
  await becomes((now) => now.foreground.packageName !== settings, 'home is in front');
  await adb('shell', 'monkey', '-p', shop, '1');
  await becomes(inFront(shop), 'the shop is in front');
  await adb('shell', 'am', 'force-stop', shop);
  await holds(!inFront(shop)(await state()), 'the shop is closed');
  await adb('shell', 'am', 'start', '-a', 'android.settings.WIFI_SETTINGS');
  await becomes(inFront(settings), 'an action leads to the settings');
  const lost = await adb('shell', 'am', 'start', '-a', 'android.intent.action.VIEW', '-d', 'nowhere://x').catch(
    (error) => error,
  );
  await holds(/unable to resolve/.test(lost.stdout ?? lost), 'an address that no app opens');
});
await check('shell input tap, text, keyevent: a search in a shop', async () => {
  await openSearch(
    (name) => adb('shell', 'monkey', '-p', name, '-c', 'android.intent.category.LAUNCHER', '1'),
    (x, y) => adb('shell', 'input', 'tap', String(x), String(y)),
  );
  await adb('shell', 'input', 'text', 'two%swordss');
  await adb('shell', 'input', 'keyevent', 'KEYCODE_DEL');
  await adb('shell', 'input', 'keyevent', '66');
  await becomes((now) => searches(now)[0] === 'two words', 'it was searched for');
});
await check('shell input swipe, draganddrop, motionevent, roll', async () => {
  await adb('shell', `am force-stop ${shop}; monkey -p ${shop} 1`);
  await becomes(inFront(shop), 'the shop is in front');
  for (const gesture of [
    'swipe 540 1800 540 900 300',
    'draganddrop 540 900 540 1500 300',
    'motionevent DOWN 540 1800; input motionevent MOVE 540 1500; input motionevent UP 540 1200',
  ]) {
    const before = await dump();
    await adb('shell', `input ${gesture}`);
    await holds((await dump()) !== before, `the list moved by ${gesture}`);
  }
  await adb('shell', 'input', 'roll', '1', '1');
});
await check('shell with redirections, && and ||, $(...), sh -c, loops', async () => {
  const script = 'ls /nowhere 2>/dev/null && echo no || echo $(echo yes) > /sdcard/x.txt; cat /sdcard/x.txt';
  await holds((await adb('shell', script)) === 'yes\n', 'what the script prints');
  await holds((await adb('shell', 'sh -c "exit 3"').catch((error) => error)).code === 3, 'a code');
  await holds((await adb('shell', 'for i in 1 2 3; do echo -n $i; done')) === '123', 'a loop');
  const lines = await adb('shell', "pm list packages | grep -E 'taobao|jingdong' | cut -d: -f2 | sort | head -n 1");
  await holds(lines === 'com.jingdong.app.mall\n', lines);
});
await check('shell wm size and density, set and reset', async () => {
  await adb('shell', 'wm', 'size', '720x1600');
  await adb('shell', 'wm', 'density', '280');
  const { display } = await state();
  await holds(display.widthPx === 720 && display.dpi === 280, JSON.stringify(display));
  await adb('shell', 'wm size reset; wm density reset');
  await holds((await state()).display.widthPx === 1080, 'its own size');
});
await check('shell settings put, get, list, delete; content insert, query, delete', async () => {
  await adb('shell', 'settings', 'put', 'system', 'screen_brightness', '77');
  await holds((await state()).settings.system.screen_brightness === '77', 'a setting');
  await holds(/^screen_brightness=77$/m.test(await adb('shell', 'settings', 'list', 'system')), 'listed');
  const uri = 'content://settings/system';
  await adb('shell', 'content', 'insert', '--uri', uri, '--bind', 'name:s:user_rotation', '--bind', 'value:i:1');
  await holds((await state()).display.rotation === 1, 'turned');
  const row = await adb('shell', 'content', 'query', '--uri', uri, '--where', '"name=\'user_rotation\'"');
  await holds(/^Row: 0 .*value=1$/m.test(row), row);
  await adb('shell', 'settings', 'put', 'system', 'user_rotation', '0');
  await adb('shell', 'settings', 'delete', 'system', 'screen_brightness');
  await holds((await state()).settings.system.screen_brightness === undefined, 'deleted');
});
await check('shell uiautomator dump to a file, pull; screencap to a file; raw screencap', async () => {
  const file = join(phone.folder, 'dump.xml');
  await adb('shell', 'am', 'start', '-W', '-n', `${settings}/.Settings`);
  await adb('shell', 'uiautomator', 'dump', '/sdcard/window_dump.xml');
  await adb('pull', '/sdcard/window_dump.xml', file);
  await holds(readFileSync(file, 'utf8').includes(settings), 'the settings are in it');
  const picture = join(phone.folder, 'screen.png');
  await adb('shell', 'screencap', '-p', '/sdcard/screen.png');
  await adb('pull', '/sdcard/screen.png', picture);
  pngSize(readFileSync(picture));
  const pixels = await raw('exec-out', 'screencap');
  await holds(pixels.readUInt32LE(0) === 1080 && pixels.length === 16 + 1080 * 2400 * 4, `${pixels.length} bytes`);
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
await check('shell pm list, grant, dump, clear, query-activities', async () => {
  await adb('shell', 'pm', 'grant', shop, 'android.permission.CAMERA');
  await holds(/CAMERA: granted=true/.test(await adb('shell', 'pm', 'dump', shop)), 'granted');
  await holds(/Success/.test(await adb('shell', 'pm', 'clear', shop)), 'cleared');
  await holds(searches(await state()).length === 0, 'its data is gone');
  const launch = '-a android.intent.action.MAIN -c android.intent.category.LAUNCHER --components'.split(' ');
  await holds(
    (await adb('shell', 'cmd', 'package', 'query-activities', ...launch)).includes(`${shop}/`),
    'it can be launched',
  );
});
await check('logcat -d, -s, -v brief, -B, -c; log', async () => {
  await adb('shell', 'log', '-t', 'conformance', 'a line of its own');
  await holds(/conformance.*a line of its own/.test(await adb('logcat', '-d')), 'the line is there');
  const own = await adb('logcat', '-d', '-v', 'brief', '-s', 'conformance:I');
  await holds(/^I\/conformance/m.test(own) && !/ActivityTaskManager/.test(own), own);
  await holds((await raw('logcat', '-d', '-B')).includes('conformance\0a line of its own\0'), 'binary');
  await adb('logcat', '-c');
  await holds(!/a line of its own/.test(await adb('logcat', '-d')), 'the log is empty');
});
await check('shell ime, svc wifi, cmd uimode night, date, dumpsys battery set', async () => {
  const keyboard = (await adb('shell', 'ime', 'list', '-s')).trim();
  await holds((await state()).inputMethod === keyboard, keyboard);
  await adb('shell', 'svc', 'wifi', 'disable');
  await holds((await state()).settings.global.wifi_on === '0', 'no Wi-Fi');
  await adb('shell', 'svc', 'wifi', 'enable');
  await adb('shell', 'cmd', 'uimode', 'night', 'yes');
  await holds(/Night mode: yes/.test(await adb('shell', 'cmd', 'uimode', 'night')), 'night');
  await adb('shell', 'date', '120108302026.00');
  await holds(Math.abs((await state()).clock.timeMs - Date.UTC(2026, 11, 1, 0, 30)) < 20_000, 'the clock is set');
  await adb('shell', 'dumpsys', 'battery', 'set', 'level', '9');
  await holds((await state()).battery.level === 9, 'a low battery');
  await adb('shell', 'dumpsys', 'battery', 'reset');
});
await check('shell getevent -lp, dumpsys SurfaceFlinger; screenrecord is refused in words', async () => {
  await holds(/ABS_MT_POSITION_X .*max 1079/.test(await adb('shell', 'getevent', '-lp')), 'a touchscreen');
  await holds(/^Display \d+/m.test(await adb('shell', 'dumpsys', 'SurfaceFlinger', '--display-id')), 'a display');
  const refused = await adb('shell', 'screenrecord', '--time-limit', '1', '/sdcard/v.mp4').catch((error) => error);
  await holds(refused.code === 1 && /no video encoder/.test(refused.stderr), 'refused');
});
await check('forward to a port of the phone, and back', async () => {
  const port = (await adb('forward', 'tcp:0', 'tcp:9')).trim();
  await holds(new RegExp(`tcp:${port} tcp:9`).test(await adb('forward', '--list')), 'listed');
  await adb('forward', '--remove', `tcp:${port}`);
});
await check('dumpsys window, activity, battery; pm list packages', async () => {
  await holds(/mCurrentFocus/.test(await adb('shell', 'dumpsys', 'window')), 'a focus');
  await holds(/ResumedActivity/.test(await adb('shell', 'dumpsys', 'activity', 'activities')), 'an activity');
  await holds(/level: \d+/.test(await adb('shell', 'dumpsys', 'battery')), 'a level');
  await holds(/com\.tencent\.mm/.test(await adb('shell', 'pm', 'list', 'packages')), 'packages');
});
