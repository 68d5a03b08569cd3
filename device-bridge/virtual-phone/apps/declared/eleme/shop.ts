// One shop: its menu with ways to have a dish, its reviews, and the order.
import * as ui from '../../toolkit/index.js';
import type { Dish, Shop } from './data.js';
import {
  type Act,
  addressText,
  type Chosen,
  chosenOf,
  counter,
  type ElemeState,
  type Pages,
  pickAddress,
} from './model.js';

const shapes: Record<string, string> = { 超市便利: 'snack', 水果买菜: 'bowl', 看病买药: 'bottle', 鲜花绿植: 'jar' };
const sumOf = (chosen: readonly Chosen[]): number => chosen.reduce((sum, { dish, count }) => sum + dish.fen * count, 0);

function dishRow(state: ElemeState, shop: Shop, dish: Dish, act: Act): ui.Block {
  const chooseWay = (): void =>
    act.sheet({
      title: dish.name,
      content: () =>
        dish.specs.map((spec) =>
          ui.row(`spec:${spec}`, spec, {
            value: ui.yen(dish.fen),
            control: ui.stepper(counter(state, `${dish.id}|${spec}`)),
          }),
        ),
      bottom: () => [ui.bigButton('spec-done', '选好了', () => act.close())],
    });
  const count = dish.specs.reduce((sum, spec) => sum + (state.cart[`${dish.id}|${spec}`] ?? 0), 0);
  return ui.row(`dish:${dish.id}`, dish.name, {
    art: shop.isMarket
      ? ui.goods(shapes[shop.kind] ?? 'snack', dish.hue)
      : ui.photo(shop.kind === '奶茶咖啡' || /饮/.test(dish.category) ? 'drink' : 'dish', dish.hue),
    artDp: 80,
    note: `月售${dish.sold}`,
    price: ui.yen(dish.fen),
    was: dish.fen < dish.wasFen ? ui.yen(dish.wasFen) : undefined,
    control:
      dish.specs.length > 0
        ? ui.push(count > 0 ? `选规格 ×${count}` : '选规格', chooseWay, { strong: true })
        : ui.stepper(counter(state, `${dish.id}|`)),
  });
}

function cartRow(state: ElemeState, shop: Shop, act: Act): ui.Block {
  const chosen = chosenOf(state, shop);
  const fen = sumOf(chosen);
  const missing = shop.leastFen - fen;
  const count = chosen.reduce((sum, line) => sum + line.count, 0);
  const clear = (): void => {
    for (const { key } of chosenOf(state, shop)) delete state.cart[key];
    act.close();
  };
  const show = (): void =>
    act.sheet({
      title: '已选商品',
      content: () =>
        chosenOf(state, shop).map(({ key, dish, spec }) =>
          ui.row(`line:${key}`, dish.name, {
            note: spec,
            price: ui.yen(dish.fen),
            control: ui.stepper(counter(state, key)),
          }),
        ),
      bottom: () => [ui.bigButton('clear', '清空购物车', clear, { kind: 'plain' })],
    });
  const text = missing > 0 ? `差${ui.yen(missing)}起送` : '去结算';
  return ui.row('cart', fen > 0 ? ui.yen(fen) : '未选购商品', {
    art: ui.tile('cart', 204, { round: true }),
    badge: count > 0 ? String(count) : undefined,
    note: shop.deliveryFen === 0 ? '免配送费' : `另需配送费${ui.yen(shop.deliveryFen)}`,
    bold: true,
    onTap: count > 0 ? show : undefined,
    control: ui.push(text, () => act.go('confirm', { id: shop.id }), { strong: true, enabled: missing <= 0 }),
  });
}

