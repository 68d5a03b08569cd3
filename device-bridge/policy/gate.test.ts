import { type Action, toModelPoint } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import { screen, text, view } from '../testing/screens.js';
import { checkAction } from './gate.js';

const at = { x: 800, y: 2300 };

/** What the gate says to a tap on a button with this label. */
function tapOn(button: string, confirmed = false, ...around: string[]): string {
  const seen = screen(...around, button);
  const action: Action = { action: 'CLICK', point: toModelPoint(at, seen.sizePx) };
  return codeOf(() => checkAction(action, seen, { confirmed }));
}

function codeOf(work: () => void): string {
  try {
    work();
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const button = (label: string) => text(label, [600, 2250, 1060, 2380], { clickable: true });

describe('paying', () => {
  test.each([
    '提交订单',
    '立即支付',
    '立即支付 ¥3,899.00',
    '确认付款',
    '去支付',
    '付款',
    'Pay now',
    'Place order',
    'Pay $12.50',
    '确认转账',
    '先用后付',
  ])('%s is left to the user, even with consent', (label) => {
    expect(tapOn(button(label), true)).toBe('NEEDS_TAKEOVER');
  });

  test('a button whose words lie inside it is a button too', () => {
    const inner = view(
      'FrameLayout',
      [600, 2250, 1060, 2380],
      { clickable: true },
      text('立即支付', [700, 2260, 900, 2320]),
      text('¥59', [700, 2320, 900, 2370]),
    );
    expect(tapOn(inner, true)).toBe('NEEDS_TAKEOVER');
  });

  test('a way to pay named on a card of goods does not make the card a button that pays', () => {
    const card = view(
      'FrameLayout',
      [600, 2000, 1060, 2380],
      { clickable: true },
      text('小棕瓶 30ml 修护精华液', [620, 2010, 1040, 2200]),
      text('先用后付', [700, 2260, 900, 2340]),
      text('¥559', [700, 2340, 900, 2375]),
    );
    expect(tapOn(card)).toBe('allowed');
  });

  test('a keypad for a payment password lets nothing but a way out', () => {
    const digits = Array.from({ length: 10 }, (_, digit) =>
      text(String(digit), [digit * 100, 1800, digit * 100 + 90, 1900], { clickable: true }),
    );
    expect(tapOn(button('忘记密码'), true, text('请输入支付密码', [0, 900, 1080, 1000]), ...digits)).toBe(
      'NEEDS_TAKEOVER',
    );
    const seen = screen(text('请输入支付密码', [0, 900, 1080, 1000]), ...digits);
    expect(codeOf(() => checkAction({ action: 'BACK' }, seen, { confirmed: false }))).toBe('allowed');
  });

  test.each(['支付宝', '付款方式说明', '加入购物车', '立即购买', '运费险'])('%s pays nothing', (label) => {
    expect(tapOn(button(label))).toBe('allowed');
  });

  test('a chat line that speaks of paying is no payment', () => {
    const row = view(
      'LinearLayout',
      [0, 2200, 1080, 2400],
      { clickable: true },
      text('李四', [200, 2210, 600, 2290]),
      text('记得付款给房东，今天之前把上个月的房租和水电费一起付掉，收据发我', [200, 2290, 1060, 2390]),
    );
    expect(tapOn(row)).toBe('allowed');
  });
});

describe('reaching other people', () => {
  test.each(['发送', '发表', 'Send', 'Post', '拨打'])('%s needs consent', (label) => {
    expect(tapOn(button(label))).toBe('NEEDS_CONFIRMATION');
    expect(tapOn(button(label), true)).toBe('allowed');
  });

  test('Enter in a chat needs consent, in a search field it does not', () => {
    const enter: Action = { action: 'HOT_KEY', key: 'enter' };
    const field = (hint: string) => view('EditText', [100, 2250, 590, 2380], { hint, focused: true });
    expect(codeOf(() => checkAction(enter, screen(field(''), button('发送')), { confirmed: false }))).toBe(
      'NEEDS_CONFIRMATION',
    );
    expect(codeOf(() => checkAction(enter, screen(field('搜索'), button('发送')), { confirmed: false }))).toBe(
      'allowed',
    );
  });
});

test('passwords are the user’s, and a reset is never done', () => {
  const seen = screen(view('EditText', [100, 900, 980, 1000], { password: true, focused: true }));
  expect(codeOf(() => checkAction({ action: 'TYPE', value: 'x' }, seen, { confirmed: true }))).toBe('NEEDS_TAKEOVER');
  expect(tapOn(button('恢复出厂设置'), true)).toBe('POLICY_REFUSED');
  expect(tapOn(button('删除'))).toBe('NEEDS_CONFIRMATION');
});
