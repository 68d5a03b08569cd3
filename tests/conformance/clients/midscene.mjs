// Midscene's Android device without its model: what its agent does to a phone, over appium-adb. Named as a remote one,
// the adb server of this run is used and none is started on the usual port; Midscene's own list of devices has no such way.
import { becomes, check, dump, foreign, holds, inFront, openSearch, phone, searches, shop, state } from '../client.mjs';

const { AndroidDevice } = foreign('@midscene/android');
const device = new AndroidDevice(phone.serial, {
  androidAdbPath: phone.adb,
  remoteAdbHost: '127.0.0.1',
  remoteAdbPort: phone.adbPort,
  scrcpyConfig: { enabled: false },
});
const settings = 'com.android.settings';

await check('connect', async () => {
  await device.connect();
});
await check('size, getScreenSize, getDisplayDensity, getDisplayOrientation', async () => {
  const { width, height } = await device.size();
  await holds(Math.abs(height / width - 2400 / 1080) < 0.01, `${width}x${height}`);
  await device.getScreenSize();
  await holds((await device.getDisplayDensity()) > 0, 'a density');
  await holds((await device.getDisplayOrientation()) === 0, 'upright');
});
await check('screenshotBase64', async () => {
  const picture = await device.screenshotBase64();
  await holds(picture.startsWith('data:image/') && picture.length > 5000, picture.slice(0, 40));
});
await check('launch, scroll, mouseDrag', async () => {
  await device.launch(settings);
  await becomes(inFront(settings), 'the settings are in front');
  await device.launch(shop);
  await becomes(inFront(shop), 'the shop is in front');
  const top = await dump();
  await device.scrollDown(300);
  await holds((await dump()) !== top, 'scrolled');
  await device.scrollUntilTop();
  await holds((await dump()) === top, 'and back');
  const { width, height } = await device.size();
  await device.mouseDrag({ x: width / 2, y: height * 0.7 }, { x: width / 2, y: height * 0.4 });
  await holds((await dump()) !== top, 'dragged');
});
await check('longPress, mouseDoubleClick, pullDown (answered)', async () => {
  await device.longPress(300, 900);
  await device.mouseDoubleClick(300, 900);
  await device.pullDown();
});
const search = async () => {
  await device.terminate(shop);
  const { width } = await device.size();
  await openSearch(
    (name) => device.launch(name),
    (x, y) => device.mouseClick((x * width) / 1080, (y * width) / 1080),
  );
};
await check('mouseClick, keyboardType, keyboardPress: a search in a shop', async () => {
  await search();
  await device.keyboardType('hello', { autoDismissKeyboard: false });
  await device.keyboardPress('Enter');
  await becomes((now) => searches(now)[0] === 'hello', 'it was searched for');
});
await check('keyboardType of Chinese, by yadb, and clearInput', async () => {
  await search();
  await device.keyboardType('先写错', { autoDismissKeyboard: false });
  await device.clearInput();
  await device.keyboardType('你好，世界', { autoDismissKeyboard: false });
  await device.keyboardPress('Enter');
  await becomes((now) => searches(now)[0] === '你好，世界', 'it was searched for');
});
await check('back, home, recentApps', async () => {
  await device.back();
  await device.recentApps();
  await device.home();
  await becomes((now) => now.foreground.packageName !== settings, 'home is in front');
});
await check('terminate', async () => {
  await device.terminate(settings);
  await holds((await state()).foreground.packageName !== settings, 'not in front');
});
await device.destroy();
process.exit(0);
