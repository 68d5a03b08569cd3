// Where the on-screen keyboard's keys are. The renderer draws them; the phone finds the key under a touch.
import { box } from './geometry.js';
import type { ScreenMetrics } from './metrics.js';
import type { Rect } from './view.js';

export type KeyAction = 'character' | 'delete' | 'submit' | 'space' | 'shift' | 'symbols' | 'hide';

export interface KeyboardKey {
  readonly bounds: Rect;
  readonly label: string;
  readonly action: KeyAction;
}

const HEIGHT_DP = 276;
const TOOLBAR_DP = 40;
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** The part of the display that the keyboard covers, down to the bottom edge. */
export function keyboardBounds(metrics: ScreenMetrics): Rect {
  const height = Math.round(HEIGHT_DP * metrics.density);
  return box(0, metrics.heightPx - height, metrics.widthPx, height);
}

export function keyboardKeys(metrics: ScreenMetrics): KeyboardKey[] {
  const area = keyboardBounds(metrics);
  const top = area[1] + Math.round(TOOLBAR_DP * metrics.density);
  const rowHeight = Math.floor((metrics.heightPx - metrics.navigationBarPx - top) / 4);
  const keyWidth = metrics.widthPx / 10;
  const keys: KeyboardKey[] = [];
  const add = (label: string, action: KeyAction, startKeys: number, widthKeys: number, row: number): void => {
    const left = Math.round(startKeys * keyWidth);
    const right = Math.round((startKeys + widthKeys) * keyWidth);
    keys.push({ bounds: [left, top + row * rowHeight, right, top + (row + 1) * rowHeight], label, action });
  };
  ROWS.forEach((characters, row) => {
    const start = (10 - characters.length) / 2;
    [...characters].forEach((character, index) => {
      add(character, 'character', start + index, 1, row);
    });
  });
  add('⇧', 'shift', 0, 1.5, 2);
  add('⌫', 'delete', 8.5, 1.5, 2);
  add('符', 'symbols', 0, 1.5, 3);
  add('，', 'character', 1.5, 1, 3);
  add('中文', 'space', 2.5, 4.5, 3);
  add('。', 'character', 7, 1, 3);
  add('确定', 'submit', 8, 2, 3);
  const hideLeft = metrics.widthPx - Math.round(keyWidth * 1.4);
  keys.push({ bounds: [hideLeft, area[1], metrics.widthPx, top], label: '⌄', action: 'hide' });
  return keys;
}
