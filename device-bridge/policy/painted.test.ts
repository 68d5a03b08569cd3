// The gate before what was only read from a picture: as strict as before what an app says itself, and never laxer.
import { type Action, toModelPoint } from '@farhand/shared';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { graft } from '../phone/ocr/graft.js';
import { layOut } from '../phone/ocr/layout.js';
import type { Observation } from '../phone/phone.js';
import type { Bounds } from '../phone/tree.js';
import { screen, view } from '../testing/screens.js';
import type { Permission } from './consent.js';
import { isUnclear, judge } from './gate.js';
import { maskPicture } from './privacy/mask.js';
import { ownersScreen } from './screens.js';

const nobodysYes: Permission = { words: [], confirmed: false };
const heightPx = 50;
type Place = readonly [text: string, left: number, top: number];

/** A mute web page on which lines were read, each 50 px high and as wide as its characters, and grounds behind them. */
function painted(lines: readonly Place[], grounds: readonly Bounds[] = [], ...more: string[]): Observation {
  const seen = screen(view('android.webkit.WebView', [0, 100, 1080, 2300], { clickable: true }), ...more);
  const read = lines.map(([text, left, top]) => {
    const bounds = { left, top, right: left + [...text].length * heightPx, bottom: top + heightPx };
    return { text, confidence: 0.95, bounds };
  });
  const surface = seen.tree.nodes.find(({ className }) => className.endsWith('WebView'));
  if (!surface) throw new Error('the screen has no web page');
  return { ...seen, tree: graft(seen.tree, new Map([[surface, layOut({ lines: read, grounds })]])) };
}

function tap(x: number, y: number): Action {
  return { action: 'CLICK', point: toModelPoint({ x, y }, screen().sizePx) };
}

const gate = (seen: Observation, x: number, y: number, yes = nobodysYes): string => judge(tap(x, y), seen, yes).gate;

describe('a paying button of pixels', () => {
  const bar: Bounds = { left: 40, top: 2000, right: 1040, bottom: 2140 };

  test.each(['立即支付', '立即支付￥59.00', '提交订单', 'Pay now', 'O立即支付', '立即支付>', '立 即 支 付'])(
    '%s stops',
    (label) => {
      const seen = painted([[label, 440, 2045]], [bar]);
      expect(gate(seen, 500, 2070)).toBe('takeover');
      expect(gate(seen, 60, 2010)).toBe('takeover');
      expect(gate(painted([[label, 440, 2045]]), 460, 2070)).toBe('takeover');
    },
  );

  test('without a visible edge it reaches around its words; far from them, and on other words, nothing is paid', () => {
    const seen = painted([
      ['加入购物车', 100, 2045],
      ['立即支付', 640, 2045],
    ]);
    expect(gate(seen, 600, 2040)).toBe('takeover');
    expect(gate(seen, 900, 2110)).toBe('takeover');
    expect(gate(seen, 500, 800)).toBe('allow');
    expect(gate(seen, 200, 2070)).toBe('allow');
  });

  test('the question above a painted OK counts', () => {
    const card: Bounds = { left: 100, top: 900, right: 980, bottom: 1400 };
    const ask = (question: string): string =>
      gate(
        painted(
          [
            [question, 200, 960],
            ['取消', 250, 1300],
            ['确定', 700, 1300],
          ],
          [card],
        ),
        720,
        1320,
      );
    expect(ask('确认支付￥3899？')).toBe('takeover');
    expect(ask('确定要删除这些照片？')).toBe('confirm');
    expect(ask('要换一个颜色吗？')).toBe('allow');
  });

  test('a pulled slider pays too, and a page that is pulled beside it does not', () => {
    const seen = painted([['滑动支付', 440, 2045]], [bar]);
    const pull = (y: number): Action => {
      const point1 = toModelPoint({ x: 100, y }, seen.sizePx);
      return { action: 'SLIDE', point1, point2: [point1[0], point1[1] - 300] };
    };
    expect(judge(pull(2070), seen, nobodysYes).gate).toBe('takeover');
    expect(judge(pull(900), seen, nobodysYes).gate).toBe('allow');
  });

  test('a step towards money tells that the amount was read from the picture', () => {
    const seen = painted(
      [
        ['合计：￥59.00', 60, 1800],
        ['立即购买', 440, 2045],
      ],
      [bar],
    );
    expect(judge(tap(500, 2070), seen, nobodysYes)).toMatchObject({
      gate: 'confirm',
      why: expect.stringMatching(/￥59\.00.*as read from the picture/),
    });
  });
});

test.each([
  ['请输入支付密码', true],
  ['短信登录', true],
  ['安全验证', true],
  ['请拖动滑块完成拼图', true],
  ['别把支付密码告诉别人', false],
  ['商品详情', false],
])('a painted "%s" makes the screen the owner’s: %s', (words, isOwners) => {
  expect(ownersScreen(painted([[words, 100, 300]]).tree) !== undefined).toBe(isOwners);
});

test('a password is not typed into a painted field', () => {
  const seen = painted([['请输入登录密码', 100, 600]]);
  const point = toModelPoint({ x: 600, y: 620 }, seen.sizePx);
  expect(judge({ action: 'TYPE', value: 'x', point }, seen, nobodysYes).gate).toBe('takeover');
});

test('a recipient that was read from a picture is not one that the user named', () => {
  const yes: Permission = { words: ['给张三发“好的”'], outward: { recipient: '张三', text: '好的' }, confirmed: true };
  const field = view('EditText', [0, 2300, 800, 2400], { text: '好的', hint: '说点什么' });
  const seen = painted(
    [
      ['张三', 480, 110],
      ['发送', 900, 2200],
    ],
    [],
    field,
  );
  expect(gate(seen, 920, 2220, yes)).toBe('confirm');
});

test('personal data that was only read is painted over, too', async () => {
  const seen = painted([
    ['13812345678', 100, 600],
    ['商品详情', 100, 900],
  ]);
  const white = sharp({ create: { width: 1080, height: 2400, channels: 3, background: '#fff' } });
  const masked = await maskPicture(await white.png().toBuffer(), seen, []);
  const greys = await sharp(masked).greyscale().raw().toBuffer();
  expect([greys[620 * 1080 + 300], greys[920 * 1080 + 150]]).toEqual([0, 255]);
});

test('for what was read, the page in front is asked as well', () => {
  expect(isUnclear(tap(120, 320), painted([['继续浏览', 100, 300]]))).toBe(true);
});
