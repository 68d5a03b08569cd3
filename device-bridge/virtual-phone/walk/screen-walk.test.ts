import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ScreenWalk } from './screen-walk.js';

const settings = 'com.android.settings';
const nowMs = Date.UTC(2026, 11, 1, 1, 0);
const hash = (png: Buffer): string => createHash('sha256').update(png).digest('hex');

describe('a walk through the virtual phone', () => {
  let walk: ScreenWalk;
  beforeAll(async () => {
    walk = new ScreenWalk({ seed: 4, nowMs });
    await walk.restart();
  });
  afterAll(() => walk.close());

  test('a touch in the middle of a target leads where its words say', async () => {
    await walk.restart();
    await walk.open(settings);
    const row = walk.look().targets.find(({ label, reacts }) => reacts.tap && label === '存储空间');
    await walk.tap(row?.key ?? '');
    expect(walk.look().source).toContain('存储空间');
    expect(walk.look().targets.some(({ label }) => label === '存储空间')).toBe(false);
  });

  test('the same touches give the same pixels again, whatever was done between', async () => {
    const go = async (): Promise<string> => {
      await walk.restart();
      await walk.open(settings);
      return hash(await walk.png());
    };
    const first = await go();
    const toggled = walk.look().targets.find(({ reacts, label }) => reacts.tap && label !== '');
    await walk.tap(toggled?.key ?? '');
    expect(await go()).toBe(first);
  });

  test('targets are on the screen, react to something, and are not covered by the keyboard', async () => {
    await walk.restart();
    await walk.open('com.miui.notes');
    const { sizePx, targets } = walk.look();
    expect(targets.length).toBeGreaterThan(3);
    for (const { box, reacts, goesOn } of targets) {
      expect(box[0]).toBeGreaterThanOrEqual(0);
      expect(box[2]).toBeLessThanOrEqual(sizePx.widthPx);
      expect(box[3]).toBeGreaterThan(box[1]);
      expect(reacts.tap || reacts.longPress || goesOn.down || goesOn.up).toBe(true);
    }
  });

  test('what is not there cannot be touched', async () => {
    await expect(walk.tap('no such key')).rejects.toThrow(RangeError);
  });
});
