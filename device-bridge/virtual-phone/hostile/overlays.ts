// Windows that come between an app and whoever drives it: an advertisement, a permission dialog, a login wall, a captcha
// and a payment keypad. Each is built from little state and says what a touch on it means.
import { dialog } from '../ui/dialog.js';
import { box, centred, columns, cutColumn } from '../ui/geometry.js';
import type { Screen } from '../ui/metrics.js';
import type { Rect, View } from '../ui/view.js';
import { button, editField, label, view } from '../ui/views.js';

/** In the order in which they lie on each other, from the bottom. */
export const overlayNames = ['popup', 'login', 'captcha', 'payment', 'permission'] as const;
export type OverlayName = (typeof overlayNames)[number];

/** What one overlay knows of its user so far. */
export interface OverlayState {
  entered: string;
  isFocused: boolean;
}

export interface OverlayTouch {
  readonly state: OverlayState;
  /** Redraws. */
  changed(): void;
  focus(): void;
  /** It has got what it wanted, or was refused: it goes away. */
  done(what: string): void;
}

const accent = '#2563eb';
const codeDigits = 6;
const wanted = ['山', '水', '月'];
/** Share of the picture's width and height. */
const scattered: readonly (readonly [text: string, x: number, y: number])[] = [
  ['月', 0.14, 0.55],
  ['石', 0.4, 0.12],
  ['山', 0.68, 0.5],
  ['水', 0.3, 0.72],
];
const keypad = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', '⌫'];

export const overlays: Readonly<Record<OverlayName, (screen: Screen, touch: OverlayTouch) => View>> = {
  popup,
  login,
  captcha,
  payment,
  permission,
};

function popup(screen: Screen, touch: OverlayTouch): View {
  const card = centred(screen.content, screen.dp(290), screen.dp(330));
  const cross = box(card[2] - screen.dp(26), card[1] + screen.dp(6), screen.dp(20), screen.dp(20));
  const [picture, text, action] = cutColumn(card, ['fill', screen.dp(56), screen.dp(64)]);
  return shade(screen, 'popup', [
    view('frame', 'popup/card', card, {
      style: { gradient: ['#fde68a', '#f97316'], radiusPx: screen.dp(18) },
      onTap: () => touch.done('advertisement opened'),
    }),
    label('popup/amount', picture, '¥200', middle(screen, 56, '#b91c1c')),
    label('popup/text', text, '限时红包，今天就用', middle(screen, 18, '#7c2d12')),
    button(
      'popup/open',
      centred(action, screen.dp(220), screen.dp(44)),
      '立即领取',
      { background: '#dc2626', color: '#ffffff', radiusPx: screen.dp(22), textSizePx: screen.dp(17), bold: true },
      { onTap: () => touch.done('advertisement opened') },
    ),
    label('popup/close', cross, '×', middle(screen, 14, '#92400e'), {
      contentDescription: '关闭',
      onTap: () => touch.done('advertisement closed'),
    }),
  ]);
}

function permission(screen: Screen, touch: OverlayTouch): View {
  return dialog(screen, {
    title: '位置信息权限',
    message: '要允许此应用获取此设备的位置信息吗？',
    accent,
    buttons: [
      { text: '拒绝', onTap: () => touch.done('permission denied') },
      { text: '允许', strong: true, onTap: () => touch.done('permission allowed') },
    ],
  });
}

function login(screen: Screen, touch: OverlayTouch): View {
  const { state } = touch;
  const [, title, hint, , field, , action] = cutColumn(column(screen, 320), [
    screen.dp(56),
    screen.dp(44),
    screen.dp(28),
    screen.dp(30),
    screen.dp(52),
    screen.dp(24),
    screen.dp(48),
    'fill',
  ]);
  return wall(screen, 'login', [
    label('login/title', title, '请先登录', { textSizePx: screen.dp(26), bold: true }),
    label('login/hint', hint, '验证码已发送至 138****0000', { textSizePx: screen.dp(14), color: '#6b7280' }),
    editField('login/code', field, {
      text: state.entered,
      hint: '请输入短信验证码',
      focused: state.isFocused,
      style: { background: '#f3f4f6', radiusPx: screen.dp(10), paddingPx: screen.dp(14), textSizePx: screen.dp(17) },
      onTap: () => touch.focus(),
      onText: (text) => {
        state.entered = text;
        touch.changed();
      },
    }),
    button(
      'login/go',
      action,
      '登录',
      { background: accent, color: '#ffffff', radiusPx: screen.dp(24), textSizePx: screen.dp(17), bold: true },
      { enabled: state.entered.length >= codeDigits, onTap: () => touch.done('logged in') },
    ),
  ]);
}

