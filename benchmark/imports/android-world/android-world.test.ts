import type { Action } from '@farhand/shared';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { benchTaskSchema } from '../../task.js';
import {
  startTestWorld,
  type TestWorld,
  type TestWorldOptions,
  testScreen,
} from '../../testing/android-world-server.js';
import { toWorldActions, unattendedReply, worldActionSchema } from './action.js';
import { runAndroidWorldTask, type WorldAgent } from './run.js';
import { AndroidWorldServer } from './server.js';
import { importAndroidWorld, taskTypeOf } from './tasks.js';

const signal = new AbortController().signal;
const display = { widthPx: 1000, heightPx: 2000 };
const open: TestWorld[] = [];
afterEach(() => {
  for (const world of open.splice(0)) world.close();
});

async function serve(options?: TestWorldOptions): Promise<{ world: TestWorld; server: AndroidWorldServer }> {
  const world = await startTestWorld(options);
  open.push(world);
  return { world, server: new AndroidWorldServer(world.url) };
}

const template = {
  task_name: 'AddNote',
  task_template: 'Write "{text}".',
  difficulty: 'easy',
  tags: [],
  optimal_steps: '7',
};
const [task] = importAndroidWorld([template]).tasks;
if (!task) throw new Error('no task');

function plays(...actions: readonly Action[]): {
  begin: (goal: string) => WorldAgent;
  looks: Parameters<WorldAgent['next']>[0][];
} {
  const looks: Parameters<WorldAgent['next']>[0][] = [];
  const next: WorldAgent['next'] = async (look) => {
    looks.push(look);
    return actions[looks.length - 1] ?? { action: 'WAIT', value: 1 };
  };
  return { begin: () => ({ next }), looks };
}

describe('actions', () => {
  test.each([
    ['up', [500, 800], [500, 200], 'down'],
    ['down', [500, 200], [500, 800], 'up'],
    ['left', [800, 500], [200, 500], 'right'],
    ['right', [200, 500], [800, 500], 'left'],
  ] as const)('a finger that goes %s scrolls the other way', (_, point1, point2, direction) => {
    const slide: Action = { action: 'SLIDE', point1: [...point1], point2: [...point2] };
    expect(toWorldActions(slide, display, undefined).send).toEqual([{ action_type: 'scroll', direction }]);
  });

  test('the main axis of a slide is the one of more pixels', () => {
    const slide: Action = { action: 'SLIDE', point1: [500, 500], point2: [380, 430] };
    expect(toWorldActions(slide, display, undefined).send).toEqual([{ action_type: 'scroll', direction: 'down' }]);
  });

  test.each<[Action, unknown[]]>([
    [{ action: 'CLICK', point: [500, 500] }, [{ action_type: 'click', x: 500, y: 1000 }]],
    [{ action: 'DOUBLE_CLICK', point: [1000, 0] }, [{ action_type: 'double_tap', x: 999, y: 0 }]],
    [{ action: 'LONGPRESS', point: [1, 1] }, [{ action_type: 'long_press', x: 1, y: 2 }]],
    [{ action: 'AWAKE', value: 'Clock' }, [{ action_type: 'open_app', app_name: 'Clock' }]],
    [{ action: 'WAIT', value: 9 }, [{ action_type: 'wait' }]],
    [{ action: 'HOT_KEY', key: 'enter' }, [{ action_type: 'keyboard_enter' }]],
    [{ action: 'ABORT', value: 'no way' }, [{ action_type: 'status', goal_status: 'infeasible' }]],
    [{ action: 'COMPLETE', return: ' ' }, [{ action_type: 'status', goal_status: 'complete' }]],
    [
      { action: 'COMPLETE', return: 'four' },
      [
        { action_type: 'answer', text: 'four' },
        { action_type: 'status', goal_status: 'complete' },
      ],
    ],
  ])('%o', (action, expected) => {
    const { send } = toWorldActions(action, display, undefined);
    expect(send).toEqual(expected);
    for (const sent of send) expect(worldActionSchema.parse(sent)).toEqual(sent);
  });

  test('text goes to its own point, to the last one tapped, or nowhere with a notice', () => {
    const type: Action = { action: 'TYPE', value: 'milk' };
    const typed = { action_type: 'input_text', text: 'milk', clear_text: true };
    expect(toWorldActions({ ...type, point: [100, 100] }, display, [0, 0]).send).toEqual([
      { ...typed, x: 100, y: 200 },
    ]);
    expect(toWorldActions(type, display, [200, 200]).send).toEqual([{ ...typed, x: 200, y: 400 }]);
    expect(toWorldActions(type, display, undefined)).toEqual({ send: [], notice: expect.stringContaining('TYPE') });
  });

  test('a question is answered that nobody is there, and keys that do not exist are told', () => {
    expect(toWorldActions({ action: 'INFO', value: 'which?' }, display, undefined)).toEqual({
      send: [],
      reply: unattendedReply,
    });
    expect(toWorldActions({ action: 'HOT_KEY', key: 'menu' }, display, undefined).notice).toContain('menu');
  });
});

