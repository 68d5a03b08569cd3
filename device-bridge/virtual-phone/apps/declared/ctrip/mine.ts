// Orders of all services, and what belongs to the person.
import * as ui from '../../toolkit/index.js';
import { hotelCard } from './hotels.js';
import type { Act, CtripState, Order, Pages } from './model.js';
import { sightCard } from './sights.js';

const statusTexts: Record<Order['status'], string> = { unpaid: '待付款', paid: '已付款', cancelled: '已取消' };
const kindTexts: Record<Order['kind'], string> = { hotel: '酒店', flight: '机票', train: '火车票', ticket: '门票' };
const kindArts: Record<Order['kind'], string> = { hotel: 'hotel', flight: 'plane', train: 'train', ticket: 'ticket' };

export function ordersPart(state: CtripState, act: Act, kind: ui.Bound<string>): ui.Body {
  const shown = state.orders.filter((order) => kind.value === '全部' || kindTexts[order.kind] === kind.value);
  return {
    bar: { title: '我的订单' },
    pinned: [ui.tabs('kind', ['全部', ...Object.values(kindTexts)], kind)],
    list: kind.value,
    content: [
      shown.length === 0 && ui.nothing('list', '暂无订单'),
      ...shown.map((order) =>
        ui.card(`order:${order.id}`, order.title, {
          art: ui.tile(kindArts[order.kind], 205),
          artDp: 40,
          side: statusTexts[order.status],
          note: order.lines.join(' · '),
          noteLines: 2,
          price: ui.yen(order.fen),
          onTap: () => act.go('order', { id: order.id }),
        }),
      ),
    ],
  };
}

export function mePart(state: CtripState, act: Act): ui.Body {
  return {
    bar: { title: '我的' },
    content: [
      ui.card('profile', '尊敬的会员2094', {
        art: ui.face('林', { round: true, hue: 205 }),
        artDp: 60,
        note: '黄金贵宾 · 成长值 3860',
      }),
      ui.group('numbers', [
        ui.facts('counts', [
          { text: String(state.favourites.length), note: '收藏', onTap: () => act.go('favourites', {}) },
          {
            text: String(state.browsed.length),
            note: '浏览历史',
            onTap: () => act.go('favourites', { tab: '浏览历史' }),
          },
          { text: '1,280', note: '积分' },
          { text: '3', note: '优惠券' },
        ]),
      ]),
      ui.group('links', [
        ui.link('favourites', '我的收藏', 'heart', () => act.go('favourites', {})),
        ui.link('travellers', '常用旅客', 'users', () => act.go('travellers', {}), `${state.travellers.length}人`),
        ui.link('settings', '设置', 'gear', () => act.go('settings', {})),
        ui.row('service', '客服中心', {
          art: ui.sign('phone', '#0086f6'),
          artDp: 30,
          arrow: true,
          onTap: () => act.alert('客服中心', '客服热线 95010'),
        }),
      ]),
    ],
  };
}

export const minePages: Pages<'order' | 'pay' | 'favourites' | 'travellers' | 'settings'> = {
  order: (state, { id }, act) => {
    const order = ui.byId(state.orders, id);
    const cancel = (): void =>
      act.confirm('取消订单', '确定取消这个订单吗？', '确定', () => ui.set(order, { status: 'cancelled' }));
    return {
      bar: { title: '订单详情' },
      content: [
        ui.figure(statusTexts[order.status], `订单号 ${order.id}`, { sizeDp: 26 }),
        ui.card('about', order.title, { note: order.lines[0], lines: order.lines.slice(1), titleLines: 2 }),
        ui.group('facts', [
          ui.row('people', order.kind === 'hotel' ? '住客' : '旅客', { value: order.people.join('、') }),
          ui.row('sum', '订单金额', { value: ui.yen(order.fen) }),
          ui.row('placed', '下单时间', {
            value: `${ui.dayText(ui.dayAt(order.placedAt))} ${ui.timeAt(order.placedAt)}`,
          }),
        ]),
        order.status !== 'cancelled' && ui.bigButton('cancel', '取消订单', cancel, { kind: 'outlined' }),
        order.status === 'unpaid' && ui.bigButton('pay', '去支付', () => act.go('pay', { id })),
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
      what: order.title,
      onDigit: () => ui.set(state, { digitsEntered: state.digitsEntered + 1 }),
      onPaid: paid,
    });
  },

  favourites: (state, params, act) => {
    const tab = ui.bind(params, 'tab', '收藏');
    const ids = tab.value === '收藏' ? state.favourites : state.browsed;
    const entry = (id: string): ui.Block => {
      const hotel = state.hotels.find((other) => other.id === id);
      return hotel ? hotelCard(hotel, state, act) : sightCard(ui.byId(state.sights, id), state, act);
    };
    return {
      bar: { title: '收藏与历史' },
      pinned: [ui.tabs('tab', ['收藏', '浏览历史'], tab)],
      list: tab.value,
      content: [ids.length === 0 && ui.nothing('heart', `还没有${tab.value}`), ...ids.map(entry)],
    };
  },

  travellers: (state, _params, act) => {
    const add = (): void =>
      act.prompt('新增旅客', '', '姓名', (name) => {
        const id = `t${act.now()}-${state.travellers.length}`;
        if (name.trim() !== '') state.travellers.push({ id, name: name.trim(), idCard: '身份证待补充' });
      });
    return {
      bar: { title: '常用旅客', actions: [ui.action('plus', '新增旅客', add)] },
      content: state.travellers.map((person) =>
        ui.card(`traveller:${person.id}`, person.name, {
          note: person.idCard,
          control: ui.tap('trash', `删除${person.name}`, () => ui.remove(state.travellers, person)),
        }),
      ),
    };
  },

  settings: ({ settings }, _params, act) => ({
    bar: { title: '设置' },
    content: [
      ui.group('settings', [
        ui.row('notify', '接收消息通知', { control: ui.toggle(ui.bind(settings, 'notify'), '接收消息通知') }),
        ui.row('recommend', '个性化推荐', { control: ui.toggle(ui.bind(settings, 'recommend'), '个性化推荐') }),
        ui.row('currency', '货币', {
          value: settings.currency,
          arrow: true,
          onTap: () => act.pick('货币', ['人民币 CNY', '港币 HKD', '美元 USD'], ui.bind(settings, 'currency')),
        }),
      ]),
    ],
  }),
};
