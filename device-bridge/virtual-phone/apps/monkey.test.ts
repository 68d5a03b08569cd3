// Random touches, swipes, texts and back keys on every app, on displays of several shapes: nothing throws, keys stay
// unique, bounds stay sane, and frames are painted.
import { afterAll, expect, test } from 'vitest';
import { ScreenRenderer } from '../render/index.js';
import { goodsShapes } from '../render/pictures/goods.js';
import { sceneNames } from '../render/pictures/scenes.js';
import { isSymbol } from '../render/pictures/symbols.js';
import { isEmpty } from '../ui/geometry.js';
import { DEFAULT_METRICS, type ScreenMetrics } from '../ui/metrics.js';
import type { Picture, View } from '../ui/view.js';
import { createApps } from './index.js';
import { randomFor } from './random.js';
import { AppStage } from './testing/app-stage.js';

const STEPS = 60;
const FARTHEST_PX = 200_000;
const TEXTS = ['', '上海', 'abc 123', '“引号”与\n换行', '😀', '一段很长很长的文字'.repeat(12)];
const SMALL: ScreenMetrics = { widthPx: 720, heightPx: 1280, density: 2, statusBarPx: 48, navigationBarPx: 48 };
const LANDSCAPE: ScreenMetrics = { ...DEFAULT_METRICS, widthPx: 2400, heightPx: 1080 };
const TALL: ScreenMetrics = { widthPx: 1440, heightPx: 3360, density: 3.5, statusBarPx: 98, navigationBarPx: 84 };
const SHAPES = { usual: DEFAULT_METRICS, small: SMALL, landscape: LANDSCAPE, tall: TALL };

const renderer = new ScreenRenderer();
afterAll(() => renderer.close());

const shapes = new Set(goodsShapes());
const scenes = new Set(sceneNames());

function isDrawn({ kind, glyph }: Picture): boolean {
  if (kind === 'symbol') return isSymbol(glyph);
  if (kind === 'goods') return shapes.has(glyph);
  if (kind === 'icon' && /^[a-z-]{3,}$/.test(glyph)) return isSymbol(glyph);
  return kind !== 'scene' || scenes.has(glyph);
}

function checkFrame(root: View): void {
  const keys = new Set<string>();
  const check = (view: View): void => {
    if (keys.has(view.key)) throw new RangeError(`key ${view.key} twice`);
    keys.add(view.key);
    for (const edge of view.bounds) {
      if (!Number.isInteger(edge) || Math.abs(edge) > FARTHEST_PX)
        throw new RangeError(`${view.key} at ${view.bounds}`);
    }
    if (view.onTap && isEmpty(view.bounds)) throw new RangeError(`${view.key} cannot be touched: ${view.bounds}`);
    const { picture } = view.style ?? {};
    if (picture && !isDrawn(picture)) throw new RangeError(`${view.key}: no ${picture.kind} ${picture.glyph}`);
    for (const child of view.children ?? []) check(child);
  };
  check(root);
}

const apps = createApps({ seed: 3 });
const others = ['small', 'landscape', 'tall'] as const;
/** Every app on the usual display and on one of the others. */
const cases = apps
  .filter(({ identity }) => identity.icon)
  .flatMap(({ identity }, index) =>
    ['usual', others[index % 3] ?? 'small'].map((shape) => [identity.packageName, shape] as const),
  );

test.each(cases)('%s survives a monkey on a %s display', async (packageName, shape) => {
  const metrics = SHAPES[shape as keyof typeof SHAPES];
  const random = randomFor(5, `${packageName} ${shape}`);
  for (const app of apps) if (app.identity.packageName === packageName) app.reset(3);
  const stage = new AppStage(apps, metrics);
  stage.open(packageName);
  for (let step = 0; step < STEPS; step += 1) {
    if (stage.packageName !== packageName) stage.open(packageName);
    const views = stage.views();
    const dice = random.next();
    const touchable = views.filter(({ onTap }) => onTap);
    const lists = views.filter(({ onScroll }) => onScroll);
    const field = views.find(({ focused, onText }) => focused && onText);
    if (field && dice < 0.5) {
      stage.type(random.pick(TEXTS));
      if (random.chance(0.5)) stage.submit();
    } else if (dice < 0.62 && touchable.length > 0) stage.tap(random.pick(touchable).key);
    else if (dice < 0.8 && lists.length > 0) stage.scroll(random.pick(lists).key, random.integer(-1800, 2600));
    else if (dice < 0.86 && touchable.length > 0) random.pick(touchable).onLongPress?.();
    else if (dice < 0.92) stage.back();
    else stage.tapAt(random.integer(0, metrics.widthPx - 1), random.integer(0, metrics.heightPx - 1));
    checkFrame(stage.root());
  }
  const overlay = { metrics, clock: '09:41', keyboardVisible: stage.keyboardVisible, toasts: [] };
  expect((await renderer.jpeg(stage.root(), overlay, { scale: 0.2, quality: 50 })).length).toBeGreaterThan(500);
});
