import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { layOut } from './answer-layout.js';

const answer = [
  'The cheapest is on Taobao.',
  '',
  '| Shop | Price | Offer |',
  '| --- | --- | --- |',
  '| 淘宝 | ¥3,999 | Mac mini M4 · 官方旗舰店 |',
  '| JD.com | ¥4,099 | Mac mini |',
  '',
  'Not found on: Pinduoduo.',
].join('\n');

test('a table that fits becomes columns, a hanzi counting twice', () => {
  expect(layOut(answer, 80)).toBe(
    [
      'The cheapest is on Taobao.',
      '',
      'Shop    Price   Offer',
      '淘宝    ¥3,999  Mac mini M4 · 官方旗舰店',
      'JD.com  ¥4,099  Mac mini',
      '',
      'Not found on: Pinduoduo.',
    ].join('\n'),
  );
});

test('in a narrow window each row is a block with its details below', () => {
  expect(layOut(answer, 30).split('\n').slice(2, 6)).toEqual([
    '淘宝  ¥3,999',
    '  Offer: Mac mini M4 · 官方旗舰店',
    'JD.com  ¥4,099',
    '  Offer: Mac mini',
  ]);
});

test('no word is lost, and columns never exceed the window', () => {
  const cell = fc.stringMatching(/^[a-z淘宝0-9 ]{1,20}$/).map((text) => text.trim() || 'x');
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 10, max: 100 }), (cells, columns) => {
      const table = [['A', 'B', 'C'], ['---', '---', '---'], ...cells].map((row) => `| ${row.join(' | ')} |`);
      const laid = layOut(table.join('\n'), columns);
      for (const text of cells.flat()) expect(laid).toContain(text);
      if (/^A +B/.test(laid)) {
        for (const line of laid.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      }
    }),
  );
});

test('text without a table stays as it is', () => {
  const text = 'One | two\n|not a table\nthree';
  expect(layOut(text, 20)).toBe(text);
});
