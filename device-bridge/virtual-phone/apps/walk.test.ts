// Walks every app by touch, breadth first: each screen must be well formed, answer to every touch without an error, and
// lead back to the launcher.
import { expect, test } from 'vitest';
import { clip, isEmpty } from '../ui/geometry.js';
import { DEFAULT_METRICS } from '../ui/metrics.js';
import type { View } from '../ui/view.js';
import { createApps } from './index.js';
import { AppStage } from './testing/app-stage.js';

const LAUNCHER = 'com.android.launcher3';
const MAX_BACKS = 12;
const MAX_DEPTH = 4;
const MAX_SCREENS = 30;
const installed = createApps({ seed: 2 });
const FULL = [0, 0, DEFAULT_METRICS.widthPx, DEFAULT_METRICS.heightPx] as const;

function start(packageName: string, touches: readonly string[]): AppStage {
  installed.find(({ identity }) => identity.packageName === packageName)?.reset(2);
  const stage = new AppStage(installed);
  stage.open(packageName);
  for (const key of touches) stage.tap(key);
  return stage;
}

/** One touchable view per meaning: "offer:1" and "offer:2" do the same kind of thing. */
function touchable(stage: AppStage): string[] {
  const kinds = new Map<string, string>();
  for (const { key, onTap, bounds } of stage.views()) {
    if (!onTap || isEmpty(clip(bounds, FULL))) continue;
    const kind = key.replace(/:[^/]*/, '');
    const perKind = kind === 'tab' || kind === 'row' || kind === 'menu' || kind === 'key' ? key : kind;
    if (!kinds.has(perKind)) kinds.set(perKind, key);
  }
  return [...kinds.values()];
}

function checkScreen(stage: AppStage): void {
  const keys = stage.views().map(({ key }) => key);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  for (const view of stage.views()) checkView(view);
}

function checkView(view: View): void {
  if (!view.bounds.every(Number.isInteger)) throw new RangeError(`${view.key} at ${view.bounds}`);
  expect(view.scrollable === true ? view.onScroll !== undefined : true).toBe(true);
  if (view.onText) expect(view.className).toBe('android.widget.EditText');
  if (view.clickable) expect(view.onTap, view.key).toBeDefined();
}

const apps = installed.map(({ identity }) => identity);

test('the launcher comes first and shows every app with an icon', () => {
  expect(apps[0]?.packageName).toBe(LAUNCHER);
  const stage = new AppStage(installed);
  const shown = new Set<string>();
  do for (const { key } of stage.views()) shown.add(key);
  while (stage.get('workspace').onSlide?.(1));
  for (const { packageName, icon } of apps) expect(shown.has(`app:${packageName}`)).toBe(icon !== undefined);
  expect(stage.app.back()).toBe(false);
});

test.each(apps.filter(({ icon }) => icon).map(({ packageName }) => packageName))(
  '%s can be walked and left',
  (packageName) => {
    const queue: string[][] = [[]];
    const known = new Set<string>();
    while (queue.length > 0 && known.size < MAX_SCREENS) {
      const touches = queue.shift() ?? [];
      const stage = start(packageName, touches);
      const screen = `${stage.app.activity()} ${touchable(stage).join(' ')}`;
      if (!known.has(screen)) {
        known.add(screen);
        checkScreen(stage);
        const isOwn = stage.packageName === packageName;
        if (isOwn && touches.length < MAX_DEPTH) for (const key of touchable(stage)) queue.push([...touches, key]);
      }
      for (let backs = 0; stage.packageName !== LAUNCHER; backs += 1) {
        expect(backs, touches.join(' > ')).toBeLessThan(MAX_BACKS);
        stage.back();
      }
    }
    expect(known.size).toBeGreaterThan(4);
  },
);
