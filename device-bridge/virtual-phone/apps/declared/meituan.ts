// Meituan: food delivered from restaurants nearby, and hotels by the night. Orders stop at the payment keypad.
import { yuan } from '../shop/wording.js';
import * as ui from '../toolkit/index.js';
import { type Dish, type Hotel, hotelsOf, type Restaurant, restaurantsOf } from './meituan-data.js';

interface Order {
  id: string;
  title: string;
  lines: string[];
  fen: number;
  placedAt: number;
  status: 'unpaid' | 'paid' | 'cancelled';
}

interface MeituanState {
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

interface Routes {
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

type Act = ui.Actions<Routes>;

const kinds = ['川菜', '汉堡', '奶茶', '面馆', '日料', '烧烤', '粥点', '披萨', '轻食', '火锅'];
const addresses = ['人民广场福州路 318 号 12 楼', '长宁路 890 号玫瑰坊 3 栋 502', '张江高科技园区碧波路 690 号'];

const yen = (fen: number): string => `¥${yuan(fen)}`;
const km = (metres: number): string => (metres < 1000 ? `${metres}m` : `${(metres / 1000).toFixed(1)}km`);
const cheapest = ({ rooms }: Hotel): number => Math.min(...rooms.map(({ fen }) => fen));

/** What is in the cart of one restaurant. */
function chosen(state: MeituanState, { dishes }: Restaurant): { dish: Dish; count: number }[] {
  return dishes.map((dish) => ({ dish, count: state.cart[dish.id] ?? 0 })).filter(({ count }) => count > 0);
}

function place(state: MeituanState, act: Act, order: Pick<Order, 'title' | 'lines' | 'fen'>): void {
  const id = `${act.now()}${state.orders.length}`;
  state.orders.unshift({ ...order, id, placedAt: act.now(), status: 'unpaid' });
  act.replace('pay', { order: id });
}

function stayOf(state: MeituanState, act: Act): { first: string; last: string; nights: number } {
  const { first, last } = state.stay.first ? state.stay : { first: act.today(), last: ui.addDays(act.today(), 1) };
  return { first, last, nights: ui.daysBetween(first, last) };
}

function find<T extends { id: string }>(items: readonly T[], id: string): T {
  const item = items.find((other) => other.id === id);
  if (!item) throw new RangeError(`no ${id}`);
  return item;
}

function restaurantCard(shop: Restaurant, act: Act): ui.Block {
  return ui.card(`restaurant:${shop.id}`, shop.name, {
    art: ui.photo('dish', shop.hue),
    note: `${shop.score.toFixed(1)}分  月售${shop.sold}`,
    lines: [`起送 ${yen(shop.leastFen)}  配送 ${yen(shop.deliveryFen)}  ${shop.minutes}分钟  ${km(shop.metres)}`],
    tags: shop.offers,
    onTap: () => act.go('restaurant', { id: shop.id }),
  });
}

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

    restaurants: (state, params, act) => {
      const { query = '', kind = '' } = params;
      const sort = ui.bind(params, 'sort', '综合排序');
      const sells = ({ name, dishes }: Restaurant): boolean =>
        `${name} ${dishes.map((dish) => dish.name)}`.includes(query);
      const shops = state.restaurants.filter((shop) => (kind === '' || shop.kind === kind) && sells(shop));
      const by: Record<string, (a: Restaurant, b: Restaurant) => number> = {
        销量优先: (a, b) => b.sold - a.sold,
        距离最近: (a, b) => a.metres - b.metres,
        评分最高: (a, b) => b.score - a.score,
      };
      const hotels = query === '' ? [] : state.hotels.filter(({ name }) => name.includes(query));
      return {
        bar: {
          search: { hint: '搜索商家、菜品或酒店', value: query || kind, onTap: () => act.replace('search', { query }) },
        },
        pinned: [ui.tabs('sort', ['综合排序', ...Object.keys(by)], sort)],
        list: sort.value,
        feed: { size: 10 },
        content: [
          shops.length + hotels.length === 0 && ui.nothing('search', '没有找到相关商家', '换个关键词试试吧'),
          ...shops.toSorted(by[sort.value] ?? (() => 0)).map((shop) => restaurantCard(shop, act)),
          ...hotels.map((hotel) => hotelCard(hotel, act)),
        ],
      };
    },

