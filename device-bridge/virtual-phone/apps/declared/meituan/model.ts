// What Meituan remembers, its pages, and what its services share.
import type * as ui from '../../toolkit/index.js';
import type { Hotel, Restaurant } from './data.js';

export interface Order {
  id: string;
  title: string;
  lines: string[];
  fen: number;
  placedAt: number;
  status: 'unpaid' | 'paid' | 'cancelled';
}

export interface MeituanState {
  restaurants: Restaurant[];
  hotels: Hotel[];
  /** How many of which dish, by dish id. */
  cart: Record<string, number>;
  orders: Order[];
  searches: string[];
  address: string;
  stay: { first: string; last: string };
  /** Digits entered on the payment keypad, ever. */
  digitsEntered: number;
}

export interface Routes {
  home: { tab?: 'home' | 'orders' | 'me' };
  restaurants: { kind?: string; query?: string; sort?: string };
  search: { query?: string };
  restaurant: { id: string; category?: string };
  confirm: { id: string; note?: string };
  hotels: { sort?: string; star?: string; query?: string };
  hotel: { id: string };
  booking: { id: string; room: string; guest?: string; phone?: string };
  pay: { order: string; entered?: number };
}

export type Act = ui.Actions<Routes>;
/** Some of the app's pages. */
export type Pages<Name extends keyof Routes> = { readonly [Key in Name]: ui.PageOf<MeituanState, Routes, Key> };

export const addresses = ['人民广场福州路 318 号 12 楼', '长宁路 890 号玫瑰坊 3 栋 502', '张江高科技园区碧波路 690 号'];

/** An order that waits for its payment. */
export function place(state: MeituanState, act: Act, order: Pick<Order, 'title' | 'lines' | 'fen'>): void {
  const id = `${act.now()}${state.orders.length}`;
  state.orders.unshift({ ...order, id, placedAt: act.now(), status: 'unpaid' });
  act.replace('pay', { order: id });
}
