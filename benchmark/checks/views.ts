// Tables that queries read besides the apps' own lists: rows as a person sees them on the screen, with names beside ids and
// the price that would be paid. What is made on demand (trains, flights, fares) comes from the phone's own code.
import { cheapestOffers, phoneTruths, type ShopState } from '@farhand/device-bridge';
import { FarhandError } from '@farhand/shared';
import { type PhoneApp, type PhoneTruth, phoneApps, stateOf } from './phone-apps.js';

export type Row = Readonly<Record<string, unknown>>;
export type ViewArguments = Readonly<Record<string, unknown>>;

const shopNames = ['taobao', 'jd', 'pinduoduo'] as const;

/** Goods that people buy are known by several names; these are the ones to ask by. */
function productsOf(phone: PhoneTruth): Row[] {
  return shop(phone, 'taobao').products.map(({ id, category, brand, popularity, spokenNames }) => ({
    id,
    category,
    popularity,
    brand: brand.zh,
    zh: spokenNames.zh[1] ?? spokenNames.zh[0],
    en: spokenNames.en[1] ?? spokenNames.en[0],
  }));
}

function goodsOf(phone: PhoneTruth, name: unknown): Row[] {
  const { goods, products } = shop(phone, oneOf('shop', name, shopNames));
  const sold = goods.filter(({ kind, soldOut }) => kind === 'new' && !soldOut);
  return sold.map((listing) => {
    const product = products.find(({ id }) => id === listing.productId);
    const rivals = sold.filter(({ productId }) => productId === listing.productId);
    return {
      ...listing,
      fen: listing.finalPriceFen,
      category: product?.category,
      name: product?.spokenNames.zh[1] ?? product?.spokenNames.zh[0],
      isCheapest: rivals.every(({ finalPriceFen }) => finalPriceFen >= listing.finalPriceFen),
      isBestSeller: rivals.every(({ id, soldCount }) => id === listing.id || soldCount < listing.soldCount),
    };
  });
}

function offersOf(phone: PhoneTruth, product: unknown): Row[] {
  const states = shopNames.map((name) => shop(phone, name));
  return cheapestOffers(states, String(product)).map(({ shop: app, listing, finalPriceFen }) => ({
    shop: app,
    names: [phoneApps[app].zh, phoneApps[app].en],
    listing: listing.id,
    title: listing.title,
    seller: listing.seller,
    fen: finalPriceFen,
  }));
}

interface Room {
  fen: number;
  left: number;
  breakfasts?: number;
  cancels?: boolean;
}

/** Hotels with the cheapest room that is left, as their lists show it. */
function staysOf(phone: PhoneTruth, app: 'ctrip' | 'meituan'): Row[] {
  return list<{ rooms: Room[] } & Row>(phone, app, 'hotels').map((hotel) => {
    const left = hotel.rooms.filter((room) => room.left > 0);
    const shown = app === 'meituan' || left.length === 0 ? hotel.rooms : left;
    return {
      ...hotel,
      fen: Math.min(...shown.map(({ fen }) => fen)),
      isFull: left.length === 0,
      hasBreakfast: left.some(({ breakfasts = 0 }) => breakfasts > 0),
      cancels: left.some(({ cancels }) => cancels === true),
    };
  });
}