    restaurant: (state, params, act) => {
      const shop = find(state.restaurants, params.id);
      const categories = [...new Set(shop.dishes.map(({ category }) => category))];
      const category = ui.bind(params, 'category', categories[0] ?? '');
      const lines = chosen(state, shop);
      const fen = lines.reduce((sum, { dish, count }) => sum + dish.fen * count, 0);
      const missing = shop.leastFen - fen;
      const count = (dish: Dish): ui.Bound<number> => ({
        value: state.cart[dish.id] ?? 0,
        set: (value) => ui.set(state.cart, { [dish.id]: value }),
      });
      const dishRow = (dish: Dish): ui.Block =>
        ui.row(`dish:${dish.id}`, dish.name, {
          art: ui.photo(dish.category.includes('饮料') || shop.kind === '奶茶' ? 'drink' : 'dish', dish.hue),
          artDp: 76,
          note: `月售${dish.sold}`,
          price: yen(dish.fen),
          control: ui.stepper(count(dish)),
        });
      const showCart = (): void =>
        act.sheet({
          title: '购物车',
          content: () =>
            chosen(state, shop).map(({ dish }) =>
              ui.row(`line:${dish.id}`, dish.name, { price: yen(dish.fen), control: ui.stepper(count(dish)) }),
            ),
        });
      const text = missing > 0 ? `还差${yen(missing)}起送` : '去结算';
      return {
        bar: { title: shop.name, actions: [ui.action('search', '搜索', () => act.go('search', {}, 'search-field'))] },
        pinned: [ui.notice('offers', `${shop.offers.join(' · ')}　配送约${shop.minutes}分钟`)],
        side: { items: categories, selected: category },
        list: category.value,
        content: shop.dishes.filter((dish) => dish.category === category.value).map(dishRow),
        bottom: [
          ui.row('cart', fen > 0 ? yen(fen) : '未选购商品', {
            art: ui.sign('cart', '#222426'),
            badge: lines.length > 0 ? String(lines.reduce((sum, line) => sum + line.count, 0)) : undefined,
            note: `配送费 ${yen(shop.deliveryFen)}`,
            bold: true,
            onTap: lines.length > 0 ? showCart : undefined,
            control: ui.push(text, () => act.go('confirm', { id: shop.id }), { strong: true, enabled: missing <= 0 }),
          }),
        ],
      };
    },

    confirm: (state, params, act) => {
      const shop = find(state.restaurants, params.id);
      const lines = chosen(state, shop);
      const fen = lines.reduce((sum, { dish, count }) => sum + dish.fen * count, shop.deliveryFen + 100);
      const submit = (): void => {
        for (const { dish } of lines) delete state.cart[dish.id];
        place(state, act, { title: shop.name, lines: lines.map(({ dish, count }) => `${dish.name} x${count}`), fen });
      };
      return {
        bar: { title: '提交订单' },
        content: [
          ui.card('address', state.address, {
            art: ui.sign('pin'),
            note: '陈先生 138****0000',
            arrow: true,
            onTap: () => act.pick('选择收货地址', addresses, ui.bind(state, 'address')),
          }),
          ui.group('dishes', [
            ui.heading(shop.name, { sizeDp: 15 }),
            ...lines.map(({ dish, count }) =>
              ui.row(`line:${dish.id}`, dish.name, { note: `x${count}`, value: yen(dish.fen * count) }),
            ),
            ui.row('packing', '打包费', { value: '¥1' }),
            ui.row('delivery', '配送费', { value: yen(shop.deliveryFen) }),
          ]),
          ui.group('more', [
            ui.field('note', ui.bind(params, 'note', ''), { name: '备注', hint: '口味、偏好等要求', bare: true }),
          ]),
        ],
        bottom: [
          ui.row('total', `合计 ${yen(fen)}`, {
            bold: true,
            color: '#ff4b10',
            control: ui.push('提交订单', submit, { strong: true }),
          }),
        ],
      };
    },

