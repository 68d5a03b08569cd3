// For tests of skills: an app of journeys and stays that is none of the phone's own. Places beside a sign that swaps them,
// without names; a calendar over months; lists that say prices.

import {
  addDays,
  type Block,
  bigButton,
  bind,
  card,
  dayText,
  declareApp,
  grid,
  nothing,
  row,
  tile,
  weekdayOf,
} from '../../virtual-phone/apps/toolkit/index.js';
import { cellOf } from '../../virtual-phone/apps/toolkit/kit.js';
import { box, cutRow } from '../../virtual-phone/ui/geometry.js';
import { label } from '../../virtual-phone/ui/views.js';

export interface TripsState {
  from: string;
  to: string;
  day: string;
  city: string;
  stay: string[];
  searches: string[];
}

interface Routes {
  home: Record<string, never>;
  trains: Record<string, never>;
  hotels: Record<string, never>;
  cities: { slot: 'from' | 'to' | 'city'; query?: string };
  trainList: Record<string, never>;
  hotelList: Record<string, never>;
}

const cities = [
  '北京',
  '上海',
  '广州',
  '深圳',
  '杭州',
  '南京',
  '成都',
  '武汉',
  '西安',
  '重庆',
  '苏州',
  '天津',
  '长沙',
  '青岛',
  '大连',
  '厦门',
  '昆明',
  '哈尔滨',
];

/** "北京 ⇄ 上海": texts to touch, with nothing that says which is which. */
function ends(from: string, to: string, onFrom: () => void, onTo: () => void, onSwap: () => void): Block {
  return (kit) =>
    cellOf('ends', kit.dp(64), (bounds) => {
      const [left, middle, right] = cutRow(bounds, ['fill', kit.dp(60), 'fill']);
      const style = { textSizePx: kit.size(22), bold: true, align: 'center' } as const;
      const children = [
        label('ends/a', left, from, style, { onTap: kit.touch(onFrom) }),
        label('ends/swap', middle, '⇄', style, { contentDescription: '交换', onTap: kit.touch(onSwap) }),
        label('ends/b', right, to, style, { onTap: kit.touch(onTo) }),
      ];
      return { ...label('ends', box(bounds[0], bounds[1], bounds[2] - bounds[0], kit.dp(64)), '', {}), children };
    });
}

export const trips = declareApp<TripsState, Routes>({
  identity: {
    packageName: 'com.tongcheng.android',
    label: '同程旅行',
    mainActivity: 'com.tongcheng.android.MainActivity',
    versionName: '11.0',
    versionCode: 1100,
  },
  palette: { brand: '#0aa344', ids: 'none', cards: 'raised', buttons: 'square' },
  data: () => ({ from: '北京', to: '上海', day: '', city: '上海', stay: [], searches: [] }),
  home: 'home',
  pages: {
    home: (_, __, act) => ({
      bar: { title: '同程旅行' },
      content: [
        grid('services', [
          { key: 'hotel', title: '酒店住宿', art: tile('酒', 20), onTap: () => act.go('hotels', {}) },
          { key: 'train', title: '火车票', art: tile('火', 200), onTap: () => act.go('trains', {}) },
          { key: 'flight', title: '机票', art: tile('机', 210), onTap: () => act.toast('机票维护中') },
        ]),
        nothing('compass', '下一站去哪儿'),
      ],
    }),
    trains: (state, _, act) => {
      const day = state.day || act.today();
      return {
        bar: { title: '火车票' },
        content: [
          ends(
            state.from,
            state.to,
            () => act.go('cities', { slot: 'from' }),
            () => act.go('cities', { slot: 'to' }),
            () => {
              [state.from, state.to] = [state.to, state.from];
            },
          ),
          row('day', '出发日期', {
            value: `${dayText(day)} ${weekdayOf(day)}`,
            arrow: true,
            onTap: () =>
              act.pickDay('选择日期', day, act.today(), (picked) => {
                state.day = picked;
              }),
          }),
          bigButton('find', '查询车票', () => {
            state.searches.push(`${state.from}-${state.to} ${day}`);
            act.go('trainList', {});
          }),
        ],
      };
    },
    trainList: (state) => ({
      bar: { title: `${state.from} - ${state.to}` },
      content: [6, 8, 9, 11, 14, 17, 19, 21, 22].map((hour, index) =>
        card(`train:${index}`, `${String(hour).padStart(2, '0')}:0${index} - ${hour + 2}:3${index % 10}`, {
          note: `G${101 + index} ${state.from}站 - ${state.to}站`,
          price: `¥${400 + index * 20}`,
        }),
      ),
    }),
    hotels: (state, _, act) => {
      const [first, last] = [state.stay[0] ?? act.today(), state.stay[1] ?? addDays(act.today(), 1)];
      return {
        bar: { title: '酒店' },
        content: [
          row('city', '目的地', { value: state.city, arrow: true, onTap: () => act.go('cities', { slot: 'city' }) }),
          row('stay', '入住离店', {
            value: `${dayText(first)} - ${dayText(last)}`,
            arrow: true,
            onTap: () =>
              act.pickDays('选择日期', [first, last], act.today(), (from, to) => {
                state.stay = [from, to];
              }),
          }),
          bigButton('find', '搜索酒店', () => {
            state.searches.push(`${state.city} ${first} ${last}`);
            act.go('hotelList', {});
          }),
        ],
      };
    },
    hotelList: (state) => ({
      bar: { title: `${state.city}酒店` },
      content: ['如家', '全季', '亚朵', '汉庭'].map((name, index) =>
        card(`hotel:${index}`, `${name}酒店（${state.city}火车站店）`, {
          note: `4.${6 + index}分 很好`,
          price: `¥${189 + 90 * index}`,
        }),
      ),
    }),
    cities: (state, params, act) => {
      const { slot, query = '' } = params;
      const choose = (name: string) => (): void => {
        state[slot] = name;
        act.back();
      };
      const found = cities.filter((name) => name.includes(query.trim()));
      return {
        bar: {
          field: {
            key: 'city',
            text: bind(params, 'query', ''),
            hint: '城市/车站',
          },
        },
        content:
          found.length === 0
            ? [nothing('search', '没有找到')]
            : found.map((name) => row(`city:${name}`, name, { onTap: choose(name) })),
      };
    },
  },
});