/** Shops that deliver; `short` is their name without the branch, which tells them apart already. */
function kitchensOf(phone: PhoneTruth, app: 'meituan' | 'eleme'): Row[] {
  return list<{ name: string } & Row>(phone, app, app === 'meituan' ? 'restaurants' : 'shops').map((place) => ({
    ...place,
    short: place.name.replace(/[（(].*$/, ''),
  }));
}

/** Each dish with its shop. */
function dishesOf(phone: PhoneTruth, app: 'meituan' | 'eleme'): Row[] {
  return kitchensOf(phone, app).flatMap(({ dishes, ...shop }) => (dishes as Row[]).map((dish) => ({ ...dish, shop })));
}

interface Seat {
  name: string;
  fen: number;
  left: number;
}

function trainsOf(phone: PhoneTruth, { from, to, day }: ViewArguments): Row[] {
  return phoneTruths.trains(seedOf(phone), String(from), String(to), String(day)).map((train) => {
    const left = train.seats.filter((seat: Seat) => seat.left > 0);
    const second = train.seats.find(({ name }) => name === '二等座');
    return {
      ...train,
      isFast: /^[GD]/.test(train.no),
      hasTickets: left.length > 0,
      cheapestFen: Math.min(...train.seats.map(({ fen }) => fen)),
      secondFen: second?.fen ?? 0,
      secondLeft: second?.left ?? 0,
      twoHoursEarlier: earlier(train.departs, 2),
    };
  });
}

function flightsOf(phone: PhoneTruth, { from, to, day }: ViewArguments): Row[] {
  return phoneTruths.flights(seedOf(phone), String(from), String(to), String(day)).map((flight) => ({
    ...flight,
    isDirect: flight.via === '',
    twoHoursEarlier: earlier(flight.departs, 2),
    fen: Math.min(...flight.cabins.map(({ fen }) => fen)),
  }));
}

/** As alarms have it. */
function earlier(time: string, hours: number): { hour: number; minute: number } {
  return { hour: (Number(time.slice(0, 2)) + 24 - hours) % 24, minute: Number(time.slice(3)) };
}

function placesOf(phone: PhoneTruth): Row[] {
  return list<{ id: string; hours: string } & Row>(phone, 'amap', 'places').map((place) => ({
    ...place,
    opens: place.hours.split('-')[0],
    closes: place.hours.split('-')[1],
    metres: Math.round(phoneTruths.amapMetres(stateOf(phone, 'amap'), place.id)),
  }));
}

type View = (phone: PhoneTruth, given: ViewArguments) => Row[];

/** By name; what a view needs besides the phone stands behind `with` of a query. */
export const views = {
  /** Everything the shops know, with the name to ask by. */
  products: productsOf,
  /** New goods in stock; with `shop`. */
  goods: (phone, given) => goodsOf(phone, given.shop),
  /** The cheapest new offer of each shop that has one; with `product`. */
  offers: (phone, given) => offersOf(phone, given.product),
  ctripStays: (phone) => staysOf(phone, 'ctrip'),
  meituanStays: (phone) => staysOf(phone, 'meituan'),
  meituanShops: (phone) => kitchensOf(phone, 'meituan'),
  elemeShops: (phone) => kitchensOf(phone, 'eleme'),
  meituanDishes: (phone) => dishesOf(phone, 'meituan'),
  elemeDishes: (phone) => dishesOf(phone, 'eleme'),
  /** With `from`, `to`, `day`. */
  trains: trainsOf,
  flights: flightsOf,
  /** Places of Amap with their distance from the phone. */
  places: placesOf,
  /** With `to`, the name of a place. */
  didiFares: (phone, { to }) => phoneTruths.didiFares(stateOf(phone, 'didi'), String(to)).map((fare) => ({ ...fare })),
  /** With `to`, the id of a place. */
  amapFares: (phone, { to }) => phoneTruths.amapFares(stateOf(phone, 'amap'), String(to)).map((fare) => ({ ...fare })),
  /** With `to`, the id of a place, and `by`. */
  amapWays: (phone, { by, to }) => {
    const mode = oneOf('by', by, ['car', 'transit', 'walk', 'bike'] as const);
    return phoneTruths.amapWays(stateOf(phone, 'amap'), mode, String(to)).map((way) => ({ ...way }));
  },
  /** With `city`: seven days from today. */
  forecast: (phone, { city }) => phoneTruths.forecast(String(city), todayOf(phone)).map((day) => ({ ...day })),
} as const satisfies Readonly<Record<string, View>>;

export type ViewName = keyof typeof views;

/** The phone's day, "2026-11-23"; its zone is eight hours ahead of Greenwich. */
export function todayOf({ clock }: Pick<PhoneTruth, 'clock'>): string {
  return new Date(clock.timeMs + 8 * 3_600_000).toISOString().slice(0, 10);
}

function shop(phone: PhoneTruth, name: (typeof shopNames)[number]): ShopState {
  return stateOf(phone, name) as ShopState;
}

function seedOf(phone: PhoneTruth): number {
  return (stateOf(phone, 'railway') as { seed: number }).seed;
}

function list<T>(phone: PhoneTruth, app: PhoneApp, name: string): T[] {
  return ((stateOf(phone, app) as Record<string, unknown> | undefined)?.[name] ?? []) as T[];
}

function oneOf<T extends string>(name: string, value: unknown, known: readonly T[]): T {
  const found = known.find((other) => other === value);
  if (found !== undefined) return found;
  throw new FarhandError('INPUT_INVALID', `"${name}" must be one of ${known.join(', ')}, got ${JSON.stringify(value)}`);
}
