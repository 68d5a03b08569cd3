// The tabs of Alipay's first page: services, wealth, messages, oneself.
import * as ui from '../../toolkit/index.js';
import { type Act, type AlipayState, blue, exact } from './model.js';
import { services, tilesOf } from './services.js';

export type Part = (state: AlipayState, act: Act) => Pick<ui.Body, 'bar' | 'pinned' | 'content' | 'background'>;

export const homePart: Part = (state, act) => {
  const main = (key: string, title: string, symbol: string, onTap: () => void): ui.Tile => ({
    key,
    title,
    art: ui.tile(symbol, 214, { scale: 0.95 }),
    onTap,
  });
  return {
    bar: {
      lead: { text: '上海', onTap: () => act.toast('当前城市：上海') },
      search: { hint: '搜索服务、联系人', onTap: () => act.go('services', {}, 'search-field') },
    },
    content: [
      ui.grid(
        'main',
        [
          main('scan', '扫一扫', 'scan', () => act.alert('扫一扫', '请允许支付宝使用相机')),
          main('pay-code', '收付款', 'qr', () => act.go('payCode', {})),
          main('travel', '出行', 'bus', () => act.alert('出行', '上海公共交通乘车码已开通')),
          main('cards', '卡包', 'card', () => act.go('cards', {})),
        ],
        { columns: 4, card: true },
      ),
      ui.grid(
        'services',
        [
          ...tilesOf(services.slice(0, 14), act),
          {
            key: 'more',
            title: '更多',
            art: ui.tile('grid', 220, { scale: 0.92 }),
            onTap: () => act.go('services', {}),
          },
        ],
        { card: true },
      ),
      ui.banner({ key: 'campaign', title: '月底缴费享立减', hue: 210, onTap: () => act.go('utilities', {}) }),
      ui.card('reminder', '生活缴费提醒', {
        art: ui.tile('bell', 35),
        note: `有 ${state.utilities.filter(({ dueFen }) => dueFen > 0).length} 笔待缴费`,
        arrow: true,
        onTap: () => act.go('utilities', {}),
      }),
      ui.card('bills', '最近账单', {
        art: ui.tile('list', 214),
        note: state.bills[0] ? `${state.bills[0].title} ¥${exact(state.bills[0].fen)}` : '暂无账单',
        arrow: true,
        onTap: () => act.go('bills', {}),
      }),
    ],
  };
};

export const wealthPart: Part = (state, act) => ({
  bar: { title: '理财' },
  content: [
    ui.figure(state.settings.hideAmounts ? '****' : exact(state.yuebaoFen + state.balanceFen), '总资产（元）', {
      key: 'assets',
      sizeDp: 34,
    }),
    ui.card('yuebao', '余额宝', {
      art: ui.tile('coin', 25),
      note: `七日年化 ${(state.yuebaoRate / 100).toFixed(4)}%`,
      value: state.settings.hideAmounts ? '****' : `¥${exact(state.yuebaoFen)}`,
      arrow: true,
      onTap: () => act.go('yuebao', {}),
    }),
    ui.card('balance', '余额', {
      art: ui.tile('wallet', 205),
      value: state.settings.hideAmounts ? '****' : `¥${exact(state.balanceFen)}`,
      arrow: true,
      onTap: () => act.go('balance', {}),
    }),
    ui.heading('稳健理财'),
    ...[
      ['稳健三十天持有期', '近一年 3.12%'],
      ['短债优选', '近一年 2.86%'],
      ['沪深300指数增强', '近一年 -4.35%'],
    ].map(([name = '', rate = '']) =>
      ui.card(`fund:${name}`, name, {
        note: '基金 · 历史业绩不代表未来',
        value: rate,
        onTap: () => act.alert(name, '购买前请先完成风险测评'),
      }),
    ),
  ],
});

export const messagesPart: Part = (state, act) => {
  const unopened = state.packets.find(({ status }) => status === 'unopened');
  return {
    bar: { title: '消息' },
    background: '#ffffff',
    content: [
      unopened &&
        ui.row('packet', `${unopened.who}发来红包`, {
          art: ui.tile('gift', 5),
          note: unopened.blessing,
          badge: '1',
          onTap: () => act.go('packets', {}),
        }),
      ui.row('service', '服务提醒', {
        art: ui.tile('bell', 214),
        note: `芝麻分已更新为 ${state.sesameScore}`,
        onTap: () => act.go('sesame', {}),
      }),
      ...state.contacts.map(({ id, name, realName }) =>
        ui.row(`chat:${id}`, name, {
          art: ui.face(realName, { round: true }),
          note: state.chats[id]?.at(-1)?.text ?? '你们已是好友',
          onTap: () => act.go('chat', { id }),
        }),
      ),
    ],
  };
};

export const mePart: Part = (state, act) => {
  const shown = (fen: number): string => (state.settings.hideAmounts ? '****' : `¥${exact(fen)}`);
  const entry = (key: string, title: string, symbol: string, value: string, onTap: () => void): ui.Block =>
    ui.row(key, title, { art: ui.sign(symbol, blue), value, arrow: true, onTap });
  return {
    bar: { title: '我的', actions: [ui.action('gear', '设置', () => act.go('settings', {}))] },
    content: [
      ui.card('profile', state.nickname, {
        art: ui.face(state.nickname, { round: true }),
        artDp: 56,
        bold: true,
        note: '138****0921 · 黄金会员',
        onTap: () => act.go('settings', {}),
      }),
      ui.group('money', [
        entry('bills', '账单', 'list', '', () => act.go('bills', {})),
        entry('balance', '余额', 'wallet', shown(state.balanceFen), () => act.go('balance', {})),
        entry('yuebao', '余额宝', 'coin', shown(state.yuebaoFen), () => act.go('yuebao', {})),
        entry('huabei', '花呗', 'tag', `本月应还 ${shown(state.huabei.dueFen)}`, () => act.go('huabei', {})),
        entry('cards', '银行卡', 'card', `${state.cards.length} 张`, () => act.go('cards', {})),
      ]),
      ui.group('more', [
        entry('sesame', '芝麻信用', 'medal', String(state.sesameScore), () => act.go('sesame', {})),
        entry('packets', '红包', 'gift', '', () => act.go('packets', {})),
        entry('forest', '蚂蚁森林', 'sparkle', `${state.forest.grams}g`, () => act.go('forest', {})),
        entry('help', '我的客服', 'help', '', () => act.alert('我的客服', '客服热线 95188')),
      ]),
    ],
  };
};
