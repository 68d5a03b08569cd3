import fc from 'fast-check';
import pc from 'picocolors';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cutTo, oneLine } from './style.js';

const { bold, dim } = pc.createColors(true);
const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('淘宝最低到手价', '¥4,029', '👩‍👩‍👧'));

describe('cutTo', () => {
  test('counts a hanzi as two columns and says that something is gone', () => {
    expect(cutTo('淘宝最低到手价', 14)).toBe('淘宝最低到手价');
    expect(cutTo('淘宝最低到手价', 8)).toBe('淘宝最…');
  });

  test('keeps blanks, which align columns', () => {
    expect(cutTo('淘宝      step 1', 12)).toBe('淘宝      s…');
  });

  test('never cuts inside a colour, and closes what it opened', () => {
    const line = `${bold('Taobao')} ${dim('CLICK')} Go to search`;
    expect(cutTo(line, 9)).toBe(`${bold('Taobao')} ${dim('C…')}`);
  });

  test('never gets wider than asked for', () => {
    fc.assert(
      fc.property(piece, piece, fc.integer({ min: 1, max: 60 }), (first, second, columns) => {
        expect(stringWidth(cutTo(`${oneLine(first)} ${dim(oneLine(second))}`, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
