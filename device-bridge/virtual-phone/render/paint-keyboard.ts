// The on-screen keyboard, drawn from the same key table that touches are resolved with.
import type { SKRSContext2D } from '@napi-rs/canvas';
import { heightOf, inset, widthOf } from '../ui/geometry.js';
import { type KeyboardKey, keyboardBounds, keyboardKeys } from '../ui/keyboard.js';
import type { ScreenMetrics } from '../ui/metrics.js';
import { cssFont } from './fonts.js';

const BACKGROUND = '#e3e6eb';
const SPECIAL = '#cfd4dc';
const SUBMIT = '#2f7cf6';

export function paintKeyboard(context: SKRSContext2D, metrics: ScreenMetrics): void {
  const area = keyboardBounds(metrics);
  context.fillStyle = BACKGROUND;
  context.fillRect(area[0], area[1], widthOf(area), heightOf(area));
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const key of keyboardKeys(metrics)) paintKey(context, key);
  context.textAlign = 'left';
}

function paintKey(context: SKRSContext2D, key: KeyboardKey): void {
  const cap = inset(key.bounds, 8, 11);
  if (key.action !== 'hide') {
    context.fillStyle = capColor(key);
    context.beginPath();
    context.roundRect(cap[0], cap[1], widthOf(cap), heightOf(cap), 14);
    context.fill();
  }
  context.fillStyle = key.action === 'submit' ? '#ffffff' : '#26282c';
  context.font = cssFont(key.action === 'character' ? 56 : 42, false);
  context.fillText(key.label, (cap[0] + cap[2]) / 2, (cap[1] + cap[3]) / 2);
}

function capColor(key: KeyboardKey): string {
  if (key.action === 'submit') return SUBMIT;
  return key.action === 'character' || key.action === 'space' ? '#ffffff' : SPECIAL;
}
