// The subcommands as a person calls them, in this process.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectOpenAi } from '@farhand/cloud';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RunFolder } from '../runs/run-folder.js';
import { parseTask } from '../task.js';
import { fileOf } from '../testing/android-daily-file.js';
import { startTestWorld } from '../testing/android-world-server.js';
import { startRuleModel, textOf } from '../testing/model-server.js';
import { readTrajectory } from '../trajectory.js';
import { androidWorldCommand } from './android-world/command.js';
import { importCommand } from './command.js';
import { draftGuidelines } from './guideline-drafts.js';
import { guidelineLineSchema } from './guidelines.js';

const signal = new AbortController().signal;
const home = mkdtempSync(join(tmpdir(), 'farhand-commands-'));
let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const linesIn = (path: string): unknown[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('bench import', () => {
  const file = join(home, 'ad.csv');
  writeFileSync(
    file,
    fileOf([
      { task_tag: '1', 任务: '查12月1号的车', 综合难度: 'hard' },
      { task_tag: '2', 任务: '找附近的书店' },
      { task_tag: '3', 场景: '别的' },
    ]),
  );

  test('writes tasks as our own file and tells what was left out and doubted', async () => {
    const out = join(home, 'tasks.jsonl');
    const drafts = join(home, 'drafts.jsonl');
    const flags = [
      '--run-date',
      '2026-11-30',
      '--place',
      '北京,39.9,116.4',
      '--out',
      out,
      '--draft-guidelines',
      drafts,
    ];
    expect(await importCommand([file, ...flags], signal)).toBe(0);
    const tasks = linesIn(out).map(parseTask);
    expect(tasks.map(({ id }) => id)).toEqual(['ad-1', 'ad-2']);
    expect(tasks[1]?.place?.name).toBe('北京');
    expect(printed).toContain('androiddaily: 2 tasks, 0 labelled screens, 1 rows rejected');
    expect(printed).toContain('line 4 rejected: its 场景 "别的" is unknown');
    expect(printed).toContain('ad-hard59: 1');
    expect(printed).toContain('was shifted to "12月3号"');
    expect(linesIn(drafts).map((line) => guidelineLineSchema.parse(line).guideline.approved)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('keeps a subset, and refuses what it does not know', async () => {
    const date = ['--run-date', '2026-11-30'];
    await importCommand([file, ...date, '--subset', 'ad-hard59', '--json'], signal);
    expect(JSON.parse(printed)).toMatchObject({ format: 'androiddaily', tasks: 1 });
    await expect(importCommand([file, ...date, '--subset', 'ad-hard'], signal)).rejects.toMatchObject({
      hint: 'Did you mean ad-hard59?',
    });
    await expect(importCommand([file, ...date, '--place', 'here'], signal)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(importCommand([file, '--fromat', 'x'], signal)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(importCommand([file, '--format', 'x'], signal)).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('a model drafts guidelines, and approves none', async () => {
    const draft = { operational: ['opened'], quality: ['true'], negative: [] };
    const server = await startRuleModel(() => JSON.stringify(draft));
    const model = await connectOpenAi({ url: server.url, model: 'm', key: undefined, timeoutMs: 10_000 }, signal);
    const tasks = linesIn(join(home, 'tasks.jsonl')).map(parseTask);
    const lines = await draftGuidelines(tasks, model, signal);
    server.close();
    expect(lines.map(({ guideline }) => guideline)).toEqual([draft, draft]);
    expect(textOf(server.asked[0] as (typeof server.asked)[number])).toContain('查12月3号的车');
  });
});

describe('bench androidworld', () => {
  test('runs a task by the hand’s model and leaves a run that can be read', async () => {
    const metadata = join(home, 'task_metadata.json');
    writeFileSync(
      metadata,
      JSON.stringify([{ task_name: 'AddNote', task_template: 'Write "{text}".', optimal_steps: '2' }]),
    );
    const [world, model] = await Promise.all([
      startTestWorld(),
      startRuleModel((asked) => {
        const isFirst = textOf(asked).includes('暂无历史操作');
        return isFirst
          ? 'explain:go\taction:CLICK\tpoint:500,500\tsummary:clicked'
          : 'explain:end\taction:COMPLETE\treturn:done';
      }),
    ]);
    vi.stubEnv('FARHAND_HAND_URL', model.url);
    const out = join(home, 'world');
    expect(await androidWorldCommand([metadata, '--server', world.url, '--out', out, '--seed', '7'], signal)).toBe(0);
    world.close();
    model.close();
    const [attempt] = RunFolder.open(out).attempts();
    expect(attempt).toMatchObject({ taskId: 'aw-AddNote', steps: 2, verdict: { pass: true, by: 'server', score: 1 } });
    const steps = await readTrajectory(join(out, attempt?.folder ?? ''));
    expect(steps.map(({ action }) => action.action)).toEqual(['CLICK', 'COMPLETE']);
    expect(world.requests[1]).toContain('seed=7');
    expect(printed).toContain('androidworld');
  });

  test('says what it lacks', async () => {
    vi.stubEnv('FARHAND_HAND_URL', '');
    await expect(androidWorldCommand(['x.json'], signal)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
