import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Adb, findAdb, parseDevices } from './adb.js';

const opened: Adb[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((adb) => adb.stop()));
});

test('reads the states and models that adb lists', () => {
  const output = [
    '* daemon not running; starting now at tcp:5037',
    'List of devices attached',
    'R5CT           device usb:1-1 product:x model:SM_G991B device:o1s transport_id:1',
    '127.0.0.1:1234 offline transport_id:2',
    'abc            unauthorized usb:1-2 transport_id:3',
    'def            no permissions (missing udev rules); see [http://developer.android.com]',
    '',
  ].join('\n');
  expect(parseDevices(output)).toEqual([
    { serial: 'R5CT', state: 'device', model: 'SM G991B' },
    { serial: '127.0.0.1:1234', state: 'offline' },
    { serial: 'abc', state: 'unauthorized' },
    { serial: 'def', state: 'other' },
  ]);
});

test('says where it looked when adb is missing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'farhand-no-adb-'));
  expect(() => findAdb({ PATH: folder })).toThrow(/adb was found neither in ANDROID_HOME nor in the 1 folders of PATH/);
  rmSync(folder, { recursive: true });
});

test('two servers run side by side, and a phone that is not there is refused in one sentence', async () => {
  const [first, second] = await Promise.all([Adb.start(), Adb.start()]);
  opened.push(first, second);
  expect(first.port).not.toBe(second.port);
  expect(await first.devices()).toEqual([]);
  await expect(first.connect('127.0.0.1:9')).rejects.toMatchObject({ code: 'DEVICE_LOST' });
  await first.stop();
  await first.stop();
});

test('the end of a server is told, of one that was there', async () => {
  const adb = await Adb.start();
  opened.push(adb);
  const waiting = new AbortController();
  const unheard = adb.serverEnd(waiting.signal);
  waiting.abort();
  await expect(unheard).rejects.toMatchObject({ name: 'AbortError' });
  const end = adb.serverEnd(AbortSignal.timeout(10_000));
  await adb.devices();
  await adb.stop();
  await end;
  // None is there now: nothing ends.
  await expect(adb.serverEnd(AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'TimeoutError' });
});
