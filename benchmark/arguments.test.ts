import { expect, test } from 'vitest';
import { readFolders, readRunOptions } from './arguments.js';
import { chooseTasks } from './runs/choose-tasks.js';
import { suites } from './runs/our-suites.js';

const usual = { filter: [], task: [] };
const choose = (choice: Partial<Parameters<typeof chooseTasks>[0]>) =>
  chooseTasks({ ...usual, ...choice }, suites, '2026-11-30');

test('without options a run has two modes, one round, one phone', () => {
  expect(readRunOptions([])).toMatchObject({
    arms: ['edge', 'edge-cloud'],
    repeat: 1,
    seed: 1,
    phones: 1,
    json: false,
  });
});

test('options are read strictly, and a slip is told with what was meant', () => {
  const words = ['--mode', 'cloud-only,edge', '--repeat', '3', '--filter', 'scene=social', '--filter', 'language=en'];
  expect(readRunOptions(words)).toMatchObject({
    arms: ['cloud-only', 'edge'],
    repeat: 3,
    filter: ['scene=social', 'language=en'],
  });
  const hintOf = (...given: string[]): string => {
    try {
      readRunOptions(given);
      return 'nothing thrown';
    } catch (error) {
      return (error as { hint: string }).hint;
    }
  };
  expect(hintOf('--subsett', 'quick')).toBe('Did you mean --subset?');
  expect(hintOf('--mode', 'egde')).toBe('Did you mean edge?');
  expect(() => readRunOptions(['--repeat', '0'])).toThrow('--repeat must be a whole number from 1 to 100, got "0"');
  expect(() => readRunOptions(['--suite', 'a', '--tasks', 'b'])).toThrow('give one');
  expect(() => readFolders(['a'], 2)).toThrow('2 runs');
});

test('tasks are chosen by subset, facets and ids together, and nothing is chosen in silence', async () => {
  const quick = await choose({ subset: 'quick' });
  expect(quick).toMatchObject({ suite: 'farhand-daily', selection: 'quick' });
  const social = await choose({ filter: ['scene=social', 'heldBack=false'] });
  expect(social.tasks.length).toBeGreaterThan(0);
  for (const { facets, heldBack } of social.tasks) expect([facets.scene, heldBack]).toEqual(['social', false]);
  const [first] = quick.tasks;
  expect((await choose({ task: [first?.id ?? ''] })).tasks).toEqual([first]);
  await expect(choose({ subset: 'quik' })).rejects.toMatchObject({ code: 'USAGE', hint: 'Did you mean quick?' });
  await expect(choose({ filter: ['scen=social'] })).rejects.toMatchObject({ hint: 'Did you mean scene?' });
  await expect(choose({ task: ['no-such-task-at-all'] })).rejects.toMatchObject({ code: 'USAGE' });
  await expect(choose({ filter: ['scene=nowhere'] })).rejects.toThrow('No task of farhand-daily fits');
});
