// Talking to authors, buying in the market, and one's own profile and settings.
import * as ui from '../../toolkit/index.js';
import { nameOf, type Pages } from './model.js';

export const minePages: Pages<'chat' | 'product' | 'pay' | 'orders' | 'profile' | 'settings'> = {
  chat: (state, params, act) => {
    const { id } = params;
    const name = nameOf(state, id);
    const draft = ui.bind(params, 'draft', '');
    const messages = state.chats[id] ?? [];
    const send = (text: string): void => {
      ui.set(state.chats, { [id]: [...messages, { text, own: true }] });
      draft.set('');
    };
    return {
      bar: { title: name, actions: [ui.action('user', '主页', () => act.go('author', { id }))] },
      fromEnd: true,
      content: [
        ui.paragraph('对方回复前，最多可以发送 3 条文字消息', {
          key: 'chat-note',
          align: 'center',
          sizeDp: 12,
          color: '#999999',
        }),
        ...messages.map(({ text, own }, index) =>
          ui.bubble({ key: `message:${index + 1}`, text, own, author: own ? state.me.name : name }),
        ),
      ],
      bottom: [ui.inputBar('draft', draft, send, { hint: '发消息…' })],
    };
  },

  product: (state, params, act) => {
    const product = ui.byId(state.products, params.id);
    const count = ui.bind(params, 'count', 1);
    const fen = product.fen * count.value;
    const buy = (): void => {
      const id = `o${state.nextId}`;
      state.nextId += 1;
      state.orders.unshift({ id, product: product.id, count: count.value, fen, status: 'unpaid' });
      act.go('pay', { order: id });
    };
    return {
      bar: { title: '商品详情' },
      content: [
        ui.hero({ key: 'picture', art: ui.goods(product.shape, product.fen), aspect: 0.9 }),
        ui.card('product', product.name, {
          price: ui.yen(product.fen),
          note: `已售 ${product.sold}`,
          titleDp: 18,
          bold: true,
        }),
        ui.group('more', [
          ui.row('shop', product.shop, { art: ui.sign('shop'), note: '店铺评分 4.8' }),
          ui.row('count', '数量', { control: ui.stepper(count, { min: 1, max: 20 }) }),
          ui.row('delivery', '配送', { value: '48小时内发货，包邮' }),
          ui.row('return', '服务', { value: '7天无理由退货' }),
        ]),
      ],
      bottom: [ui.bigButton('buy', `立即购买 ${ui.yen(fen)}`, buy)],
    };
  },

  pay: (state, params, act) => {
    const order = ui.byId(state.orders, params.order);
    return ui.payment(params, act, {
      amount: ui.yen(order.fen),
      what: ui.byId(state.products, order.product).name,
      onDigit: () => ui.set(state, { digitsEntered: state.digitsEntered + 1 }),
      onPaid: () => {
        order.status = 'paid';
        act.replace('orders', {});
      },
    });
  },

  orders: (state, _params, act) => ({
    bar: { title: '我的订单' },
    content: [
      state.orders.length === 0 && ui.nothing('list', '还没有订单'),
      ...state.orders.map((order) => {
        const { name, shape } = ui.byId(state.products, order.product);
        return ui.card(`order:${order.id}`, name, {
          art: ui.goods(shape, order.fen),
          note: `数量 ${order.count}`,
          price: ui.yen(order.fen),
          side: order.status === 'paid' ? '待发货' : '待付款',
          control:
            order.status === 'paid'
              ? undefined
              : ui.push('去支付', () => act.go('pay', { order: order.id }), { strong: true }),
        });
      }),
    ],
  }),

  profile: (state, _params, act) => ({
    bar: { title: '编辑资料' },
    content: [
      ui.group('profile', [
        ui.row('name', '名字', {
          value: state.me.name,
          arrow: true,
          onTap: () =>
            act.prompt(
              '名字',
              state.me.name,
              '2-24 个字符',
              (name) => name.trim() !== '' && ui.set(state.me, { name: name.trim() }),
            ),
        }),
        ui.row('sign', '简介', {
          value: state.me.sign || '介绍一下自己',
          arrow: true,
          onTap: () => act.prompt('简介', state.me.sign, '介绍一下自己', (sign) => ui.set(state.me, { sign })),
        }),
        ui.row('gender', '性别', {
          value: state.me.gender || '选择性别',
          arrow: true,
          onTap: () => act.pick('性别', ['男', '女', '不展示'], ui.bind(state.me, 'gender')),
        }),
      ]),
    ],
  }),

  settings: (state, _params, act) => ({
    bar: { title: '设置' },
    content: [
      ui.group('settings', [
        ui.row('notify', '接收推送通知', { control: ui.toggle(ui.bind(state.settings, 'notify'), '接收推送通知') }),
        ui.row('hide-likes', '隐藏赞过的笔记', {
          control: ui.toggle(ui.bind(state.settings, 'hideLikes'), '隐藏赞过的笔记'),
        }),
        ui.row('teen', '未成年人模式', { control: ui.toggle(ui.bind(state.settings, 'teenMode'), '未成年人模式') }),
      ]),
      ui.group('account', [
        ui.row('orders', '我的订单', { arrow: true, onTap: () => act.go('orders', {}) }),
        ui.row('cache', '清除缓存', { value: '326 MB', arrow: true, onTap: () => act.toast('缓存已清除') }),
        ui.row('help', '帮助与客服', { arrow: true, onTap: () => act.alert('帮助与客服', '客服热线 400-811-1110') }),
      ]),
    ],
  }),
};
