// What Appium Inspector asks for while it shows a session, as plain WebDriver requests.
import { becomes, check, holds, inFront, phone, pngSize, searches, shop, state } from '../client.mjs';

const server = `http://127.0.0.1:${phone.appiumPort}`;
const capabilities = {
  platformName: 'Android',
  'appium:automationName': 'UiAutomator2',
  'appium:udid': phone.serial,
  'appium:adbPort': phone.adbPort,
  'appium:newCommandTimeout': 3600,
  'appium:connectHardwareKeyboard': true,
  'appium:ensureWebviewsHavePages': true,
  'appium:nativeWebScreenshot': true,
};
async function ask(method, path, body) {
  const headers = { 'content-type': 'application/json' };
  const content = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const { value } = await (await fetch(server + path, { method, ...content })).json();
  if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message}`);
  return value;
}
let base;
const get = (path) => ask('GET', base + path);
const post = (path, body = {}) => ask('POST', base + path, body);
const execute = (script, args = []) => post('/execute/sync', { script, args });
const find = async (using, value) => Object.values(await post('/element', { using, value }))[0];

await check('status, new session, sessions', async () => {
  await ask('GET', '/status');
  const { sessionId } = await ask('POST', '/session', {
    capabilities: { alwaysMatch: capabilities, firstMatch: [{}] },
  });
  base = `/session/${sessionId}`;
});
await check('commands and extensions, settings, capabilities', async () => {
  await get('/appium/commands');
  await get('/appium/extensions');
  await get('/appium/capabilities');
  await get('/appium/settings');
  await post('/appium/settings', { settings: { ignoreUnimportantViews: false } });
});
await check('source, screenshot, window rectangle, contexts, orientation', async () => {
  await holds(/^<\?xml/.test(await get('/source')), 'a source');
  pngSize(Buffer.from(await get('/screenshot'), 'base64'));
  await get('/window/rect');
  await holds((await get('/contexts')).includes('NATIVE_APP'), 'a context');
  await get('/context');
  await get('/orientation');
});
await check('mobile: getContexts, deviceInfo, startActivity, getCurrentPackage, getDeviceTime', async () => {
  await execute('mobile: getContexts');
  await execute('mobile: deviceInfo');
  await execute('mobile: startActivity', [{ intent: 'com.android.settings/.Settings' }]);
  await becomes(inFront('com.android.settings'), 'the settings are in front');
  await holds((await execute('mobile: getCurrentPackage')) === 'com.android.settings', 'it says so');
  await execute('mobile: getDeviceTime');
});
await check('element by xpath, id, class, accessibility id, uiautomator; its attributes', async () => {
  const id = await find('xpath', '//*[@text!=""]');
  await find('class name', 'android.widget.TextView');
  await find('-android uiautomator', 'new UiSelector().textMatches(".+")');
  for (const path of ['text', 'rect', 'displayed', 'enabled', 'attribute/bounds', 'attribute/resource-id']) {
    await get(`/element/${id}/${path}`);
  }
  await post('/elements', { using: 'accessibility id', value: 'nothing has this name' });
});
await check('element click and text: a search in a shop', async () => {
  await execute('mobile: activateApp', [{ appId: shop }]);
  await becomes(inFront(shop), 'the shop is in front');
  await post(`/element/${await find('xpath', '//*[contains(@resource-id, "search") and @clickable="true"]')}/click`);
  await becomes((now) => now.keyboardVisible, 'the search field has the focus');
  await post(`/element/${await find('class name', 'android.widget.EditText')}/value`, { text: '辛拉面' });
  await execute('mobile: pressKey', [{ keycode: 66 }]);
  await becomes((now) => searches(now)[0] === '辛拉面', 'it was searched for');
});
await check('tap and swipe by W3C actions, element click', async () => {
  const touch = (actions) => ({
    actions: [{ type: 'pointer', id: 'f', parameters: { pointerType: 'touch' }, actions }],
  });
  const move = (x, y, duration) => ({ type: 'pointerMove', duration, x, y });
  await execute('mobile: terminateApp', [{ appId: shop }]);
  await execute('mobile: activateApp', [{ appId: shop }]);
  await becomes(inFront(shop), 'the shop is in front');
  const before = await get('/source');
  await post(
    '/actions',
    touch([
      move(540, 1700, 0),
      { type: 'pointerDown', button: 0 },
      move(540, 900, 500),
      { type: 'pointerUp', button: 0 },
    ]),
  );
  await holds((await get('/source')) !== before, 'the list moved');
  await ask('DELETE', `${base}/actions`);
  await post(`/element/${await find('xpath', '(//*[@clickable="true"])[2]')}/click`);
});
await check('back, press key, orientation, lock and unlock', async () => {
  await post('/back');
  await execute('mobile: pressKey', [{ keycode: 3 }]);
  await execute('mobile: isLocked');
  await post('/orientation', { orientation: 'LANDSCAPE' });
  await holds((await state()).display.rotation === 1, 'on its side');
  await post('/orientation', { orientation: 'PORTRAIT' });
});
await check('clipboard, files, apps, log types and logs', async () => {
  await execute('mobile: setClipboard', [{ content: Buffer.from('x').toString('base64') }]);
  await holds((await state()).clipboard === 'x', 'the clipboard');
  await execute('mobile: getClipboard', [{}]);
  await execute('mobile: pushFile', [{ remotePath: '/sdcard/Download/i.txt', payload: 'eA==' }]);
  await holds((await execute('mobile: pullFile', [{ remotePath: '/sdcard/Download/i.txt' }])) === 'eA==', 'the file');
  await execute('mobile: isAppInstalled', [{ appId: 'com.tencent.mm' }]);
  await execute('mobile: queryAppState', [{ appId: 'com.tencent.mm' }]);
  await get('/se/log/types');
  await post('/se/log', { type: 'logcat' });
});
await check('timeouts, delete session', async () => {
  await post('/timeouts', { implicit: 0 });
  await get('/timeouts');
  await ask('DELETE', base);
});
