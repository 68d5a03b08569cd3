// An app's state as a check compares it: without what looking around changes (searches, histories, what was typed into a
// query, counters), and with ids beside what they stand for, so that conditions can say "a listing of this product".
import { isDeepStrictEqual } from 'node:util';
import type { PhoneApp } from './phone-apps.js';

type Data = Readonly<Record<string, unknown>>;

/** What changes by looking alone. */
const passing = {
  taobao: ['searches', 'viewed'],
  jd: ['searches', 'viewed'],
  pinduoduo: ['searches', 'viewed'],
  meituan: ['searches', 'stay'],
  eleme: ['searches'],
  amap: ['searches', 'route', 'trips'],
  didi: ['nextId'],
  railway: ['query', 'history'],
  ctrip: ['searches', 'browsed', 'city', 'stay', 'rooms', 'flight', 'train'],
  messages: ['nextId', 'copied'],
  phone: ['nextId'],
  weibo: ['searches', 'nextId'],
  xiaohongshu: ['searches', 'viewed', 'nextId'],
  zhihu: ['searches', 'read', 'nextId'],
  bilibili: ['searches', 'history', 'nextId'],
  music: ['searches', 'recent'],
  chrome: ['tabs', 'current', 'history', 'searches', 'nextId'],
  alipay: ['nextId'],
  clock: ['nextId'],
  notes: ['nextId'],
} as const satisfies Readonly<Partial<Record<PhoneApp, readonly string[]>>>;

/** Apps that remember what was looked for in them. */
export const appsThatTellOfLooking = [
  'taobao',
  'jd',
  'pinduoduo',
  'meituan',
  'eleme',
  'amap',
  'railway',
  'ctrip',
  'weibo',
  'xiaohongshu',
  'zhihu',
  'bilibili',
  'music',
  'chrome',
] as const satisfies readonly (keyof typeof passing)[];

function passingOf(app: PhoneApp): readonly string[] {
  return Object.hasOwn(passing, app) ? passing[app as keyof typeof passing] : [];
}

/** Whether something was searched for, or a page opened that the app remembers. */
export function wasLookedAt(app: PhoneApp, before: unknown, after: unknown): boolean {
  return passingOf(app).some((name) => !isDeepStrictEqual((before as Data)[name], (after as Data)[name]));
}

export function comparable(app: PhoneApp, state: unknown): Data {
  const left = without(state as Data, passingOf(app));
  const enrich = enrichers[app];
  return enrich ? enrich(left) : left;
}

function without(data: Data, names: readonly string[]): Data {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));
}

const enrichers: Readonly<Partial<Record<PhoneApp, (state: Data) => Data>>> = {
  taobao: shopped,
  jd: shopped,
  pinduoduo: shopped,
  meituan: (state) => ({ ...state, cart: basket(state.cart, listOf(state.restaurants)) }),
  eleme: (state) => ({ ...state, cart: basket(state.cart, listOf(state.shops)) }),
  wechat: chatted,
  messages: texted,
  notes: (state) => ({
    ...state,
    notes: listOf(state.notes).map((note) => ({ ...note, all: `${note.title}\n${note.text}` })),
  }),
};

/** The goods themselves follow from the seed. A confirmation page that was only opened is a page. */
function shopped({ goods, products, cart, favourites, checkout, ...rest }: Data): Data {
  const listings = listOf(goods);
  const line = (id: unknown): Data => {
    const listing = listings.find((other) => other.id === id);
    const { productId, variantId, kind, title, seller, soldOut, finalPriceFen: fen } = listing ?? {};
    const product = listOf(products).find((other) => other.id === productId);
    return { id, productId, variantId, category: product?.category, kind, title, seller, soldOut, fen };
  };
  return {
    ...rest,
    cart: listOf(cart).map(({ listingId, quantity }) => ({ ...line(listingId), quantity })),
    favourites: (favourites as unknown[]).map(line),
    checkout: listOf(checkout).filter(({ step }) => step !== 'confirmOpened'),
  };
}

/** Lines of "dish" or "dish|way" with how many, with the names of dish and shop. */
function basket(cart: unknown, shops: readonly Data[]): Data[] {
  return Object.entries(cart as Record<string, number>).flatMap(([id, count]) => {
    const [dishId, spec = ''] = id.split('|');
    if (count <= 0) return [];
    for (const shop of shops) {
      const dish = listOf(shop.dishes).find((other) => other.id === dishId);
      if (dish) return [{ id, dish: dishId, name: dish.name, shop: shop.id, shopName: shop.name, spec, count }];
    }
    return [{ id, dish: dishId, spec, count }];
  });
}

/** A chat that was opened and left is there as if it had never been; what was read does not count. */
function chatted({ contacts, groups, chats, ...rest }: Data): Data {
  const all = Object.entries(chats as Record<string, Data>).map(([chat, data]) => ({ chat, ...data }) as Data);
  return {
    ...rest,
    messages: all.flatMap(({ chat, name, messages }) =>
      listOf(messages).map(({ from, text, packet }) => ({ chat, name, from, text, ...(packet ? { packet } : {}) })),
    ),
    drafts: all.flatMap(({ chat, draft }) => (draft === '' ? [] : [{ chat, text: draft }])),
  };
}

function texted({ threads, ...rest }: Data): Data {
  const all = listOf(threads);
  return {
    ...rest,
    messages: all.flatMap(({ number, name, messages }) =>
      listOf(messages).map(({ text, own }) => ({ number, name, text, own })),
    ),
    drafts: all.flatMap(({ number, draft }) => (draft === '' ? [] : [{ number, text: draft }])),
    marked: all.flatMap(({ number, pinned, muted }) => (pinned || muted ? [{ number, pinned, muted }] : [])),
  };
}

function listOf(value: unknown): readonly Data[] {
  return Array.isArray(value) ? (value as Data[]) : [];
}
