// For tests of skills: a map with guidance, and an app that hails cars, which are none of the phone's own.
import {
  bigButton,
  bind,
  card,
  chips,
  declareApp,
  figure,
  map,
  nothing,
  paragraph,
  row,
} from '../../virtual-phone/apps/toolkit/index.js';

const places = [
  '北京南站',
  '北京站',
  '首都国际机场T3航站楼',
  '天安门广场',
  '国贸大厦',
  '三里屯太古里',
  '中关村软件园',
  '颐和园东宫门',
];

const found = (query: string) => (query.trim() === '' ? [] : places.filter((name) => name.includes(query.trim())));

export interface MapState {
  guidance: { from: string; to: string } | undefined;
}

interface MapRoutes {
  home: Record<string, never>;
  search: { query?: string; slot?: 'from' };
  place: { name: string };
  route: { to: string; from: string };
  guidance: { to: string };
}

export const maps = declareApp<{ from: string; guided: string[] }, MapRoutes>({
  identity: {
    packageName: 'com.baidu.BaiduMap',
    label: '百度地图',
    mainActivity: 'com.baidu.baidumaps.MapsActivity',
    versionName: '20',
    versionCode: 20,
  },
  palette: { brand: '#3385ff', ids: 'shrunk' },
  data: () => ({ from: '我的位置', guided: [] }),
  home: 'home',
  pages: {
    home: (_, __, act) => ({
      bar: { search: { hint: '搜地点、查公交、找路线', onTap: () => act.go('search', {}) } },
      content: [map({ key: 'map', hue: 90, pins: [], heightDp: 500 })],
    }),
    search: (state, params, act) => ({
      bar: {
        field: {
          key: 'q',
          text: bind(params, 'query', ''),
          hint: '搜地点、查公交、找路线',
        },
      },
      content: found(params.query ?? '').map((name) =>
        row(`place:${name}`, name, {
          note: '北京市',
          onTap: () => {
            if (params.slot !== 'from') return act.replace('place', { name });
            state.from = name;
            act.back();
          },
        }),
      ),
    }),
    place: (_, { name }, act) => ({
      bar: { title: name },
      content: [
        map({ key: 'map', hue: 90, pins: [{ key: 'p', x: 0.5, y: 0.5, text: name }], heightDp: 380 }),
        paragraph(`${name}，北京市`),
      ],
      bottom: [bigButton('way', '路线', () => act.go('route', { to: name, from: '我的位置' }))],
    }),
    route: (state, { to }, act) => ({
      bar: { title: '驾车' },
      content: [
        row('from', state.from, { onTap: () => act.go('search', { slot: 'from' }) }),
        row('to', '终点', { value: to }),
        chips('mode', ['驾车', '步行', '骑行', '公交'], { value: '驾车', set: () => {} }),
        figure('35分钟', '12.5公里 红绿灯18个'),
      ],
      bottom: [bigButton('start', '开始导航', () => act.go('guidance', { to }))],
    }),
    guidance: (state, { to }, act) => {
      if (!state.guided.includes(`${state.from}→${to}`)) state.guided.push(`${state.from}→${to}`);
      return {
        content: [figure('300米', '前方右转进入长安街'), map({ key: 'map', hue: 90, pins: [], heightDp: 400 })],
        bottom: [bigButton('stop', '退出导航', () => act.home())],
      };
    },
  },
});

interface RideRoutes {
  home: Record<string, never>;
  search: { slot: 'from' | 'to'; query?: string };
  offer: Record<string, never>;
}

export const rides = declareApp<{ from: string; to: string; at: string; called: number }, RideRoutes>({
  identity: {
    packageName: 'cn.caocaokeji.user',
    label: '曹操出行',
    mainActivity: 'cn.caocaokeji.user.MainActivity',
    versionName: '6',
    versionCode: 6,
  },
  palette: { brand: '#22c655', cards: 'outlined' },
  data: () => ({ from: '国贸大厦', to: '', at: '', called: 0 }),
  home: 'home',
  pages: {
    home: (state, _, act) => ({
      bar: { title: '曹操出行' },
      content: [
        map({ key: 'map', hue: 120, pins: [], heightDp: 280 }),
        // Without a name, as such apps have it.
        row('from', state.from, { arrow: true, onTap: () => act.go('search', { slot: 'from' }) }),
        row('to', '您要去哪儿', { arrow: true, onTap: () => act.go('search', { slot: 'to' }) }),
        row('at', '用车时间', {
          value: state.at || '现在',
          arrow: true,
          onTap: () =>
            act.pickTime('用车时间', { hour: 9, minute: 0 }, ({ hour, minute }) => {
              state.at = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
            }),
        }),
      ],
    }),
    search: (state, params, act) => {
      const list = found(params.query ?? '');
      return {
        bar: {
          field: {
            key: 'q',
            text: bind(params, 'query', ''),
            hint: params.slot === 'to' ? '请输入目的地' : '请输入上车地点',
          },
        },
        content:
          list.length === 0
            ? [nothing('pin', '输入地点')]
            : list.map((name) =>
                row(`place:${name}`, name, {
                  onTap: () => {
                    state[params.slot] = name;
                    if (params.slot === 'to') act.replace('offer', {});
                    else act.back();
                  },
                }),
              ),
      };
    },
    offer: (state, _, act) => ({
      bar: { title: '确认用车' },
      content: [
        paragraph(`${state.from} → ${state.to}`),
        paragraph(`${state.at || '现在'} 出发`),
        card('car:eco', '惠选', { note: '约3分钟到达', price: '¥38.5', selected: true }),
        card('car:best', '专车', { note: '约6分钟到达', price: '¥62' }),
      ],
      bottom: [
        bigButton('call', '立即叫车', () => {
          state.called += 1;
          act.toast('正在为您呼叫车辆');
        }),
      ],
    }),
  },
});
