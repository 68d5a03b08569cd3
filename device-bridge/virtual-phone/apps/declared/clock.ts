// The clock: alarms, world clock, timer and stopwatch.
import {
  addDays,
  type Bar,
  type Body,
  bigButton,
  card,
  chips,
  choices,
  dayAt,
  declareApp,
  durationText,
  field,
  figure,
  group,
  type NavigationItem,
  nothing,
  row,
  space,
  timeAt,
  toggle,
} from '../toolkit/index.js';

interface Alarm {
  id: string;
  hour: number;
  minute: number;
  label: string;
  /** Weekdays, 1 is Monday. */
  days: number[];
  on: boolean;
  vibrate: boolean;
}

interface ClockState {
  alarms: Alarm[];
  nextId: number;
  cities: string[];
  /** While it runs, `endsAt` counts, else `leftMs`. */
  timer: { seconds: number; running: boolean; endsAt: number; leftMs: number };
  stopwatch: { running: boolean; startedAt: number; elapsedMs: number; laps: number[] };
}

type Tab = 'alarms' | 'world' | 'timer' | 'stopwatch';

interface Routes {
  home: { tab?: Tab };
  alarm: { draft: Alarm; isNew: boolean };
  cities: { query?: string };
}

const cities: readonly (readonly [name: string, hours: number])[] = [
  ['北京', 8],
  ['东京', 9],
  ['首尔', 9],
  ['新加坡', 8],
  ['曼谷', 7],
  ['迪拜', 4],
  ['莫斯科', 3],
  ['伊斯坦布尔', 3],
  ['开罗', 2],
  ['柏林', 1],
  ['巴黎', 1],
  ['罗马', 1],
  ['马德里', 1],
  ['伦敦', 0],
  ['里约热内卢', -3],
  ['纽约', -5],
  ['多伦多', -5],
  ['芝加哥', -6],
  ['洛杉矶', -8],
  ['旧金山', -8],
  ['温哥华', -8],
  ['檀香山', -10],
  ['悉尼', 11],
  ['墨尔本', 11],
  ['奥克兰', 13],
];
const tabs: readonly (readonly [Tab, string, string])[] = [
  ['alarms', '闹钟', 'alarm'],
  ['world', '时钟', 'globe'],
  ['timer', '定时器', 'hourglass'],
  ['stopwatch', '秒表', 'clock'],
];
const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const hourMs = 3_600_000;

const two = (value: number): string => String(value).padStart(2, '0');
const timeText = ({ hour, minute }: Alarm): string => `${two(hour)}:${two(minute)}`;

function repeatText(days: readonly number[]): string {
  const all = days.toSorted().join('');
  if (all === '') return '仅一次';
  if (all === '1234567') return '每天';
  if (all === '12345') return '工作日';
  return all === '67' ? '周末' : [...all].map((day) => weekdays[Number(day) - 1]).join('、');
}

