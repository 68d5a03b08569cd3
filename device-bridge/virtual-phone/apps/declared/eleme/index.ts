// Ele.me: food and goods from shops nearby, with ways to have a dish, coupons and reviews; up to the payment.
import * as ui from '../../toolkit/index.js';
import { addressPages } from './addresses.js';
import type { Shop } from './data.js';
import { isMarketKind, kinds, shopsOf } from './data.js';
import { mePart, minePages, ordersPart } from './mine.js';
import { type Act, addressText, type ElemeState, type Order, pickAddress, type Routes } from './model.js';
import { shopPages } from './shop.js';
import { shopsPages, sifted } from './shops.js';

const arts = [
  'food',
  'cup',
  'fire',
  'sparkle',
  'note',
  'crown',
  'moments',
  'gift',
  'heart',
  'star',
  'cart',
  'sun',
  'plus-circle',
  'smile',
];

/** An order that was there before. */
function delivered(id: string, shop: Shop | undefined, at: readonly number[], stars: number): Order {
  const lines = at.flatMap((index) => {
    const dish = shop?.dishes[index];
    return dish ? [{ name: dish.name, spec: dish.specs[0] ?? '', count: 1, fen: dish.fen }] : [];
  });
  return {
    id,
    shop: shop?.id ?? '',
    shopName: shop?.name ?? '',
    lines,
    fen: lines.reduce((sum, { fen }) => sum + fen, shop?.deliveryFen ?? 0),
    address: '长宁路890号玫瑰坊3栋502',
    note: '',
    tableware: '1份',
    deliverAt: '尽快送达',
    status: 'delivered',
    stars,
    review: stars > 0 ? '好吃，送得快' : '',
  };
}

export const eleme = ui.declareApp<ElemeState, Routes>({
  identity: {
    packageName: 'me.ele',
    label: '饿了么',
    mainActivity: 'me.ele.Launcher',
    versionName: '11.30.28',
    versionCode: 11300028,
    icon: { glyph: 'e', hue: 204 },
  },
  palette: {
    brand: '#0095ff',
    accent: '#ff5339',
    background: '#f2f7fc',
    bar: 'clear',
    radius: 16,
    tabs: 'pill',
    chips: 'outlined',
    navigation: 'floating',
  },
  data: (random) => {
    const shops = shopsOf(random);
    return {
      shops,
      cart: {},
      orders: [
        delivered('E9001', shops[4], [0, 3], 0),
        delivered('E9002', shops[13], [0, 4], 5),
        delivered('E9003', shops[41], [1, 7], 0),
      ],
      favourites: [],
      searches: [],
      addresses: [
        { id: 'a1', text: '长宁路890号玫瑰坊3栋502', person: '林女士 138****0000' },
        { id: 'a2', text: '张江高科碧波路690号6号楼前台', person: '林女士 138****0000' },
        { id: 'a3', text: '四平路1239号同济大学西北门', person: '林小满 150****3392' },
      ],
      address: random.pick(['a1', 'a2']),
      coupons: [
        { id: 'q1', name: '满20减3 会员红包', fen: 300, leastFen: 2000 },
        { id: 'q2', name: '满45减8 品质联盟', fen: 800, leastFen: 4500 },
        { id: 'q3', name: '满99减20 超市专享', fen: 2000, leastFen: 9900 },
      ],
      settings: { notify: true, noCutlery: false, privacy: true },
      digitsEntered: 0,
    };
  },
  home: 'home',
  loading: ['shops', 'shop'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'home');
      const navigation = ui.navigation(tab, [
        ['home', '外卖', 'food'],
        ['market', '超市', 'cart'],
        ['orders', '订单', 'list'],
        ['me', '我的', 'user'],
      ]);
      if (tab.value === 'orders') return { navigation, ...ordersPart(state, act, ui.bind(params, 'shelf', '全部')) };
      if (tab.value === 'me') return { navigation, list: 'me', ...mePart(state, act) };
      return {
        navigation,
        ...(tab.value === 'market' ? marketPart(state, act, params) : homePart(state, act, params)),
      };
    },
    ...shopsPages,
    ...shopPages,
    ...minePages,
    ...addressPages,
  },
  open: (uri, act) => {
    const query = uri.searchParams.get('keyword');
    if (query) act.go('shops', { query });
  },
});

function barOf(state: ElemeState, act: Act): ui.Bar {
  return {
    lead: { text: addressText(state).slice(0, 6), onTap: () => pickAddress(state, act) },
    search: { hint: '输入商家、商品名称', onTap: () => act.go('search', {}, 'search-field') },
  };
}

function homePart(state: ElemeState, act: Act, params: Routes['home']): ui.Body {
  const shops = state.shops.filter(({ isMarket }) => !isMarket);
  const sort = ui.bind(params, 'sort', '综合排序');
  const { controls, cards, list } = sifted(shops, sort, ui.bind(params, 'wants', []), act);
  const tiles = kinds.slice(0, 10).map((kind, at) => ({
    key: kind,
    title: kind,
    art: ui.tile(arts[at] ?? 'food', (200 + at * 34) % 360, { round: true }),
    onTap: () => act.go('shops', { kind }),
  }));
  return {
    bar: barOf(state, act),
    list: `home ${list}`,
    feed: { size: 12, endText: '附近的商家都在这里了' },
    content: [
      ui.grid('kinds', tiles, { columns: 5, card: true }),
      ui.banner({
        key: 'campaign',
        title: '天天领红包 最高18元',
        hue: 204,
        heightDp: 84,
        onTap: () => act.go('coupons', {}),
      }),
      ui.heading('推荐商家'),
      ...controls,
      cards.length === 0 && ui.nothing('shop', '没有符合条件的商家'),
      ...cards,
    ],
  };
}

function marketPart(state: ElemeState, act: Act, params: Routes['home']): ui.Body {
  const market = ui.bind(params, 'market', '超市便利');
  const shops = state.shops.filter(({ kind }) => kind === market.value);
  const goods = shops.flatMap((shop) => shop.dishes.map((dish) => ({ dish, shop })));
  const posters = goods.slice(0, 16).map(({ dish, shop }) => ({
    key: dish.id,
    title: dish.name,
    art: ui.goods(['snack', 'sack', 'bottle', 'milk', 'carton'][dish.sold % 5] ?? 'snack', dish.hue),
    aspect: 0.8,
    price: ui.yen(dish.fen),
    note: shop.name,
    onTap: () => act.go('shop', { id: shop.id, category: dish.category }),
  }));
  const { cards } = sifted(shops, { value: '配送最快', set: () => {} }, { value: [], set: () => {} }, act);
  return {
    bar: barOf(state, act),
    pinned: [ui.tabs('market', kinds.filter(isMarketKind), market)],
    list: `market ${market.value}`,
    content: [ui.heading('最快30分钟达'), ...cards, ui.heading('热卖好物'), ui.waterfall('goods', posters)],
  };
}
