import { expect, test } from 'vitest';
import { readPortions, withoutOne } from './portions.js';

test.each([
  ['一份烤茄子', '烤茄子', 1],
  ['两份海天酱油', '海天酱油', 2],
  ['来杯伯牙绝弦', '伯牙绝弦', 1],
  ['来一杯生椰拿铁', '生椰拿铁', 1],
  ['点个麻婆豆腐', '麻婆豆腐', 1],
  ['3碗牛肉面', '牛肉面', 3],
  ['两个肉包子', '肉包子', 2],
  ['烤茄子两份', '烤茄子', 2],
  ['烤茄子 x2', '烤茄子', 2],
  ['a cup of oolong tea', 'oolong tea', 1],
  ['two bowls of noodles', 'noodles', 2],
  ['one latte', 'latte', 1],
  // Names that only look so.
  ['三杯鸡', '三杯鸡', 1],
  ['三杯鸡腿饭', '三杯鸡腿饭', 1],
  ['一个人套餐', '一个人套餐', 1],
  ['一品豆腐', '一品豆腐', 1],
  ['八宝饭', '八宝饭', 1],
  ['点心拼盘', '点心拼盘', 1],
  ['7喜', '7喜', 1],
  ['麻婆豆腐', '麻婆豆腐', 1],
])('%s is %s, %d times', (said, name, count) => {
  expect(readPortions(said)).toEqual({ name, count });
});

test.each([
  ['一台Mac mini M4', 'Mac mini M4'],
  ['a pair of socks', 'socks'],
  ['一件冲锋衣', '冲锋衣'],
  ['一箱牛奶', '一箱牛奶'],
  ['两件套床单', '两件套床单'],
  ['一加 13', '一加 13'],
  ['三只松鼠坚果', '三只松鼠坚果'],
  ['One Piece figure', 'One Piece figure'],
  ['iPhone 16', 'iPhone 16'],
])('goods: %s is %s', (said, name) => {
  expect(withoutOne(said)).toBe(name);
});
