// 12306: train tickets between stations on a day, up to the payment, and what becomes of them later.
import * as ui from '../../toolkit/index.js';
import { bookingPages } from './booking.js';
import { cities, trainsOf } from './data.js';
import { mePart, minePages } from './mine.js';
import { type Act, type Order, type Passenger, queryDay, type RailwayState, type Routes } from './model.js';
import { orderPages, ordersPart } from './orders.js';
import { ticketPages } from './tickets.js';

const people = ui.table(`
林晓雨 | 成人 | 3101**********2286 | 138****0000
林建国 | 成人 | 3101**********1953 | 139****2210
陈芳 | 成人 | 3302**********6027 | 136****7745
林小满 | 学生 | 3101**********4418 | 150****3392
林豆豆 | 儿童 | 3101**********9915 | 138****0000
`);

/** A ticket that was there before: from the timetable of the day it is for. */
function bought(seed: number, at: number, from: string, to: string, day: string, status: Order['status']): Order {
  const train = trainsOf(seed, from, to, day)[at * 3 + 2];
  const seat = train?.seats[0];
  return {
    id: `E${90_000 + at}`,
    isStandby: false,
    train: train?.no ?? '',
    from: train?.from ?? from,
    to: train?.to ?? to,
    departs: train?.departs ?? '',
    arrives: train?.arrives ?? '',
    day,
    seat: seat?.name ?? '',
    places: [`0${at + 3}车1${at}A号`],
    passengers: ['林晓雨'],
    fen: seat?.fen ?? 0,
    status,
    refundFen: 0,
    changedFrom: '',
  };
}

export const railway = ui.declareApp<RailwayState, Routes>({
  identity: {
    packageName: 'com.MobileTicket',
    label: '铁路12306',
    mainActivity: 'com.MobileTicket.ui.activity.MainActivity',
    versionName: '5.9.0.6',
    versionCode: 590,
    icon: { glyph: 'train', hue: 212 },
  },
  palette: {
    brand: '#2f7fe0',
    accent: '#ff7a00',
    background: '#eef3f9',
    bar: 'brand',
    radius: 6,
    buttons: 'rounded',
    chips: 'outlined',
    text: '#1f2a3c',
  },
  data: (random, seed) => ({
    seed,
    query: { from: '上海', to: random.pick(['杭州', '南京', '苏州']), day: '', fastOnly: false, student: false },
    history: [
      { from: '上海', to: '北京' },
      { from: '杭州', to: '上海' },
    ],
    passengers: people.map(
      ([name = '', type = '', idCard = '', phone = ''], at): Passenger => ({
        id: `m${at + 1}`,
        name,
        type,
        idCard,
        phone,
      }),
    ),
    orders: [
      bought(seed, 1, '上海', '北京', '+6', 'paid'),
      bought(seed, 2, '上海', '杭州', '+1', 'paid'),
      bought(seed, 3, '南京', '上海', '-18', 'travelled'),
      bought(seed, 4, '上海', '黄山', '-52', 'travelled'),
    ],
    settings: { notify: true, alipay: false, faceLogin: true, elder: false },
    digitsEntered: 0,
  }),
  home: 'home',
  loading: ['trains'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'home');
      const unpaid = state.orders.filter(({ status }) => status === 'unpaid').length;
      const navigation = ui.navigation(tab, [
        ['home', '首页', 'train'],
        ['orders', '订单', 'list', unpaid > 0 ? String(unpaid) : ''],
        ['me', '我的', 'user'],
      ]);
      if (tab.value === 'orders') {
        const shelf = ui.bind(params, 'orders', '未出行');
        return { navigation, ...ordersPart(state, act, shelf) };
      }
      return { navigation, list: tab.value, ...(tab.value === 'me' ? mePart(state, act) : homePart(state, act)) };
    },
    ...ticketPages,
    ...bookingPages,
    ...orderPages,
    ...minePages,
  },
  open: (uri, act, state) => {
    const [from, to] = [uri.searchParams.get('from'), uri.searchParams.get('to')];
    const isKnown = (place: string | null): place is string =>
      cities.some(({ name, stations }) => name === place || stations.includes(place ?? ''));
    if (!isKnown(from) || !isKnown(to)) return;
    ui.set(state.query, { from, to });
    act.go('trains', {});
  },
});

function homePart(state: RailwayState, act: Act): ui.Body {
  const { query } = state;
  const day = queryDay(state, act);
  const away = ui.daysBetween(act.today(), day);
  const search = (): void => {
    const { from, to } = query;
    if (from === to) {
      act.toast('出发地和目的地不能相同');
      return;
    }
    state.history = [{ from, to }, ...state.history.filter((one) => one.from !== from || one.to !== to)].slice(0, 6);
    act.go('trains', {});
  };
  const station = (which: 'from' | 'to'): void => act.go('station', { which }, 'station-field');
  const soon = (): void => act.toast('服务维护中，请稍后再试');
  const tiles: ui.Tile[] = [
    { key: 'timetable', title: '时刻表', art: ui.tile('clock', 210), onTap: () => act.go('timetable', {}) },
    { key: 'board', title: '车站大屏', art: ui.tile('tv', 260), onTap: () => act.go('board', {}) },
    { key: 'passengers', title: '乘车人', art: ui.tile('users', 150), onTap: () => act.go('passengers', {}) },
    { key: 'meal', title: '餐饮特产', art: ui.tile('food', 30), onTap: soon },
    { key: 'car', title: '约车', art: ui.tile('car', 190), onTap: soon },
  ];
  return {
    bar: { title: '铁路12306' },
    content: [
      ui.banner({ key: 'campaign', title: '平安出行 温暖回家', hue: 212, heightDp: 96 }),
      ui.group('query', [
        ui.fromTo(query, '#2f7fe0', station),
        ui.row('day', `${ui.dayText(day)} ${ui.weekdayOf(day)}`, {
          bold: true,
          value: ['今天', '明天', '后天'][away] ?? `${away}天后`,
          arrow: true,
          onTap: () => act.pickDay('选择日期', day, act.today(), (next) => ui.set(query, { day: next })),
        }),
        ui.row('fast', '高铁动车', { control: ui.toggle(ui.bind(query, 'fastOnly'), '高铁动车') }),
        ui.row('student', '学生票', { control: ui.toggle(ui.bind(query, 'student'), '学生票') }),
        ui.bigButton('go', '查询车票', search),
        ui.chips(
          'history',
          state.history.map(({ from, to }) => ({ key: `${from}-${to}`, text: `${from}--${to}` })),
          {
            value: '',
            set: (pair) => {
              const [from = '', to = ''] = pair.split('-');
              ui.set(query, { from, to });
            },
          },
          { oneLine: true },
        ),
      ]),
      ui.grid('services', tiles, { columns: 5, card: true }),
      ui.heading('温馨提示'),
      ui.card('tip1', '候补购票更方便', {
        note: '无票时提交候补订单，有退票时自动为您购票',
        titleLines: 2,
        noteLines: 2,
      }),
      ui.card('tip2', '请携带有效身份证件', { note: '须凭购票时所使用的身份证件原件进站乘车', noteLines: 2 }),
    ],
  };
}
