// Orders with what one can do to them, and what belongs to the person: kept shops, coupons, settings.
import * as ui from '../../toolkit/index.js';
import type { Act, ElemeState, Order, Pages } from './model.js';
import { shopCard } from './shops.js';

const texts: Record<Order['status'], string> = {
  unpaid: '等待支付',
  paid: '商家已接单',
  delivered: '已送达',
  cancelled: '已取消',
};
const shelves: Record<string, (order: Order) => boolean> = {
  全部: () => true,
  待支付: ({ status }) => status === 'unpaid',
  待评价: ({ status, stars }) => status === 'delivered' && stars === 0,
};

/** Puts what was ordered back into the cart. */
function again(state: ElemeState, act: Act, order: Order): void {
  const shop = ui.byId(state.shops, order.shop);
  for (const { name, spec, count } of order.lines) {
    const dish = shop.dishes.find((other) => other.name === name);
    if (dish) state.cart[`${dish.id}|${spec}`] = count;
  }
  act.go('shop', { id: shop.id });
}

export function ordersPart(state: ElemeState, act: Act, shelf: ui.Bound<string>): ui.Body {
  const shown = state.orders.filter(shelves[shelf.value] ?? (() => true));
  const controls = (order: Order): ui.Control => {
    if (order.status === 'unpaid') return ui.push('去支付', () => act.go('pay', { id: order.id }), { strong: true });
    const repeat = ui.push('再来一单', () => again(state, act, order), { name: 'again' });
    const review = ui.push('评价', () => act.go('review', { id: order.id }), { strong: true, name: 'review' });
    return order.status === 'delivered' && order.stars === 0 ? ui.several(repeat, review) : repeat;
  };
  return {
    bar: { title: '订单' },
    pinned: [ui.tabs('shelf', Object.keys(shelves), shelf)],
    list: shelf.value,
    content: [
      shown.length === 0 && ui.nothing('list', '暂无订单'),
      ...shown.map((order) =>
        ui.card(`order:${order.id}`, order.shopName, {
          side: texts[order.status],
          note: order.lines.map(({ name, count }) => `${name}×${count}`).join('、'),
          price: ui.yen(order.fen),
          control: controls(order),
          onTap: () => act.go('order', { id: order.id }),
        }),
      ),
    ],
  };
}

export function mePart(state: ElemeState, act: Act): ui.Body {
  return {
    bar: { title: '我的' },
    content: [
      ui.card('profile', '小雨爱吃饭', {
        art: ui.face('雨', { round: true, hue: 204 }),
        artDp: 60,
        note: '超级吃货卡 · 已省¥236',
      }),
      ui.group('numbers', [
        ui.facts('counts', [
          { text: String(state.coupons.length), note: '红包', onTap: () => act.go('coupons', {}) },
          { text: '860', note: '吃货豆' },
          { text: String(state.favourites.length), note: '收藏', onTap: () => act.go('favourites', {}) },
        ]),
      ]),
      ui.group('links', [
        ui.link('favourites', '我的收藏', 'star', () => act.go('favourites', {})),
        ui.link('addresses', '我的地址', 'pin', () => act.go('addresses', {}), `${state.addresses.length}个`),
        ui.link('coupons', '红包卡券', 'gift', () => act.go('coupons', {}), `${state.coupons.length}张`),
        ui.link('settings', '设置', 'gear', () => act.go('settings', {})),
        ui.row('service', '我的客服', {
          art: ui.sign('phone', '#0095ff'),
          artDp: 30,
          arrow: true,
          onTap: () => act.alert('我的客服', '客服热线 10105757'),
        }),
      ]),
    ],
  };
}

