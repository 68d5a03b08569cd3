import { apps, nearestApps, resolveApp } from '@farhand/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPackage } from './app-finder.js';

const all = new Set(apps.flatMap(({ packages }) => packages));
const packageOf = (id: string): string => resolveApp(id)?.packages[0] ?? '';
const open = (name: string, installed: ReadonlySet<string> = all): string | undefined => {
  try {
    return findPackage(name, installed);
  } catch {
    return undefined;
  }
};

describe('what opens an app', () => {
  test.each([
    ['Pinduodo', 'pinduoduo'],
    ['pinduodou', 'pinduoduo'],
    ['Xiaohongshuu', 'xiaohongshu'],
    ['网易云音月', 'netease-music'],
    ['shezhi', 'settings'],
    ['naozhong', 'clock'],
    ['duanxin', 'sms'],
    ['信息', 'sms'],
    ['tongxunlu', 'contacts'],
    ['微信支付', 'wechat'],
    ['花呗', 'alipay'],
    ['蚂蚁森林', 'alipay'],
    ['美团打车', 'meituan'],
    ['美团酒店', 'meituan'],
    ['多多买菜', 'pinduoduo'],
  ])('%s opens %s', (name, id) => {
    expect(open(name)).toBe(packageOf(id));
  });

  test('a browser is whichever one is there', () => {
    const chrome = new Set([packageOf('chrome')]);
    expect([open('browser', chrome), open('浏览器', chrome), open('liulanqi', chrome)]).toEqual([
      ...chrome,
      ...chrome,
      ...chrome,
    ]);
  });

  test('only apps that are there are guessed at', () => {
    expect(open('Pinduodo', new Set(['com.taobao.taobao']))).toBeUndefined();
  });
});

describe('what opens nothing', () => {
  test.each(['百度地铁', '微信读者', '支付报', 'telegraph', 'maps2', 'Zorblax', 'poison', 'uberr', '淘', '', ' '])(
    '%j',
    (name) => {
      expect(open(name)).toBeUndefined();
    },
  );

  test('an unknown app, and its candidates are told', () => {
    expect(() => findPackage('Telegraphy app', new Set(['org.telegram.messenger', 'com.whatsapp']))).toThrow(
      /is no app that Farhand knows/,
    );
    try {
      findPackage('Telegraphy app', new Set(['org.telegram.messenger', 'com.whatsapp']));
    } catch (error) {
      expect(error).toMatchObject({ code: 'APP_NOT_INSTALLED', hint: 'Installed and similar: Telegram.' });
    }
  });

  test('any name that is far from every name', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz 0123456789微信支付宝淘京东多美团地图音乐'),
      maxLength: 14,
    });
    const far = letters.filter((name) => resolveApp(name) === undefined && nearestApps(name).length === 0);
    fc.assert(
      fc.property(far, (name) => open(name) === undefined),
      { numRuns: 50 },
    );
  });

  test('a slip opens the app that was meant, or nothing, and no other one', () => {
    const names = apps.flatMap((app) => [app.names.en, app.names.zh, ...app.aliases].map((name) => ({ app, name })));
    const slip = fc.tuple(fc.constantFrom(...names), fc.nat(), fc.constantFrom(...'aeinstx'));
    fc.assert(
      fc.property(slip, ([{ app, name }, at, letter]) => {
        const place = at % (name.length + 1);
        const wrong = name.slice(0, place) + letter + name.slice(place + (at % 2));
        const opened = resolveApp(wrong) ? undefined : open(wrong);
        return opened === undefined || app.packages.includes(opened);
      }),
      { numRuns: 50 },
    );
  });
});
