// A task's events as the steps that are looked back at: pictures, evidence and attempts at their places.
import type { TaskStory } from '@farhand/cloud';
import type { TaskEvent } from '@farhand/shared';
import { expect, test } from 'vitest';
import { attemptsOf, stepsOf } from './story.js';

const step = (subtaskId: string, number: number): TaskEvent => {
  return { type: 'step', subtaskId, step: number, action: 'CLICK', explain: `${subtaskId} ${number}` };
};
const picture = (subtaskId: string, number: number, sha256: string): TaskEvent => {
  return { type: 'picture', subtaskId, step: number, sha256 };
};

function told(...events: unknown[]) {
  const numbered = events.map((event, seq) => ({ seq, at: new Date(seq * 1000).toISOString(), event }));
  const story = { events: numbered } as unknown as TaskStory;
  return { story, record: 'awaited' as const, pictureUrl: (sha256: string) => `/${sha256}` };
}

test('a step has its own picture and what it is evidence of, whenever that was told', () => {
  const reports = [
    {
      subtaskId: 's1',
      evidence: [
        { step: 2, what: '¥1' },
        { step: 2, what: '¥2' },
      ],
    },
  ];
  const events = [step('s1', 1), step('s1', 2), step('s2', 2), picture('s2', 2, 'b'), picture('s1', 2, 'a')];
  const steps = stepsOf(told(...events, { type: 'finished', result: { reports } }));
  expect(steps.map(({ key, atMs, picture: url, evidence }) => [key, atMs, url, evidence])).toEqual([
    ['s1-1', 0, undefined, []],
    ['s1-2', 1000, '/a', ['¥1', '¥2']],
    ['s2-2', 2000, '/b', []],
  ]);
});

test('an attempt that counts anew keeps its steps apart; reports are about the last one', () => {
  const again = { type: 'attempt', subtaskId: 's1', number: 2, way: 'again', why: 'lost' };
  const reports = [{ subtaskId: 's1', evidence: [{ step: 1, what: '¥1' }] }];
  const before = [step('s1', 1), picture('s1', 1, 'old'), step('s1', 2)];
  const after = [again, step('s1', 1), picture('s1', 1, 'new'), { type: 'finished', result: { reports } }];
  const story = told(...before, ...after);
  const steps = stepsOf(story);
  expect(
    steps.map(({ key, isFirst, attempt, picture: url, evidence }) => [key, isFirst, attempt?.number, url, evidence]),
  ).toEqual([
    ['s1.1-1', true, undefined, '/old', []],
    ['s1-2', false, undefined, undefined, []],
    ['s1-1', true, 2, '/new', ['¥1']],
  ]);
  expect(attemptsOf(story.story).get('s1')).toMatchObject([{ number: 2, why: 'lost' }]);
});
