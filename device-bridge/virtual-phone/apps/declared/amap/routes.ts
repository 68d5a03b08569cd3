// Planning a way, reading its steps, being navigated, and calling a car.
import * as ui from '../../toolkit/index.js';
import { here } from './data.js';
import { type Act, type AmapState, type By, type Pages, placeOf, type Routes } from './model.js';
import { drawnWay, faresOf, type Way, waysOf } from './ways.js';

const byTexts: Record<By | 'taxi', string> = {
  taxi: '打车',
  car: '驾车',
  transit: '公共交通',
  walk: '步行',
  bike: '骑行',
};
const minuteMs = 60_000;

/** "42分钟", "2小时5分". */
export function minutesText(minutes: number): string {
  return minutes < 60
    ? `${minutes}分钟`
    : `${Math.floor(minutes / 60)}小时${minutes % 60 > 0 ? `${minutes % 60}分` : ''}`;
}

/** The route's ends; "here" where none is chosen. */
function endsOf(state: AmapState) {
  return { from: placeOf(state, state.route.from || here.id), to: placeOf(state, state.route.to || here.id) };
}

function chosenWay(state: AmapState, by: By, key: string | undefined): Way | undefined {
  const { from, to } = endsOf(state);
  const ways = waysOf(by, from, to, state.settings);
  return ways.find((way) => way.key === key) ?? ways[0];
}

function start(state: AmapState, act: Act, by: By, way: Way): void {
  const { from, to } = endsOf(state);
  const trip = {
    from: from.id,
    to: to.id,
    toName: to.name,
    by,
    way: way.name,
    metres: way.metres,
    minutes: way.minutes,
    startedAt: act.now(),
  };
  state.navigation = { ...trip, active: true };
  state.trips.unshift(trip);
  act.go('navigation', {});
}

function drawnMap(state: AmapState, turn: number, heightDp: number): ui.Block {
  const { from, to } = endsOf(state);
  const route = drawnWay(from, to, turn);
  const at = (point: [number, number] | undefined) => ({ x: point?.[0] ?? 0.5, y: point?.[1] ?? 0.5 });
  return ui.map({
    key: 'map',
    hue: 210 + turn,
    heightDp,
    route,
    pins: [
      { key: 'from', ...at(route[0]), symbol: 'locate', color: '#1a73ff' },
      { key: 'to', ...at(route.at(-1)), text: to.name.slice(0, 10) },
    ],
  });
}

function ends(state: AmapState, act: Act): ui.Block {
  const { from, to } = endsOf(state);
  const swap = (): void => ui.set(state, { route: { from: to.id, to: from.id } });
  return ui.group('ends', [
    ui.row('from', from.name, {
      art: ui.sign('locate', '#17b26a'),
      artDp: 26,
      onTap: () => act.go('search', { purpose: 'from' }, 'search-field'),
      control: ui.tap('swap', '交换起点和终点', swap),
    }),
    ui.row('to', state.route.to ? to.name : '输入终点', {
      art: ui.sign('pin', '#e5383b'),
      artDp: 26,
      bold: true,
      onTap: () => act.go('search', { purpose: 'to' }, 'search-field'),
    }),
  ]);
}

function taxiPart(state: AmapState, act: Act): Pick<ui.Body, 'content'> {
  const { from, to } = endsOf(state);
  const call = (type: string, fen: number): void => {
    const ride = {
      id: `r${state.rides.length + 1}`,
      from: from.name,
      to: to.name,
      type,
      fen,
      status: 'calling' as const,
    };
    state.rides.unshift(ride);
    act.toast(`正在为您呼叫${type}`);
  };
  const calling = state.rides.find(({ status }) => status === 'calling');
  return {
    content: [
      calling &&
        ui.card('calling', `正在呼叫${calling.type}`, {
          note: `${calling.from} → ${calling.to}，预估${ui.yen(calling.fen)}`,
          art: ui.tile('car', 214),
          control: ui.push('取消叫车', () => ui.set(calling, { status: 'cancelled' })),
        }),
      ...faresOf(from, to).map(({ type, note, fen }) =>
        ui.card(`fare:${type}`, type, {
          art: ui.tile('car', ui.hueOf(type)),
          artDp: 54,
          note,
          price: `预估${ui.yen(fen)}`,
          control: ui.push('立即打车', () => call(type, fen), { strong: true, enabled: !calling }),
        }),
      ),
      ui.notice('fares', '预估价格仅供参考，实际费用以行程结束后账单为准'),
    ],
  };
}