export const minePages: Pages<'order' | 'review' | 'pay' | 'favourites' | 'coupons' | 'settings'> = {
  order: (state, { id }, act) => {
    const order = ui.byId(state.orders, id);
    const cancel = (): void =>
      act.confirm('取消订单', '确定取消这个订单吗？', '确定', () => ui.set(order, { status: 'cancelled' }));
    return {
      bar: { title: '订单详情' },
      content: [
        ui.figure(texts[order.status], order.shopName, { sizeDp: 26 }),
        ui.group('lines', [
          ...order.lines.map(({ name, spec, count, fen }, at) =>
            ui.row(`line:${at + 1}`, name, { note: `${spec} ×${count}`, value: ui.yen(fen) }),
          ),
          ui.row('sum', '实付', { value: ui.yen(order.fen), bold: true }),
        ]),
        ui.group('facts', [
          ui.row('address', '地址', { value: order.address }),
          ui.row('deliver-at', '送达时间', { value: order.deliverAt }),
          ui.row('note', '备注', { value: order.note || '无' }),
          ui.row('tableware', '餐具', { value: order.tableware }),
        ]),
        order.stars > 0 && ui.card('review', `我的评价 ${order.stars}星`, { note: order.review, noteLines: 4 }),
        order.status === 'unpaid' && ui.bigButton('pay', '去支付', () => act.go('pay', { id })),
        order.status === 'unpaid' && ui.bigButton('cancel', '取消订单', cancel, { kind: 'outlined' }),
        order.status !== 'unpaid' &&
          ui.bigButton('again', '再来一单', () => again(state, act, order), { kind: 'outlined' }),
      ],
    };
  },

  review: (state, params, act) => {
    const order = ui.byId(state.orders, params.id);
    const stars = ui.bind(params, 'stars', 0);
    const text = ui.bind(params, 'text', '');
    const send = (): void => {
      if (stars.value === 0) {
        act.toast('请先选择星级');
        return;
      }
      ui.set(order, { stars: stars.value, review: text.value.trim() });
      act.toast('评价成功');
      act.back();
    };
    const choices = [1, 2, 3, 4, 5].map((count) => ({ key: String(count), text: `${count}星` }));
    return {
      bar: { title: '评价订单' },
      content: [
        ui.heading(order.shopName),
        ui.chips('stars', choices, { value: String(stars.value), set: (key) => stars.set(Number(key)) }),
        ui.field('text', text, { hint: '味道如何？分享给更多人', lines: 5, minLines: 3 }),
        ui.bigButton('send', '发布', send),
      ],
    };
  },

  pay: (state, params, act) => {
    const order = ui.byId(state.orders, params.id);
    const paid = (): void => {
      order.status = 'paid';
      act.toast('支付成功');
      act.home();
    };
    return ui.payment(params, act, {
      amount: ui.yen(order.fen),
      what: order.shopName,
      onDigit: () => ui.set(state, { digitsEntered: state.digitsEntered + 1 }),
      onPaid: paid,
    });
  },

  favourites: (state, _params, act) => ({
    bar: { title: '我的收藏' },
    content: [
      state.favourites.length === 0 && ui.nothing('star', '还没有收藏的商家'),
      ...state.favourites.map((id) => shopCard(ui.byId(state.shops, id), act)),
    ],
  }),

  coupons: (state) => ({
    bar: { title: '红包卡券' },
    content: [
      state.coupons.length === 0 && ui.nothing('gift', '没有可用红包'),
      ...state.coupons.map((coupon) =>
        ui.card(`coupon:${coupon.id}`, coupon.name, {
          art: ui.tile('gift', 8),
          price: ui.yen(coupon.fen),
          note: `满${ui.yen(coupon.leastFen)}可用`,
          artDp: 56,
        }),
      ),
    ],
  }),

  settings: ({ settings }) => {
    const row = (key: keyof ElemeState['settings'], text: string): ui.Block =>
      ui.row(key, text, { control: ui.toggle(ui.bind(settings, key), text) });
    return {
      bar: { title: '设置' },
      content: [
        ui.group('settings', [row('notify', '消息通知'), row('noCutlery', '默认无需餐具'), row('privacy', '号码保护')]),
      ],
    };
  },
};
