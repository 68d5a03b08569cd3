// The three tabs of DiDi's first page: hailing, trips, oneself.
import { yuan } from '../../shop/wording.js';
import * as ui from '../../toolkit/index.js';
import { type Act, type DidiState, type Routes, statusText } from './state.js';

export function ridePart(state: DidiState, params: Routes['home'], act: Act): Pick<ui.Body, 'bar' | 'content'> {
  const from = params.from ?? state.here;
  const departs = params.departs ?? '';
  const later = (): void => {
    act.pickDay('出发日期', act.today(), act.today(), (day) =>
      act.pickTime('出发时间', { hour: 9, minute: 0 }, ({ hour, minute }) => {
        const two = (value: number): string => String(value).padStart(2, '0');
        params.departs = `${day} ${two(hour)}:${two(minute)}`;
      }),
    );
  };
  const quick = (key: string, name: string, text: string): ui.Block =>
    ui.row(key, text, {
      note: name,
      arrow: true,
      onTap: () => act.go('quotes', { trip: { from, to: name, departs } }),
    });
  return {
    bar: { lead: { text: '上海', onTap: () => act.toast('已开通 400 多个城市') }, title: '' },
    content: [
      ui.map({
        key: 'city',
        hue: 30,
        heightDp: 260,
        pins: [{ key: 'here', x: 0.5, y: 0.55, text: '您在这里', color: '#ff6435' }],
      }),
      ui.group('trip', [
        ui.row('from', from, {
          art: ui.sign('locate', '#2fb34a'),
          onTap: () => act.go('place', { field: 'from', departs }, 'place-search'),
        }),
        ui.row('to', '您要去哪儿', {
          art: ui.sign('pin', '#ff6435'),
          bold: true,
          onTap: () => act.go('place', { field: 'to', from, departs }, 'place-search'),
        }),
        ui.row('departs', departs || '现在出发', { art: ui.sign('clock'), arrow: true, onTap: later }),
      ]),
      ui.group('quick', [quick('home', state.home, '回家'), quick('company', state.company, '去公司')]),
      ui.grid(
        'services',
        ['顺风车', '代驾', '骑行', '租车'].map((title, index) => {
          return {
            key: title,
            title,
            art: ui.tile(['users', 'car', 'bike', 'card'][index] ?? 'car', 20 + index * 70),
            onTap: () => act.toast(`${title}暂未开通`),
          };
        }),
      ),
    ],
  };
}

export function tripsPart(state: DidiState, act: Act): Pick<ui.Body, 'bar' | 'content'> {
  return {
    bar: { title: '我的行程', large: true },
    content: [
      state.rides.length === 0 && ui.nothing('route', '还没有行程'),
      ...state.rides.map((ride) =>
        ui.card(`ride:${ride.id}`, `${ride.from} → ${ride.to}`, {
          titleLines: 2,
          note: [ride.kind, ride.departs].filter(Boolean).join(' · '),
          lines: [statusText[ride.status]],
          value: `¥${yuan(ride.fen)}`,
          onTap: () => act.go('ride', { id: ride.id }),
        }),
      ),
    ],
  };
}

export function mePart(state: DidiState, act: Act): Pick<ui.Body, 'bar' | 'content'> {
  const spent = state.rides.filter(({ status }) => status === 'paid').reduce((sum, { fen }) => sum + fen, 0);
  return {
    bar: { title: '我的', large: true },
    content: [
      ui.card('profile', '陈先生', { art: ui.face('陈', { round: true }), note: '黄金会员 · 138****0921' }),
      ui.facts('figures', [
        { text: String(state.rides.length), note: '行程' },
        { text: `¥${yuan(spent)}`, note: '累计支付' },
        { text: String(state.coupons.length), note: '优惠券', onTap: () => act.go('coupons', {}) },
      ]),
      ui.group('more', [
        ui.row('coupons', '优惠券', {
          arrow: true,
          value: `${state.coupons.length} 张`,
          onTap: () => act.go('coupons', {}),
        }),
        ui.row('home', '家', {
          value: state.home,
          arrow: true,
          onTap: () => act.go('place', { field: 'home' }, 'place-search'),
        }),
        ui.row('company', '公司', {
          value: state.company,
          arrow: true,
          onTap: () => act.go('place', { field: 'company' }, 'place-search'),
        }),
        ui.row('contacts', '紧急联系人', {
          value: state.contacts.join('、'),
          arrow: true,
          onTap: () => act.toast('已设置 1 位紧急联系人'),
        }),
      ]),
    ],
  };
}
