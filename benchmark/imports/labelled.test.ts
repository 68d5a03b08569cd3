// The static sets of others: fixtures in their formats, with rows of our own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseItem, type StaticItem } from '../static/item.js';
import { isRight, match } from '../static/match.js';
import { benchTaskSchema } from '../task.js';
import { fileOf } from '../testing/android-daily-file.js';
import { importAitz } from './aitz.js';
import { importAndroidControl } from './android-control.js';
import { importTasks } from './index.js';
import { importMobileWorld } from './mobile-world.js';
import { importScreenSpot } from './screenspot.js';

const screen = { widthPx: 1000, heightPx: 2000 };
const known = async () => screen;

function click(item: StaticItem | undefined, x: number, y: number): boolean {
  if (!item) throw new Error('there is no such item');
  return isRight(match(item.label, { action: 'CLICK', point: [x, y] }, item.sizePx));
}

describe('ScreenSpot', () => {
  const row = {
    img_filename: 'a.png',
    bbox: [100, 200, 300, 400],
    instruction: 'close it',
    id: 'x1',
    img_size: [1000, 2000],
    ui_type: 'icon',
  };
  const corners = { ...row, bbox: [700, 200, 900, 400], id: 'x2' };

  test('points on the edges of the box are inside, those a hair beyond are not', async () => {
    const { items } = await importScreenSpot([row, corners], {}, known);
    for (const [x, y] of [
      [100, 100],
      [300, 200],
      [100, 200],
      [200, 150],
    ] as const)
      expect(click(items[0], x, y)).toBe(true);
    for (const [x, y] of [
      [99.9, 150],
      [300.1, 150],
      [200, 99.9],
      [200, 200.1],
    ] as const)
      expect(click(items[0], x, y)).toBe(false);
    expect(items[0]?.groups).toEqual({ ui_type: 'icon' });
    expect(parseItem(items[0], 'item')).toEqual(items[0]);
  });

  test('boxes as corner and size are recognised', async () => {
    const { items } = await importScreenSpot([{ ...row, bbox: [600, 200, 100, 400] }], {}, known);
    expect(items[0]?.label).toEqual({ type: 'CLICK', boxes: [[600, 100, 700, 300]] });
  });

  test('boxes that could be either have to be named', async () => {
    await expect(importScreenSpot([row], {}, known)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const { items } = await importScreenSpot([row], { boxes: 'size' }, known);
    expect(items[0]?.label).toEqual({ type: 'CLICK', boxes: [[100, 100, 400, 300]] });
    const mixed = [corners, { ...row, bbox: [600, 200, 100, 400] }];
    await expect(importScreenSpot(mixed, {}, known)).rejects.toThrow('neither all');
  });

  test('where refusing is right, refusing is right', async () => {
    const { items } = await importScreenSpot([corners, { ...corners, bbox: undefined }], {}, known);
    const item = items[1] as StaticItem;
    expect(match(item.label, { action: 'ABORT', value: 'not here' }, screen).isType).toBe(true);
    expect(click(item, 800, 150)).toBe(false);
  });

  test('version 2 has other names and no sizes: the picture is measured', async () => {
    const old = {
      img_filename: 'm.png',
      bbox: [700, 10, 900, 40],
      instruction: 'go',
      data_type: 'text',
      data_source: 'android',
    };
    const sizes = async (file: string) => (file === 'm.png' ? screen : undefined);
    const { items, rejected } = await importScreenSpot(
      [old, { ...old, img_filename: 'gone.png' }, { bbox: 1 }],
      {},
      sizes,
    );
    expect(items[0]?.groups).toEqual({ ui_type: 'text', platform: 'android' });
    expect(rejected.map(({ line }) => line)).toEqual([2, 3]);
    expect(rejected[0]?.why).toContain('gone.png');
  });
});

describe('AITZ', () => {
  const step = {
    episode_id: '77',
    step_id: 0,
    instruction: 'open the mail',
    ui_positions: '[[0, 0, 2000, 1000], [400, 100, 200, 300]]',
    result_action_type: 4,
    result_action_text: '',
    result_touch_yx: '[0.25, 0.2]',
    result_lift_yx: '[0.25, 0.2]',
    image_path: 'e/0.png',
    coat_action_desc: 'click on the mail icon',
  };
  const labels = async (...changes: object[]) =>
    (
      await importAitz(
        changes.map((change) => ({ ...step, ...change })),
        known,
      )
    ).items.map(({ label }) => label);

  test('points are [y, x] inside strings, elements [y, x, height, width] in pixels, and the smallest one counts', async () => {
    const { items } = await importAitz([step], known);
    // x 200 of 100..400, y 500 of 400..600.
    expect(items[0]?.label).toEqual({ type: 'CLICK', boxes: [[100, 200, 400, 300]] });
    expect(click(items[0], 250, 250)).toBe(true);
    expect(click(items[0], 250, 350)).toBe(false);
  });

  test('without an element the reach around the point counts, kept on the screen', async () => {
    expect(await labels({ ui_positions: '[]', result_touch_yx: '[0.02, 0.5]', result_lift_yx: '[0.02, 0.5]' })).toEqual(
      [{ type: 'CLICK', boxes: [[430, 0, 570, 90]] }],
    );
  });

  test('a touch that moves is a slide in the direction of the finger', async () => {
    const [label] = await labels({ result_touch_yx: '[0.8, 0.5]', result_lift_yx: '[0.2, 0.5]' });
    const up = {
      action: 'SLIDE' as const,
      point1: [500, 800] as [number, number],
      point2: [500, 300] as [number, number],
    };
    const down = { ...up, point1: up.point2, point2: up.point1 };
    expect(isRight(match(label as StaticItem['label'], up, screen))).toBe(true);
    expect(isRight(match(label as StaticItem['label'], down, screen))).toBe(false);
  });

  test('[-1, -1] is no touch: the words say which way, or the row is rejected', async () => {
    const none = { result_touch_yx: '[-1.0, -1.0]', result_lift_yx: '[-1.0, -1.0]' };
    expect(await labels({ ...none, coat_action_desc: 'scroll up' })).toEqual([{ type: 'SLIDE', direction: [0, 1] }]);
    expect(await labels({ ...none, coat_action_desc: 'swipe left once' })).toEqual([
      { type: 'SLIDE', direction: [1, 0] },
    ]);
    const { rejected } = await importAitz([{ ...step, ...none }], known);
    expect(rejected[0]).toEqual({ line: 1, why: 'its touch is [-1, -1], and its words name no direction' });
  });

  test.each([
    [3, { type: 'TYPE', text: 'hello' }],
    [5, { type: 'BACK' }],
    [6, { type: 'HOME' }],
    [7, { type: 'ENTER' }],
    [10, { type: 'COMPLETE' }],
    [11, { type: 'ABORT' }],
  ])('action type %i', async (code, label) => {
    const none = { result_touch_yx: '[-1, -1]', result_lift_yx: '[-1, -1]' };
    expect(await labels({ ...none, result_action_type: code, result_action_text: 'hello' })).toEqual([label]);
  });

  test('the words of earlier steps are the history of later ones; broken rows are told', async () => {
    const rows = [
      step,
      { ...step, step_id: 1 },
      { ...step, result_touch_yx: 'nonsense' },
      { ...step, result_action_type: 99 },
    ];
    const { items, rejected } = await importAitz(rows, known);
    expect(items[1]?.history).toEqual([{ explain: 'click on the mail icon' }]);
    expect(rejected.map(({ line }) => line)).toEqual([3, 4]);
  });
});

describe('AndroidControl', () => {
  const episode = {
    episode_id: 5,
    goal: 'mute the phone',
    step_instructions: ['open settings', 'scroll down', 'tap sound'],
    screenshots: ['0.png', '1.png', '2.png', '3.png'],
    screenshot_widths: [1000, 1000, 1000, 1000],
    screenshot_heights: [2000, 2000, 2000, 2000],
    actions: [
      { action_type: 'open_app', app_name: 'Settings' },
      { action_type: 'scroll', direction: 'down' },
      { action_type: 'click', x: 500, y: 1000 },
    ],
    boxes: [null, null, [0, 900, 1000, 1100]],
  };

  test('each action is a screen, and the last screenshot asks for the end', () => {
    const { items, rejected } = importAndroidControl([{ line: 1, value: episode }], {});
    expect(rejected).toEqual([]);
    expect(items.map(({ label }) => label)).toEqual([
      { type: 'AWAKE', app: 'Settings' },
      { type: 'SLIDE', direction: [0, -1] },
      { type: 'CLICK', boxes: [[0, 450, 1000, 550]] },
      { type: 'COMPLETE' },
    ]);
    expect(items[2]?.history.map(({ explain }) => explain)).toEqual(['open settings', 'scroll down']);
    expect(items[0]?.instruction).toBe('mute the phone');
  });

  test('the low level adds the instruction of the step', () => {
    const { items } = importAndroidControl([{ line: 1, value: episode }], { level: 'low' });
    expect(items[1]?.instruction).toBe('mute the phone\nscroll down');
  });

  test('episodes whose lists do not fit together are told by their line', () => {
    const { rejected } = importAndroidControl(
      [
        { line: 4, value: { ...episode, screenshots: ['0.png'] } },
        { line: 9, value: { ...episode, actions: [{ action_type: 'fly' }] } },
      ],
      {},
    );
    expect(rejected.map(({ line }) => line)).toEqual([4, 9]);
    expect(rejected[0]?.why).toBe('it has 1 screenshots for 3 actions, not one more');
  });
});

describe('MobileWorld', () => {
  const head = 'Task Name,Goal,Tags,Apps,Number of Apps,Task Type';
  const file = [
    head,
    'CountTask,"Count the ""red"" notes,\nthen say how many",lang-en,Notes,1,Single-app',
    'AskTask,看看日程,"agent-user-interaction, lang-cn","Calendar, Mail",2,Cross-app',
    'ToolTask,Look it up,agent-mcp,"Mail, MCP-Library",2,Cross-app',
    'CountTask,again,lang-en,Notes,1,Single-app',
    'Bad Name,goal,lang-en,Notes,1,Single-app',
    'OddTask,goal,lang-en,Notes,1,No-app',
  ].join('\n');

  test('goals of several lines, tools that are no apps, users that are asked; bad rows are told', () => {
    const { tasks, rejected, subsets } = importMobileWorld(`${file}\n`);
    expect(tasks.map((task) => benchTaskSchema.parse(task))).toEqual(tasks);
    expect(tasks.map(({ id }) => id)).toEqual(['mw-CountTask', 'mw-AskTask', 'mw-ToolTask']);
    expect(tasks[0]?.instruction).toBe('Count the "red" notes,\nthen say how many');
    expect(tasks[0]?.facets).toEqual({ complexity: 'atomic' });
    expect(tasks[1]).toMatchObject({ language: 'zh', apps: [{ name: 'Calendar' }, { name: 'Mail' }] });
    expect(tasks[2]).toMatchObject({
      language: 'en',
      apps: [{ name: 'Mail' }],
      prepare: { steps: ['Connect the MCP tool Library'] },
    });
    expect(tasks.filter((task) => subsets['asks-user']?.(task)).map(({ id }) => id)).toEqual(['mw-AskTask']);
    expect(tasks.filter((task) => subsets['no-tools']?.(task))).toHaveLength(2);
    expect(rejected.map(({ line, why }) => [line, why.slice(0, 20)])).toEqual([
      [6, 'its Task Name is tha'],
      [7, 'its Task Name "Bad N'],
      [8, 'its Task Type "No-ap'],
    ]);
  });
});

describe('the one way in', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'farhand-import-'));
    const png = await sharp({ create: { width: 40, height: 80, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    writeFileSync(join(folder, 'a.png'), png);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test('recognises each format by what is in the file', async () => {
    const spot = [{ img_filename: 'a.png', bbox: [30, 10, 35, 20], instruction: 'go' }];
    const aitz = [
      {
        episode_id: 1,
        step_id: 0,
        instruction: 'x',
        result_action_type: 10,
        result_touch_yx: '[-1,-1]',
        result_lift_yx: '[-1,-1]',
        image_path: 'a.png',
      },
    ];
    const control = {
      episode_id: 1,
      goal: 'x',
      step_instructions: [],
      screenshots: ['a.png'],
      screenshot_widths: [40],
      screenshot_heights: [80],
      actions: [],
    };
    const files = {
      androiddaily: write('ad.csv', `\uFEFF${fileOf([{}])}`),
      mobileworld: write('mw.csv', 'Task Name,Goal,Tags,Apps,Number of Apps,Task Type\nA,b,,C,1,Single-app\n'),
      androidworld: write('aw.json', JSON.stringify([{ task_name: 'A', task_template: 'b' }])),
      screenspot: write('ss.json', JSON.stringify(spot)),
      aitz: write('aitz.json', JSON.stringify(aitz)),
      androidcontrol: write('ac.jsonl', `${JSON.stringify(control)}\n`),
    };
    for (const [format, file] of Object.entries(files)) {
      const imported = await importTasks(file, { runDate: '2026-11-30' });
      expect([imported.format, imported.tasks.length + imported.items.length, imported.rejected]).toEqual([
        format,
        1,
        [],
      ]);
    }
  });

  test('a picture outside of the folder is not looked at', async () => {
    const file = write(
      'out.json',
      JSON.stringify([{ img_filename: '../a.png', bbox: [30, 10, 35, 20], instruction: 'go' }]),
    );
    expect((await importTasks(file, { format: 'screenspot', boxes: 'corners' })).rejected).toHaveLength(1);
  });

  test('a file of no format, and one that is not there, are told', async () => {
    await expect(importTasks(write('x.csv', 'a,b\n1,2\n'))).rejects.toThrow('of no format that is known here');
    await expect(importTasks(join(folder, 'none.csv'))).rejects.toThrow('ENOENT');
  });

  test('a guideline is used for the very words it was approved for, and others are told', async () => {
    const file = write(
      'g.csv',
      fileOf([
        { task_tag: '1', 任务: '看天气' },
        { task_tag: '2', 任务: '看新闻' },
      ]),
    );
    const guideline = {
      operational: ['opened'],
      quality: [],
      negative: [],
      approved: { by: 'A. Reader', on: '2026-11-30' },
    };
    const lines = [
      { id: 'ad-1', instruction: '看天气', guideline },
      { id: 'ad-2', instruction: '看别的', guideline },
      { id: 'ad-9', instruction: '', guideline },
    ];
    const guidelines = write(
      'g.jsonl',
      lines
        .slice(0, 2)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
    const { tasks, notes } = await importTasks(file, { runDate: '2026-11-30', guidelines });
    expect(tasks.map((task) => task.guideline.approved?.by)).toEqual(['A. Reader', undefined]);
    expect(notes).toContain('the guideline of ad-2 was written for other words, and is not used');
    expect(notes).toContain('1 of 2 guidelines are approved by nobody');
    const broken = write('h.jsonl', `${JSON.stringify(lines[2])}\n`);
    await expect(importTasks(file, { runDate: '2026-11-30', guidelines: broken })).rejects.toThrow('line 1');
  });
});