/** The characters are painted and not told: the accessibility tree has only the question. */
function captcha(screen: Screen, touch: OverlayTouch): View {
  const { state } = touch;
  const [, title, , picture] = cutColumn(column(screen, 320), [
    screen.dp(56),
    screen.dp(40),
    screen.dp(12),
    screen.dp(260),
    'fill',
  ]);
  const tap = (text: string): void => {
    const next = wanted[state.entered.length];
    state.entered = text === next ? state.entered + text : '';
    if (state.entered.length === wanted.length) touch.done('captcha solved');
    else touch.changed();
  };
  const side = screen.dp(52);
  return wall(screen, 'captcha', [
    label('captcha/question', title, `请依次点击：${wanted.join(' ')}`, { textSizePx: screen.dp(19), bold: true }),
    view('view', 'captcha/picture', picture, {
      style: { gradient: ['#bae6fd', '#4d7c0f'], radiusPx: screen.dp(12) },
      onTap: () => tap(''),
    }),
    ...scattered.map(([text, x, y]) =>
      view(
        'view',
        `captcha/${text}`,
        box(
          Math.round(picture[0] + x * (picture[2] - picture[0])),
          Math.round(picture[1] + y * (picture[3] - picture[1])),
          side,
          side,
        ),
        {
          style: {
            paintedText: text,
            color: state.entered.includes(text) ? '#16a34a' : '#ffffff',
            textSizePx: screen.dp(34),
            bold: true,
            align: 'center',
          },
          onTap: () => tap(text),
        },
      ),
    ),
  ]);
}

function payment(screen: Screen, touch: OverlayTouch): View {
  const { state } = touch;
  const [, title, amount, dots, , keys] = cutColumn(screen.content, [
    screen.dp(24),
    screen.dp(40),
    screen.dp(80),
    screen.dp(56),
    'fill',
    screen.dp(232),
  ]);
  const press = (key: string): void => {
    state.entered = key === '⌫' ? state.entered.slice(0, -1) : state.entered + key;
    if (state.entered.length === codeDigits) touch.done('paid');
    else touch.changed();
  };
  const rows = cutColumn(keys, ['fill', 'fill', 'fill', 'fill']);
  return wall(screen, 'payment', [
    label('payment/title', title, '请输入支付密码', middle(screen, 18, '#111827')),
    label('payment/amount', amount, '¥268.00', middle(screen, 40, '#111827')),
    label('payment/digits', dots, '●'.repeat(state.entered.length), middle(screen, 22, '#111827')),
    ...rows.flatMap((row, line) =>
      columns(row, 3).map((place, index) => {
        const key = keypad[line * 3 + index] ?? '';
        const style = { background: '#f3f4f6', border: '#e5e7eb', textSizePx: screen.dp(24) };
        return key === ''
          ? view('view', 'payment/blank', place, { style })
          : button(`payment/key:${key}`, place, key, style, { onTap: () => press(key) });
      }),
    ),
  ]);
}

function middle(screen: Screen, sizeDp: number, color: string): NonNullable<View['style']> {
  return { textSizePx: screen.dp(sizeDp), color, bold: true, align: 'center', verticalAlign: 'center' };
}

/** The app shows through, and gets no touches. */
function shade(screen: Screen, key: string, children: View[]): View {
  const options = { style: { background: 'rgba(0, 0, 0, 0.55)' }, onTap: () => {}, clickable: false };
  return view('frame', key, screen.full, options, children);
}

function wall(screen: Screen, key: string, children: View[]): View {
  const options = { style: { background: '#ffffff' }, onTap: () => {}, clickable: false };
  return view('frame', key, screen.full, options, children);
}

function column(screen: Screen, widthDp: number): Rect {
  const [left, top, right, bottom] = screen.content;
  const margin = Math.max(0, Math.round((right - left - screen.dp(widthDp)) / 2));
  return [left + margin, top, right - margin, bottom];
}