export const shopPages: Pages<'shop' | 'confirm'> = {
  shop: (state, params, act) => {
    const shop = ui.byId(state.shops, params.id);
    const tab = ui.bind(params, 'tab', '点餐');
    const categories = [...new Set(shop.dishes.map(({ category }) => category))];
    const category = ui.bind(params, 'category', categories[0] ?? '');
    const isKept = state.favourites.includes(shop.id);
    const keep = (): void => {
      ui.flip(state.favourites, shop.id);
      act.toast(isKept ? '已取消收藏' : '收藏成功');
    };
    const common = {
      bar: {
        title: shop.name,
        actions: [
          ui.action('search', '搜索', () => act.go('search', {}, 'search-field')),
          ui.action('star', isKept ? '取消收藏' : '收藏', keep, { color: isKept ? '#ff9d1a' : '#333333' }),
        ],
      },
      pinned: [
        ui.notice('offers', `${shop.offers.join(' · ')} · 约${shop.minutes}分钟`),
        ui.tabs('tab', ['点餐', '评价', '商家'], tab),
      ],
    };
    if (tab.value === '评价') {
      return {
        ...common,
        list: 'reviews',
        content: [
          ui.figure(shop.score.toFixed(1), '商家评分', { sizeDp: 34, color: '#ff7a1a' }),
          ...shop.reviews.map(({ author, score, text }, at) =>
            ui.post({ key: `review:${at + 1}`, author, note: `${score}星`, text }),
          ),
        ],
      };
    }
    if (tab.value === '商家') {
      const facts = {
        地址: shop.address,
        营业时间: shop.hours,
        配送: shop.tags.includes('蜂鸟准时达') ? '蜂鸟准时达' : '商家配送',
        月售: String(shop.sold),
      };
      return {
        ...common,
        list: 'about',
        content: [
          ui.group(
            'facts',
            Object.entries(facts).map(([name, value]) => ui.row(`fact:${name}`, name, { value })),
          ),
          ui.group(
            'tags',
            shop.tags.map((tag) => ui.row(`tag:${tag}`, tag, { art: ui.sign('shield', '#0095ff'), artDp: 26 })),
          ),
        ],
      };
    }
    return {
      ...common,
      side: { items: categories, selected: category },
      list: category.value,
      content: shop.dishes
        .filter((dish) => dish.category === category.value)
        .map((dish) => dishRow(state, shop, dish, act)),
      bottom: [cartRow(state, shop, act)],
    };
  },

  confirm: (state, params, act) => {
    const shop = ui.byId(state.shops, params.id);
    const chosen = chosenOf(state, shop);
    const sum = sumOf(chosen);
    const usable = state.coupons.filter(({ leastFen }) => leastFen <= sum);
    const coupon = usable.find(({ id }) => id === params.coupon);
    const fen = Math.max(1, sum + shop.deliveryFen + shop.packingFen - (coupon?.fen ?? 0));
    const tableware = ui.bind(params, 'tableware', state.settings.noCutlery ? '无需餐具' : '依据餐量');
    const deliverAt = ui.bind(params, 'deliverAt', '尽快送达');
    const note = ui.bind(params, 'note', '');
    const times = [1, 2, 3, 4].map((half) => ui.timeAt(act.now() + (shop.minutes + half * 30) * 60_000));
    const submit = (): void => {
      if (chosen.length === 0) {
        act.toast('购物车是空的');
        return;
      }
      const id = `E${act.now()}${state.orders.length}`;
      state.orders.unshift({
        id,
        shop: shop.id,
        shopName: shop.name,
        lines: chosen.map(({ dish, spec, count }) => ({ name: dish.name, spec, count, fen: dish.fen * count })),
        fen,
        address: addressText(state),
        note: note.value.trim(),
        tableware: tableware.value,
        deliverAt: deliverAt.value,
        status: 'unpaid',
        stars: 0,
        review: '',
      });
      for (const { key } of chosen) delete state.cart[key];
      if (coupon) ui.remove(state.coupons, coupon);
      act.replace('pay', { id });
    };
    const couponChoices = [{ key: '', text: '不使用红包' }, ...usable.map(({ id, name }) => ({ key: id, text: name }))];
    return {
      bar: { title: '确认订单' },
      content: [
        ui.card('address', addressText(state), {
          art: ui.sign('pin', '#0095ff'),
          bold: true,
          titleLines: 2,
          note: state.addresses.find(({ id }) => id === state.address)?.person,
          arrow: true,
          onTap: () => pickAddress(state, act),
        }),
        ui.card('deliver-at', '送达时间', {
          value: deliverAt.value,
          arrow: true,
          onTap: () => act.pick('送达时间', ['尽快送达', ...times], deliverAt),
        }),
        ui.group('lines', [
          ui.heading(shop.name, { sizeDp: 15 }),
          ...chosen.map(({ key, dish, spec, count }) =>
            ui.row(`line:${key}`, dish.name, { note: `${spec} ×${count}`, value: ui.yen(dish.fen * count) }),
          ),
          ui.row('packing', '打包费', { value: ui.yen(shop.packingFen) }),
          ui.row('delivery', '配送费', { value: ui.yen(shop.deliveryFen) }),
          ui.row('coupon', '红包', {
            value: coupon ? `-${ui.yen(coupon.fen)}` : usable.length > 0 ? `${usable.length}个可用` : '无可用',
            arrow: true,
            onTap: () => act.pick('选择红包', couponChoices, ui.bind(params, 'coupon', '')),
          }),
        ]),
        ui.group('more', [
          ui.field('note', note, { name: '备注', hint: '口味、偏好', bare: true }),
          ui.row('tableware', '餐具', {
            value: tableware.value,
            arrow: true,
            onTap: () => act.pick('餐具份数', ['无需餐具', '1份', '2份', '3份', '依据餐量'], tableware),
          }),
        ]),
      ],
      bottom: [
        ui.row('total', `合计 ${ui.yen(fen)}`, {
          bold: true,
          color: '#ff5339',
          control: ui.push('提交订单', submit, { strong: true }),
        }),
      ],
    };
  },
};
