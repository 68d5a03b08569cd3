// When a screen is read and when not, and what of it has to be read again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { screen, text, view } from '../../testing/screens.js';
import { ScreenRenderer } from '../../virtual-phone/render/index.js';
import { DEFAULT_METRICS } from '../../virtual-phone/ui/metrics.js';
import { label, page } from '../../virtual-phone/ui/views.js';
import { installedOcr } from './models.js';
import { ScreenReader, type ScreenReaderOptions } from './screen-reader.js';

/** Long enough for a machine that does much else. */
const limitMs = 90_000;
const permissive: ScreenReaderOptions = { mayPicture: () => true, isBlank: async () => false, limitMs };
const web = view('android.webkit.WebView', [0, 200, 1080, 2300], { text: '商城' });
const { tree, sizePx } = screen(web);

const renderer = new ScreenRenderer();
const readers: ScreenReader[] = [];
afterAll(async () => {
  renderer.close();
  for (const reader of readers) await reader.close();
});

function readerWith(options: Partial<ScreenReaderOptions> = {}): ScreenReader {
  const reader = new ScreenReader({ ...permissive, ...options });
  readers.push(reader);
  return reader;
}

/** A page with these lines, 90 pixels apart, `down` pixels below its top. */
function paint(lines: readonly string[], down = 0): Promise<Buffer> {
  const views = lines.map((line, index) => {
    const top = 260 + down + index * 90;
    return label(`line:${index}`, [60, top, 1020, top + 70], line, { textSizePx: 42 });
  });
  const root = page([0, 0, 1080, 2400], { background: '#ffffff' }, views);
  return renderer.png(root, { metrics: DEFAULT_METRICS, clock: '09:41', keyboardVisible: false, toasts: [] });
}

const neverAsked = (): Promise<Buffer> => Promise.reject(new Error('a picture was taken'));

describe('no picture is taken', () => {
  test.each([
    ['where the tree tells everything', {}, screen(text('价格', [0, 300, 400, 400])).tree],
    ['of a screen that is the owner’s', { mayPicture: () => false }, tree],
    ['when the packages are not installed', { isInstalled: () => false }, tree],
  ])('%s', async (_what, options, seen) => {
    const read = await readerWith({ isInstalled: () => true, ...options }).complete(seen, sizePx, neverAsked);
    expect(read).toEqual({ tree: seen, mark: '', unread: [] });
  });
});

test('a picture that a phone refuses, or leaves black, says nothing', async () => {
  const reader = readerWith({ isInstalled: () => true, isBlank: async () => true });
  expect(await reader.complete(tree, sizePx, async () => undefined)).toMatchObject({ mark: '', unread: [] });
  expect(await reader.complete(tree, sizePx, () => paint(['密码本']))).toMatchObject({ mark: '', unread: [] });
});

describe.runIf(installedOcr())('with the packages', () => {
  const lines = ['商品详情', '小米手环 9 Pro', '¥349.00', 'Add to cart', '已售 2000 件', '七天无理由退货'];
  let reader: ScreenReader;
  beforeAll(() => {
    reader = readerWith();
  });

  test(
    'what the picture says stands below the surface, where it is',
    async () => {
      const read = await reader.complete(tree, sizePx, () => paint(lines));
      const found = read.tree.nodes.filter(({ source }) => source === 'ocr');
      expect(found.map((node) => node.text.replaceAll(/\s/g, '').replace('￥', '¥'))).toEqual(
        lines.map((line) => line.replaceAll(/\s/g, '')),
      );
      for (const [index, { bounds, parent, packageName }] of found.entries()) {
        expect(bounds.top).toBeGreaterThan(255 + index * 90);
        expect(bounds.bottom).toBeLessThan(335 + index * 90);
        expect(parent?.className).toBe('android.webkit.WebView');
        expect(packageName).toBe('com.example.app');
      }
      expect(read.tree.nodes.every((node, index) => node.index === index)).toBe(true);
      expect(tree.nodes.some(({ source }) => source === 'ocr')).toBe(false);
    },
    limitMs,
  );

  test(
    'an unchanged page is not read again, and of a scrolled one only what is new',
    async () => {
      const [a, b] = [await paint(lines), await paint(lines)];
      const first = await reader.complete(tree, sizePx, async () => a);
      const before = reader.counts;
      const second = await reader.complete(tree, sizePx, async () => b);
      expect(second.mark).toBe(first.mark);
      expect(reader.counts).toEqual(before);
      const scrolled = await reader.complete(tree, sizePx, () => paint([...lines, '全新上架'], 37));
      expect(scrolled.mark).not.toBe(first.mark);
      const known = (reader.counts?.lines.hits ?? 0) - (before?.lines.hits ?? 0);
      const read = (reader.counts?.lines.misses ?? 0) - (before?.lines.misses ?? 0);
      expect({ known, read }).toEqual({ known: lines.length, read: 1 });
    },
    limitMs,
  );

  test(
    'a page that takes too long is unread, at every look: it is never taken for one that says nothing',
    async () => {
      const hasty = readerWith({ limitMs: 1 });
      for (let look = 0; look < 4; look++) {
        const { unread, tree: seen } = await hasty.complete(tree, sizePx, () => paint([`第 ${look} 眼`]));
        expect(unread).toEqual([{ left: 0, top: 200, right: 1080, bottom: 2300 }]);
        expect(seen).toBe(tree);
      }
    },
    limitMs,
  );

  test('a picture of a display that was turned in between is unread', async () => {
    const turned = { widthPx: 2400, heightPx: 1080 };
    expect((await reader.complete(tree, turned, () => paint(lines))).unread).toHaveLength(1);
  });

  test('whoever gives up is not kept waiting', async () => {
    const stop = new AbortController();
    const png = await paint(['取消前']);
    const reading = reader.complete(
      tree,
      sizePx,
      async () => {
        stop.abort(new Error('given up'));
        return png;
      },
      stop.signal,
    );
    await expect(reading).rejects.toThrow('given up');
  });
});
