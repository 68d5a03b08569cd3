// Fingers on the glass: decides which view a touch belongs to. Knows the system's edge gestures (home, back, shade) and
// the keyboard's keys, which lie over every app.
import type { ScreenMetrics } from '../apps/app.js';
import { contains } from '../ui/geometry.js';
import { keyboardBounds, keyboardKeys } from '../ui/keyboard.js';
import type { Keys } from './keys.js';
import type { Phone } from './phone.js';
import { isClickable, topmostAt, type VisibleNode } from './visible-tree.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Faster swipes than this keep moving after the finger is lifted. */
const flingSpeedPxPerMs = 4;
const flingReach = 2;
export const longPressMs = 500;
const doubleTapWindowMs = 300;
/** As android.view.ViewConfiguration has it. */
const doubleTapSlopDp = 100;
const edgeDp = 12;
const edgeSwipeDp = 60;

export class Touch {
  readonly #phone: Phone;
  readonly #keys: Keys;
  readonly #metrics: ScreenMetrics;
  #lastTap: { readonly key: string; readonly timeMs: number; readonly at: Point } | undefined;

  constructor(phone: Phone, keys: Keys) {
    this.#phone = phone;
    this.#keys = keys;
    this.#metrics = phone.metrics;
  }

  /** A second tap on the same view within a short time counts as a double tap where the view knows one. */
  tap(point: Point): void {
    if (!this.#phone.systemUi.isOn || this.#tapKeyboard(point)) return;
    const node = this.#at(point, (view) => isClickable(view) || view.onDoubleTap !== undefined);
    if (node === undefined || node.view.enabled === false) return;
    const now = this.#phone.clock.nowMs();
    const isSecond = this.#isSecondTap(node.view.key, point, now);
    this.#lastTap = isSecond ? undefined : { key: node.view.key, timeMs: now, at: point };
    if (isSecond && node.view.onDoubleTap !== undefined) node.view.onDoubleTap();
    else node.view.onTap?.();
  }

  longPress(point: Point): void {
    if (!this.#phone.systemUi.isOn) return;
    const node = this.#at(point, (view) => view.onLongPress !== undefined);
    if (node === undefined) this.tap(point);
    else if (node.view.enabled !== false) node.view.onLongPress?.();
  }

  /** A straight line drawn with one finger. */
  swipe(from: Point, to: Point, durationMs: number): void {
    if (!this.#phone.systemUi.isOn || this.#systemGesture(from, to)) return;
    if (Math.abs(from.x - to.x) > Math.abs(from.y - to.y)) {
      this.slideAt(from, from.x - to.x);
      return;
    }
    const distance = from.y - to.y;
    const isFling = Math.abs(distance) / Math.max(1, durationMs) >= flingSpeedPxPerMs;
    this.scrollAt(from, Math.round(isFling ? distance * flingReach : distance));
  }

  /** Scrolls the innermost list under the point that can still move that way. True when something moved. */
  scrollAt(point: Point, dyPx: number): boolean {
    let node = this.#at(point, (view) => view.onScroll !== undefined);
    while (node !== undefined) {
      if (node.view.onScroll?.(dyPx)) return true;
      node = node.parent;
    }
    return false;
  }

  /** Turns the pager under the point. True when it moved. */
  slideAt(point: Point, dxPx: number): boolean {
    return this.#at(point, (view) => view.onSlide !== undefined)?.view.onSlide?.(dxPx) === true;
  }

  /** Whether a list under the point has content left in that direction: 1 towards the end, -1 towards the start. */
  canScrollAt(point: Point, direction: 1 | -1): boolean {
    let node = this.#at(point, (view) => view.onScroll !== undefined);
    while (node !== undefined) {
      if (node.view.canScroll?.(direction)) return true;
      node = node.parent;
    }
    return false;
  }

  #isSecondTap(key: string, point: Point, nowMs: number): boolean {
    const last = this.#lastTap;
    if (last?.key !== key || nowMs - last.timeMs >= doubleTapWindowMs) return false;
    return Math.hypot(point.x - last.at.x, point.y - last.at.y) <= doubleTapSlopDp * this.#metrics.density;
  }

  #at(point: Point, condition: (view: VisibleNode['view']) => boolean): VisibleNode | undefined {
    for (const tree of this.#phone.touchTrees()) {
      const node = topmostAt(tree, point.x, point.y, condition);
      if (node !== undefined) return node;
    }
    return undefined;
  }

  #tapKeyboard(point: Point): boolean {
    if (!this.#phone.keyboard.isShown || !contains(keyboardBounds(this.#metrics), point.x, point.y)) return false;
    const key = keyboardKeys(this.#metrics).find((candidate) => contains(candidate.bounds, point.x, point.y));
    switch (key?.action) {
      case 'character':
        this.#keys.type(key.label);
        break;
      case 'space':
        this.#keys.type(' ');
        break;
      case 'delete':
        this.#keys.deleteLast();
        break;
      case 'submit':
        this.#keys.submit();
        break;
      case 'hide':
        this.#phone.keyboard.show(false);
        break;
    }
    return true;
  }

  #systemGesture(from: Point, to: Point): boolean {
    const { widthPx, heightPx, density, statusBarPx, navigationBarPx } = this.#metrics;
    const edge = edgeDp * density;
    const reach = edgeSwipeDp * density;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    if (from.y >= heightPx - navigationBarPx && dy < -reach) {
      this.#phone.home();
    } else if (from.y <= statusBarPx && dy > reach) {
      this.#phone.systemUi.showPanel('notifications');
    } else if (this.#phone.systemUi.panel === 'notifications' && dy < -reach) {
      this.#phone.systemUi.showPanel('none');
    } else if ((from.x < edge && dx > reach) || (from.x > widthPx - edge && dx < -reach)) {
      this.#phone.back();
    } else {
      return false;
    }
    return true;
  }
}
