// What Ele.me remembers, its pages, and what they share.
import * as ui from '../../toolkit/index.js';
import type { Dish, Shop } from './data.js';

export interface Line {
  name: string;
  spec: string;
  count: number;
  fen: number;
}

export interface Order {
  id: string;
  shop: string;
  shopName: string;
  lines: Line[];
  /** What is to be paid, with delivery and packing, less the coupon. */
  fen: number;
  address: string;
  note: string;
  tableware: string;
  /** "尽快送达" or a time. */
  deliverAt: string;
  status: 'unpaid' | 'paid' | 'delivered' | 'cancelled';
  stars: number;
  review: string;
}

export interface ElemeState {
  shops: Shop[];
  /** How many of which dish in which way, by "dish|way". */
  cart: Record<string, number>;
  orders: Order[];
  favourites: string[];
  searches: string[];
  /** `tag`: 家, 公司 or 学校, where it has one. */
  addresses: { id: string; text: string; person: string; tag?: string }[];
  /** Id of the address to deliver to. */
  address: string;
  coupons: { id: string; name: string; fen: number; leastFen: number }[];
  settings: { notify: boolean; noCutlery: boolean; privacy: boolean };
  digitsEntered: number;
}

export interface Routes {
  home: { tab?: 'home' | 'market' | 'orders' | 'me'; sort?: string; wants?: string[]; market?: string; shelf?: string };
  search: { query?: string };
  shops: { kind?: string; query?: string; sort?: string; wants?: string[] };
  shop: { id: string; category?: string; tab?: string };
  confirm: { id: string; note?: string; tableware?: string; deliverAt?: string; coupon?: string };
  order: { id: string };
  review: { id: string; stars?: number; text?: string };
  pay: { id: string; entered?: number };
  favourites: Record<string, never>;
  addresses: Record<string, never>;
  address: { person?: string; phone?: string; place?: string; room?: string; tag?: string };
  coupons: Record<string, never>;
  settings: Record<string, never>;
}

export type Act = ui.Actions<Routes>;
/** Some of the app's pages. */
export type Pages<Name extends keyof Routes> = { readonly [Key in Name]: ui.PageOf<ElemeState, Routes, Key> };

export interface Chosen {
  readonly key: string;
  readonly dish: Dish;
  readonly spec: string;
  readonly count: number;
}

/** What is in the cart of one shop. */
export function chosenOf(state: ElemeState, shop: Shop): Chosen[] {
  return shop.dishes.flatMap((dish) =>
    (dish.specs.length > 0 ? dish.specs : ['']).flatMap((spec) => {
      const key = `${dish.id}|${spec}`;
      const count = state.cart[key] ?? 0;
      return count > 0 ? [{ key, dish, spec, count }] : [];
    }),
  );
}

export function counter(state: ElemeState, key: string): ui.Bound<number> {
  return {
    value: state.cart[key] ?? 0,
    set: (count) => {
      if (count > 0) state.cart[key] = count;
      else delete state.cart[key];
    },
  };
}

export function addressText(state: ElemeState): string {
  return state.addresses.find(({ id }) => id === state.address)?.text ?? '请选择收货地址';
}

export function pickAddress(state: ElemeState, act: Act): void {
  const choices = state.addresses.map(({ id, text }) => ({ key: id, text }));
  act.pick('选择收货地址', choices, ui.bind(state, 'address'));
}
