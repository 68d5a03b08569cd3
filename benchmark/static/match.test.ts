import type { Action } from '@farhand/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Label } from './item.js';
import { isRight, match } from './match.js';

const screen = { widthPx: 1080, heightPx: 2400 };
const right = (label: Label, action: Action): boolean => isRight(match(label, action, screen));
const slide = (dx: number, dy: number): Action => ({
  action: 'SLIDE',
  point1: [500, 500],
  point2: [500 + dx, 500 + dy],
});

describe('a click', () => {
  const label: Label = {
    type: 'CLICK',
    boxes: [
      [100, 100, 200, 200],
      [800, 800, 900, 850],
    ],
  };

  test.each<[number, number, boolean]>([
    [100, 100, true],
    [200, 200, true],
    [850, 850, true],
    [200.001, 150, false],
    [500, 500, false],
  ])('at %d, %d', (x, y, expected) => {
    expect(right(label, { action: 'CLICK', point: [x, y] })).toBe(expected);
  });

  test('is right in any of the boxes and nowhere else', () => {
    const coordinate = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const isIn = label.boxes.some(([l, t, r, b]) => l <= x && x <= r && t <= y && y <= b);
        expect(right(label, { action: 'CLICK', point: [x, y] })).toBe(isIn);
      }),
    );
  });

  test('of another kind has the wrong type', () => {
    expect(match(label, { action: 'LONGPRESS', point: [150, 150] }, screen)).toEqual({ isType: false, isValue: false });
    expect(match(label, { action: 'CLICK', point: [1, 1] }, screen)).toEqual({ isType: true, isValue: false });
  });
});

describe('values', () => {
  test.each([
    ['B站', '哔哩哔哩', true],
    ['tv.danmaku.bili', 'B站', true],
    ['淘宝闪购', '手机淘宝', true],
    ['京东到家', '京东', true],
    ['饿了么', '淘宝闪购', false],
    ['Some Shop', ' some shop', true],
    ['Some Shop', 'Other Shop', false],
  ])('AWAKE %s for %s: %s', (said, wanted, expected) => {
    expect(right({ type: 'AWAKE', app: wanted }, { action: 'AWAKE', value: said })).toBe(expected);
  });

  test.each([
    ['ＵＳＢ－Ｃ', 'usb-c', true],
    [' 晴天 ', '晴天', true],
    ['晴 天', '晴天', false],
  ])('TYPE "%s" for "%s": %s', (said, wanted, expected) => {
    expect(right({ type: 'TYPE', text: wanted }, { action: 'TYPE', value: said })).toBe(expected);
  });

  test.each<[number, number, boolean]>([
    [0, -300, true],
    [100, -300, true],
    // 45 degrees in thousandths is steeper in pixels of a tall screen.
    [300, -300, true],
    [300, -150, false],
    [0, 300, false],
    [0, 0, false],
  ])('SLIDE by %d, %d for one upwards: %s', (dx, dy, expected) => {
    expect(right({ type: 'SLIDE', direction: [0, -1] }, slide(dx, dy))).toBe(expected);
  });

  test('the meaning of a question is not compared', () => {
    const found = match({ type: 'INFO', question: 'which?' }, { action: 'INFO', value: 'when?' }, screen);
    expect(found).toEqual({ isType: true });
    expect(isRight(found)).toBe(true);
  });

  test.each<[Label, Action, boolean]>([
    [{ type: 'COMPLETE' }, { action: 'COMPLETE', return: 'x' }, true],
    [{ type: 'WAIT' }, { action: 'WAIT', value: 3 }, true],
    [{ type: 'WAIT' }, { action: 'COMPLETE', return: '' }, false],
    [{ type: 'BACK' }, { action: 'HOT_KEY', key: 'back' }, true],
    [{ type: 'HOME' }, { action: 'HOME' }, true],
    [{ type: 'ENTER' }, { action: 'HOT_KEY', key: 'enter' }, true],
    [{ type: 'ENTER' }, { action: 'BACK' }, false],
    [{ type: 'REFUSE' }, { action: 'INFO', value: 'it is not here' }, true],
  ])('%o by %o: %s', (label, action, expected) => {
    expect(right(label, action)).toBe(expected);
  });
});