    hotels: (state, params, act) => {
      const { first, last, nights } = stayOf(state, act);
      const sort = ui.bind(params, 'sort', '欢迎度');
      const star = ui.bind(params, 'star', '不限');
      const query = ui.bind(params, 'query', '');
      const pick = (): void =>
        act.pickDays('选择入住和离店日期', [first, last], act.today(), (from, to) =>
          ui.set(state, { stay: { first: from, last: to } }),
        );
      const by: Record<string, (a: Hotel, b: Hotel) => number> = {
        低价优先: (a, b) => cheapest(a) - cheapest(b),
        好评优先: (a, b) => b.score - a.score,
        距离: (a, b) => a.metres - b.metres,
      };
      const hotels = state.hotels.filter(
        (hotel) => (star.value === '不限' || hotel.star === star.value) && hotel.name.includes(query.value.trim()),
      );
      return {
        bar: { field: { key: 'hotel-field', text: query, hint: '位置、品牌、酒店' } },
        pinned: [
          ui.facts(
            'stay',
            [
              { text: ui.dayText(first), note: '入住' },
              { text: `${nights}晚`, strong: false },
              { text: ui.dayText(last), note: '离店' },
            ],
            { onTap: pick },
          ),
          ui.tabs('sort', ['欢迎度', ...Object.keys(by)], sort),
          ui.chips('star', ['不限', '经济型', '舒适型', '高档型', '豪华型'], star, { oneLine: true }),
        ],
        list: `${sort.value} ${star.value}`,
        feed: { size: 8 },
        content: [
          hotels.length === 0 && ui.nothing('hotel', '没有符合条件的酒店'),
          ...hotels.toSorted(by[sort.value] ?? (() => 0)).map((hotel) => hotelCard(hotel, act)),
        ],
      };
    },

    hotel: (state, params, act) => {
      const hotel = find(state.hotels, params.id);
      const { first, last, nights } = stayOf(state, act);
      return {
        bar: { title: hotel.name },
        content: [
          ui.hero({ key: 'photo', art: ui.photo('room', hotel.hue), caption: '1/24' }),
          ui.card('about', `${hotel.score.toFixed(1)}分 ${hotel.star}`, {
            note: `${hotel.reviews}条评价 · ${hotel.area} · 距您${km(hotel.metres)}`,
          }),
          ui.card('stay', `${ui.dayText(first)} - ${ui.dayText(last)}`, { value: `共${nights}晚` }),
          ...hotel.rooms.map((room) =>
            ui.card(`room:${room.id}`, room.name, {
              art: ui.photo('room', hotel.hue + room.fen),
              note: room.note,
              lines: [room.left === 0 ? '已满房' : room.left < 3 ? `仅剩${room.left}间` : '免费取消'],
              price: yen(room.fen),
              control: ui.push('预订', () => act.go('booking', { id: hotel.id, room: room.id }), {
                strong: true,
                enabled: room.left > 0,
              }),
            }),
          ),
        ],
      };
    },

    booking: (state, params, act) => {
      const hotel = find(state.hotels, params.id);
      const room = find(hotel.rooms, params.room);
      const { first, last, nights } = stayOf(state, act);
      const guest = ui.bind(params, 'guest', '');
      const submit = (): void => {
        if (guest.value.trim() === '') {
          act.toast('请填写入住人姓名');
          return;
        }
        place(state, act, {
          title: hotel.name,
          lines: [room.name, `${first} 至 ${last}`, guest.value],
          fen: room.fen * nights,
        });
      };
      return {
        bar: { title: '填写订单' },
        content: [
          ui.card('room', room.name, {
            note: `${hotel.name}`,
            lines: [`${ui.dayText(first)} - ${ui.dayText(last)} 共${nights}晚`, room.note],
          }),
          ui.group('guest', [
            ui.field('guest-name', guest, { name: '入住人', hint: '请填写姓名', bare: true }),
            ui.field('guest-phone', ui.bind(params, 'phone', ''), {
              name: '手机号',
              hint: '用于接收确认短信',
              bare: true,
            }),
          ]),
        ],
        bottom: [
          ui.row('total', `合计 ${yen(room.fen * nights)}`, {
            bold: true,
            color: '#ff4b10',
            control: ui.push('提交订单', submit, { strong: true }),
          }),
        ],
      };
    },

    pay: (state, params, act) => {
      const order = find(state.orders, params.order);
      const paid = (): void => {
        order.status = 'paid';
        act.toast('支付成功');
        act.home();
      };
      return ui.payment(params, act, {
        amount: yen(order.fen),
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

function hotelCard(hotel: Hotel, act: Act): ui.Block {
  return ui.card(`hotel:${hotel.id}`, hotel.name, {
    art: ui.photo('building', hotel.hue),
    note: `${hotel.score.toFixed(1)}分 · ${hotel.reviews}条评价 · ${hotel.star}`,
    lines: [`${hotel.area} · 距您${km(hotel.metres)}`],
    price: `${yen(cheapest(hotel))}起`,
    onTap: () => act.go('hotel', { id: hotel.id }),
  });
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
          price: yen(order.fen),
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
