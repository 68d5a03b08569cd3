// What the system draws on every screen: clock and signal on top, the gesture handle at the bottom, toasts.
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { ScreenMetrics } from '../ui/metrics.js';
import { cssFont } from './fonts.js';

const ON_DARK = '#ffffff';
const ON_LIGHT = '#1c1c1e';

/** White or near-black, whichever reads better on a colour of red, green and blue. */
export function inkOn([red = 255, green = 255, blue = 255]: ArrayLike<number> & Iterable<number>): string {
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance < 150 ? ON_DARK : ON_LIGHT;
}

export function paintStatusBar(context: SKRSContext2D, metrics: ScreenMetrics, clock: string, ink: string): void {
  const middle = metrics.statusBarPx / 2 + 4;
  const right = metrics.widthPx - 54;
  context.fillStyle = ink;
  context.strokeStyle = ink;
  context.font = cssFont(36, true);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(clock, 56, middle);
  paintBattery(context, right, middle);
  paintSignal(context, right - 92, middle);
  context.font = cssFont(27, true);
  context.textAlign = 'right';
  context.fillText('5G', right - 140, middle + 1);
  paintWifi(context, right - 208, middle);
  context.textAlign = 'left';
}

function paintBattery(context: SKRSContext2D, right: number, middle: number): void {
  context.lineWidth = 3;
  context.beginPath();
  context.roundRect(right - 56, middle - 14, 50, 28, 8);
  context.stroke();
  context.beginPath();
  context.roundRect(right - 51, middle - 9, 33, 18, 4);
  context.fill();
  context.fillRect(right - 3, middle - 5, 4, 10);
}

function paintSignal(context: SKRSContext2D, right: number, middle: number): void {
  for (let bar = 0; bar < 4; bar += 1) {
    const height = 8 + bar * 6;
    context.fillRect(right - 36 + bar * 10, middle + 13 - height, 7, height);
  }
}

function paintWifi(context: SKRSContext2D, centre: number, middle: number): void {
  const base = middle + 12;
  context.lineWidth = 4.5;
  for (const radius of [26, 17]) {
    context.beginPath();
    context.arc(centre, base, radius, Math.PI * 1.25, Math.PI * 1.75);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(centre, base);
  context.arc(centre, base, 9, Math.PI * 1.25, Math.PI * 1.75);
  context.fill();
}

export function paintNavigationBar(context: SKRSContext2D, metrics: ScreenMetrics, ink: string): void {
  const middle = metrics.heightPx - metrics.navigationBarPx / 2;
  context.fillStyle = ink;
  context.globalAlpha = 0.85;
  context.beginPath();
  context.roundRect(metrics.widthPx / 2 - 150, middle - 5, 300, 10, 5);
  context.fill();
  context.globalAlpha = 1;
}

export function paintToasts(context: SKRSContext2D, metrics: ScreenMetrics, toasts: readonly string[]): void {
  context.font = cssFont(38, false);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  toasts.forEach((toast, index) => {
    const width = Math.min(metrics.widthPx - 120, context.measureText(toast).width + 110);
    const top = metrics.heightPx - 470 - index * 140;
    context.fillStyle = 'rgba(38, 38, 42, 0.92)';
    context.beginPath();
    context.roundRect((metrics.widthPx - width) / 2, top, width, 112, 56);
    context.fill();
    context.fillStyle = '#ffffff';
    context.fillText(toast, metrics.widthPx / 2, top + 56, width - 80);
  });
  context.textAlign = 'left';
}
