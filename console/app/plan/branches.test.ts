// What a plan looks like as a tree, and what is left of it when a part is taken out or done once more.
import type { Plan } from '@farhand/shared';
import { expect, test } from 'vitest';
import { type Branch, branchesOf, needed, withCopy, without } from './branches.js';

type Part = readonly [id: string, dependsOn: readonly string[], inputs?: Readonly<Record<string, string>>];

function plan(...parts: Part[]): Plan {
  const subtasks = parts.map(([id, dependsOn, inputs]) => {
    return { id, kind: 'app', app: 'jd', intent: 'search', values: {}, goal: id, dependsOn, ...(inputs && { inputs }) };
  });
  return { language: 'en', combine: 'collect', subtasks } as unknown as Plan;
}

const drawn = (branches: readonly Branch[]): unknown[] =>
  branches.map(({ subtask, alsoAfter, below }) => [subtask.id, alsoAfter, drawn(below)]);
const ids = (kept: Plan | undefined) => kept?.subtasks.map(({ id }) => id);

test('each stands once, below the last that it waits for, with the others named', () => {
  const tree = plan(['s1', []], ['s2', []], ['s3', ['s1'], { text: 's2' }], ['s10', ['s3', 's2']], ['s11', []]);
  expect(drawn(branchesOf(tree))).toEqual([
    ['s1', [], []],
    ['s2', [], [['s3', ['s1'], [['s10', ['s2'], []]]]]],
    ['s11', [], []],
  ]);
  expect(needed(tree.subtasks[3] as Plan['subtasks'][number])).toEqual(['s2', 's3']);
});

test('what cannot be done without a part goes with it, and the last part stays', () => {
  const chain = plan(['s1', []], ['s2', ['s1']], ['s3', [], { text: 's2' }], ['s4', []]);
  expect(ids(without(chain, 's1'))).toEqual(['s4']);
  expect(ids(without(chain, 's4'))).toEqual(['s1', 's2', 's3']);
  expect(without(plan(['s1', []], ['s2', ['s1']]), 's1')).toBeUndefined();
});

test('a copy stands behind its original, under a number that nobody has', () => {
  const copied = withCopy(plan(['s1', []], ['s7', []]), 's1', 'taobao');
  expect(copied.subtasks.map(({ id, app }) => [id, app])).toEqual([
    ['s1', 'jd'],
    ['s8', 'taobao'],
    ['s7', 'jd'],
  ]);
  expect(ids(withCopy(plan(['s1', []]), 's9', 'taobao'))).toEqual(['s1']);
});
