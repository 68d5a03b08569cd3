// Midscene's Android device without its model: what its agent does to a phone, over appium-adb. Named as a remote one,
// the adb server of this run is used and none is started on the usual port; Midscene's own list of devices has no such way.
import { becomes, check, foreign, holds, inFront, phone, state } from '../client.mjs';

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
await check('launch, mouseClick, mouseDrag, scroll', async () => {
  await device.launch(settings);
  await becomes(inFront(settings), 'the settings are in front');
  await device.scrollDown(300);
  await device.scrollUntilTop();
  const { width, height } = await device.size();
  await device.mouseDrag({ x: width / 2, y: height * 0.7 }, { x: width / 2, y: height * 0.4 });
  await device.mouseClick(width / 2, height / 2);
});
await check('longPress, mouseDoubleClick, pullDown', async () => {
  await device.longPress(300, 900);
  await device.mouseDoubleClick(300, 900);
  await device.pullDown();
});
await check('keyboardType, keyboardPress, hideKeyboard', async () => {
  await device.keyboardType('hello');
  await device.keyboardPress('Enter');
  await device.hideKeyboard();
});
await check('keyboardType of Chinese, by yadb', () => device.keyboardType('你好，世界'));
await check('clearInput, by yadb', () => device.clearInput());
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
