import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModel } from '@farhand/native';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { richAccount } from '../../testing/account.js';
import type { Brain } from '../brain.js';
import { openEmbeddedBrain } from './embedded-brain.js';
import { Phrasebook } from './phrasebook/phrasebook.js';
import { type Models, planClauses } from './planner.js';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../../native/model/${name}.gguf`, import.meta.url));
const training = fileURLToPath(new URL('../../../native/training', import.meta.url));
const paths = { commands: pathOf('farhand-brain-v1'), questions: pathOf('farhand-brain-v3'), training };
const never = new AbortController().signal;
const now = new Date();
const account = richAccount();

describe('the embedded brain', () => {
  let brain: Brain;

  beforeAll(async () => {
    brain = await openEmbeddedBrain(paths, never);
  });

  afterAll(() => brain.close());

  test('compares prices over the shops named', async () => {
    const plan = await brain.plan(
      'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo',
      now,
      account,
      never,
    );
    expect(plan.combine).toBe('compare_prices');
    expect(plan.subtasks.map((subtask) => [subtask.app, subtask.values.item])).toEqual([
      ['taobao', 'Mac Mini M4'],
      ['jd', 'Mac Mini M4'],
      ['pinduoduo', 'Mac Mini M4'],
    ]);
  });

  test('reads an entry by a form, which the models were not taught, by rule', async () => {
    const plan = await brain.plan('在通讯录新建联系人，姓名李雷，电话13800001111', now, account, never);
    const values = { what: '联系人', fields: '姓名：李雷；电话：13800001111' };
    expect(plan.subtasks).toMatchObject([{ app: 'contacts', intent: 'fill_form', values }]);
  });

  test('copies a message exactly', async () => {
    const plan = await brain.plan("Send 'meeting moved to 3 pm' to Zhang San on WeChat", now, account, never);
    expect(plan.subtasks).toMatchObject([
      { app: 'wechat', intent: 'send_message', values: { recipient: 'Zhang San', text: 'meeting moved to 3 pm' } },
    ]);
  });

  test.each([
    ['搜索最新的 GUI Agent 论文，总结后用微信发给张三', 'GUI Agent', '张三'],
    [
      'Search arXiv for the latest GUI-agent papers, summarise them and send the summary to Zhang San on WeChat',
      'GUI-agent',
      'Zhang San',
    ],
  ])('searches papers in the cloud and sends the summary from a phone: %s', async (command, query, recipient) => {
    const plan = await brain.plan(command, now, account, never);
    expect(plan.subtasks).toMatchObject([
      { kind: 'tool', intent: 'search_papers', values: { query } },
      { kind: 'tool', intent: 'summarise', dependsOn: ['s1'] },
      { kind: 'app', app: 'wechat', intent: 'send_message', values: { recipient }, inputs: { text: 's2' } },
    ]);
  });

  test('knows the app for a ride that names none', async () => {
    const plan = await brain.plan('打车去虹桥机场', now, account, never);
    expect(plan.subtasks).toMatchObject([{ app: 'didi', intent: 'ride', values: { to: '虹桥机场' } }]);
  });

  test.each(["what's the capital of France?", '给我讲个笑话', '   ', 'word '.repeat(500)])(
    'refuses "%.30s" and names the setting that connects a larger model',
    async (command) => {
      await expect(brain.plan(command, now, account, never)).rejects.toMatchObject({
        code: 'BRAIN_REFUSED',
        hint: expect.stringContaining('FARHAND_BRAIN_URL'),
      });
    },
  );

  test('stops when it is told to', async () => {
    await expect(brain.plan('打车去虹桥机场', now, account, AbortSignal.abort(new Error('stop')))).rejects.toThrow(
      'stop',
    );
  });
});

test('a file that is no model is refused by name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'farhand-brain-'));
  try {
    const path = join(folder, 'broken.gguf');
    await writeFile(path, 'GGUF and then nothing of use');
    await expect(openEmbeddedBrain({ ...paths, questions: path }, never)).rejects.toMatchObject({
      code: 'BRAIN_MODEL_INVALID',
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe('whatever is asked', () => {
  let models: Models;

  beforeAll(async () => {
    const [commands, questions] = await Promise.all(
      [paths.commands, paths.questions].map((path) => loadModel(path, { threads: 1 })),
    );
    if (commands && questions) models = { commands, questions, phrasebook: new Phrasebook(training) };
  });

  afterAll(() => Promise.all([models.commands.close(), models.questions.close()]));

  test('values are pieces of the request and apps are those it names', async () => {
    const words = fc.constantFrom(
      '淘宝',
      'buy',
      '发给',
      'WeChat',
      '“',
      'M4',
      ' ',
      '😊',
      'price of',
      '明天',
      '"',
      '\\',
      '<a1>',
    );
    const requests = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(requests, async (pieces) => {
        const request = pieces.join('');
        const { clauses, confidence } = await planClauses(models, request, never);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        for (const clause of clauses) {
          for (const value of Object.values(clause.values)) expect(request).toContain(value);
        }
      }),
      { numRuns: 60 },
    );
  });
});
