// What Ctrip remembers, its pages, and what its services share.
import * as ui from '../../toolkit/index.js';
import type { Hotel } from './hotel-data.js';
import type { Sight } from './travel-data.js';

export interface Order {
  id: string;
  kind: 'hotel' | 'flight' | 'train' | 'ticket';
  title: string;
  /** Room, seat or ticket; then dates and times. */
  lines: string[];
  /** First day: "2026-11-23". */
  day: string;
  people: string[];
  fen: number;
  placedAt: number;
  status: 'unpaid' | 'paid' | 'cancelled';
}

export interface CtripState {
  seed: number;
  hotels: Hotel[];
  sights: Sight[];
  city: string;
  stay: { first: string; last: string };
  rooms: number;
  flight: { from: string; to: string; day: string };
  train: { from: string; to: string; day: string };
  travellers: { id: string; name: string; idCard: string }[];
  /** Ids of hotels and sights. */
  favourites: string[];
  browsed: string[];
  searches: string[];
  orders: Order[];
  settings: { notify: boolean; recommend: boolean; currency: string };
  digitsEntered: number;
}

export type Journey = 'flight' | 'train';

export interface Routes {
  home: { tab?: 'home' | 'orders' | 'me'; kind?: string };
  search: { query?: string };
  found: { query: string };
  hotelQuery: { query?: string };
  hotels: { query?: string; sort?: string; stars?: string[]; price?: string; wants?: string[] };
  hotel: { id: string; tab?: string };
  booking: { id: string; room: string; guest?: string; phone?: string; arrives?: string };
  journey: { kind: Journey };
  flights: { sort?: string; wants?: string[]; airline?: string };
  flight: { no: string };
  trains: { sort?: string; wants?: string[] };
  train: { no: string };
  /** A seat in a plane or train for chosen travellers. */
  seats: { kind: Journey; no: string; seat: string; chosen?: string[]; insured?: boolean; phone?: string };
  sights: { query?: string; kind?: string; sort?: string };
  sight: { id: string };
  tickets: { id: string; ticket: string; day?: string; count?: number; guest?: string };
  order: { id: string };
  pay: { id: string; entered?: number };
  favourites: { tab?: string };
  travellers: Record<string, never>;
  settings: Record<string, never>;
}

export type Act = ui.Actions<Routes>;
/** Some of the app's pages. */
export type Pages<Name extends keyof Routes> = { readonly [Key in Name]: ui.PageOf<CtripState, Routes, Key> };

export const starTexts: Record<number, string> = { 2: '经济型', 3: '舒适型', 4: '高档型', 5: '豪华型' };

/** The chosen day, or tomorrow. */
export function dayOr(day: string, act: Act): string {
  return ui.daysBetween(act.today(), day) >= 0 ? day : ui.addDays(act.today(), 1);
}

/** An order that waits for its payment. */
export function place(
  state: CtripState,
  act: Act,
  order: Pick<Order, 'kind' | 'title' | 'lines' | 'day' | 'people' | 'fen'>,
): void {
  const id = `C${act.now()}${state.orders.length}`;
  state.orders.unshift({ ...order, id, placedAt: act.now(), status: 'unpaid' });
  act.replace('pay', { id });
}

/** Remembers what was searched, the last first. */
export function keepSearch(state: CtripState, text: string): void {
  state.searches = [text, ...state.searches.filter((other) => other !== text)].slice(0, 10);
}

export function heart(state: CtripState, act: Act, id: string): ui.BarAction {
  const isKept = state.favourites.includes(id);
  const turn = (): void => {
    ui.flip(state.favourites, id);
    act.toast(isKept ? '已取消收藏' : '收藏成功');
  };
  return ui.action('heart', isKept ? '取消收藏' : '收藏', turn, { color: isKept ? '#f5323c' : '#333333' });
}

export function totalRow(text: string, onTap: () => void): ui.Block {
  return ui.row('total', text, { bold: true, color: '#ff6600', control: ui.push('去支付', onTap, { strong: true }) });
}
