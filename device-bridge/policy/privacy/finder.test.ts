import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plants } from '../../testing/personal-data.js';
import { findPersonal } from './finder.js';
import { Vault, withoutForgeries } from './vault.js';

const found = (text: string, names: string[] = []): string[] =>
  findPersonal(text, names).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

describe('what is private', () => {
  test.each([
    ['电话13812345678，微信同号', 'PHONE 13812345678'],
    ['+86 138-1234-5678', 'PHONE +86 138-1234-5678'],
    ['座机 010-62345678', 'PHONE 010-62345678'],
    ['call (415) 555-2671', 'PHONE (415) 555-2671'],
    ['手机１３８１２３４５６７８', 'PHONE １３８１２３４５６７８'],
    ['身份证11010519491231002X', 'ID 11010519491231002X'],
    ['SSN 078-05-1120', 'ID 078-05-1120'],
    ['护照号：E12345678', 'ID E12345678'],
    ['card 4111 1111 1111 1111', 'CARD 4111 1111 1111 1111'],
    ['尾号 8812 的储蓄卡', 'CARD 8812'],
    ['li.lei+shop@mail.example.com', 'EMAIL li.lei+shop@mail.example.com'],
    ['验证码 839201，请勿泄露', 'CODE 839201'],
    ['取件码：8-2-3012', 'CODE 8-2-3012'],
    ['Your code is 4921', 'CODE 4921'],
    ['WiFi密码：abc12345', 'PASSWORD abc12345'],
    ['沪A·12345 已驶入', 'PLATE 沪A·12345'],
    ['生日：1990-01-02', 'BIRTHDAY 1990-01-02'],
    ['快递单号 SF1234567890', 'PARCEL SF1234567890'],
    ['收货人：王小明', 'NAME 王小明'],
    ['张先生您好', 'NAME 张'],
    ['Dear John Smith,', 'NAME John Smith'],
    ['12 Baker Street, London', 'ADDRESS 12 Baker Street, London'],
  ])('%s', (text, piece) => {
    expect(found(text)).toContain(piece);
  });

  test('an address goes as a whole', () => {
    const [piece = ''] = found('请送到浦东新区世纪大道100号2栋1203室，谢谢');
    expect(piece).toMatch(/^ADDRESS .*世纪大道100号2栋1203室$/);
  });

  test('a name that was learnt is found wherever it stands', () => {
    expect(found('王小明和他的朋友', ['王小明'])).toEqual(['NAME 王小明']);
  });
});

describe('what is not', () => {
  test.each([
    'Mac mini M4 16GB+256GB ¥3,899.00',
    '已售 10000+ 件，好评率 98%',
    '2026-11-24 10:30 出发',
    'iPhone 16 Pro Max 256GB A3297',
    '辛拉面 120g*5包 满99减20',
    '会议改到下午3点',
    'G1234 次 08:05 — 12:40',
    '订单号 202611240001',
    '评分 4.9 (12,345)',
    '第 3 步：打开微信',
    '中山公园附近的酒店',
    'https://example.com/a/b?c=1',
    '版本 8.0.50.2701',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

test('pieces are in order, do not overlap and lie within the text, whatever it is', () => {
  const texts = fc.array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...plants(32).map(({ sentence }) => sentence))),
  );
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      let end = 0;
      for (const piece of findPersonal(text)) {
        expect(piece.start).toBeGreaterThanOrEqual(end);
        expect(piece.end).toBeGreaterThan(piece.start);
        end = piece.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('what was hidden comes back as it was, and what was not given out stays', () => {
  const vault = new Vault();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
      const name = vault.hide('PHONE', value);
      expect(vault.hide('PHONE', value)).toBe(name);
      expect(vault.reveal(`a ${name} b`)).toBe(`a ${value} b`);
      expect(withoutForgeries(name)).not.toBe(name);
    }),
  );
  expect(vault.reveal('<CARD_1>')).toBe('<CARD_1>');
});

test.each(['路', '1', '1 ', 'A', 'a@', '张', 'a.', '号1', '路1号', 'Ab ', '验证码', '-', '密码:', '+1 '])(
  'a hostile text of 20,000 times %j is looked through in no time',
  (unit) => {
    const text = unit.repeat(20_000 / unit.length);
    const startMs = performance.now();
    findPersonal(text);
    expect(performance.now() - startMs).toBeLessThan(500);
  },
);
