// What Amap remembers, its pages, and what they share.
import * as ui from '../../toolkit/index.js';
import { here, type Place } from './data.js';

export type By = 'car' | 'transit' | 'walk' | 'bike';

/** A navigation that was started; place ids, of which "here" is the phone's own. */
export interface Trip {
  from: string;
  to: string;
  toName: string;
  by: string;
  way: string;
  metres: number;
  minutes: number;
  startedAt: number;
}

export interface Ride {
  id: string;
  from: string;
  to: string;
  type: string;
  fen: number;
  status: 'calling' | 'cancelled';
}

export interface AmapState {
  places: Place[];
  /** Ids of places, the last one first. */
  favourites: string[];
  /** Id of a place, or empty. */
  home: string;
  company: string;
  searches: string[];
  /** Ends of the route that is being planned. */
  route: { from: string; to: string };
  navigation: Trip & { active: boolean };
  trips: Trip[];
  rides: Ride[];
  settings: {
    avoidTolls: boolean;
    avoidHighways: boolean;
    avoidJams: boolean;
    voice: string;
    night: boolean;
    plate: string;
  };
}

/** Which place a search is for. */
export type Purpose = 'open' | 'from' | 'to' | 'home' | 'company';

export interface Routes {
  home: { tab?: 'home' | 'nearby' | 'me'; kind?: string };
  search: { query?: string; purpose?: Purpose };
  results: { query: string; sort?: string; within?: string; wants?: string[] };
  place: { id: string };
  route: { by?: By | 'taxi'; way?: string };
  steps: { by: By; way: string };
  navigation: { muted?: boolean };
  favourites: Record<string, never>;
  trips: Record<string, never>;
  settings: Record<string, never>;
}

export type Act = ui.Actions<Routes>;
/** Some of the app's pages. */
export type Pages<Name extends keyof Routes> = { readonly [Key in Name]: ui.PageOf<AmapState, Routes, Key> };

export function placeOf(state: AmapState, id: string): Place {
  return id === here.id ? here : ui.byId(state.places, id);
}

export function metresBetween(first: Place, second: Place): number {
  return Math.hypot(first.x - second.x, first.y - second.y);
}

export function isOpen({ hours }: Place, nowMs: number): boolean {
  const [from = '', to = ''] = hours.split('-');
  const now = ui.timeAt(nowMs);
  return from <= now && now < to;
}

const per: Record<string, string> = { 加油站: '/升', 停车场: '/小时', 充电站: '/度', 酒店: '起', 景点: '/张' };

/** "人均¥36", "¥7.62/升", or empty. */
export function priceText({ fen, kind }: Place): string {
  if (fen === 0) return '';
  return per[kind] ? `${ui.yen(fen)}${per[kind]}` : `人均${ui.yen(fen)}`;
}

/** Plans the way from where the phone is. */
export function goTo(state: AmapState, act: Act, id: string, by: By | 'taxi' = 'car'): void {
  ui.set(state, { route: { from: here.id, to: id } });
  act.go('route', { by });
}
