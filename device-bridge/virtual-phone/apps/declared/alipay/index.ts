// Alipay: money of one's own, to others and for everyday services. Every payment ends at the password keypad.
import * as ui from '../../toolkit/index.js';
import { billPages } from './bills.js';
import { dataOf } from './data.js';
import { lifePages } from './life.js';
import { type AlipayState, blue, type Routes } from './model.js';
import { moneyPages } from './money.js';
import { peoplePages } from './people.js';
import { services, tilesOf } from './services.js';
import { homePart, mePart, messagesPart, type Part, wealthPart } from './tabs.js';

export const alipay = ui.declareApp<AlipayState, Routes>({
  identity: {
    packageName: 'com.eg.android.AlipayGphone',
    label: '支付宝',
    mainActivity: 'com.eg.android.AlipayGphone.AlipayLogin',
    versionName: '10.6.80.8000',
    versionCode: 1268,
    icon: { glyph: '支', hue: 214 },
  },
  palette: {
    brand: blue,
    background: '#f4f6fa',
    bar: 'brand',
    cards: 'rounded',
    radius: 10,
    buttons: 'rounded',
    titleAlign: 'left',
    ids: 'none',
  },
  data: dataOf,
  home: 'home',
  loading: ['bills', 'yuebao', 'utilities'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'home');
      const parts: Record<string, Part> = { wealth: wealthPart, messages: messagesPart, me: mePart };
      const unopened = state.packets.filter(({ status }) => status === 'unopened').length;
      const navigation = ui.navigation(tab, [
        ['home', '首页', 'home'],
        ['wealth', '理财', 'coin'],
        ['messages', '消息', 'message', unopened > 0 ? String(unopened) : undefined],
        ['me', '我的', 'user'],
      ]);
      return { list: tab.value, ...(parts[tab.value] ?? homePart)(state, act), navigation };
    },

    services: (state, params, act) => {
      const query = ui.bind(params, 'query', '');
      const word = query.value.trim();
      const found = services.filter(({ name }) => name.includes(word));
      const people = state.contacts.filter(({ name, realName }) => word !== '' && `${name}${realName}`.includes(word));
      return {
        bar: { field: { key: 'search-field', text: query, hint: '搜索服务、联系人', symbol: 'search' } },
        content: [
          found.length + people.length === 0 && ui.nothing('search', '没有找到相关服务', '换个关键词试试'),
          found.length > 0 && ui.heading('服务'),
          found.length > 0 && ui.grid('found', tilesOf(found, act), { columns: 4, card: true }),
          people.length > 0 && ui.heading('联系人'),
          ...people.map(({ id, name, realName, account }) =>
            ui.row(`contact:${id}`, name, {
              art: ui.face(realName, { round: true }),
              note: account,
              onTap: () => act.go('chat', { id }),
            }),
          ),
        ],
      };
    },

    ...billPages,
    ...moneyPages,
    ...peoplePages,
    ...lifePages,
  },
  open: (uri, act) => {
    const pages: Record<string, () => void> = {
      '20000003': () => act.go('bills', {}),
      '20000032': () => act.go('yuebao', {}),
      '20000056': () => act.go('payCode', {}),
      '20000193': () => act.go('utilities', {}),
    };
    pages[uri.searchParams.get('appId') ?? '']?.();
  },
});
