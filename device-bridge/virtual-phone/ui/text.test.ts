import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countLines, measureText, wrapText } from './text.js';

const measure = (text: string): number => measureText(text, 40);
const mixed = fc.string({
  unit: fc.constantFrom(...('abcXYZ 019+-中文字价格。！😀\n'.match(/./gsu) ?? [])),
  maxLength: 80,
});

test('wrapping loses nothing but white space when there are lines enough', () => {
  fc.assert(
    fc.property(mixed, fc.integer({ min: 60, max: 900 }), (text, width) => {
      const lines = wrapText(text, width, 999, measure);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      for (const line of lines) if ([...line].length > 1) expect(measure(line.trimEnd())).toBeLessThanOrEqual(width);
    }),
  );
});

test('a text too long for its lines ends in an ellipsis on the last of them', () => {
  const lines = wrapText('苹果 Mac mini M4 台式电脑主机 16GB+256GB 国行正品', 400, 2, measure);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/…$/);
});

test('Latin words stay whole, Chinese breaks anywhere, line feeds break always', () => {
  expect(wrapText('hello world', 140, 9, measure)).toEqual(['hello', 'world']);
  expect(wrapText('中文字价格', 90, 9, measure)).toEqual(['中文', '字价', '格']);
  expect(wrapText('a\n\nb', 900, 9, measure)).toEqual(['a', '', 'b']);
});

test('counting lines agrees with wrapping', () => {
  expect(countLines('中文字价格', 40, 90)).toBe(3);
  expect(countLines('中文字价格', 40, 90, 2)).toBe(2);
});
