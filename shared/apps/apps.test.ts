import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appById, apps, defaultApps, findMentions, nearestApps, resolveApp, servesCategory } from './index.js';
import { misspeltName } from './misspelt.js';
import { foldText } from './names.js';

const ids = (text: string): string[] => findMentions(text).map((mention) => mention.app.id);

describe('the catalogue', () => {
  test('knows at least 150 apps and resolves each by id, by both names and by every alias', () => {
    expect(apps.length).toBeGreaterThanOrEqual(150);
    for (const app of apps) {
      for (const name of [app.id, app.names.zh, app.names.en, ...app.aliases, ...(app.contextual ?? [])]) {
        expect(resolveApp(name)?.id, name).toBe(app.id);
      }
    }
  });

  test('offers the main apps of a category before those that only serve it too', () => {
    expect(
      defaultApps('shop')
        .slice(0, 3)
        .map((app) => app.id),
    ).toEqual(['taobao', 'jd', 'pinduoduo']);
    expect(defaultApps('ride')[0]?.id).toBe('didi');
    expect(defaultApps('ride').some((app) => app.id === 'amap')).toBe(true);
    expect(defaultApps('teleport')).toEqual([]);
  });

  test('tells the nearest names of one it does not know', () => {
    expect(resolveApp('Pinduodo')).toBeUndefined();
    expect(nearestApps('Pinduodo')[0]?.id).toBe('pinduoduo');
    expect(nearestApps('zzzzvvv')).toEqual([]);
  });

  test('knows apps that serve several categories', () => {
    const meituan = appById('meituan');
    expect(meituan && servesCategory(meituan, 'travel')).toBe(true);
    expect(meituan && servesCategory(meituan, 'chat')).toBe(false);
  });
});

describe('mentions', () => {
  test.each([
    ['Compare prices across Taobao, JD.com and Pinduoduo', ['taobao', 'jd', 'pinduoduo']],
    ['淘宝京东拼多多哪家便宜', ['taobao', 'jd', 'pinduoduo']],
    ['用ＱＱ音乐放一首晴天', ['qq-music']],
    ['用 QQ 音乐 放一首晴天', ['qq-music']],
    ['search uber eats for pizza', ['uber-eats']],
    ['order on UberEats', ['uber-eats']],
    ['BILIBILI 上搜 机械键盘', ['bilibili']],
    ['send it on WeChat', ['wechat']],
  ])('%s', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  test.each([
    'the adjdo story',
    'bingo night',
    'pick a target date',
    'he walks down the line',
    '明天天气怎么样',
    '打电话给妈妈',
  ])('leaves the everyday words of "%s" alone', (text) => {
    expect(ids(text)).toEqual([]);
  });

  test.each([
    ['open the camera', ['camera']],
    ['打开设置', ['settings']],
    ['is it cheaper at Walmart or Target?', ['walmart', 'target']],
    ['on Target', ['target']],
    ['lamp bestbuy walmart target', ['bestbuy', 'walmart', 'target']],
    ['a Moments post: hello', ['moments']],
    ['send Bob a slack message', ['slack']],
    ['记到备忘录里', ['notes']],
    ['设个七点的闹钟，再用短信告诉妈妈', ['sms']],
    ['put it in my notes', ['notes']],
  ])('takes an everyday word for the app in "%s"', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  test.each([
    ['search Amazn for a lamp', ['amazon']],
    ['compare on tabao and Pinduodo', ['taobao', 'pinduoduo']],
    ['play it on Spotfiy', ['spotify']],
    ['用wechta告诉他', ['wechat']],
  ])('sees through the slip in "%s"', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  test.each(['my data quota', 'I googled it', 'good vibes only', 'a deeper look', 'amazing', 'the tumbler broke'])(
    'takes no other word for a slip: "%s"',
    (text) => {
      expect(ids(text)).toEqual([]);
    },
  );

  test('mentions are in order, apart, and say a name of their app', () => {
    const names = apps.flatMap((app) => [app.names.zh, app.names.en, ...app.aliases]);
    const piece = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constant(' '));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        let from = 0;
        for (const mention of findMentions(text)) {
          expect(mention.start).toBeGreaterThanOrEqual(from);
          const words = text.slice(mention.start, mention.end);
          const app = resolveApp(words) ?? misspeltName(foldText(words))?.app;
          expect(app?.id).toBe(mention.app.id);
          from = mention.end;
        }
      }),
    );
  });
});
