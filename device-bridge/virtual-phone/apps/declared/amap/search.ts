// Finding places: the search with its history, lists by word or kind, and the page of one place.
import * as ui from '../../toolkit/index.js';
import { here, nearbyKinds, type Place } from './data.js';
import {
  type Act,
  type AmapState,
  goTo,
  isOpen,
  metresBetween,
  type Pages,
  type Purpose,
  placeOf,
  priceText,
} from './model.js';

const hints: Record<Purpose, string> = {
  open: '搜索地点、公交、地铁',
  from: '输入起点',
  to: '输入终点',
  home: '设置家的地址',
  company: '设置公司地址',
};
const withins: Record<string, number> = { '1km内': 1000, '3km内': 3000, '5km内': 5000, 不限: Number.POSITIVE_INFINITY };
const orders: Record<string, (a: Place, b: Place) => number> = {
  距离最近: (a, b) => metresBetween(here, a) - metresBetween(here, b),
  好评优先: (a, b) => b.score - a.score,
  价格最低: (a, b) => a.fen - b.fen,
};

/** Names that start with the word come first, then names that hold it, then places of that kind or address. */
export function matches(state: AmapState, query: string): Place[] {
  const word = query.trim();
  const found = state.places.filter(({ name, kind, area, address }) =>
    `${name} ${kind} ${area} ${address}`.includes(word),
  );
  const rank = ({ name }: Place): number => (name.startsWith(word) ? 0 : name.includes(word) ? 1 : 2);
  return found.toSorted((a, b) => rank(a) - rank(b) || metresBetween(here, a) - metresBetween(here, b));
}

export function placeCard(place: Place, act: Act, state: AmapState): ui.Block {
  const away = ui.distanceText(metresBetween(here, place));
  return ui.card(`place:${place.id}`, place.name, {
    art: ui.photo(sceneOf(place), place.hue),
    artDp: 64,
    note: [`${place.score.toFixed(1)}分`, priceText(place), place.kind].filter(Boolean).join(' · '),
    lines: [`${away} · ${place.address}`, `${isOpen(place, act.now()) ? '营业中' : '休息中'} ${place.note}`],
    control: ui.push('路线', () => goTo(state, act, place.id)),
    onTap: () => act.go('place', { id: place.id }),
  });
}

const scenes: Record<string, string> = { 美食: 'dish', 咖啡: 'drink', 酒店: 'room', 公园: 'forest', 景点: 'city' };
const sceneOf = ({ kind }: Place): string => scenes[kind] ?? 'building';

function remember(state: AmapState, text: string): void {
  state.searches = [text, ...state.searches.filter((other) => other !== text)].slice(0, 12);
}

