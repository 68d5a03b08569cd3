// What is true in the phone's world and does not stand in its apps' states, because it is made on demand from the seed: for
// whoever checks an agent. Nothing of the product goes through here.
import type { AmapState, By } from './apps/declared/amap/model.js';
import { metresBetween, placeOf } from './apps/declared/amap/model.js';
import { faresOf, type Way, waysOf } from './apps/declared/amap/ways.js';
import { articles } from './apps/declared/chrome/articles.js';
import { entries } from './apps/declared/chrome/entries.js';
import { forecastOf } from './apps/declared/chrome/sites.js';
import { flightsOf } from './apps/declared/ctrip/travel-data.js';
import { type DidiState, quote } from './apps/declared/didi/state.js';
import { kinds } from './apps/declared/didi/tables.js';
import { trainsOf } from './apps/declared/railway/data.js';

export interface Fare {
  readonly kind: string;
  readonly fen: number;
}

export const phoneTruths = {
  /** Trains of a day by departure; cities or stations. */
  trains: trainsOf,
  /** Flights of a day by departure. */
  flights: flightsOf,
  /** Seven days from today. */
  forecast: forecastOf,
  articles,
  entries,
  /** What DiDi asks for a ride from where the phone is; the state is that of its app. */
  didiFares: (state: unknown, to: string): Fare[] => {
    const didi = state as DidiState;
    return kinds.map((kind) => ({ kind: kind.name, fen: quote(didi, kind, { from: didi.here, to, departs: '' }) }));
  },
  /** What Amap asks for a ride from where the phone is to a place, by its id. */
  amapFares: (state: unknown, to: string): Fare[] => {
    const amap = state as AmapState;
    return faresOf(placeOf(amap, 'here'), placeOf(amap, to)).map(({ type, fen }) => ({ kind: type, fen }));
  },
  /** Ways from where the phone is to a place, by its id, as Amap lists them. */
  amapWays: (state: unknown, by: By, to: string): Way[] => {
    const amap = state as AmapState;
    return waysOf(by, placeOf(amap, 'here'), placeOf(amap, to), amap.settings);
  },
  /** From where the phone is to a place, by its id. */
  amapMetres: (state: unknown, to: string): number => {
    const amap = state as AmapState;
    return metresBetween(placeOf(amap, 'here'), placeOf(amap, to));
  },
} as const;
