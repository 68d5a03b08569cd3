import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { editDistance, nearest, parseStrict } from './strict.js';

const schema = z.strictObject({
  command: z.string(),
  limits: z.strictObject({ steps: z.number(), seconds: z.number() }).optional(),
  rows: z.array(z.strictObject({ title: z.string() })).optional(),
});

describe('strict reading', () => {
  test('gives the value back as it is', () => {
    const value = { command: 'open WeChat', limits: { steps: 3, seconds: 9 } };
    expect(parseStrict(schema, value, 'INPUT_INVALID', 'request')).toEqual(value);
  });

  test.each([
    [{ comand: 'x', command: 'y' }, 'The request has the unknown key "comand"; did you mean "command"?'],
    [
      { command: 'y', limits: { steps: 1, seconds: 1, secnds: 2 } },
      'The request has the unknown key "secnds" in limits; did you mean "seconds"?',
    ],
    [
      { command: 'y', rows: [{ title: 'a', titel: 'b' }] },
      'The request has the unknown key "titel" in rows.0; did you mean "title"?',
    ],
    [{ command: 'y', zzzzzz: 1 }, 'The request has the unknown key "zzzzzz"'],
  ])('names the unknown key and the nearest known one: %j', (value, sentence) => {
    expect(() => parseStrict(schema, value, 'INPUT_INVALID', 'request')).toThrow(sentence);
  });

  test('says where a value is wrong', () => {
    const value = { command: 'y', limits: { steps: 'three', seconds: 1 } };
    expect(() => parseStrict(schema, value, 'INPUT_INVALID', 'request')).toThrow(
      /^The request is not valid at limits\.steps: /,
    );
  });

  test('edit distance is a metric', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
        expect(editDistance(a, b, true)).toBeLessThanOrEqual(editDistance(a, b));
      }),
    );
  });

  test('nothing is near when nothing is alike', () => {
    expect(nearest('timeout', ['device', 'json'])).toBeUndefined();
  });
});
