import { FarhandError, type TaskResult } from '@farhand/shared';
import { expect, test } from 'vitest';
import { exitCodeOf, failedResult } from './output.js';

test.each([
  ['BUDGET_EXCEEDED', 5],
  ['NEEDS_CONFIRMATION', 3],
  ['NO_DEVICE', 4],
  ['BRAIN_REFUSED', 6],
  ['SUBTASK_FAILED', 1],
] as const)('%s ends with exit code %i', (code, exitCode) => {
  const result: TaskResult = failedResult(new FarhandError(code, 'x'), 0);
  expect(exitCodeOf(result)).toBe(exitCode);
  expect(result.usage).toMatchObject({ brainCalls: 0, cost: [], unpricedCalls: 0 });
});
