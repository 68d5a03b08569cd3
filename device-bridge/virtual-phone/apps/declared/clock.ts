// The clock: alarms, world clock, timer and stopwatch.
import * as ui from '../toolkit/index.js';

interface Alarm {
  id: string;
  hour: number;
  minute: number;
  label: string;
  /** Names of weekdays; none rings once. */
  days: string[];
  on: boolean;
  vibrate: boolean;
}

interface ClockState {
  alarms: Alarm[];
  nextId: number;
  cities: string[];
  /** While it runs `endsAt` counts, else `leftMs`. */
  timer: { seconds: number; running: boolean; endsAt: number; leftMs: number };
  stopwatch: { running: boolean; startedAt: number; elapsedMs: number; laps: number[] };
}

interface Routes {
  home: { tab?: 'alarms' | 'world' | 'timer' | 'stopwatch' };
  alarm: { draft: Alarm; isNew: boolean };
  cities: { query?: string };
}

type Act = ui.Actions<Routes>;
/** What one tab adds to the home page. */
type Part = Pick<ui.Body, 'content' | 'float' | 'refreshMs'>;

/** Hours ahead of Greenwich in November. */
const offsets = new Map(
  '北京+8 东京+9 首尔+9 新加坡+8 曼谷+7 迪拜+4 莫斯科+3 伊斯坦布尔+3 开罗+2 柏林+1 巴黎+1 罗马+1 马德里+1 伦敦+0 里约热内卢-3 纽约-5 多伦多-5 芝加哥-6 洛杉矶-8 温哥华-8 檀香山-10 悉尼+11 墨尔本+11 奥克兰+13'
    .split(' ')
    .map((entry) => [entry.replace(/[+-]\d+$/, ''), Number(/[+-]\d+$/.exec(entry)?.[0])] as const),
);
const hourMs = 3_600_000;
const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const workdays = weekdays.slice(0, 5);
const weekend = weekdays.slice(5);
const stopped = { running: false, startedAt: 0, elapsedMs: 0, laps: [] };

const two = (value: number): string => String(value).padStart(2, '0');
const timeText = ({ hour, minute }: ui.TimeOfDay): string => `${two(hour)}:${two(minute)}`;

function alarmOf(id: string, hour: number, minute: number, label: string, days: string[], on: boolean): Alarm {
  return { id, hour, minute, label, days, on, vibrate: true };
}

function repeatText(days: readonly string[]): string {
  const all = weekdays.filter((day) => days.includes(day));
  if (all.length === 0) return '仅一次';
  if (all.length === 7) return '每天';
  if (all.join() === workdays.join()) return '工作日';
  return all.join() === weekend.join() ? '周末' : all.join('、');
}

