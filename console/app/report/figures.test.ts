// Which figures of an answer lead to the step that showed them.
import type { TaskResult } from '@farhand/shared';
import { expect, test } from 'vitest';
import { figuresSeen, withFigures } from './figures.js';

const price = (minor: number, currency: string) => ({ minor, currency });
const result = {
  reports: [
    {
      subtaskId: 's1',
      values: {
        offers: [
          { price: price(402_900, 'CNY'), listPrice: price(449_950, 'CNY'), step: 4 },
          { price: price(1280, 'JPY'), step: 6 },
        ],
      },
      evidence: [{ step: 5, what: 'Mac Mini: ¥4,029.00, 3 left of 120' }],
    },
    { subtaskId: 's2' },
  ],
} as unknown as TaskResult;

const linked = (text: string) =>
  withFigures(text, figuresSeen(result)).map((piece) =>
    typeof piece === 'string' ? piece : `[${piece.figure}→${piece.key}]`,
  );

test('however it is written, a figure leads to the first step that showed it, offers before evidence', () => {
  expect(linked('It costs ¥4,029.00.')).toEqual(['It costs ', '[¥4,029.00→s1-4]', '.']);
  expect(linked('4029 now, 4499.5 before')).toEqual(['[4029→s1-4]', ' now, ', '[4499.5→s1-4]', ' before']);
  expect(linked('of 120')).toEqual(['of ', '[120→s1-5]']);
});

test('a currency without cents is read as it is', () => {
  expect(linked('1,280 JPY')).toEqual(['[1,280→s1-6]', ' JPY']);
});

test('what nobody showed, a single digit, and a number within a word lead nowhere', () => {
  for (const text of ['¥9,999', '3 left', '120GB', 'M4029', '']) expect(linked(text).join('')).toBe(text);
});
