import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { createApps } from '../apps/index.js';
import { AppStage } from '../apps/testing/app-stage.js';
import { DEFAULT_METRICS } from '../ui/metrics.js';
import type { View } from '../ui/view.js';
import { label, page, picture } from '../ui/views.js';
import { ScreenRenderer, type StatusOverlay } from './index.js';
import { goodsShapes } from './pictures/goods.js';

const renderer = new ScreenRenderer();
afterAll(() => renderer.close());

const FULL = [0, 0, DEFAULT_METRICS.widthPx, DEFAULT_METRICS.heightPx] as const;
const OVERLAY: StatusOverlay = { metrics: DEFAULT_METRICS, clock: '09:41', keyboardVisible: false, toasts: [] };
const WHITE = { background: '#ffffff' };

/** Grey values of a part of the frame. */
async function pixels(root: View, overlay: StatusOverlay, left: number, top: number, side: number): Promise<Buffer> {
  const png = await renderer.png(root, overlay);
  return sharp(png).extract({ left, top, width: side, height: side }).greyscale().raw().toBuffer();
}

function glyph(text: string): Promise<Buffer> {
  const root = page(FULL, WHITE, [label('glyph', [100, 300, 300, 500], text, { textSizePx: 160 })]);
  return pixels(root, OVERLAY, 100, 300, 200);
}

test('Chinese characters are drawn as themselves, not as boxes for missing glyphs', async () => {
  const [apple, fruit, missing] = await Promise.all([glyph('苹'), glyph('果'), glyph('\u{10FFFD}')]);
  const ink = (buffer: Buffer): number => buffer.filter((value) => value < 128).length;
  expect(ink(apple)).toBeGreaterThan(1000);
  expect(ink(fruit)).toBeGreaterThan(1000);
  expect(apple.equals(fruit)).toBe(false);
  expect(apple.equals(missing)).toBe(false);
});

test('a frame has the size of the display and more than one colour, for every app', async () => {
  const apps = createApps({ seed: 1 });
  for (const { identity } of apps) {
    const stage = new AppStage(apps);
    stage.open(identity.packageName);
    const png = await renderer.png(stage.root(), OVERLAY);
    const image = sharp(png);
    expect(await image.metadata()).toMatchObject({ width: 1080, height: 2400, format: 'png' });
    const { entropy } = await image.stats();
    expect(entropy, identity.packageName).toBeGreaterThan(0.5);
  }
});

test('every product drawing leaves ink, and no two are alike', async () => {
  const seen = new Set<string>();
  for (const shape of goodsShapes()) {
    const art = picture('art', [0, 400, 400, 800], { kind: 'goods', glyph: shape, hue: 200 });
    const drawn = await pixels(page(FULL, WHITE, [art]), OVERLAY, 0, 400, 400);
    seen.add(drawn.toString('base64'));
  }
  expect(seen.size).toBe(goodsShapes().length);
}, 30_000);

test('the keyboard and toasts are drawn over the app', async () => {
  const root = page(FULL, WHITE, []);
  const plain = await renderer.png(root, OVERLAY);
  const typing = await renderer.png(root, { ...OVERLAY, keyboardVisible: true });
  const told = await renderer.png(root, { ...OVERLAY, toasts: ['已加入购物车'] });
  expect(typing.equals(plain)).toBe(false);
  expect(told.equals(plain)).toBe(false);
});

test('the clock is white on dark screens and dark on light ones', async () => {
  const corner = (background: string): Promise<Buffer> => pixels(page(FULL, { background }, []), OVERLAY, 50, 10, 60);
  expect(Math.max(...(await corner('#101010')))).toBeGreaterThan(200);
  expect(Math.min(...(await corner('#fafafa')))).toBeLessThan(60);
});

test('emoji, control characters and lone surrogates do not stop a frame', async () => {
  const text = '😀👨‍👩‍👧 \u0007 \ud800 ‮ مرحبا';
  const root = page(FULL, WHITE, [label('odd', [0, 300, 1080, 600], text, { textSizePx: 60, maxLines: 3 })]);
  expect((await renderer.png(root, OVERLAY)).length).toBeGreaterThan(1000);
});

test('a JPEG is scaled', async () => {
  const root = page(FULL, { gradient: ['#336699', '#ffffff'] }, []);
  const jpeg = await renderer.jpeg(root, OVERLAY, { scale: 0.5, quality: 70 });
  expect(await sharp(jpeg).metadata()).toMatchObject({ width: 540, height: 1200, format: 'jpeg' });
});

test('a hidden password is drawn as dots', async () => {
  const field = (text: string, password: boolean): View =>
    page(FULL, WHITE, [label('pin', [0, 300, 200, 500], text, { textSizePx: 60 }, { password })]);
  const secret = await pixels(field('1234', true), OVERLAY, 0, 300, 200);
  expect(secret.equals(await pixels(field('9876', true), OVERLAY, 0, 300, 200))).toBe(true);
  expect(secret.equals(await pixels(field('1234', false), OVERLAY, 0, 300, 200))).toBe(false);
});

test('a closed renderer refuses, and closing twice is harmless', async () => {
  const other = new ScreenRenderer();
  other.close();
  other.close();
  await expect(other.png(page(FULL, WHITE, []), OVERLAY)).rejects.toThrow('closed');
});