export const clock = ui.declareApp<ClockState, Routes>({
  identity: {
    packageName: 'com.google.android.deskclock',
    label: '时钟',
    mainActivity: 'com.android.deskclock.DeskClock',
    versionName: '7.9',
    versionCode: 7090,
    icon: { glyph: 'alarm', hue: 222 },
  },
  palette: { brand: '#3b5ba9', background: '#f3f3fa', radius: 22, bar: 'clear', titleAlign: 'left', fill: '#e2e4f0' },
  data: (random) => ({
    alarms: [
      alarmOf('a1', 7, random.pick([0, 15, 30]), '起床', workdays, true),
      alarmOf('a2', 8, 30, '', weekend, false),
      alarmOf('a3', random.integer(12, 13), 45, '午休结束', workdays, false),
      alarmOf('a4', 22, 30, '吃药', weekdays, true),
    ],
    nextId: 5,
    cities: ['北京', ...random.sample(['纽约', '伦敦', '东京', '巴黎', '悉尼'], 2)],
    timer: { seconds: 300, running: false, endsAt: 0, leftMs: 300_000 },
    stopwatch: stopped,
  }),
  home: 'home',
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'alarms');
      const navigation = ui.navigation(tab, [
        ['alarms', '闹钟', 'alarm'],
        ['world', '时钟', 'globe'],
        ['timer', '定时器', 'hourglass'],
        ['stopwatch', '秒表', 'clock'],
      ]);
      const settings = (): void => act.menu('更多选项', [['系统设置', () => act.openApp('com.android.settings')]]);
      const title = navigation.find(({ selected }) => selected)?.text;
      const part = { alarms, world, timer, stopwatch }[tab.value];
      return {
        bar: { title, large: true, actions: [ui.action('more', '更多选项', settings)] },
        navigation,
        list: tab.value,
        ...part(state, act),
      };
    },

    alarm: (state, { draft, isNew }, act) => {
      const remove = (): void => {
        state.alarms = state.alarms.filter(({ id }) => id !== draft.id);
        act.back();
      };
      const save = (): void => {
        const others = state.alarms.filter(({ id }) => id !== draft.id);
        state.alarms = [...others, { ...draft, on: true }].sort(
          (a, b) => a.hour * 60 + a.minute - b.hour * 60 - b.minute,
        );
        if (isNew) state.nextId += 1;
        act.toast(`闹钟已设为 ${timeText(draft)}`);
        act.back();
      };
      const pick = (): void => act.pickTime('选择时间', draft, (time) => ui.set(draft, time));
      const title = isNew ? '添加闹钟' : '编辑闹钟';
      return {
        bar: { title, close: true, actions: [ui.action('check', '保存', save)] },
        content: [
          ui.card('time', timeText(draft), { titleDp: 44, note: '点按修改时间', arrow: true, onTap: pick }),
          ui.group('repeat', [
            ui.row('repeat-row', '重复', { value: repeatText(draft.days) }),
            ui.chips('day', weekdays, ui.bind(draft, 'days'), { clear: true }),
          ]),
          ui.group('options', [
            ui.field('label', ui.bind(draft, 'label'), { name: '标签', hint: '添加标签', bare: true }),
            ui.row('vibrate', '振动', { control: ui.toggle(ui.bind(draft, 'vibrate'), '振动') }),
            ui.row('ringtone', '铃声', { value: '晨曦' }),
          ]),
          !isNew && ui.bigButton('delete', '删除闹钟', remove, { kind: 'outlined', color: '#c5392f' }),
        ],
      };
    },

    cities: (state, params, act) => {
      const query = ui.bind(params, 'query', '');
      const add = (name: string) => (): void => {
        if (!state.cities.includes(name)) state.cities.push(name);
        act.back();
      };
      const found = [...offsets].filter(([name]) => name.includes(query.value.trim()));
      return {
        bar: { field: { key: 'city-search', text: query, hint: '搜索城市' } },
        content: [
          found.length === 0 && ui.nothing('search', '没有找到该城市'),
          ...found.map(([name, hours]) =>
            ui.row(`pick:${name}`, name, {
              value: `GMT${hours < 0 ? hours : `+${hours}`}`,
              selected: state.cities.includes(name),
              onTap: add(name),
            }),
          ),
        ],
      };
    },
  },
  open: (uri, act) => {
    if (uri.host === 'timer' || uri.host === 'stopwatch') act.replace('home', { tab: uri.host });
  },
});

function alarms(state: ClockState, act: Act): Part {
  const add = (): void => act.go('alarm', { draft: alarmOf(`a${state.nextId}`, 8, 0, '', [], true), isNew: true });
  const ask = (alarm: Alarm): void =>
    act.confirm('删除闹钟', `删除 ${timeText(alarm)} 的闹钟？`, '删除', () => ui.remove(state.alarms, alarm));
  return {
    float: ui.action('plus', '添加闹钟', add),
    content: [
      state.alarms.length === 0 && ui.nothing('alarm', '没有闹钟', '点按 + 添加闹钟'),
      ...state.alarms.map((alarm) =>
        ui.card(`alarm:${alarm.id}`, timeText(alarm), {
          titleDp: 34,
          faded: !alarm.on,
          note: [alarm.label, repeatText(alarm.days)].filter(Boolean).join(' · '),
          control: ui.toggle(ui.bind(alarm, 'on'), timeText(alarm)),
          onTap: () => act.go('alarm', { draft: structuredClone(alarm), isNew: false }),
          onLongPress: () => ask(alarm),
        }),
      ),
    ],
  };
}

