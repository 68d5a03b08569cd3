// Notifications that slide over the top of an app. They are windows of the system and no part of the app's tree, so a tap
// on what the tree shows there would open the notification. They are swiped away, as a person would; the notification
// itself stays in the shade.
import type { PixelPoint, SizePx } from '@farhand/shared';
import type { Driver } from './appium-session.js';

/** They begin at the top and reach down to about this share of the display. */
const zoneShare = 0.22;
/** Another one may come at once. */
const tries = 3;
/** android.view.accessibility.AccessibilityWindowInfo.TYPE_SYSTEM */
const systemWindowType = 3;
const swipeMs = 60;

/** As the driver's `mobile: listWindows` tells it. */
interface ListedWindow {
  readonly type?: number;
  readonly packageName?: string | null;
  readonly rect?: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

/** Whether a notification could lie over the point: nobody asks for windows otherwise, which costs a request. */
export function mayBeCovered(at: PixelPoint, display: SizePx): boolean {
  return at.y < Math.max(display.heightPx, display.widthPx) * zoneShare && at.y < display.heightPx / 2;
}

/** Swipes away what lies over the point, and tells whether anything did or still does. */
export async function uncover(driver: Driver, at: PixelPoint): Promise<'none' | 'swiped' | 'covered'> {
  for (let count = 0; count < tries; count++) {
    const over = (await windowsOf(driver)).find((window) => isOver(window, at));
    if (over?.rect === undefined) return count === 0 ? 'none' : 'swiped';
    const { left, right, top, bottom } = over.rect;
    await swipeUp(driver, Math.round((left + right) / 2), Math.round((top + bottom) / 2));
  }
  return (await windowsOf(driver)).some((window) => isOver(window, at)) ? 'covered' : 'swiped';
}

/** A driver that cannot tell has none to tell of. */
async function windowsOf(driver: Driver): Promise<ListedWindow[]> {
  const options = { skipScreenshots: true, filters: { type: systemWindowType } };
  const listed: unknown = await driver.executeScript('mobile: listWindows', [options]).catch(() => []);
  return Array.isArray(listed) ? listed : [];
}

/** A panel that covers the whole display is no notification and is in the tree itself. */
function isOver({ type, packageName, rect }: ListedWindow, { x, y }: PixelPoint): boolean {
  if (type !== systemWindowType || packageName !== 'com.android.systemui' || rect === undefined) return false;
  const isStrip = rect.bottom - rect.top < rect.right - rect.left;
  return isStrip && x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;
}

async function swipeUp(driver: Driver, x: number, fromY: number): Promise<void> {
  await driver.performActions([
    {
      type: 'pointer',
      id: 'finger',
      parameters: { pointerType: 'touch' },
      actions: [
        { type: 'pointerMove', duration: 0, x, y: fromY },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerMove', duration: swipeMs, x, y: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    },
  ]);
}
