// Ctrip: hotels, flights, trains and tickets for sights, up to the payment.
import * as ui from '../../toolkit/index.js';
import { bookingPages } from './booking.js';
import { hotelCities, hotelsOf } from './hotel-data.js';
import { hotelCard, hotelPages } from './hotels.js';
import { mePart, minePages, ordersPart } from './mine.js';
import { type Act, type CtripState, keepSearch, type Routes } from './model.js';
import { seatPages } from './seats.js';
import { sightCard, sightPages } from './sights.js';
import { travelPages } from './travel.js';
import { sightsOf } from './travel-data.js';

export const ctrip = ui.declareApp<CtripState, Routes>({
  identity: {
    packageName: 'ctrip.android.view',
    label: '携程旅行',
    mainActivity: 'ctrip.business.splash.CtripSplashActivity',
    versionName: '8.72.4',
    versionCode: 1514,
    icon: { glyph: '携', hue: 204 },
  },
  palette: {
    brand: '#0086f6',
    accent: '#ff6600',
    background: '#f0f2f5',
    bar: 'surface',
    titleAlign: 'left',
    radius: 10,
    tabs: 'bold',
    buttons: 'square',
    ids: 'none',
  },
  data: (random, seed) => ({
    seed,
    hotels: hotelsOf(random),
    sights: sightsOf(random),
    city: '上海',
    stay: { first: '', last: '' },
    rooms: 1,
    flight: { from: '上海', to: random.pick(['北京', '广州', '成都']), day: '' },
    train: { from: '上海', to: random.pick(['北京', '南京', '杭州']), day: '' },
    travellers: [
      { id: 't1', name: '林晓雨', idCard: '身份证 3101**********2286' },
      { id: 't2', name: '林建国', idCard: '身份证 3101**********1953' },
      { id: 't3', name: '陈芳', idCard: '身份证 3302**********6027' },
    ],
    favourites: [],
    browsed: [],
    searches: ['外滩', '亚朵酒店'],
    orders: [],
    settings: { notify: true, recommend: true, currency: '人民币 CNY' },
    digitsEntered: 0,
  }),
  home: 'home',
  loading: ['hotels', 'flights', 'trains', 'hotel'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'home');
      const navigation = ui.navigation(tab, [
        ['home', '首页', 'home'],
        ['orders', '行程订单', 'list'],
        ['me', '我的', 'user'],
      ]);
      if (tab.value === 'orders') return { navigation, ...ordersPart(state, act, ui.bind(params, 'kind', '全部')) };
      return { navigation, list: tab.value, ...(tab.value === 'me' ? mePart(state, act) : homePart(state, act)) };
    },

    search: (state, params, act) => {
      const query = ui.bind(params, 'query', '');
      const search = (wanted: string): void => {
        if (wanted.trim() === '') {
          act.toast('请输入搜索内容');
          return;
        }
        keepSearch(state, wanted.trim());
        act.replace('found', { query: wanted.trim() });
      };
      const again = { value: '', set: search };
      return {
        bar: {
          field: { key: 'search-field', text: query, hint: '目的地/酒店/景点', onSubmit: search },
          actions: [ui.textAction('搜索', () => search(query.value))],
        },
        content: [
          state.searches.length > 0 &&
            ui.heading('历史搜索', { more: { text: '清空', onTap: () => ui.set(state, { searches: [] }) } }),
          state.searches.length > 0 && ui.chips('history', state.searches, again, { clear: true }),
          ui.heading('热门目的地'),
          ui.chips('popular', [...hotelCities, '迪士尼', '故宫', '长隆', '古镇'], again, { clear: true }),
        ],
      };
    },

    found: (state, { query }, act) => {
      const hotels = state.hotels.filter(({ name, city }) => `${city} ${name}`.includes(query));
      const sights = state.sights.filter(({ name, city }) => `${city} ${name}`.includes(query));
      return {
        bar: { search: { hint: '目的地/酒店/景点', value: query, onTap: () => act.replace('search', { query }) } },
        feed: { size: 12 },
        content: [
          hotels.length + sights.length === 0 && ui.nothing('search', '没有找到相关结果', '换个关键词试试'),
          sights.length > 0 && ui.heading('景点门票'),
          ...sights.map((sight) => sightCard(sight, state, act)),
          hotels.length > 0 && ui.heading('酒店'),
          ...hotels.map((hotel) => hotelCard(hotel, state, act)),
        ],
      };
    },
    ...hotelPages,
    ...bookingPages,
    ...travelPages,
    ...seatPages,
    ...sightPages,
    ...minePages,
  },
  open: (uri, act) => {
    const query = uri.searchParams.get('keyword');
    if (query) act.go('found', { query });
  },
});

function homePart(state: CtripState, act: Act): ui.Body {
  const service = (key: string, title: string, symbol: string, hue: number, onTap: () => void): ui.Tile => ({
    key,
    title,
    art: ui.tile(symbol, hue),
    onTap,
  });
  const soon = (): void => act.toast('该服务即将上线');
  const tiles = [
    service('hotel', '酒店', 'hotel', 208, () => act.go('hotelQuery', {})),
    service('flight', '机票', 'plane', 196, () => act.go('journey', { kind: 'flight' })),
    service('train', '火车票', 'train', 168, () => act.go('journey', { kind: 'train' })),
    service('sights', '景点·门票', 'ticket', 20, () => act.go('sights', {})),
    service('tours', '旅游', 'umbrella', 280, soon),
    service('homes', '民宿', 'home', 36, soon),
    service('bus', '汽车·船票', 'bus', 100, soon),
    service('car', '用车', 'car', 244, soon),
    service('guide', '攻略', 'compass', 330, () => act.go('sights', { sort: '点评最多' })),
    service('kept', '收藏', 'heart', 350, () => act.go('favourites', {})),
  ];
  const posters = state.sights.slice(0, 12).map((sight) => ({
    key: sight.id,
    title: sight.name,
    art: ui.photo(['mountain', 'sea', 'city', 'forest', 'night'][sight.reviews % 5] ?? 'city', sight.hue),
    aspect: 0.8 + (sight.reviews % 3) * 0.2,
    note: `${sight.city} · ${sight.kind}`,
    side: `${sight.score.toFixed(1)}分`,
    onTap: () => act.go('sight', { id: sight.id }),
  }));
  return {
    bar: {
      lead: { text: state.city, onTap: () => act.pick('选择城市', hotelCities, ui.bind(state, 'city')) },
      search: { hint: '目的地/酒店/景点', onTap: () => act.go('search', {}, 'search-field') },
    },
    content: [
      ui.grid('services', tiles, { columns: 5, card: true }),
      ui.banner({ key: 'campaign', title: '冬日暖游 酒店低至5折', hue: 204, onTap: () => act.go('hotelQuery', {}) }),
      ui.heading('猜你想去', { more: { text: '更多', onTap: () => act.go('sights', {}) } }),
      ui.waterfall('posters', posters),
    ],
  };
}