function world(state: ClockState, act: Act): Part {
  const now = act.now();
  const city = (name: string): ui.Block => {
    const ahead = (offsets.get(name) ?? 8) - 8;
    const there = now + ahead * hourMs;
    const day = ['昨天', '今天', '明天'][ui.daysBetween(act.today(), ui.dayAt(there)) + 1];
    const note = ahead === 0 ? '同一时区' : `${day}，${ahead > 0 ? '早' : '晚'} ${Math.abs(ahead)} 小时`;
    const remove = (): void => ui.remove(state.cities, name);
    return ui.card(`city:${name}`, name, { note, value: ui.timeAt(there), onLongPress: remove });
  };
  return {
    refreshMs: 30_000,
    float: ui.action('plus', '添加城市', () => act.go('cities', {})),
    content: [
      ui.figure(ui.timeAt(now), `${ui.dayText(act.today())} 中国标准时间`, { sizeDp: 56 }),
      ...state.cities.map(city),
    ],
  };
}

function timer({ timer }: ClockState, act: Act): Part {
  const now = act.now();
  const leftMs = timer.running ? Math.max(0, timer.endsAt - now) : timer.leftMs;
  const isOver = timer.running && leftMs === 0;
  const set = (seconds: number): void => ui.set(timer, { seconds, running: false, leftMs: seconds * 1000 });
  const turn = (): void => ui.set(timer, { running: !timer.running, leftMs, endsAt: now + leftMs });
  const value = { hour: Math.floor(timer.seconds / 3600), minute: Math.floor(timer.seconds / 60) % 60 };
  const pick = (): void => act.pickTime('时 : 分', value, ({ hour, minute }) => set(hour * 3600 + minute * 60));
  const presets = [1, 3, 5, 10, 25, 60].map((minutes) => ({ key: String(minutes), text: `${minutes} 分钟` }));
  return {
    ...(timer.running && !isOver ? { refreshMs: 1000 } : {}),
    content: [
      ui.figure(ui.durationText(Math.ceil(leftMs / 1000)), isOver ? '时间到' : `共 ${ui.durationText(timer.seconds)}`, {
        sizeDp: 60,
      }),
      ui.chips('preset', presets, { value: '', set: (minutes) => set(Number(minutes) * 60) }, { clear: true }),
      ui.bigButton('custom', '自定义时长', pick, { kind: 'outlined' }),
      !isOver && ui.bigButton('start', timer.running ? '暂停' : '开始', turn, { enabled: leftMs > 0 }),
      ui.bigButton('reset', '重置', () => set(timer.seconds), { kind: 'plain' }),
    ],
  };
}

function stopwatch({ stopwatch }: ClockState, act: Act): Part {
  const { running, laps } = stopwatch;
  const now = act.now();
  const elapsedMs = stopwatch.elapsedMs + (running ? now - stopwatch.startedAt : 0);
  const text = (ms: number): string => `${ui.durationText(ms / 1000)}.${two(Math.floor(ms / 10) % 100)}`;
  const turn = (): void => ui.set(stopwatch, { running: !running, startedAt: now, elapsedMs });
  const reset = (): void => ui.set(stopwatch, structuredClone(stopped));
  return {
    ...(running ? { refreshMs: 100 } : {}),
    content: [
      ui.figure(text(elapsedMs), '', { sizeDp: 60 }),
      ui.bigButton('start', running ? '停止' : '开始', turn),
      running
        ? ui.bigButton('lap', '计次', () => laps.push(elapsedMs), { kind: 'outlined' })
        : ui.bigButton('reset', '重置', reset, { kind: 'plain' }),
      ...laps.map((ms, index) => ui.row(`lap:${index + 1}`, `# ${index + 1}`, { value: text(ms) })).reverse(),
    ],
  };
}
