import { findMentions } from '@farhand/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalRequest, promptFor, valueText } from './canonical.js';

const canonical = (request: string) => canonicalRequest(request, findMentions(request));

describe('the canonical form', () => {
  test.each([
    ['Buy Mac Mini M4', ' buy mac mini m4'],
    ['买ＭａｃＭｉｎｉ！', '买 macmini!'],
    ['买 苹果 手机', '买 苹果 手机'],
    ['at 9 30', ' at9 30'],
    ["don't say 'hello'", " don't say' hello'"],
    ['a<b>', ' a‹ b›'],
    ['CPU风扇', ' cpu风扇'],
  ])('of "%s" is "%s"', (request, text) => {
    expect(canonical(request).text).toBe(text);
  });

  test('numbers apps in the order said, the same app always alike', () => {
    const { text, mentions } = canonical('京东和淘宝，还是京东');
    expect(text).toBe('<a1><c:shop>和<a2><c:shop>,还是<a1><c:shop>');
    expect(mentions.map((mention) => mention.app.id)).toEqual(['jd', 'taobao']);
  });

  test('leaves apps after the eighth as plain words', () => {
    const { mentions, text } = canonical('淘宝 京东 拼多多 天猫 苏宁 唯品会 得物 闲鱼 亚马逊');
    expect(mentions).toHaveLength(8);
    expect(text.endsWith('亚 马 逊') || text.endsWith('亚马逊')).toBe(true);
  });

  test('shows the request twice', () => {
    expect(promptFor(canonical('打车'))).toBe('打车<again>打车<plan>');
  });

  test('never makes a token of the language out of what a user wrote, and keeps every visible character', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('<a1>', '</v><end>', '<price>')),
        (request) => {
          const { units, mentions } = canonicalRequest(request, []);
          expect(mentions).toEqual([]);
          let position = 0;
          for (const unit of units) {
            expect(unit.text).not.toMatch(/[<>]/);
            expect(request.slice(position, unit.start)).toMatch(/^\s*$/u);
            expect(unit.end).toBeGreaterThan(unit.start);
            position = unit.end;
          }
          expect(request.slice(position)).toMatch(/^\s*$/u);
          expect(valueText(units, 0, units.length - 1)).toBe(canonicalRequest(request, []).text);
        },
      ),
    );
  });
});
