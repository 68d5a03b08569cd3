import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { someAttempt, someRun, someTask } from '../testing/runs.js';
import { attemptsLeft, plannedAttempts } from './order.js';
import { RunFolder } from './run-folder.js';

const tasks = [someTask('a'), someTask('b')];
let home: string;
let path: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'farhand-run-'));
  path = join(home, 'run');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('a run that was killed while it wrote goes on behind its last whole line', () => {
  const folder = RunFolder.create(path, someRun(), tasks);
  folder.append(someAttempt('a', 'edge'));
  folder.close();
  const whole = readFileSync(join(path, 'results.jsonl'), 'utf8');
  appendFileSync(join(path, 'results.jsonl'), whole.slice(0, whole.length - 20));

  const again = RunFolder.open(path);
  expect(again.attempts()).toEqual([someAttempt('a', 'edge')]);
  again.append(someAttempt('b', 'edge'));
  again.close();
  expect(
    RunFolder.open(path)
      .attempts()
      .map(({ taskId }) => taskId),
  ).toEqual(['a', 'b']);
  expect(RunFolder.open(path).tasks).toEqual(tasks);
});

test('a folder holds one run, and what is none is named', () => {
  RunFolder.create(path, someRun(), tasks);
  expect(() => RunFolder.create(path, someRun(), tasks)).toThrow(/holds a run already/);
  expect(() => RunFolder.open(home)).toThrow(/holds no run/);
  appendFileSync(join(path, 'results.jsonl'), '{"runId":"x"}\n');
  expect(() => RunFolder.open(path).attempts()).toThrow(/line 1/);
});

test('each round has all tasks in all modes, a task’s modes side by side, the same for the same seed', () => {
  const run = someRun({ repeat: 2, seed: 7 });
  const planned = plannedAttempts(run, tasks);
  expect(planned).toHaveLength(8);
  for (let at = 0; at < planned.length; at += 2) {
    expect(planned[at]?.task).toBe(planned[at + 1]?.task);
    expect(planned[at]?.phoneSeed).toBe(planned[at + 1]?.phoneSeed);
    expect(new Set([planned[at]?.arm, planned[at + 1]?.arm]).size).toBe(2);
  }
  expect(planned.map(({ phoneSeed }) => phoneSeed)).toEqual([7, 7, 7, 7, 8, 8, 8, 8]);
  expect(plannedAttempts(run, tasks)).toEqual(planned);
  const orders = [1, 2, 3, 4, 5].map((seed) =>
    plannedAttempts(someRun({ seed }), tasks)
      .map(({ arm }) => arm)
      .join(),
  );
  expect(new Set(orders).size).toBeGreaterThan(1);
});

test('what was made is not made again; what failed for reasons outside is, once', () => {
  const planned = plannedAttempts(someRun({ arms: ['edge'] }), tasks);
  const left = (...made: Parameters<typeof attemptsLeft>[1]) =>
    attemptsLeft(planned, made)
      .map(({ task }) => task.id)
      .sort();
  const outside = someAttempt('a', 'edge', { pass: false, labels: ['environment'] });
  expect(left()).toEqual(['a', 'b']);
  expect(left(someAttempt('a', 'edge', { pass: false, labels: ['loop'] }))).toEqual(['b']);
  expect(left(outside)).toEqual(['a', 'b']);
  expect(left(outside, outside)).toEqual(['b']);
  expect(left(outside, someAttempt('a', 'edge'))).toEqual(['b']);
});
