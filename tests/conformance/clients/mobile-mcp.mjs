// mobile-mcp as an MCP client meets it: over its standard input and output, with the driver that uses plain adb.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  becomes,
  check,
  dump,
  foreign,
  holds,
  inFront,
  openSearch,
  phone,
  pngSize,
  searches,
  shop,
  state,
} from '../client.mjs';

const { Client } = foreign('@modelcontextprotocol/sdk/client/index.js');
const { StdioClientTransport } = foreign('@modelcontextprotocol/sdk/client/stdio.js');
const server = foreign.resolve('@mobilenext/mobile-mcp/lib/index.js');
const env = { ...process.env, MOBILEMCP_LEGACY_ROBOT: '1', MOBILEMCP_DISABLE_TELEMETRY: '1' };
const client = new Client({ name: 'conformance', version: '1.0.0' });
await client.connect(new StdioClientTransport({ command: process.execPath, args: [server], env, stderr: 'ignore' }));

async function call(tool, args = {}) {
  const answer = await client.callTool({ name: `mobile_${tool}`, arguments: { device: phone.serial, ...args } });
  const text = answer.content.map((part) => part.text ?? '').join('');
  if (answer.isError || /Please fix the issue/.test(text)) throw new Error(text);
  return text;
}
const settings = 'com.android.settings';

await check('list_available_devices', async () => holds((await call('list_available_devices')).includes(phone.serial)));
await check('get_screen_size, get_orientation', async () => {
  await holds(/1080x2400/.test(await call('get_screen_size')), 'its size');
  await holds(/portrait/.test(await call('get_orientation')), 'upright');
});
await check('list_apps', async () => holds((await call('list_apps')).includes('com.tencent.mm'), 'WeChat is there'));
await check('launch_app, list_elements_on_screen', async () => {
  await call('launch_app', { packageName: settings });
  await becomes(inFront(settings), 'the settings are in front');
  await holds(/设置|WLAN|显示/.test(await call('list_elements_on_screen')), 'their words are read');
});
await check('save_screenshot', async () => {
  const saveTo = join(phone.folder, 'mcp.png');
  await call('save_screenshot', { saveTo });
  pngSize(readFileSync(saveTo));
});
await check('click, type_keys: a search in a shop', async () => {
  await openSearch(
    (packageName) => call('launch_app', { packageName }),
    (x, y) => call('click_on_screen_at_coordinates', { x, y }),
  );
  await call('type_keys', { text: 'hello world', submit: true });
  await becomes((now) => searches(now)[0] === 'hello world', 'it was searched for');
});
await check('swipe; double_tap, long_press (answered)', async () => {
  await call('terminate_app', { packageName: shop });
  await call('launch_app', { packageName: shop });
  await becomes(inFront(shop), 'the shop is in front');
  const before = await dump();
  await call('swipe_on_screen', { direction: 'up' });
  await holds((await dump()) !== before, 'the list moved');
  await call('double_tap_on_screen', { x: 540, y: 300 });
  await call('long_press_on_screen_at_coordinates', { x: 540, y: 300 });
});
await check('press_button', async () => {
  await call('press_button', { button: 'HOME' });
  await becomes(inFront('com.android.launcher3'), 'home is in front');
});
await check('set_orientation', async () => {
  await call('set_orientation', { orientation: 'landscape' });
  await holds(/landscape/.test(await call('get_orientation')), 'on its side');
  await holds((await state()).display.rotation === 1, 'truly');
  await call('set_orientation', { orientation: 'portrait' });
  await holds((await state()).display.rotation === 0, 'upright again');
});
await check('terminate_app, install_app, uninstall_app', async () => {
  await call('terminate_app', { packageName: settings });
  await call('install_app', { path: phone.apk });
  await holds((await state()).packages.includes('io.appium.settings'), 'installed');
  await call('uninstall_app', { bundle_id: 'io.appium.settings' });
  await holds(!(await state()).packages.includes('io.appium.settings'), 'uninstalled');
});
await client.close();
process.exit(0);
