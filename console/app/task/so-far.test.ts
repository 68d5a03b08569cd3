// Phones beside a task that runs, and the bytes that came up for it.
import { expect, test } from 'vitest';
import type { SubtaskProgress } from '../api/task-following.js';
import { bytesUpOf, phonesOf } from './so-far.js';

function subtask(device: string | undefined, isDone = false, ...bytesUp: (number | undefined)[]): SubtaskProgress {
  const steps = bytesUp.map((up) => ({ ...(up !== undefined && { bytesUp: up }) }));
  return { device, steps, attempts: [], report: isDone ? {} : undefined } as unknown as SubtaskProgress;
}

test('between two subtasks the last phone stays, and no other joins it', () => {
  expect(phonesOf({ subtasks: {} })).toEqual([]);
  expect(phonesOf({ subtasks: { s1: subtask('a'), s2: subtask('b'), s3: subtask('a') } })).toEqual(['a', 'b']);
  const between = { s1: subtask('a', true), s2: subtask('b', true), s3: subtask(undefined) };
  expect(phonesOf({ subtasks: between })).toEqual(['b']);
  expect(phonesOf({ subtasks: { ...between, s4: subtask('a') } })).toEqual(['a']);
});

test('bytes rise within a call, begin anew with the next, and add up', () => {
  const first = subtask('a', true, undefined, 100, 250, undefined, 40, 90);
  expect(bytesUpOf([first, subtask('b', false, 10), subtask('c')])).toBe(250 + 90 + 10);
});