export const searchPages: Pages<'search' | 'results' | 'place'> = {
  search: (state, params, act) => {
    const query = ui.bind(params, 'query', '');
    const purpose = params.purpose ?? 'open';
    const show = (wanted: string): void => {
      if (wanted.trim() === '') {
        act.toast('请输入搜索内容');
        return;
      }
      remember(state, wanted.trim());
      if (purpose === 'open') act.replace('results', { query: wanted.trim() });
      else query.set(wanted);
    };
    const choose = (place: Place): void => {
      if (purpose === 'open') {
        remember(state, place.name);
        act.go('place', { id: place.id });
        return;
      }
      if (purpose === 'home' || purpose === 'company') ui.set(state, { [purpose]: place.id });
      else ui.set(state.route, { [purpose]: place.id });
      act.back();
    };
    const suggestion = (place: Place): ui.Block =>
      ui.row(`found:${place.id}`, place.name, {
        art: ui.sign('pin'),
        artDp: 30,
        note: place.address,
        value: place === here ? '' : ui.distanceText(metresBetween(here, place)),
        onTap: () => choose(place),
      });
    const again = { value: '', set: show };
    const found = query.value.trim() === '' ? [] : matches(state, query.value).slice(0, 15);
    const kept = [...new Set([state.home, state.company, ...state.favourites])].filter(Boolean);
    return {
      bar: {
        field: { key: 'search-field', text: query, hint: hints[purpose], onSubmit: show },
        actions: [ui.textAction('搜索', () => show(query.value))],
      },
      content:
        query.value.trim() === ''
          ? [
              (purpose === 'from' || purpose === 'to') && suggestion(here),
              state.searches.length > 0 &&
                ui.heading('历史记录', { more: { text: '清空', onTap: () => ui.set(state, { searches: [] }) } }),
              state.searches.length > 0 && ui.chips('history', state.searches, again, { clear: true }),
              purpose === 'open' && ui.heading('搜周边'),
              purpose === 'open' && ui.chips('kinds', nearbyKinds, again, { clear: true }),
              kept.length > 0 && ui.heading('收藏的地点'),
              ...kept.map((id) => suggestion(placeOf(state, id))),
            ]
          : [found.length === 0 && ui.nothing('search', '未找到相关地点', '换个关键词试试'), ...found.map(suggestion)],
    };
  },

  results: (state, params, act) => {
    const sort = ui.bind(params, 'sort', '智能排序');
    const within = ui.bind(params, 'within', '不限');
    const wants = ui.bind(params, 'wants', []);
    const found = matches(state, params.query).filter(
      (place) =>
        metresBetween(here, place) <= (withins[within.value] ?? 0) &&
        (!wants.value.includes('营业中') || isOpen(place, act.now())) &&
        (!wants.value.includes('4.5分以上') || place.score >= 4.5),
    );
    return {
      bar: {
        search: { hint: hints.open, value: params.query, onTap: () => act.replace('search', { query: params.query }) },
      },
      pinned: [
        ui.tabs('sort', ['智能排序', ...Object.keys(orders)], sort),
        ui.chips('wants', ['营业中', '4.5分以上'], wants),
        ui.row('within', '附近范围', {
          value: within.value,
          arrow: true,
          titleDp: 13,
          onTap: () => act.pick('附近范围', Object.keys(withins), within),
        }),
      ],
      list: `${sort.value} ${within.value} ${wants.value.join()}`,
      feed: { size: 10, endText: '没有更多地点了' },
      content: [
        found.length === 0 && ui.nothing('search', '附近没有符合条件的地点', '试试扩大范围'),
        ...found.toSorted(orders[sort.value] ?? (() => 0)).map((place) => placeCard(place, act, state)),
      ],
    };
  },

  place: (state, { id }, act) => {
    const place = placeOf(state, id);
    const isKept = state.favourites.includes(id);
    const keep = (): void => {
      state.favourites = isKept ? state.favourites.filter((other) => other !== id) : [id, ...state.favourites];
      act.toast(isKept ? '已取消收藏' : '收藏成功');
    };
    const set = (which: 'home' | 'company', text: string): void => {
      ui.set(state, { [which]: id });
      act.toast(`已设为${text}`);
    };
    const more = (): void =>
      act.menu(place.name, [
        ['设为家', () => set('home', '家')],
        ['设为公司', () => set('company', '公司')],
        ['分享位置', () => act.toast('已复制位置链接')],
        ['纠错', () => act.toast('感谢您的反馈')],
      ]);
    const around = state.places
      .filter((other) => other.id !== id && metresBetween(other, place) < 1500)
      .toSorted((a, b) => metresBetween(a, place) - metresBetween(b, place));
    return {
      bar: { title: place.name, actions: [ui.action('more', '更多', more)] },
      content: [
        ui.map({
          key: 'map',
          hue: place.hue,
          heightDp: 200,
          pins: [{ key: place.id, x: 0.5, y: 0.55, text: place.name.slice(0, 12) }],
        }),
        ui.group('about', [
          ui.heading(place.name),
          ui.facts('facts', [
            { text: place.score.toFixed(1), note: `${place.reviews}条评价`, color: '#ff7a1a' },
            { text: priceText(place) || place.area, note: place.kind, share: 1.4 },
            { text: ui.distanceText(metresBetween(here, place)), note: '距您' },
          ]),
          ui.row('hours', isOpen(place, act.now()) ? '营业中' : '休息中', {
            art: ui.sign('clock'),
            artDp: 28,
            value: place.hours === '00:00-24:00' ? '24小时' : place.hours,
          }),
          ui.row('address', place.address, { art: ui.sign('pin'), artDp: 28, titleLines: 2 }),
          ui.row('phone', place.phone, {
            art: ui.sign('phone'),
            artDp: 28,
            control: ui.push('拨打', () => act.confirm('拨打电话', place.phone, '呼叫', () => act.toast('正在呼叫…'))),
          }),
          ui.row('note', place.note, { art: ui.sign('info'), artDp: 28, faded: true }),
        ]),
        ui.heading('周边', { more: { text: '搜周边', onTap: () => act.go('results', { query: place.area }) } }),
        ...around.slice(0, 6).map((other) =>
          ui.card(`around:${other.id}`, other.name, {
            note: `${other.kind} · ${other.score.toFixed(1)}分`,
            value: ui.distanceText(metresBetween(other, place)),
            onTap: () => act.go('place', { id: other.id }),
          }),
        ),
      ],
      bottom: [
        ui.row('actions', isKept ? '已收藏' : '收藏', {
          art: ui.sign('star', isKept ? '#ff9d1a' : '#50535b'),
          artDp: 30,
          onTap: keep,
          control: ui.several(
            ui.push('打车', () => goTo(state, act, id, 'taxi'), { name: 'taxi' }),
            ui.push('路线', () => goTo(state, act, id), { strong: true, name: 'route' }),
          ),
        }),
      ],
    };
  },
};
