import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionFrom, wordsOf } from './notification-condition.js';

test.each([
  ['app=wechat', { app: 'wechat' }],
  ['app=微信 text=到了', { app: 'wechat', text: '到了' }],
  ['  title="Zhang San"   app=com.example.mail ', { app: 'com.example.mail', title: 'Zhang San' }],
  ['app=wechat text="say \\"hi\\" = now"', { app: 'wechat', text: 'say "hi" = now' }],
  ['app=wechat text=a=b', { app: 'wechat', text: 'a=b' }],
])('%s', (words, expected) => {
  expect(conditionFrom(words)).toEqual(expected);
});

test.each([
  ['', /names their app/],
  ['text=parcel', /names their app/],
  ['app=wechat txt=parcel', /no "txt"; did you mean text/],
  ['app=wechat text=a text=b', /says text twice/],
  ['app=wechat parcel', /"parcel" is no condition/],
  ['app=wechat text="open', /"text="open" is no condition/],
  ['app=wechat text=""', /text/],
  ['app=wechatt', /"wechatt" is no app/],
])('%j is refused', (words, message) => {
  expect(() => conditionFrom(words)).toThrow(message);
});

test('what is said of a condition is read as the same condition', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => text.trim() === text && !/[\n\r\t\b\f\v\u2028\u2029]/.test(text) && !/\p{Cc}/u.test(text));
  fc.assert(
    fc.property(word, word, (title, text) => {
      const condition = { app: 'wechat', title, text };
      expect(conditionFrom(wordsOf(condition))).toEqual(condition);
    }),
  );
});
