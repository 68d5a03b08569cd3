// What makes one shop look and behave unlike the others: colours, ids, words, the order of things. Behaviour that all
// shops share is in the pages.
import type { Cell } from '../../ui/scroll-list.js';
import type { Rect, View } from '../../ui/view.js';
import type { AppIdentity } from '../app.js';
import type { Listing, ShopId } from './catalogue/model.js';
import type { ShopContext } from './context.js';

export interface ShopTheme {
  readonly brand: string;
  readonly onBrand: string;
  readonly price: string;
  readonly background: string;
  /** Top and bottom colour behind the front page's search bar. */
  readonly header: readonly [string, string];
  readonly headerInk: string;
  /** Of the campaign picture on the front page. */
  readonly bannerHue: number;
  readonly buyButton: string;
}

export type PageName = 'home' | 'search' | 'results' | 'detail' | 'confirm' | 'pay' | 'cart' | 'me' | 'favourites';

/** Resource entry names, without the package. */
export interface ShopIds {
  readonly homeSearch: string;
  readonly searchField: string;
  readonly searchButton: string;
  readonly list: string;
  readonly sortTab: string;
  readonly suggestion: string;
  readonly detailList: string;
}

export interface ShopWords {
  readonly home: string;
  readonly searchHint: string;
  readonly searchButton: string;
  readonly nothingFound: string;
  readonly endOfList: string;
  readonly submitOrder: string;
  readonly sortTabs: readonly { readonly key: SortKey; readonly text: string }[];
  readonly bottomTabs: readonly { readonly key: string; readonly text: string; readonly symbol: string }[];
  readonly banner: string;
}

export type SortKey = 'relevance' | 'sales' | 'price' | 'filter';

export interface ShopSkin {
  readonly shop: ShopId;
  readonly identity: AppIdentity;
  readonly activities: Readonly<Record<PageName, string>>;
  readonly theme: ShopTheme;
  readonly ids: ShopIds;
  readonly words: ShopWords;
  /** Columns of the result list: 2 is a waterfall. */
  readonly resultColumns: 1 | 2;
  /** Whether goods that have nothing to do with the query are shown below an empty result. */
  readonly recommendsWhenEmpty: boolean;
  /** One listing in a list of results, `widthPx` wide. */
  resultCell(context: ShopContext, listing: Listing, widthPx: number): Cell;
  /** The parts of a detail page from top to bottom. */
  detailCells(context: ShopContext, listing: Listing): readonly Cell[];
  /** The bar with the buttons to buy. */
  buyBar(context: ShopContext, listing: Listing, bounds: Rect): View;
}
