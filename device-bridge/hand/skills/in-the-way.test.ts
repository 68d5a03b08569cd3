import { resolveApp } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../phone/phone.js';
import { parseTree } from '../../phone/tree.js';
import { text, view } from '../../testing/screens.js';
import type { Goal, Sight } from '../decider.js';
import { freeTheWay, isInTheWay } from './in-the-way.js';
import { briefOf, type Move } from './skill.js';

const sizePx = { widthPx: 1080, heightPx: 2400 };
const goal: Goal = {
  task: 'prices',
  language: 'en',
  app: resolveApp('taobao'),
  intent: 'find_price',
  values: { item: 'x' },
  maxSteps: 10,
  privacy: 'captions',
};
const tapped: Move = { action: { action: 'CLICK', point: [500, 500] }, explain: 'Go' };
const opened: Move = { action: { action: 'AWAKE', value: 'taobao' }, explain: 'Open' };

function screenOf(packageName: string, ...views: string[]): Observation {
  const root = view('FrameLayout', [0, 0, 1080, 2400], { package: packageName }, ...views);
  const tree = parseTree(`<hierarchy rotation="0">${root}</hierarchy>`, sizePx);
  return { frameId: 'f', tree, packageName: tree.packageName, sizePx, takenAtMs: 0, unread: [] };
}

const free = (screen: Observation, last: Move | undefined = tapped, wanted = goal): Move | undefined =>
  freeTheWay(briefOf(wanted), sightOf(screen), last);
const sightOf = (screen: Observation): Sight => ({ screen, step: 2, performed: true, picture: () => Promise.reject() });
const button = (words: string, y: number): string => text(words, [100, y, 500, y + 100], { clickable: true });
const shop = 'com.taobao.taobao';

describe('a permission', () => {
  const packages = [
    'com.android.permissioncontroller',
    'com.google.android.permissioncontroller',
    'com.lbe.security.miui',
  ];
  test.each(packages)('asked for by %s is not given', (name) => {
    const asked = screenOf(
      name,
      text('允许访问位置信息？', [100, 900, 900, 1000]),
      button('仅在使用中允许', 1100),
      button('拒绝', 1300),
    );
    expect(isInTheWay(asked)).toBe(true);
    expect(free(asked)?.target?.text).toBe('拒绝');
  });
});

describe('an advertisement', () => {
  const words = [text('¥200', [300, 800, 700, 1000]), button('立即领取', 1300)];
  test('is no menu with several things to choose from, though it can be closed', () => {
    const menu = screenOf(shop, button('写动态', 1800), button('写日记', 1950), button('关闭', 2200));
    expect(free(menu)).toBeUndefined();
  });

  test('in a window of its own is closed by its cross', () => {
    const advert = screenOf(
      shop,
      ...words,
      view('ImageView', [800, 700, 860, 760], { 'content-desc': '关闭', clickable: true }),
    );
    expect(free(advert)?.target?.description).toBe('关闭');
  });

  test('a closing word on a page that says more is left alone', () => {
    const page = screenOf(
      shop,
      ...Array.from({ length: 14 }, (_, row) => text(`row ${row}`, [0, row * 90, 900, row * 90 + 80])),
      button('关闭', 2000),
    );
    expect(isInTheWay(page)).toBe(false);
    expect(free(page)).toBeUndefined();
  });
});

describe('another app', () => {
  const chat = screenOf('com.tencent.mm', text('聊天', [0, 100, 500, 200]));
  test('that a notification brought is left by the back key', () => {
    expect(free(chat)?.action).toEqual({ action: 'BACK' });
  });

  test('is none while an app is being opened, in the settings of makers that have several, and on the launcher', () => {
    expect(free(chat, opened)).toBeUndefined();
    expect(free(chat, tapped, { ...goal, intent: 'setting' })).toBeUndefined();
    expect(free(screenOf('com.android.launcher3', text('淘宝', [0, 0, 90, 90])))).toBeUndefined();
  });
});

describe("what is the owner's alone", () => {
  const login = screenOf(
    shop,
    text('请先登录', [100, 300, 900, 400]),
    view('EditText', [100, 500, 900, 600], { hint: '请输入短信验证码' }),
  );
  test('stops the skill for the owner', () => {
    expect(() => free(login)).toThrow(expect.objectContaining({ code: 'NEEDS_TAKEOVER' }));
  });

  test('is no hindrance to opening an app', () => {
    expect(free(login, opened, { ...goal, intent: 'open' })).toBeUndefined();
  });
});
