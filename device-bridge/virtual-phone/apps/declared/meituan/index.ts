// Meituan: food delivered from restaurants nearby, and hotels by the night. Orders stop at the payment keypad.
import * as ui from '../../toolkit/index.js';
import { hotelsOf, restaurantsOf } from './data.js';
import { foodPages, restaurantCard } from './food.js';
import { hotelPages } from './hotels.js';
import { type Act, addresses, type MeituanState, type Order, type Routes } from './model.js';

const kinds = ['川菜', '汉堡', '奶茶', '面馆', '日料', '烧烤', '粥点', '披萨', '轻食', '火锅'];

export const meituan = ui.declareApp<MeituanState, Routes>({
  identity: {
    packageName: 'com.sankuai.meituan',
    label: '美团',
    mainActivity: 'com.meituan.android.pt.homepage.activity.MainActivity',
    versionName: '12.24.405',
    versionCode: 1200240405,
    icon: { glyph: '美团', hue: 46 },
  },
  palette: {
    brand: '#ffc300',
    onBrand: '#222426',
    accent: '#ff4b10',
    bar: 'gradient',
    background: '#f4f4f4',
    radius: 12,
    tabs: 'bold',
  },
  data: (random) => ({
    restaurants: restaurantsOf(random),
    hotels: hotelsOf(random),
    cart: {},
    orders: [],
    searches: [],
    address: random.pick(addresses),
    stay: { first: '', last: '' },
    digitsEntered: 0,
  }),
  home: 'home',
  loading: ['restaurants', 'hotels'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'home');
      const navigation = ui.navigation(tab, [
        ['home', '首页', 'home'],
        ['orders', '订单', 'list'],
        ['me', '我的', 'user'],
      ]);
      const part = { home: homePart, orders: ordersPart, me: mePart }[tab.value];
      return { navigation, list: tab.value, ...part(state, act) };
    },

    search: (state, params, act) => {
      const query = ui.bind(params, 'query', '');
      const search = (wanted: string): void => {
        const text = wanted.trim();
        if (text === '') {
          act.toast('请输入搜索内容');
          return;
        }
        state.searches = [text, ...state.searches.filter((other) => other !== text)].slice(0, 10);
        act.replace('restaurants', { query: text });
      };
      const again = { value: '', set: search };
      return {
        bar: {
          field: { key: 'search-field', text: query, hint: '搜索商家、菜品或酒店', onSubmit: search },
          actions: [ui.textAction('搜索', () => search(query.value))],
        },
        content: [
          state.searches.length > 0 &&
            ui.heading('历史搜索', { more: { text: '清空', onTap: () => ui.set(state, { searches: [] }) } }),
          state.searches.length > 0 && ui.chips('history', state.searches, again, { clear: true }),
          ui.heading('热门搜索'),
          ui.chips('popular', ['生椰拿铁', '牛肉面', '小龙坎火锅', '披萨', '全季酒店', '麻婆豆腐'], again, {
            clear: true,
          }),
        ],
      };
    },

    ...foodPages,
    ...hotelPages,

    pay: (state, params, act) => {
      const order = ui.byId(state.orders, params.order);
      const paid = (): void => {
        order.status = 'paid';
        act.toast('支付成功');
        act.home();
      };
      return ui.payment(params, act, {
        amount: ui.yen(order.fen),
        what: order.title,
        onDigit: () => ui.set(state, { digitsEntered: state.digitsEntered + 1 }),
        onPaid: paid,
      });
    },
  },
  open: (uri, act) => {
    const query = uri.searchParams.get('q');
    if (uri.pathname.includes('search') && query) act.go('restaurants', { query });
  },
});

function homePart(state: MeituanState, act: Act): ui.Body {
  const tiles = [
    { key: 'food', title: '外卖', art: ui.tile('food', 44), onTap: () => act.go('restaurants', {}) },
    { key: 'hotel', title: '酒店民宿', art: ui.tile('hotel', 330), onTap: () => act.go('hotels', {}) },
    ...kinds.slice(0, 8).map((kind, index) => ({
      key: kind,
      title: kind,
      art: ui.tile(kind.slice(0, 1), 20 + index * 40),
      onTap: () => act.go('restaurants', { kind }),
    })),
  ];
  return {
    bar: {
      lead: { text: '上海', onTap: () => act.toast('当前城市：上海') },
      search: { hint: '搜索商家、菜品或酒店', onTap: () => act.go('search', {}, 'search-field') },
    },
    feed: { size: 12 },
    content: [
      ui.grid('services', tiles, { columns: 5, card: true }),
      ui.banner({
        key: 'campaign',
        title: '周末外卖节 满50减25',
        hue: 36,
        onTap: () => act.go('restaurants', { kind: '火锅' }),
      }),
      ui.heading('附近商家', { more: { text: '更多', onTap: () => act.go('restaurants', {}) } }),
      ...state.restaurants.toSorted((a, b) => a.metres - b.metres).map((shop) => restaurantCard(shop, act)),
    ],
  };
}

function ordersPart(state: MeituanState, act: Act): ui.Body {
  const texts = { unpaid: '待支付', paid: '已支付', cancelled: '已取消' };
  const manage = (order: Order): ui.Control =>
    ui.several(
      ui.push(
        '取消',
        () => act.confirm('取消订单', '确定取消这个订单吗？', '确定', () => ui.set(order, { status: 'cancelled' })),
        { name: 'cancel' },
      ),
      ui.push('去支付', () => act.go('pay', { order: order.id }), { strong: true }),
    );
  return {
    bar: { title: '全部订单' },
    content: [
      state.orders.length === 0 && ui.nothing('list', '您还没有订单'),
      ...state.orders.map((order) =>
        ui.card(`order:${order.id}`, order.title, {
          side: texts[order.status],
          note: order.lines.join('、'),
          price: ui.yen(order.fen),
          control: order.status === 'unpaid' ? manage(order) : undefined,
        }),
      ),
    ],
  };
}

function mePart(state: MeituanState, act: Act): ui.Body {
  const unpaid = state.orders.filter(({ status }) => status === 'unpaid').length;
  return {
    bar: { title: '我的' },
    content: [
      ui.card('profile', '美团用户_8F2A', { art: ui.face('陈', { round: true }), artDp: 60, note: '会员 Lv.4' }),
      ui.group('wallet', [
        ui.facts('assets', [
          { text: '6', note: '红包卡券' },
          { text: '128', note: '美团币' },
          { text: String(unpaid), note: '待支付' },
        ]),
      ]),
      ui.group('services', [
        ui.row('address', '我的地址', {
          value: state.address.slice(0, 8),
          arrow: true,
          onTap: () => act.pick('选择收货地址', addresses, ui.bind(state, 'address')),
        }),
        ui.row('service', '客服中心', { arrow: true, onTap: () => act.alert('客服中心', '客服热线 10107888') }),
      ]),
    ],
  };
}
