// How each kind of settings row looks and what touching it does.
import { box, centred, columns, cutColumn, cutRow, inset } from '../../ui/geometry.js';
import type { Screen } from '../../ui/metrics.js';
import type { Cell } from '../../ui/scroll-list.js';
import type { Rect, View } from '../../ui/view.js';
import { label, picture, symbol, view } from '../../ui/views.js';
import type { PageId, Row, SettingsState } from './preferences.js';

export interface RowTools {
  readonly screen: Screen;
  readonly state: SettingsState;
  /** Wraps a change so that the screen is drawn anew. */
  change(action: () => void): () => void;
  open(page: PageId): void;
}

const ACCENT = '#2f7cf6';
const BRIGHTNESS_STEPS = 11;

/** Nothing when the row does not apply now: no networks are listed while WLAN is off. */
export function rowCell(row: Row, index: number, tools: RowTools): Cell | undefined {
  const dp = (value: number): number => tools.screen.dp(value);
  switch (row.kind) {
    case 'link': {
      const draw = (bounds: Rect): View => linkRow(row, bounds, tools);
      return { key: `row:${row.page}`, heightPx: dp(68), view: draw };
    }
    case 'switch':
      return { key: `row:${row.key}`, heightPx: dp(64), view: (bounds) => switchRow(row, bounds, tools) };
    case 'choice':
      if (!tools.state[row.shownIf]) return undefined;
      return { key: `row:${row.value}`, heightPx: dp(60), view: (bounds) => choiceRow(row, bounds, tools) };
    case 'brightness':
      return { key: 'row:brightness', heightPx: dp(104), view: (bounds) => brightnessRow(bounds, tools) };
    case 'info':
      return {
        key: `row:${index}`,
        heightPx: dp(64),
        view: (bounds) => infoRow(row.title, row.summary, index, bounds, tools),
      };
    case 'heading':
      return {
        key: `row:${index}`,
        heightPx: dp(40),
        view: (bounds) =>
          label(`row:${index}`, inset(bounds, dp(26), 0), row.title, { textSizePx: dp(13), color: '#7c7f86' }),
      };
  }
}

function card(tools: RowTools, bounds: Rect): Rect {
  return inset(bounds, tools.screen.dp(12), 0);
}

function titleAndSummary(key: string, bounds: Rect, title: string, summary: string, screen: Screen): View[] {
  const ids = { title: 'android:id/title', summary: 'android:id/summary' };
  const big = { textSizePx: screen.dp(16), color: '#1b1c1f' };
  if (summary === '') return [label(`${key}/title`, bounds, title, big, { resourceId: ids.title })];
  const [top, bottom] = cutColumn(inset(bounds, 0, screen.dp(10)), ['fill', 'fill']);
  const small = { textSizePx: screen.dp(13), color: '#7c7f86' };
  return [
    label(`${key}/title`, top, title, big, { resourceId: ids.title }),
    label(`${key}/summary`, bottom, summary, small, { resourceId: ids.summary }),
  ];
}

function linkRow(row: Extract<Row, { kind: 'link' }>, bounds: Rect, tools: RowTools): View {
  const { screen, state } = tools;
  const key = `row:${row.page}`;
  const place = card(tools, bounds);
  const [icon, words, arrow] = cutRow(place, [screen.dp(60), 'fill', screen.dp(36)]);
  const side = screen.dp(34);
  return view(
    'linear',
    key,
    place,
    { style: { background: '#ffffff', radiusPx: screen.dp(12) }, onTap: tools.change(() => tools.open(row.page)) },
    [
      picture(`${key}/icon`, centred(icon, side, side), { kind: 'icon', glyph: row.icon, hue: row.hue }),
      ...titleAndSummary(key, words, row.title, row.summary(state), screen),
      symbol(`${key}/arrow`, centred(arrow, screen.dp(16), screen.dp(16)), 'forward', '#c2c4c9'),
    ],
  );
}

