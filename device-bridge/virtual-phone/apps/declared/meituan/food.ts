// Food: restaurants nearby, their menus, and the order.
import * as ui from '../../toolkit/index.js';
import type { Dish, Restaurant } from './data.js';
import { hotelCard } from './hotels.js';
import { type Act, addresses, type MeituanState, type Pages, place } from './model.js';

/** What is in the cart of one restaurant. */
function chosen(state: MeituanState, { dishes }: Restaurant): { dish: Dish; count: number }[] {
  return dishes.map((dish) => ({ dish, count: state.cart[dish.id] ?? 0 })).filter(({ count }) => count > 0);
}

export function restaurantCard(shop: Restaurant, act: Act): ui.Block {
  return ui.card(`restaurant:${shop.id}`, shop.name, {
    art: ui.photo('dish', shop.hue),
    note: `${shop.score.toFixed(1)}分  月售${shop.sold}`,
    lines: [
      `起送 ${ui.yen(shop.leastFen)}  配送 ${ui.yen(shop.deliveryFen)}  ${shop.minutes}分钟  ${ui.distanceText(shop.metres)}`,
    ],
    tags: shop.offers,
    onTap: () => act.go('restaurant', { id: shop.id }),
  });
}

export const foodPages: Pages<'restaurants' | 'restaurant' | 'confirm'> = {
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
    const shop = ui.byId(state.restaurants, params.id);
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
        price: ui.yen(dish.fen),
        control: ui.stepper(count(dish)),
      });
    const showCart = (): void =>
      act.sheet({
        title: '购物车',
        content: () =>
          chosen(state, shop).map(({ dish }) =>
            ui.row(`line:${dish.id}`, dish.name, { price: ui.yen(dish.fen), control: ui.stepper(count(dish)) }),
          ),
      });
    const text = missing > 0 ? `还差${ui.yen(missing)}起送` : '去结算';
    return {
      bar: { title: shop.name, actions: [ui.action('search', '搜索', () => act.go('search', {}, 'search-field'))] },
      pinned: [ui.notice('offers', `${shop.offers.join(' · ')}　配送约${shop.minutes}分钟`)],
      side: { items: categories, selected: category },
      list: category.value,
      content: shop.dishes.filter((dish) => dish.category === category.value).map(dishRow),
      bottom: [
        ui.row('cart', fen > 0 ? ui.yen(fen) : '未选购商品', {
          art: ui.sign('cart', '#222426'),
          badge: lines.length > 0 ? String(lines.reduce((sum, line) => sum + line.count, 0)) : undefined,
          note: `配送费 ${ui.yen(shop.deliveryFen)}`,
          bold: true,
          onTap: lines.length > 0 ? showCart : undefined,
          control: ui.push(text, () => act.go('confirm', { id: shop.id }), { strong: true, enabled: missing <= 0 }),
        }),
      ],
    };
  },

  confirm: (state, params, act) => {
    const shop = ui.byId(state.restaurants, params.id);
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
            ui.row(`line:${dish.id}`, dish.name, { note: `x${count}`, value: ui.yen(dish.fen * count) }),
          ),
          ui.row('packing', '打包费', { value: '¥1' }),
          ui.row('delivery', '配送费', { value: ui.yen(shop.deliveryFen) }),
        ]),
        ui.group('more', [
          ui.field('note', ui.bind(params, 'note', ''), { name: '备注', hint: '口味、偏好等要求', bare: true }),
        ]),
      ],
      bottom: [
        ui.row('total', `合计 ${ui.yen(fen)}`, {
          bold: true,
          color: '#ff4b10',
          control: ui.push('提交订单', submit, { strong: true }),
        }),
      ],
    };
  },
};
