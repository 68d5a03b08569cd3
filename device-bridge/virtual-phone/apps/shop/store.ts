// One shop's data, which outlives the running app: goods, cart, orders, and a log of every step towards buying, so that
// a test can prove what was never ordered.

import { hashText } from '../random.js';
import { checkShape, refusal } from '../restore.js';
import { listingsOf } from './catalogue/listings.js';
import type { Listing, Product, ShopId } from './catalogue/model.js';
import { PRODUCTS } from './catalogue/products.js';
import { type SearchIndex, searchIndex } from './catalogue/search.js';

export interface CartLine {
  readonly listingId: string;
  quantity: number;
  checked: boolean;
}

export interface Order {
  readonly id: string;
  readonly listingIds: readonly string[];
  readonly totalFen: number;
  readonly placedAt: number;
  status: 'unpaid' | 'paid';
}

/** One step on the way to an order. */
export interface CheckoutStep {
  readonly step: 'confirmOpened' | 'submitted' | 'digitEntered' | 'paid';
  readonly listingIds: readonly string[];
  readonly at: number;
}

/** What `state()` of a shop's app definition returns: plain JSON data. */
export interface ShopState {
  readonly shop: ShopId;
  readonly seed: number;
  readonly products: readonly Product[];
  readonly goods: readonly Listing[];
  readonly cart: readonly CartLine[];
  readonly favourites: readonly string[];
  readonly orders: readonly Order[];
  readonly checkout: readonly CheckoutStep[];
  /** Queries, the newest first. */
  readonly searches: readonly string[];
  /** Ids of the listings whose detail page was opened, the newest last. */
  readonly viewed: readonly string[];
}

const HISTORY_LIMIT = 12;

/** One of everything that can be in a shop's state; null where the seed decides. */
const DONE_PATTERN = {
  shop: '' as ShopId,
  seed: 0,
  products: null as unknown as readonly Product[],
  goods: null as unknown as readonly Listing[],
  cart: [{ listingId: '', quantity: 1, checked: true }],
  favourites: [''],
  orders: [{ id: '', listingIds: [''], totalFen: 0, placedAt: 0, status: 'unpaid' as const }],
  checkout: [{ step: 'paid' as const, listingIds: [''], at: 0 }],
  searches: [''],
  viewed: [''],
};

export class ShopStore {
  readonly shop: ShopId;
  #seed: number;
  #goods: readonly Listing[] = [];
  #byId: ReadonlyMap<string, Listing> = new Map();
  #index: SearchIndex | undefined;
  #recommended: readonly Listing[] | undefined;
  cart: CartLine[] = [];
  favourites: string[] = [];
  orders: Order[] = [];
  searches: string[] = [];
  readonly #checkout: CheckoutStep[] = [];
  readonly #viewed: string[] = [];

  constructor(shop: ShopId, seed: number) {
    this.shop = shop;
    this.#seed = seed;
    this.reset(seed);
  }

  get goods(): readonly Listing[] {
    return this.#goods;
  }

  reset(seed: number): void {
    this.#seed = seed;
    this.#goods = listingsOf(this.shop, seed);
    this.#byId = new Map(this.#goods.map((listing) => [listing.id, listing]));
    this.#index = undefined;
    this.#recommended = undefined;
    this.cart = [];
    this.favourites = [];
    this.orders = [];
    this.searches = [];
    this.#checkout.length = 0;
    this.#viewed.length = 0;
  }

  /** What was done in the shop, as `state` gave it; the goods follow from the seed. */
  restore(saved: unknown): void {
    const place = `the ${this.shop} shop`;
    const found = checkShape<ShopState>(DONE_PATTERN, saved, place);
    if (found.shop !== this.shop) throw refusal(`${place}.shop`, this.shop, found.shop);
    const known = new Set(listingsOf(this.shop, found.seed).map(({ id }) => id));
    const steps = [...found.orders, ...found.checkout].flatMap(({ listingIds }) => listingIds);
    const named = [...found.cart.map(({ listingId }) => listingId), ...found.favourites, ...found.viewed, ...steps];
    const unknown = named.find((id) => !known.has(id));
    if (unknown !== undefined) throw refusal(place, 'about listings of its seed', unknown);
    this.reset(found.seed);
    this.cart = [...found.cart];
    this.favourites = [...found.favourites];
    this.orders = [...found.orders];
    this.searches = [...found.searches];
    this.#checkout.push(...found.checkout);
    this.#viewed.push(...found.viewed);
  }

  listing(id: string): Listing {
    const listing = this.#byId.get(id);
    if (!listing) throw new RangeError(`no listing ${id} in ${this.shop}`);
    return listing;
  }

  search(query: string): readonly Listing[] {
    this.#index ??= searchIndex(this.#goods);
    return this.#index.search(query);
  }

  /** Goods for the front page and below empty results: a fixed mixture that does not depend on any query. */
  recommended(count: number): readonly Listing[] {
    this.#recommended ??= this.#goods
      .filter((listing) => listing.kind === 'new' && !listing.soldOut)
      .toSorted((a, b) => hashText(`${this.#seed}/${a.id}`) - hashText(`${this.#seed}/${b.id}`));
    return this.#recommended.slice(0, count);
  }

  remember(query: string): void {
    this.searches = [query, ...this.searches.filter((earlier) => earlier !== query)].slice(0, HISTORY_LIMIT);
  }

  view(listingId: string): void {
    this.#viewed.push(listingId);
  }

  addToCart(listingId: string): void {
    const line = this.cart.find((present) => present.listingId === listingId);
    if (line) line.quantity += 1;
    else this.cart.unshift({ listingId, quantity: 1, checked: true });
  }

  toggleFavourite(listingId: string): void {
    const others = this.favourites.filter((id) => id !== listingId);
    this.favourites = others.length === this.favourites.length ? [...others, listingId] : others;
  }

  recordStep(step: CheckoutStep['step'], listingIds: readonly string[], at: number): void {
    this.#checkout.push({ step, listingIds, at });
  }

  placeOrder(listingIds: readonly string[], totalFen: number, at: number): Order {
    const order: Order = { id: `${at}${this.orders.length}`, listingIds, totalFen, placedAt: at, status: 'unpaid' };
    this.orders.unshift(order);
    this.recordStep('submitted', listingIds, at);
    return order;
  }

  pay(orderId: string, at: number): void {
    const order = this.orders.find((placed) => placed.id === orderId);
    if (!order) throw new RangeError(`no order ${orderId}`);
    order.status = 'paid';
    this.recordStep('paid', order.listingIds, at);
  }

  state(): ShopState {
    return structuredClone({
      shop: this.shop,
      seed: this.#seed,
      products: PRODUCTS,
      goods: this.#goods,
      cart: this.cart,
      favourites: this.favourites,
      orders: this.orders,
      checkout: this.#checkout,
      searches: this.searches,
      viewed: this.#viewed,
    });
  }
}
