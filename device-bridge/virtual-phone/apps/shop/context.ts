// What every page of a running shop works with: the phone, the shop's data, its skin, and the ways from page to page.
import type { Screen } from '../../ui/metrics.js';
import type { Cell } from '../../ui/scroll-list.js';
import type { Rect, View } from '../../ui/view.js';
import type { AppHost } from '../app.js';
import type { PageStack } from '../pages.js';
import type { Listing } from './catalogue/model.js';
import type { ShopSkin } from './skin.js';
import type { ShopStore } from './store.js';

export interface Ways {
  search(text: string): void;
  results(query: string): void;
  detail(listing: Listing): void;
  cart(): void;
  me(): void;
  favourites(): void;
  confirm(listings: readonly Listing[]): void;
}

export interface ShopContext {
  readonly host: AppHost;
  readonly screen: Screen;
  readonly skin: ShopSkin;
  readonly store: ShopStore;
  readonly pages: PageStack;
  readonly ways: Ways;
  dp(value: number): number;
  /** Full resource id for an entry name. */
  id(name: string): string;
  /** Wraps a touch handler: after it ran, the screen is drawn anew. */
  touch(action: () => void): () => void;
  back(): void;
}

/** A cell from its height and its drawing. */
export function cell(key: string, heightPx: number, draw: (bounds: Rect) => View): Cell {
  return { key, heightPx, view: draw };
}
