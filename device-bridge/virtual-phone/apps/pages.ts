// The pages of one running app, the newest on top. What the back key does follows from it.
import type { View } from '../ui/view.js';

export interface Page {
  /** Class of the activity that shows the page. */
  readonly activity: string;
  render(): View;
  /** The back key inside the page (closing a dialog); false when the page itself should close. */
  back?(): boolean;
  /** True while the page forbids screenshots. */
  secure?(): boolean;
}

export class PageStack {
  readonly #pages: Page[] = [];

  get top(): Page {
    const top = this.#pages.at(-1);
    if (!top) throw new RangeError('the app has no page yet');
    return top;
  }

  get length(): number {
    return this.#pages.length;
  }

  push(page: Page): void {
    this.#pages.push(page);
  }

  /** Puts `page` in the place of the newest one. */
  replace(page: Page): void {
    this.#pages[this.#pages.length - 1] = page;
  }

  /** Closes the newest page; false when it is the only one. */
  pop(): boolean {
    if (this.#pages.length === 1) return false;
    this.#pages.pop();
    return true;
  }

  /** Back to the first page. */
  home(): void {
    this.#pages.length = 1;
  }

  back(): boolean {
    return this.top.back?.() === true || this.pop();
  }
}
