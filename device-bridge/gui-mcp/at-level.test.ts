import type { ExecuteTaskResult } from '@farhand/shared';
import { expect, test } from 'vitest';
import { resultAt, stepAt } from './at-level.js';

test('that there is nothing is told at every level; what was found only where values may leave', () => {
  const result = (values: ExecuteTaskResult['values']) => ({ text: 'said', values }) as ExecuteTaskResult;
  expect(resultAt('private', result({ results: [], notFound: true })).values).toEqual({ notFound: true });
  expect(resultAt('private', result({ results: ['a'] })).values).toBeUndefined();
  expect(resultAt('captions', result({ results: ['a'] })).values).toEqual({ results: ['a'] });
});

test('a step at the level private is no more than its number', () => {
  const step = { step: 3, action: 'CLICK', explain: 'said', thought: 'because' };
  expect(stepAt('private', step)).toEqual({ step: 3, action: 'STEP', explain: '' });
  expect(stepAt('captions', step)).toEqual(step);
});
