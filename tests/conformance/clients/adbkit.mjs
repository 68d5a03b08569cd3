// adbkit speaks the protocol of adb's server itself.
import { createReadStream } from 'node:fs';
import { becomes, check, foreign, holds, inFront, phone, pngSize } from '../client.mjs';

const { Adb } = foreign('@devicefarmer/adbkit');
const client = Adb.createClient({ port: phone.adbPort, bin: phone.adb });
const device = client.getDevice(phone.serial);
const bytes = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

await check('listDevices, getProperties, getFeatures', async () => {
  await holds(
    (await client.listDevices()).some(({ id, type }) => id === phone.serial && type === 'device'),
    'listed',
  );
  await holds((await device.getProperties())['ro.product.model'], 'a model');
  await device.getFeatures();
});
await check('shell', async () => {
  await holds((await bytes(await device.shell('echo 你好'))).toString().trim() === '你好', 'what was echoed');
});
await check('screencap', async () => {
  const size = pngSize(await bytes(await device.screencap()));
  await holds(size === '1080x2400', size);
});
await check('framebuffer', async () => {
  const stream = await device.framebuffer('raw');
  await holds(stream.meta.width === 1080 && stream.meta.height === 2400, JSON.stringify(stream.meta));
  await holds((await bytes(stream)).length === stream.meta.size, 'all its pixels');
});
await check('startActivity', async () => {
  await device.startActivity({ component: 'com.android.settings/.Settings', wait: true });
  await becomes(inFront('com.android.settings'), 'the settings are in front');
});
await check('push, stat, readdir, pull', async () => {
  const content = Buffer.alloc(100_000, 'farhand');
  const { Readable } = await import('node:stream');
  const transfer = await device.push(Readable.from([content]), '/sdcard/Download/kit.bin');
  await new Promise((resolve, reject) => transfer.on('end', resolve).on('error', reject));
  await holds((await device.stat('/sdcard/Download/kit.bin')).size === content.length, 'its size');
  await holds(
    (await device.readdir('/sdcard/Download')).some(({ name }) => name === 'kit.bin'),
    'in the folder',
  );
  await holds((await bytes(await device.pull('/sdcard/Download/kit.bin'))).equals(content), 'the bytes come back');
});
await check('install, isInstalled, getPackages, uninstall', async () => {
  await device.install(createReadStream(phone.apk));
  await holds(await device.isInstalled('io.appium.settings'), 'installed');
  await holds((await device.getPackages()).includes('io.appium.settings'), 'listed');
  await device.uninstall('io.appium.settings');
  await holds(!(await device.isInstalled('io.appium.settings')), 'uninstalled');
});
await check('openLogcat', async () => {
  await bytes(await device.shell('log -t kit seen'));
  const logcat = await device.openLogcat({ clear: false });
  const seen = await new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('The line was never read')), 10_000);
    logcat.on('entry', (entry) => {
      if (entry.tag !== 'kit') return;
      clearTimeout(limit);
      resolve(entry.message);
    });
  });
  logcat.end();
  await holds(seen === 'seen', seen);
});
await check('forward, listForwards, getDHCPIpAddress, getDevicePath', async () => {
  await device.forward('tcp:0', 'tcp:9').catch(() => device.forward('tcp:47999', 'tcp:9'));
  await holds((await device.listForwards()).length > 0, 'listed');
  await device.getDevicePath();
});
process.exit(0);