export const clock = declareApp<ClockState, Routes>({
  identity: {
    packageName: 'com.google.android.deskclock',
    label: '时钟',
    mainActivity: 'com.android.deskclock.DeskClock',
    versionName: '7.9',
    versionCode: 7090,
    icon: { glyph: 'alarm', hue: 222 },
  },
  palette: {
    brand: '#3b5ba9',
    background: '#f3f3fa',
    cards: 'rounded',
    radius: 22,
    bar: 'clear',
    titleAlign: 'left',
    fill: '#e2e4f0',
  },
  data: (random) => ({
    alarms: [
      {
        id: 'a1',
        hour: 7,
        minute: random.pick([0, 15, 30]),
        label: '起床',
        days: [1, 2, 3, 4, 5],
        on: true,
        vibrate: true,
      },
      { id: 'a2', hour: 8, minute: 30, label: '', days: [6, 7], on: false, vibrate: true },
      {
        id: 'a3',
        hour: random.integer(12, 13),
        minute: 45,
        label: '午休结束',
        days: [1, 2, 3, 4, 5],
        on: false,
        vibrate: false,
      },
      { id: 'a4', hour: 22, minute: 30, label: '吃药', days: [1, 2, 3, 4, 5, 6, 7], on: true, vibrate: true },
    ],
    nextId: 5,
    cities: ['北京', ...random.sample(['纽约', '伦敦', '东京', '巴黎', '悉尼'], 2)],
    timer: { seconds: 300, running: false, endsAt: 0, leftMs: 300_000 },
    stopwatch: { running: false, startedAt: 0, elapsedMs: 0, laps: [] },
  }),
  home: 'home',
  pages: {
    home: (state, params, act): Body => {
      const { tab = 'alarms' } = params;
      const bar: Bar = {
        title: tabs.find(([key]) => key === tab)?.[1],
        large: true,
        actions: [
          {
            symbol: 'more',
            description: '更多选项',
            onTap: () => act.menu('更多选项', [{ text: '设置', onTap: () => act.openApp('com.android.settings') }]),
          },
        ],
      };
      const navigation = tabs.map(
        ([key, text, symbol]): NavigationItem => ({
          key,
          text,
          symbol,
          selected: key === tab,
          onTap: () => {
            params.tab = key;
          },
        }),
      );
      const page = { bar, navigation, list: tab };
      const now = act.now();
      if (tab === 'alarms') {
        const fresh = (): Alarm => ({
          id: `a${state.nextId}`,
          hour: 8,
          minute: 0,
          label: '',
          days: [],
          on: true,
          vibrate: true,
        });
        return {
          ...page,
          float: {
            symbol: 'plus',
            description: '添加闹钟',
            onTap: () => act.go('alarm', { draft: fresh(), isNew: true }),
          },
          content:
            state.alarms.length === 0
              ? [nothing('alarm', '没有闹钟', '点按 + 添加闹钟')]
              : state.alarms.map((alarm) =>
                  card({
                    key: `alarm:${alarm.id}`,
                    title: timeText(alarm),
                    titleDp: 34,
                    faded: !alarm.on,
                    note: [alarm.label, repeatText(alarm.days)].filter(Boolean).join(' · '),
                    control: toggle(
                      alarm.on,
                      (on) => {
                        alarm.on = on;
                      },
                      timeText(alarm),
                    ),
                    onTap: () => act.go('alarm', { draft: structuredClone(alarm), isNew: false }),
                    onLongPress: () =>
                      act.confirm({
                        title: '删除闹钟',
                        message: `删除 ${timeText(alarm)} 的闹钟？`,
                        ok: '删除',
                        onOk: () => {
                          state.alarms = state.alarms.filter(({ id }) => id !== alarm.id);
                        },
                      }),
                  }),
                ),
        };
      }
      if (tab === 'world') {
        return {
          ...page,
          refreshMs: 30_000,
          float: { symbol: 'plus', description: '添加城市', onTap: () => act.go('cities', {}) },
          content: [
            figure(timeAt(now), `${dayAt(now)} 中国标准时间`, { sizeDp: 56 }),
            ...cities
              .filter(([name]) => state.cities.includes(name))
              .map(([name, hours]) => {
                const there = now + (hours - 8) * hourMs;
                const when =
                  dayAt(there) === dayAt(now) ? '今天' : dayAt(there) === addDays(dayAt(now), 1) ? '明天' : '昨天';
                const hint =
                  hours === 8 ? '同一时区' : `${when}，${hours > 8 ? '早' : '晚'} ${Math.abs(hours - 8)} 小时`;
                return card({
                  key: `city:${name}`,
                  title: name,
                  note: hint,
                  value: timeAt(there),
                  onLongPress: () => {
                    state.cities = state.cities.filter((city) => city !== name);
                  },
                });
              }),
          ],
        };
      }
      if (tab === 'timer') {
        const { timer } = state;
        const leftMs = timer.running ? Math.max(0, timer.endsAt - now) : timer.leftMs;
        const set = (seconds: number): void => {
          state.timer = { seconds, running: false, endsAt: 0, leftMs: seconds * 1000 };
        };
        const toggleTimer = (): void => {
          state.timer = timer.running
            ? { ...timer, running: false, leftMs }
            : { ...timer, running: true, endsAt: now + leftMs };
        };
        const isOver = timer.running && leftMs === 0;
        return {
          ...page,
          ...(timer.running && !isOver ? { refreshMs: 1000 } : {}),
          content: [
            figure(durationText(Math.ceil(leftMs / 1000)), isOver ? '时间到' : `共 ${durationText(timer.seconds)}`, {
              sizeDp: 60,
            }),
            chips(
              'preset',
              choices('1 分钟', '3 分钟', '5 分钟', '10 分钟', '25 分钟', '1 小时'),
              '',
              (text) => set(Number.parseInt(text, 10) * (text.endsWith('小时') ? 3600 : 60)),
              { clear: true },
            ),
            bigButton({
              key: 'timer-custom',
              text: '自定义时长',
              kind: 'outlined',
              onTap: () =>
                act.pickTime(
                  '时:分',
                  { hour: Math.floor(timer.seconds / 3600), minute: Math.floor(timer.seconds / 60) % 60 },
                  ({ hour, minute }) => set(hour * 3600 + minute * 60),
                ),
            }),
            isOver
              ? undefined
              : bigButton({
                  key: 'timer-toggle',
                  text: timer.running ? '暂停' : '开始',
                  enabled: leftMs > 0,
                  onTap: toggleTimer,
                }),
            bigButton({ key: 'timer-reset', text: '重置', kind: 'plain', onTap: () => set(timer.seconds) }),
          ],
        };
      }
      const { stopwatch } = state;
      const elapsed = stopwatch.elapsedMs + (stopwatch.running ? now - stopwatch.startedAt : 0);
      const text = (ms: number): string => `${durationText(ms / 1000)}.${two(Math.floor(ms / 10) % 100)}`;
      const toggleWatch = (): void => {
        state.stopwatch = { ...stopwatch, running: !stopwatch.running, startedAt: act.now(), elapsedMs: elapsed };
      };
      return {
        ...page,
        ...(stopwatch.running ? { refreshMs: 100 } : {}),
        content: [
          figure(text(elapsed), '', { sizeDp: 60 }),
          bigButton({ key: 'watch-toggle', text: stopwatch.running ? '停止' : '开始', onTap: toggleWatch }),
          stopwatch.running
            ? bigButton({
                key: 'watch-lap',
                text: '计次',
                kind: 'outlined',
                onTap: () => {
                  stopwatch.laps.push(elapsed);
                },
              })
            : bigButton({
                key: 'watch-reset',
                text: '重置',
                kind: 'plain',
                onTap: () => {
                  state.stopwatch = { running: false, startedAt: 0, elapsedMs: 0, laps: [] };
                },
              }),
          ...stopwatch.laps
            .map((lap, index) => row({ key: `lap:${index + 1}`, title: `# ${index + 1}`, value: text(lap) }))
            .reverse(),
        ],
      };
    },

    alarm: (state, params, act) => {
      const { draft, isNew } = params;
      const save = (): void => {
        state.alarms = [...state.alarms.filter(({ id }) => id !== draft.id), { ...draft, on: true }].sort(
          (a, b) => a.hour * 60 + a.minute - b.hour * 60 - b.minute,
        );
        if (isNew) state.nextId += 1;
        act.toast(`闹钟已设为 ${timeText(draft)}`);
        act.back();
      };
      const remove = (): void => {
        state.alarms = state.alarms.filter(({ id }) => id !== draft.id);
        act.back();
      };
      const flip = (name: string): void => {
        const day = weekdays.indexOf(name) + 1;
        draft.days = draft.days.includes(day)
          ? draft.days.filter((other) => other !== day)
          : [...draft.days, day].sort();
      };
      return {
        bar: {
          title: isNew ? '添加闹钟' : '编辑闹钟',
          close: true,
          actions: [{ symbol: 'check', description: '保存', onTap: save }],
        },
        content: [
          card({
            key: 'alarm-time',
            title: timeText(draft),
            titleDp: 44,
            note: '点按修改时间',
            arrow: true,
            onTap: () => act.pickTime('选择时间', draft, ({ hour, minute }) => Object.assign(draft, { hour, minute })),
          }),
          group('alarm-repeat', [
            row({ key: 'repeat', title: '重复', value: repeatText(draft.days) }),
            chips(
              'day',
              choices(...weekdays),
              draft.days.map((day) => weekdays[day - 1] ?? ''),
              flip,
              { clear: true },
            ),
            space('repeat-end', 6),
          ]),
          group('alarm-options', [
            field({
              key: 'alarm-label',
              name: '标签',
              value: draft.label,
              hint: '添加标签',
              bare: true,
              onChange: (text) => {
                draft.label = text;
              },
            }),
            row({
              key: 'vibrate',
              title: '振动',
              control: toggle(draft.vibrate, (on) => {
                draft.vibrate = on;
              }),
            }),
            row({
              key: 'ringtone',
              title: '铃声',
              value: '晨曦',
              arrow: true,
              onTap: () => act.alert('铃声', '铃声由系统设置决定。'),
            }),
          ]),
          isNew
            ? undefined
            : bigButton({ key: 'alarm-delete', text: '删除闹钟', kind: 'outlined', color: '#c5392f', onTap: remove }),
        ],
      };
    },

    cities: (state, params, act) => {
      const { query = '' } = params;
      const add = (name: string) => (): void => {
        if (!state.cities.includes(name)) state.cities.push(name);
        act.back();
      };
      const found = cities.filter(([name]) => name.includes(query.trim()));
      return {
        bar: {
          field: {
            key: 'city-search',
            value: query,
            hint: '搜索城市',
            onChange: (text) => {
              params.query = text;
            },
          },
        },
        content:
          found.length === 0
            ? [nothing('search', '没有找到该城市')]
            : found.map(([name, hours]) =>
                row({
                  key: `pick:${name}`,
                  title: name,
                  value: `GMT${hours < 0 ? hours : `+${hours}`}`,
                  selected: state.cities.includes(name),
                  onTap: add(name),
                }),
              ),
      };
    },
  },
  open: (uri, act) => {
    if (uri.pathname.includes('timer') || uri.host === 'timer') act.replace('home', { tab: 'timer' });
  },
});
