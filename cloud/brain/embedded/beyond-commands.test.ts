import { describe, expect, test } from 'vitest';
import { goesBeyondCommands, saysNothingOf } from './beyond-commands.js';
import type { Clause } from './clauses.js';

function clause(kind: Clause['kind'], values: Clause['values']): Clause {
  return { kind, apps: [], values, takesPrevious: false };
}

describe('a plan of plain commands says less than the request', () => {
  test.each([
    ['携程上西安评分最高的酒店', clause('hotel', { place: '西安评分最高' })],
    ['收藏携程上北京的酒店', clause('hotel', { place: '北京' })],
    ['还剩多少流量，不够5G就关掉移动数据', clause('setting', { what: '移动数据', state: '关掉' })],
    ['Turn on airplane mode if the battery is low', clause('setting', { what: 'airplane mode', state: 'on' })],
    ['put the kettle in my JD cart', clause('price', { item: 'kettle' })],
  ])('%s', (request, planned) => {
    expect(goesBeyondCommands([planned], request)).toBe(true);
  });

  test.each([
    ['给张三发微信：购物车里最便宜的收藏了吗', clause('send', { to: '张三', text: '购物车里最便宜的收藏了吗' })],
    ['跟小王说如果下雨就改天', clause('send', { to: '小王', text: '如果下雨就改天' })],
    ['京东最便宜的耳机多少钱', clause('price', { item: '耳机' })],
    ['play Nearest Place', clause('play', { title: 'Nearest Place' })],
    ['淘宝搜收藏盒', clause('search', { query: '收藏盒' })],
  ])('not where the words are a text or a name: %s', (request, planned) => {
    expect(goesBeyondCommands([planned], request)).toBe(false);
  });
});

test('a list of the user is changed only where a word asks for it', () => {
  const liked = clause('like', { item: 'Love Story' });
  expect(saysNothingOf([liked], 'Play "Story" by Taylor Swift')).toBe(true);
  expect(saysNothingOf([liked], 'give "Story" a thumbs up')).toBe(false);
  const put = clause('cart', { item: '牛奶' });
  expect(saysNothingOf([clause('price', { item: '牛奶' }), put], '京东牛奶多少钱')).toBe(true);
  expect(saysNothingOf([put], '牛奶加购物车')).toBe(false);
});
