import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { narrowingOf } from './narrowing.js';

describe('the order and the filter of a search', () => {
  test.each([
    ['在淘宝搜索小米手环9，按销量排序', '小米手环9', { sort: '按销量排序' }],
    ['京东搜机械键盘，价格从低到高', '机械键盘', { sort: '价格从低到高' }],
    ['搜一下牛肉面，好评优先', '牛肉面', { sort: '好评优先' }],
    ['京东搜耳机，只看自营', '耳机', { filter: '只看自营' }],
    ['淘宝搜水杯，价格100到200', '水杯', { filter: '价格100到200' }],
    ['淘宝搜水杯，50元以下，按价格从低到高', '水杯', { sort: '按价格从低到高', filter: '50元以下' }],
    ['search amazon for kettles, sorted by price low to high', 'kettles', { sort: 'sorted by price low to high' }],
    ['find kettles on amazon under $50, cheapest first', 'kettles', { sort: 'cheapest first', filter: 'under $50' }],
    ['京东搜耳机，只看自营，100到200元', '耳机', { filter: '只看自营，100到200元' }],
  ])('%s', (command, query, expected) => {
    expect(narrowingOf(command, query)).toEqual(expected);
  });

  test.each([
    ['在小红书搜索上海周末去哪', '上海周末去哪'],
    ['search youtube for sorting algorithms', 'sorting algorithms'],
    ['搜索按销量排序的方法', '按销量排序的方法'],
    ['search for the only one', 'the only one'],
  ])('%s has none', (command, query) => {
    expect(narrowingOf(command, query)).toEqual({});
  });

  test('whatever is said, they are pieces of it', () => {
    const piece = fc.constantFrom(
      '淘宝',
      '搜',
      '水杯',
      '按销量排序',
      '只看',
      '自营',
      '100到200元',
      '，',
      ' under $5',
      'only new',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const command = pieces.join('');
        for (const value of Object.values(narrowingOf(command, '水杯'))) expect(command).toContain(value);
      }),
    );
  });
});
