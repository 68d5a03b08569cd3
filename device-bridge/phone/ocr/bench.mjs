// What it costs to read screens from their pictures. First the reader alone, on a page of 40 lines: fresh, with one line
// changed, scrolled, unchanged. Then a look through real adb and Appium at pages that exist only as pixels, with the
// reader and without.
//   npm run build && node device-bridge/phone/ocr/bench.mjs

import { AppiumPhone } from '../../dist/phone/appium-phone.js';
import { parseTree } from '../../dist/phone/tree.js';
import { createScreenReader } from '../../dist/policy/picture.js';
import { PhoneKit } from '../../dist/testing/phone-kit.js';
import { ScreenRenderer } from '../../dist/virtual-phone/render/index.js';
import { createWebShop } from '../../dist/virtual-phone/testing/web-shop.js';
import { DEFAULT_METRICS } from '../../dist/virtual-phone/ui/metrics.js';
import { label, page } from '../../dist/virtual-phone/ui/views.js';

const display = { widthPx: 1080, heightPx: 2400 };
const bounds = 'bounds="[0,100][1080,2337]"';
const source = `<hierarchy rotation="0"><W class="android.webkit.WebView" package="a.b" ${bounds}/></hierarchy>`;
const tree = parseTree(source, display);
const looks = 20;

const renderer = new ScreenRenderer();
const reader = createScreenReader(console.error);
try {
  await readerAlone();
  await throughThePhone();
} finally {
  renderer.close();
  await reader.close();
}

async function readerAlone() {
  const lines = Array.from({ length: 40 }, (_unused, index) => `第${index + 1}行 Mac mini M4 ¥${3899 + index * 7}.00`);
  await timed('first page of one line, the process started', () => read(['你好 Hello']));
  const before = reader.counts;
  await timed('fresh page of 40 lines', () => read(lines));
  await timed('one of its lines changed', () => read([...lines.slice(0, 39), '已加入购物车']));
  await timed('scrolled by 37 px', () => read(lines, 37));
  const { lines: now } = reader.counts;
  const hits = now.hits - before.lines.hits;
  const all = hits + now.misses - before.lines.misses;
  console.log(`lines known beforehand, the fresh page included: ${hits} of ${all}`);
  const [plain, later] = [await paint(lines), await paint(lines, 0, '09:42')];
  await reader.complete(tree, display, async () => plain);
  await timed('unchanged below another clock', () => reader.complete(tree, display, async () => later));
  await timed('unchanged picture', () => reader.complete(tree, display, async () => later));
}

async function throughThePhone() {
  const offers = Array.from({ length: 9 }, (_unused, index) => ({
    title: `Apple iPhone 16 ${128 * (1 + (index % 3))}GB 第${index + 1}款`,
    price: `¥${4699 + index * 100}.00`,
    seller: `数码专营店${index + 1}`,
  }));
  const shop = createWebShop('com.suning.mobile.ebuy', offers);
  const kit = await PhoneKit.openWith(1, [shop.app], reader);
  const blind = new AppiumPhone(kit.process.serial, kit.adb, kit.server);
  try {
    await kit.phone.launch(shop.app.identity.packageName, true);
    for (const name of ['pay', 'dialog', 'offer']) {
      shop.show(name);
      await timed(`look at a fresh page (${name})`, () => kit.phone.observe());
    }
    shop.state.query = 'iPhone';
    shop.show('results');
    await timed('look at a fresh page (results)', () => kit.phone.observe());
    await median('look at an unchanged page', () => kit.phone.observe());
    await median('the same without the reader', () => blind.observe());
  } finally {
    await blind.close();
    await kit.close();
  }
}

async function read(lines, down = 0) {
  const png = await paint(lines, down);
  const startedMs = performance.now();
  await reader.complete(tree, display, async () => png);
  return performance.now() - startedMs;
}

function paint(lines, down = 0, clock = '09:41') {
  const views = lines.map((line, index) => {
    const top = 140 + down + index * 54;
    return label(`line:${index}`, [60, top, 1020, top + 50], line, { textSizePx: 36 });
  });
  const root = page([0, 0, 1080, 2400], { background: '#ffffff' }, views);
  return renderer.png(root, { metrics: DEFAULT_METRICS, clock, keyboardVisible: false, toasts: [] });
}

/** `work` may answer with the time that counts. */
async function timed(what, work) {
  const startedMs = performance.now();
  const own = await work();
  const ms = typeof own === 'number' ? own : performance.now() - startedMs;
  console.log(`${what}: ${ms.toFixed(0)} ms`);
}

async function median(what, work) {
  const times = [];
  for (let look = 0; look < looks; look++) {
    const startedMs = performance.now();
    await work();
    times.push(performance.now() - startedMs);
  }
  times.sort((a, b) => a - b);
  console.log(`${what}: ${times[looks / 2].toFixed(0)} ms (median of ${looks})`);
}