/** The whole row is clickable; the switch itself only reports its state, as in Android's own settings. */
function switchRow(row: Extract<Row, { kind: 'switch' }>, bounds: Rect, tools: RowTools): View {
  const { screen, state } = tools;
  const key = `row:${row.key}`;
  const on = state[row.key];
  const place = card(tools, bounds);
  const [words, end] = cutRow(place, ['fill', screen.dp(80)]);
  const toggle = centred(end, screen.dp(46), screen.dp(26));
  return view(
    'linear',
    key,
    place,
    {
      style: { background: '#ffffff', radiusPx: screen.dp(12) },
      onTap: tools.change(() => {
        state[row.key] = !on;
      }),
    },
    [
      ...titleAndSummary(key, inset(words, screen.dp(14), 0), row.title, row.summary ?? '', screen),
      view('switch', `${key}/switch`, toggle, {
        resourceId: 'android:id/switch_widget',
        checkable: true,
        checked: on,
        contentDescription: row.title,
        style: { color: ACCENT, picture: { kind: 'switch', glyph: '', hue: 0 } },
      }),
    ],
  );
}

function choiceRow(row: Extract<Row, { kind: 'choice' }>, bounds: Rect, tools: RowTools): View {
  const { screen, state } = tools;
  const key = `row:${row.value}`;
  const chosen = state[row.key] === row.value;
  const place = card(tools, bounds);
  const [icon, words] = cutRow(place, [screen.dp(52), 'fill']);
  const side = screen.dp(22);
  return view(
    'linear',
    key,
    place,
    {
      style: { background: '#ffffff', radiusPx: screen.dp(12) },
      selected: chosen,
      onTap: tools.change(() => {
        state[row.key] = chosen && row.key === 'bluetoothDevice' ? '' : row.value;
      }),
    },
    [
      symbol(
        `${key}/icon`,
        centred(icon, side, side),
        row.key === 'wifiNetwork' ? 'wifi' : 'bluetooth',
        chosen ? ACCENT : '#55585f',
      ),
      ...titleAndSummary(key, words, row.value, chosen ? '已连接' : '', screen),
    ],
  );
}

/** A seek bar whose positions can be touched; the whole bar reports the level as its text. */
function brightnessRow(bounds: Rect, tools: RowTools): View {
  const { screen, state } = tools;
  const place = card(tools, bounds);
  const [title, bar] = cutColumn(inset(place, screen.dp(14), screen.dp(10)), [screen.dp(34), 'fill']);
  const level = state.brightnessPercent;
  const middle = Math.round((bar[1] + bar[3]) / 2);
  const track = box(bar[0], middle - screen.dp(3), bar[2] - bar[0], screen.dp(6));
  const reached = Math.round(track[0] + ((track[2] - track[0]) * level) / 100);
  const steps = columns(bar, BRIGHTNESS_STEPS).map((place, step) => {
    const percent = step * 10;
    return view('view', `brightness:${percent}`, place, {
      contentDescription: `亮度 ${percent}%`,
      onTap: tools.change(() => {
        state.brightnessPercent = percent;
        state.autoBrightness = false;
      }),
    });
  });
  const knob = screen.dp(20);
  return view('linear', 'row:brightness', place, { style: { background: '#ffffff', radiusPx: screen.dp(12) } }, [
    label('brightness/title', title, '亮度', { textSizePx: screen.dp(16) }),
    view('view', 'brightness/track', track, { style: { background: '#e3e5e9', radiusPx: screen.dp(3) } }),
    view('view', 'brightness/level', [track[0], track[1], reached, track[3]], {
      style: { background: ACCENT, radiusPx: screen.dp(3) },
    }),
    view('view', 'brightness/knob', centred([reached, middle, reached, middle], knob, knob), {
      style: { background: '#ffffff', radiusPx: knob / 2, shadow: true },
    }),
    view(
      'seekBar',
      'brightness/bar',
      bar,
      {
        text: `${level}%`,
        contentDescription: '屏幕亮度',
        resourceId: 'com.android.settings:id/seekbar',
        style: { paintedText: '' },
      },
      steps,
    ),
  ]);
}

function infoRow(title: string, summary: string, index: number, bounds: Rect, tools: RowTools): View {
  const { screen } = tools;
  const place = card(tools, bounds);
  const style = { background: '#ffffff', radiusPx: screen.dp(12) };
  return view(
    'linear',
    `row:${index}`,
    place,
    { style },
    titleAndSummary(`row:${index}`, inset(place, screen.dp(14), 0), title, summary, screen),
  );
}
