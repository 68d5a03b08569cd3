// Scrolls a list until something is in view. The list is looked up before each move, as every move rebuilds the screen.
import type { VisibleNode } from '../device/visible-tree.js';

export const defaultMaxSwipes = 30;
/** Part of the list's height that one swipe moves, so that no row is passed unseen. */
const swipeShare = 0.8;

export class ListScroller {
  readonly #list: () => VisibleNode | undefined;

  constructor(list: () => VisibleNode | undefined) {
    this.#list = list;
  }

  /** One swipe; 1 towards the end, -1 towards the start. False when the list is gone or at its limit. */
  swipe(direction: 1 | -1): boolean {
    const list = this.#list();
    if (list === undefined) return false;
    const [, top, , bottom] = list.visible;
    return list.view.onScroll?.(Math.round(direction * (bottom - top) * swipeShare)) ?? false;
  }

  toLimit(direction: 1 | -1, maxSwipes: number): void {
    for (let swipe = 0; swipe < maxSwipes && this.swipe(direction); swipe++);
  }

  /** What `look` finds: at once, or on the way from the start of the list to its end. */
  until<T>(look: () => T | undefined, maxSwipes: number): T | undefined {
    const visible = look();
    if (visible !== undefined) return visible;
    this.toLimit(-1, maxSwipes);
    for (let swipe = 0; swipe < maxSwipes; swipe++) {
      const found = look();
      if (found !== undefined) return found;
      if (!this.swipe(1)) return undefined;
    }
    return look();
  }
}
