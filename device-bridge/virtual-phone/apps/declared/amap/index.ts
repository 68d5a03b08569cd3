// Amap: places and ways to them, navigation, and rides. What is being navigated to stands in the state.
import * as ui from '../../toolkit/index.js';
import { here, nearbyKinds, placesOf } from './data.js';
import { mePart, minePages } from './mine.js';
import { type Act, type AmapState, goTo, metresBetween, type Routes } from './model.js';
import { navigationNotice, routePages } from './routes.js';
import { matches, placeCard, searchPages } from './search.js';

const kindSymbols = [
  'food',
  'cup',
  'hotel',
  'battery',
  'car',
  'sparkle',
  'train',
  'card',
  'cart',
  'plus-circle',
  'user',
];

export const amap = ui.declareApp<AmapState, Routes>({
  identity: {
    packageName: 'com.autonavi.minimap',
    label: '高德地图',
    mainActivity: 'com.autonavi.map.activity.NewMapActivity',
    versionName: '15.12.0',
    versionCode: 151200,
    icon: { glyph: 'route', hue: 208 },
  },
  palette: {
    brand: '#1a73ff',
    accent: '#ff6a00',
    background: '#f2f4f8',
    cards: 'raised',
    radius: 14,
    tabs: 'pill',
    ids: 'shrunk',
  },
  data: (random) => {
    const places = placesOf(random);
    const id = (name: string): string => places.find((place) => place.name.startsWith(name))?.id ?? '';
    const none = { from: '', to: '', toName: '', by: '', way: '', metres: 0, minutes: 0, startedAt: 0 };
    return {
      places,
      favourites: [id('武康大楼'), id('世纪公园'), id('环球港')],
      home: id('玫瑰坊'),
      company: random.chance(0.5) ? id('张江') : '',
      searches: ['上海虹桥站', '充电站'],
      route: { from: '', to: '' },
      navigation: { ...none, active: false },
      trips: [],
      rides: [],
      settings: {
        avoidTolls: false,
        avoidHighways: false,
        avoidJams: true,
        voice: '普通话女声',
        night: false,
        plate: '',
      },
    };
  },
  home: 'home',
  loading: ['results', 'route'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'home');
      const navigation = ui.navigation(tab, [
        ['home', '首页', 'home'],
        ['nearby', '附近', 'compass'],
        ['me', '我的', 'user'],
      ]);
      const part = { home: homePart, nearby: nearbyPart, me: mePart }[tab.value];
      return { navigation, list: tab.value, ...part(state, act, params) };
    },
    ...searchPages,
    ...routePages,
    ...minePages,
  },
  open: (uri, act, state) => {
    const query = uri.searchParams.get('keywords') ?? uri.searchParams.get('dname');
    const found = query ? matches(state, query)[0] : undefined;
    if (query && uri.pathname.includes('route') && found) goTo(state, act, found.id);
    else if (query) act.go('results', { query });
  },
});

function homePart(state: AmapState, act: Act): ui.Body {
  const shown = state.places.filter((place) => metresBetween(here, place) < 3300 && place.kind === '景点');
  const to = (which: 'home' | 'company') => (): void =>
    state[which] === '' ? act.go('search', { purpose: which }, 'search-field') : goTo(state, act, state[which]);
  const plan = (by: 'car' | 'transit' | 'walk' | 'bike' | 'taxi') => (): void => {
    ui.set(state, { route: { from: here.id, to: '' } });
    act.go('route', { by });
  };
  const tiles: ui.Tile[] = [
    { key: 'home', title: '回家', art: ui.tile('home', 26), onTap: to('home') },
    { key: 'company', title: '去公司', art: ui.tile('hotel', 205), onTap: to('company') },
    { key: 'taxi', title: '打车', art: ui.tile('car', 150), onTap: plan('taxi') },
    { key: 'car', title: '驾车', art: ui.tile('route', 214), onTap: plan('car') },
    { key: 'transit', title: '公交地铁', art: ui.tile('bus', 230), onTap: plan('transit') },
    { key: 'bike', title: '骑行', art: ui.tile('bike', 100), onTap: plan('bike') },
    { key: 'walk', title: '步行', art: ui.tile('walk', 340), onTap: plan('walk') },
    { key: 'kept', title: '收藏夹', art: ui.tile('star', 44), onTap: () => act.go('favourites', {}) },
    { key: 'fuel', title: '加油站', art: ui.tile('battery', 10), onTap: () => act.go('results', { query: '加油站' }) },
    { key: 'parking', title: '停车场', art: ui.tile('P', 214), onTap: () => act.go('results', { query: '停车场' }) },
  ];
  return {
    content: [
      ui.map({
        key: 'map',
        hue: 214,
        heightDp: 330,
        pins: [
          { key: 'here', x: 0.5, y: 0.6, symbol: 'locate', color: '#1a73ff' },
          ...shown.map((place) => ({
            key: place.id,
            x: 0.5 + place.x / 8400,
            y: 0.6 - place.y / 5200,
            text: place.name.slice(0, 6),
            color: '#f08c2e',
            onTap: () => act.go('place', { id: place.id }),
          })),
        ],
      }),
      navigationNotice(state, act),
      ui.card('search', '搜索地点、公交、地铁', {
        art: ui.sign('search', '#1a73ff'),
        artDp: 28,
        faded: true,
        onTap: () => act.go('search', {}, 'search-field'),
      }),
      ui.grid('services', tiles, { columns: 5, card: true }),
      ui.heading('附近热门', {
        more: { text: '更多', onTap: () => act.go('results', { query: '景点', sort: '好评优先' }) },
      }),
      ...matches(state, '景点')
        .slice(0, 8)
        .map((place) => placeCard(place, act, state)),
    ],
  };
}

function nearbyPart(state: AmapState, act: Act, params: Routes['home']): ui.Body {
  const kind = ui.bind(params, 'kind', '美食');
  const found = state.places.filter((place) => place.kind === kind.value);
  const tiles = nearbyKinds.slice(0, 10).map((name, at) => ({
    key: name,
    title: name,
    art: ui.tile(kindSymbols[at] ?? 'pin', 10 + at * 37, { round: true }),
    onTap: () => kind.set(name),
  }));
  return {
    bar: { search: { hint: '搜索附近的美食、酒店、景点', onTap: () => act.go('search', {}, 'search-field') } },
    feed: { size: 12 },
    content: [
      ui.grid('kinds', tiles, { columns: 5, card: true }),
      ui.heading(`附近的${kind.value}`, {
        more: { text: '筛选', onTap: () => act.go('results', { query: kind.value }) },
      }),
      ...found
        .toSorted((a, b) => metresBetween(here, a) - metresBetween(here, b))
        .map((place) => placeCard(place, act, state)),
    ],
  };
}
