import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compact, findWord } from './compact.js';
import { matchGoods, queryWords } from './goods-match.js';

describe('is it the thing?', () => {
  test.each([
    ['Mac Mini M4', '【全国联保】Apple/苹果 Mac mini（M4芯片）16GB+256GB 台式电脑主机'],
    ['macmini m4', 'Apple/苹果 Mac mini M4 台式电脑主机'],
    ['苹果迷你主机M4', '苹果 Mac mini M4 16GB+256GB 台式电脑主机全新'],
    ['iphone16', 'Apple iPhone 16 128GB 黑色'],
    ['iPhone 16 Pro Max', '【现货】Apple/苹果 iPhone 16 Pro Max 5G智能手机 256GB'],
    ['小米15', '【全国联保】小米15 骁龙8至尊版手机 16GB+512GB'],
    ['Flip 6', 'JBLFlip 6 便携蓝牙音箱 红色'],
    ['ThinkPad X1 Carbon', '联想 ThinkPad X1 Carbon 商务笔记本电脑 Ultra7 32GB+1TB'],
    ['戴森吹风机', 'Dyson/戴森 HD15 新一代高速吹风机'],
    ['Laifen Swift hair dryer', 'Laifen/徕芬 高速吹风机 Swift 负离子电吹风'],
    ['510L fridge', 'Haier/海尔 十字门冰箱510升 风冷无霜电冰箱'],
    ['Sihoo M57', '西昊 M57 黑色 人体工学电脑椅'],
    ['手机壳 iPhone 16', '适用于苹果 iPhone 16 磁吸防摔手机壳'],
    ['二手 iPhone 13', '【95新】二手 苹果 iPhone 13 128GB 手机'],
  ])('%s: %s', (query, title) => {
    expect(matchGoods(query, title)).toBe('match');
  });

  test.each([
    ['Mac Mini M4', 'Apple/苹果 Mac mini M4 Pro 24GB+512GB 台式电脑主机', 'other'],
    ['Mac Mini M4', '适用于苹果 Mac mini M4 铝合金散热底座支架', 'accessory'],
    ['Mac Mini M4', '【99新】二手 苹果 Mac mini M4 16GB+256GB', 'used'],
    ['Mac Mini M4', 'Apple/苹果 Mac mini M2 8GB+256GB', 'other'],
    ['iPhone 16', 'Apple iPhone 16e 128GB', 'other'],
    ['iPhone 16', 'Apple iPhone 15 16GB 手机', 'other'],
    ['iPhone 16', 'iPhone 160 复古电话', 'other'],
    ['Mini 4 Pro', 'Apple/苹果 Mac mini M4 Pro 24GB+512GB', 'other'],
    ['AirPods', 'Apple/苹果 AirPods Pro 2 主动降噪蓝牙耳机', 'other'],
    ['iPad Pro M4', 'Apple/苹果 Mac mini M4 Pro 24GB+512GB', 'other'],
    ['Anker charger 65W', '倍思 氮化镓充电器 65W', 'other'],
    ['耳机', '机械键盘 87键', 'other'],
  ])('%s is not %s', (query, title, verdict) => {
    expect(matchGoods(query, title)).toBe(verdict);
  });

  test('a badge beside the title tells a used one', () => {
    expect(matchGoods('iPhone 13', '苹果 iPhone 13 128GB', ['¥2999', '二手'])).toBe('used');
  });

  test('a title matches itself, whatever the case and spacing', () => {
    const word = fc.constantFrom('小米', 'Mac', 'mini', 'M4', '手环9', 'X200', '冰箱', 'K87', 'Switch');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.boolean(), (words, upper) => {
        const title = words.join(' ');
        const query = upper ? title.toUpperCase() : title.toLowerCase();
        expect(matchGoods(query, title)).toBe('match');
        expect(matchGoods(query, `${title} 台式机`)).toBe('match');
      }),
    );
  });

  test('never throws, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (query, title) => {
        expect(['match', 'other', 'accessory', 'used']).toContain(matchGoods(query, title));
      }),
    );
  });
});

test('phrases of the lexicon stay together, and fillers go', () => {
  expect(queryWords('the cheapest hair dryer of PlayStation 5')).toEqual(['hair dryer', 'playstation 5']);
});

test('words are found from edge to edge only', () => {
  const title = compact('OPPOFind X8 iPhone16Pro 160');
  expect(findWord(title, 'find x8')).toHaveLength(1);
  expect(findWord(title, 'iphone16')).toHaveLength(1);
  expect(findWord(title, '16')).toHaveLength(1);
  expect(findWord(title, 'phone')).toEqual([]);
});