describe('templates', () => {
  test('become tasks that the server scores; bad rows are told by their number', () => {
    const { tasks, rejected } = importAndroidWorld([template, { ...template, difficulty: 'odd' }, { task_name: 'A' }]);
    expect(tasks.map((one) => benchTaskSchema.parse(one))).toEqual(tasks);
    expect(tasks[0]).toMatchObject({ id: 'aw-AddNote', check: { kind: 'server' }, limits: { maxSteps: 20 } });
    expect(taskTypeOf(task)).toBe('AddNote');
    expect(rejected.map(({ line }) => line)).toEqual([2, 3]);
  });
});

describe('the server', () => {
  test('a task runs through it, and its score is stored as it came', async () => {
    const { world, server } = await serve({ score: 1 });
    const agent = plays(
      { action: 'CLICK', point: [500, 500] },
      { action: 'TYPE', value: 'milk' },
      { action: 'COMPLETE', return: '' },
    );
    const attempt = await runAndroidWorldTask(server, task, 1, agent.begin, signal);
    expect(attempt).toMatchObject({ goal: 'Write "milk" into a note.', ending: 'complete' });
    expect(attempt.verdict).toMatchObject({ pass: true, by: 'server', score: 1 });
    expect(world.actions).toEqual([
      { action_type: 'click', x: 2, y: 4 },
      { action_type: 'input_text', x: 2, y: 4, text: 'milk', clear_text: true },
      { action_type: 'status', goal_status: 'complete' },
    ]);
    expect(world.requests[0]).toBe('POST /reset?go_home=true');
    expect(world.requests).toContain('POST /task/initialize?task_type=AddNote&task_idx=1');
    expect(world.requests.at(-1)).toBe('POST /task/tear_down?task_type=AddNote&task_idx=1');
  });

  test.each([
    ['a part of the score is kept and is no success', 0.5, { action: 'COMPLETE', return: '' } as Action],
    ['a task that is done and not declared done is no success', 1, { action: 'ABORT', value: 'no' } as Action],
  ])('%s', async (_, score, last) => {
    const { server } = await serve({ score });
    const { verdict } = await runAndroidWorldTask(server, task, 0, plays(last).begin, signal);
    expect(verdict).toMatchObject({ pass: false, score });
  });

  test('an agent that does not end is stopped by its budget, and the task is cleaned up', async () => {
    const { world, server } = await serve();
    const brief = { ...task, limits: { maxSteps: 3, maxSeconds: 60 } };
    const agent = plays({ action: 'INFO', value: 'what?' });
    const attempt = await runAndroidWorldTask(server, brief, 0, agent.begin, signal);
    expect(attempt).toMatchObject({ ending: 'budget', verdict: { pass: false } });
    expect(attempt.steps).toHaveLength(3);
    expect(agent.looks[1]?.reply).toBe(unattendedReply);
    expect(world.requests.at(-1)).toContain('/task/tear_down');
  });

  test('an agent that fails leaves a clean phone, too', async () => {
    const { world, server } = await serve();
    const next = async (): Promise<Action> => {
      throw new Error('the model is gone');
    };
    await expect(runAndroidWorldTask(server, task, 0, () => ({ next }), signal)).rejects.toThrow('the model is gone');
    expect(world.requests.at(-1)).toContain('/task/tear_down');
  });

  test('its raw pixels become a picture of the same size and colours', async () => {
    const { server } = await serve();
    const { png, sizePx } = await server.screen(signal);
    expect(sizePx).toEqual(testScreen);
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([4, 8, 3]);
    expect([...data.subarray(0, 3)]).toEqual([255, 0, 0]);
  });

  test('what it says wrong is an error that names the address', async () => {
    const { server } = await serve({ failing: { '/task/initialize': 500 } });
    await expect(server.initialise('AddNote', 0, signal)).rejects.toThrow(/answered 500/);
    for (const pixels of [[[[1, 2, 3]], []], [], [[]], [[[1, 2]]], [[[1, 2, 256]]], [[[1, 2, 'x']]]]) {
      const { server: odd } = await serve({ pixels });
      await expect(odd.screen(signal)).rejects.toThrow('no picture');
    }
    const gone = new AndroidWorldServer('http://127.0.0.1:9');
    await expect(gone.health(signal)).rejects.toMatchObject({ code: 'TOOL_FAILED' });
  });

  test('lists, lengths and new parameters are asked for as it wants them', async () => {
    const { world, server } = await serve();
    expect(await server.taskNames(signal)).toEqual(['AddNote', 'TurnOff']);
    expect(await server.combinations('AddNote', signal)).toBe(2);
    expect(await server.template('AddNote', 0, signal)).toContain('{text}');
    await server.reinitialise({ combinations: 1, seed: 7, family: 'android_world' }, signal);
    expect(world.requests.at(-1)).toBe(
      'GET /suite/reinitialize?n_task_combinations=1&seed=7&task_family=android_world',
    );
  });
});