export const routePages: Pages<'route' | 'steps' | 'navigation'> = {
  route: (state, params, act) => {
    const by = ui.bind(params, 'by', 'car');
    const bar = { title: '路线' };
    const tabs = ui.tabs(
      'by',
      Object.entries(byTexts).map(([key, text]) => ({ key, text })),
      { value: by.value, set: (key) => ui.set(params, { by: key as By, way: '' }) },
    );
    const pinned = [ends(state, act), tabs];
    const { from, to } = endsOf(state);
    if (from === to) return { bar, pinned, content: [ui.nothing('route', '请选择不同的起点和终点')] };
    if (by.value === 'taxi') return { bar, pinned, list: 'taxi', ...taxiPart(state, act) };
    const mode: By = by.value;
    const ways = waysOf(mode, from, to, state.settings);
    const way = chosenWay(state, mode, params.way);
    if (!way) return { bar, pinned, content: [ui.nothing('walk', '距离过远', '建议换用驾车或公共交通')] };
    const turn = ways.indexOf(ways.find(({ key }) => key === way.key) ?? way);
    const option = (other: Way): ui.Block =>
      ui.card(`way:${other.key}`, minutesText(other.minutes), {
        titleDp: 22,
        bold: true,
        note: `${other.name} · ${ui.distanceText(other.metres)}`,
        lines: [other.note],
        noteLines: 2,
        selected: other.key === way.key,
        onTap: () =>
          mode === 'transit' ? act.go('steps', { by: mode, way: other.key }) : ui.set(params, { way: other.key }),
        control: ui.push('详情', () => act.go('steps', { by: mode, way: other.key })),
      });
    return {
      bar,
      pinned,
      list: mode,
      content: [
        mode !== 'transit' && drawnMap(state, turn, 210),
        mode === 'transit' && ui.notice('leave', `现在出发 ${ui.timeAt(act.now())} · 推荐 换乘少 步行少 时间短`),
        ...ways.map(option),
      ],
      bottom: [ui.bigButton('start', '开始导航', () => start(state, act, mode, way))],
    };
  },

  steps: (state, params, act) => {
    const { by } = params;
    const way = chosenWay(state, by, params.way);
    if (!way) return { bar: {}, content: [ui.nothing('route', '没有可用的路线')] };
    const arrives = ui.timeAt(act.now() + way.minutes * minuteMs);
    return {
      bar: { title: `${byTexts[by]}方案详情` },
      content: [
        ui.facts('sum', [
          { text: minutesText(way.minutes), note: '用时' },
          { text: ui.distanceText(way.metres), note: '全程' },
          { text: way.fen === 0 ? '免费' : ui.yen(way.fen), note: '费用' },
          { text: arrives, note: '预计到达' },
        ]),
        ui.heading(way.name),
        ui.paragraph(way.note, { key: 'way-note', sizeDp: 13 }),
        ui.group(
          'steps',
          way.steps.map((step, at) =>
            ui.row(`step:${at + 1}`, step, {
              art: ui.tile(String(at + 1), 214, { round: true }),
              artDp: 28,
              titleLines: 2,
            }),
          ),
        ),
      ],
      bottom: [ui.bigButton('start', '开始导航', () => start(state, act, by, way))],
    };
  },

  navigation: (state, params, act) => {
    const { navigation } = state;
    const goneMinutes = Math.floor((act.now() - navigation.startedAt) / minuteMs);
    const left = Math.max(0, navigation.minutes - goneMinutes);
    const leftMetres = Math.round((navigation.metres * left) / Math.max(1, navigation.minutes));
    const quit = (): void =>
      act.confirm('退出导航', '确定退出当前导航吗？', '退出', () => {
        navigation.active = false;
        act.home();
      });
    if (!navigation.active) return { bar: { title: '导航' }, content: [ui.nothing('route', '导航已结束')] };
    const by = navigation.by as By;
    return {
      refreshMs: 30_000,
      background: '#11233f',
      content: [
        ui.card('turn', left === 0 ? '已到达目的地附近' : `${Math.min(leftMetres, 320)}米后 右转`, {
          titleDp: 26,
          bold: true,
          art: ui.tile('route', 140),
          artDp: 56,
          note: `${byTexts[by]} · ${navigation.way} · 目的地 ${navigation.toName}`,
        }),
        drawnMap(state, 0, 540),
      ],
      bottom: [
        ui.facts('left', [
          { text: ui.distanceText(leftMetres), note: '剩余' },
          { text: minutesText(left), note: '还需' },
          { text: ui.timeAt(navigation.startedAt + navigation.minutes * minuteMs), note: '预计到达' },
        ]),
        ui.row('controls', params.muted ? '语音已关闭' : state.settings.voice, {
          titleDp: 13,
          control: ui.several(
            ui.push(params.muted ? '打开语音' : '静音', () => ui.set(params, { muted: !params.muted }), {
              name: 'mute',
            }),
            ui.push('退出导航', quit, { strong: true, name: 'quit' }),
          ),
        }),
      ],
      onBack: () => {
        act.toast('导航在后台继续');
        return false;
      },
    };
  },
};

export function navigationNotice(state: AmapState, act: ui.Actions<Routes>): ui.Block | false {
  const { navigation } = state;
  const open = (): void => act.go('navigation', {});
  return navigation.active && ui.notice('navigating', `正在导航：${navigation.toName} · 点按返回`, { onTap: open });
}
