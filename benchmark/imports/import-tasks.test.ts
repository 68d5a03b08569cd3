// Lists of tasks, and the one way in for every format.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { benchTaskSchema } from '../task.js';
import { fileOf } from '../testing/android-daily-file.js';
import { importTasks } from './index.js';
import { importMobileWorld } from './mobile-world.js';

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
