// What 12306 remembers, its pages, and what they share.
import * as ui from '../../toolkit/index.js';
import type { Train } from './data.js';

export type PassengerType = '成人' | '学生' | '儿童';

export interface Passenger {
  id: string;
  name: string;
  type: string;
  idCard: string;
  phone: string;
}

export type OrderStatus = 'unpaid' | 'paid' | 'waiting' | 'cancelled' | 'refunded' | 'changed' | 'travelled';

export interface Order {
  id: string;
  /** A wait for a ticket that someone gives back. */
  isStandby: boolean;
  train: string;
  from: string;
  to: string;
  departs: string;
  arrives: string;
  /** "2026-11-23", or days from today for what was there at first: "+6". */
  day: string;
  seat: string;
  /** "05车06A号" for each passenger. */
  places: string[];
  passengers: string[];
  fen: number;
  status: OrderStatus;
  refundFen: number;
  /** Order that this one took the place of. */
  changedFrom: string;
}

export interface RailwayState {
  seed: number;
  query: { from: string; to: string; day: string; fastOnly: boolean; student: boolean };
  history: { from: string; to: string }[];
  passengers: Passenger[];
  orders: Order[];
  settings: { notify: boolean; alipay: boolean; faceLogin: boolean; elder: boolean };
  digitsEntered: number;
}

export interface Routes {
  home: { tab?: 'home' | 'orders' | 'me'; orders?: string };
  station: { which: 'from' | 'to'; query?: string };
  /** `change` is the order whose ticket is exchanged. */
  trains: { sort?: string; wants?: string[]; times?: string[]; leaves?: string[]; arrives?: string[]; change?: string };
  train: { no: string; change?: string };
  confirm: { no: string; seat: string; chosen?: string[]; place?: string; isStandby?: boolean };
  order: { id: string };
  refund: { id: string };
  pay: { id: string; entered?: number };
  passengers: Record<string, never>;
  passenger: { name?: string; idCard?: string; phone?: string; type?: string };
  timetable: { query?: string };
  board: { station?: string };
  settings: Record<string, never>;
}

export type Act = ui.Actions<Routes>;
/** Some of the app's pages. */
export type Pages<Name extends keyof Routes> = { readonly [Key in Name]: ui.PageOf<RailwayState, Routes, Key> };

/** Days ahead that tickets are sold. */
export const soldDays = 14;

export function queryDay(state: RailwayState, act: Act): string {
  const { day } = state.query;
  return ui.daysBetween(act.today(), day) > 0 ? day : act.today();
}

export function dayOf(order: Order, act: Act): string {
  return /^[+-]/.test(order.day) ? ui.addDays(act.today(), Number(order.day)) : order.day;
}

/** "4时29分". */
export function spanText(minutes: number): string {
  return `${Math.floor(minutes / 60)}时${String(minutes % 60).padStart(2, '0')}分`;
}

/** "有", "7张", or "候补". */
export function leftText(left: number): string {
  return left === 0 ? '候补' : left < 20 ? `${left}张` : '有';
}

export function cheapest({ seats }: Train): number {
  return Math.min(...seats.map(({ fen }) => fen));
}

export function shareOf(type: string, seat: string): number {
  if (type === '儿童') return 0.5;
  return type === '学生' && (seat === '二等座' || seat === '硬座') ? 0.75 : 1;
}

export function timesOf(order: Order, act: Act): ui.Block {
  const day = dayOf(order, act);
  return ui.facts('times', [
    { text: order.departs, note: order.from },
    { text: order.train, note: `${ui.dayText(day)} ${ui.weekdayOf(day)}`, color: '#2f7fe0', share: 1.2 },
    { text: order.arrives, note: order.to },
  ]);
}
