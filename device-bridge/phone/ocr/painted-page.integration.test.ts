// A page that exists only as pixels, through the whole stack: real adb, Appium and webdriverio, the reader's process, the
// skills and the gate. What was done on the phone is asked of the phone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Decider } from '../../hand/decider.js';
import { createScreenReader } from '../../policy/picture.js';
import { PhoneKit } from '../../testing/phone-kit.js';
import { createWebShop, type WebOffer } from '../../virtual-phone/testing/web-shop.js';
import { AppiumPhone } from '../appium-phone.js';
import type { Observation } from '../phone.js';
import { installedOcr } from './models.js';
import { ScreenReader } from './screen-reader.js';

const limitMs = 90_000;
const shopPackage = 'com.suning.mobile.ebuy';
const offers: readonly WebOffer[] = [
  { title: 'Apple iPhone 16 128GB 黑色', price: '¥4,999.00', seller: '苏宁自营旗舰店' },
  { title: 'Apple iPhone 16 128GB 白色', price: '¥4,899.00', finalPrice: '¥4,699.00', seller: '数码专营店' },
  { title: 'iPhone 16 透明手机壳', price: '¥39.90', seller: '配件百货' },
  { title: 'Apple iPhone 16 Pro 256GB', price: '¥7,999.00', seller: '苏宁自营旗舰店' },
  { title: 'Apple iPhone 16 256GB 绿色', price: '¥5,699.00', seller: '苏宁自营旗舰店', soldOut: true },
];

const shop = createWebShop(shopPackage, offers);
const reader = createScreenReader();
let kit: PhoneKit;

beforeAll(async () => {
  if (installedOcr()) kit = await PhoneKit.openWith(1, [shop.app], reader);
});
afterAll(async () => {
  await reader.close();
  await kit?.close();
});

/** Taps at a place given in thousandths of the display until that is done, then says that all is done. */
function tapAt(point: readonly [number, number]): Decider {
  return {
    name: 'one tap',
    begin: () => {
      let tries = 0;
      return {
        tokens: { prompt: 0, generated: 0 },
        next: async ({ performed }) => {
          const isDone = tries > 0 && performed;
          tries += 1;
          if (isDone) return { action: { action: 'COMPLETE', return: 'done' }, explain: 'done' };
          return { action: { action: 'CLICK', point: [point[0], point[1]] }, explain: 'tap' };
        },
      };
    },
  };
}

function thousandths(x: number, y: number): readonly [number, number] {
  return [Math.round((x / 1080) * 1000), Math.round((y / 2400) * 1000)];
}

async function show(page: Parameters<typeof shop.show>[0]): Promise<void> {
  await kit.phone.launch(shopPackage, true);
  shop.show(page);
}

describe.runIf(installedOcr())('a page of pixels', () => {
  beforeEach(async () => {
    await kit.post('reset', { seed: 1 });
  });

  test(
    'search brings back what the page shows',
    async () => {
      const result = await kit.run('suning', 'search', { query: 'iPhone 16' });
      expect(result.stopReason).toBe('TASK_COMPLETED_SUCCESSFULLY');
      const shown = offers.map(({ title, price }) =>
        unspaced(`${title}${price.replace('.00', '').replaceAll(',', '')}`),
      );
      expect(result.values?.results?.map(unspaced)).toEqual(shown);
    },
    limitMs,
  );

  test(
    'find_price opens the offers that are the thing and brings back the lowest final price; nothing is ordered',
    async () => {
      const result = await kit.run('suning', 'find_price', { item: 'iPhone 16' });
      expect(result.values?.offers?.[0]).toMatchObject({ price: { minor: 469900, currency: 'CNY' } });
      expect(result.values?.offers?.map(({ title }) => unspaced(title))).toEqual(
        [offers[1], offers[0]].map((offer) => unspaced(offer?.title ?? '')),
      );
      expect(shop.state).toMatchObject({ inCart: [], paid: [] });
    },
    limitMs,
  );

  test(
    'nodes say that they were read, where, and how surely',
    async () => {
      await show('pay');
      const until = ({ tree: seen }: Observation) => seen.nodes.some(({ source }) => source === 'ocr');
      const { tree } = await kit.phone.settle(await kit.phone.observe(), { until, limitMs: limitMs / 2 });
      const read = tree.nodes.filter(({ source }) => source === 'ocr');
      const words = read.find(({ text }) => text.startsWith('立即支付'));
      expect(words?.confidence).toBeGreaterThan(0.8);
      expect(words?.bounds.left).toBeGreaterThan(250);
      expect(words?.bounds.right).toBeLessThan(830);
      // The button that was painted behind them.
      expect(words?.parent).toMatchObject({ clickable: true, source: 'ocr' });
      expect(words?.parent?.bounds.left).toBeLessThan(70);
      expect(words?.parent?.bounds.right).toBeGreaterThan(1010);
      expect(tree.nodes.filter(({ source }) => source === 'tree').every(({ confidence }) => confidence === 1)).toBe(
        true,
      );
    },
    limitMs,
  );

  test.each([
    ['the middle of the button', 'pay', thousandths(540, 2170)],
    ['its far end, where nothing is written', 'pay', thousandths(90, 2170)],
    ['the word OK of a question', 'dialog', thousandths(760, 1320)],
    ['the ground beside that word', 'dialog', thousandths(620, 1340)],
  ] as const)(
    'a page that pays stops the hand that taps %s',
    async (_where, page, at) => {
      await show(page);
      const result = await kit.run('suning', 'do', { goal: '付款' }, { decider: tapAt(at), confirmed: true });
      expect(result).toMatchObject({ stopReason: 'NEEDS_TAKEOVER', error: { code: 'NEEDS_TAKEOVER' } });
      expect(shop.state.paid).toEqual([]);
    },
    limitMs,
  );

  test(
    'without the reader the page is one mute view, as it was before',
    async () => {
      await show('pay');
      const reader = new ScreenReader({ mayPicture: () => true, isBlank: async () => false, isInstalled: () => false });
      const blind = new AppiumPhone(kit.process.serial, kit.adb, kit.server, () => {}, reader);
      const { tree, unread } = await blind.observe().finally(() => blind.close());
      expect(tree.nodes.filter(({ className }) => className.endsWith('WebView'))).toMatchObject([{ children: [] }]);
      expect(tree.nodes.some(({ source }) => source === 'ocr')).toBe(false);
      expect(unread).toEqual([]);
    },
    limitMs,
  );
});

function unspaced(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}
