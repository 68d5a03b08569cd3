// What the command line tells of a running service: tasks and their logs, and how it is set up. One service for all.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import {
  brainsSchema,
  budgetsSchema,
  figuresSchema,
  policyTableSchema,
  settingsSchema,
  toolsSchema,
} from '../api/fact-schemas.js';
import { type storySchema, taskListSchema } from '../api/schemas.js';
import { skillListSchema } from '../api/skill-schemas.js';
import { connectBridge, type TestBridge } from '../testing/bridge.js';
import { ask, post, startTestCloud, type TestCloud } from '../testing/cloud.js';
import { messageDraft, openDraft, priceDraft } from '../testing/drafts.js';
import { pricedHand } from '../testing/phone.js';
import { farhandProgram } from './program.js';
import { announceService, withdrawService } from './service-file.js';

let rig: TestCloud;
let bridge: TestBridge;
let compared: string;
let asking: string;
const home = process.env.FARHAND_HOME;
const priced = pricedHand({ taobao: 100, jd: 200 });

beforeAll(async () => {
  rig = await startTestCloud(
    (command) =>
      (command.startsWith('Compare') && priceDraft('tea', ['taobao', 'jd'])) ||
      (command.startsWith('Open') && openDraft('wechat')) ||
      messageDraft('Zhang San', 'at three'),
    { budgetDay: '100000 tokens' },
    () => 'one two three',
  );
  bridge = await connectBridge({
    url: rig.cloud.bridgeUrl,
    token: rig.cloud.token,
    serials: ['phone-1'],
    steer: () => ({ text: 'Orders\n[Pay]', app: 'com.taobao.taobao', frame_id: 'f1' }),
    work: async (input, tools) => {
      if (input.intent === 'open') return { text: 'open', verified: 'unknown' };
      if (input.intent !== 'send_message') return priced(input, tools);
      if (input.confirmed) return { text: 'Sent' };
      return { stop_reason: 'NEEDS_CONFIRMATION', text: 'Send it?', verified: 'no', reached_others: 'no' };
    },
  });
  announceService(rig.home, { url: rig.cloud.url, token: rig.cloud.token, pid: process.pid });
  process.env.FARHAND_HOME = rig.home;
  compared = await ended('Compare tea on taobao and jd');
  asking = await ended('Tell Zhang San: at three');
});

afterAll(async () => {
  if (home === undefined) delete process.env.FARHAND_HOME;
  else process.env.FARHAND_HOME = home;
  if (rig) withdrawService(rig.home, process.pid);
  await bridge?.close();
  await rig?.close();
});

async function ended(command: string): Promise<string> {
  const { taskId } = (await (await post(rig.cloud, '/v1/tasks', { command })).json()) as { taskId: string };
  await rig.cloud.result(taskId);
  return taskId;
}

/** Runs a command in this process; what it printed on stdout. */
async function run(...words: string[]): Promise<string> {
  return (await runToEnd(...words)).printed;
}

async function runToEnd(...words: string[]): Promise<{ printed: string; exitCode: typeof process.exitCode }> {
  let printed = '';
  const keep = (chunk: string | Uint8Array) => {
    printed += chunk;
    return true;
  };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const { exitCode } = process;
  try {
    await farhandProgram(new AbortController().signal).parseAsync(words, { from: 'user' });
    return { printed, exitCode: process.exitCode };
  } finally {
    process.exitCode = exitCode;
    out.mockRestore();
    err.mockRestore();
  }
}

async function runJson(...words: string[]): Promise<unknown> {
  return JSON.parse(await run(...words, '--json'));
}

describe('tasks', () => {
  const ids = async (...words: string[]) =>
    taskListSchema.parse(await runJson('tasks', ...words)).tasks.map(({ taskId }) => taskId);

  test('are searched in command and answer, filtered, and read on', async () => {
    expect(await ids()).toEqual([asking, compared]);
    expect(await ids('--words', 'zhang san')).toEqual([asking]);
    expect(await ids('--words', '¥1.00')).toEqual([compared]);
    expect(await ids('--words', '100%')).toEqual([]);
    expect(await ids('--status', 'done')).toEqual([compared]);
    expect(await ids('--app', 'jd')).toEqual([compared]);
    expect(await ids('--before', '2026-01-01T00:00:00Z')).toEqual([]);
    expect(await ids('--limit', '1')).toEqual([asking]);
    await expect(run('tasks', '--limit', '0')).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('show tells plan, steps, answer and cost on one page', async () => {
    const page = await run('show', compared);
    for (const part of ['Compare tea', '├─ s1', 'AWAKE', 'Answer', '¥1.00', '1 brain call', '120 tokens'])
      expect(page).toContain(part);
    expect(await runJson('show', compared)).toEqual(await (await ask(rig.cloud, `/v1/tasks/${compared}`)).json());
  });

  test('earlier prices, a screen, a phone given back and a task stopped are a command each', async () => {
    expect(await runJson('prices', 'tea')).toMatchObject({ found: [{ taskId: compared, offers: [{}, {}] }] });
    expect(await run('prices', 'tea')).toMatch(/¥1\.00 {2}taobao[\s\S]*¥2\.00 {2}jd/);
    expect(await run('prices', 'coffee')).toMatch(/^No price/);
    expect(await run('screen', 'phone-1')).toContain('com.taobao.taobao\nOrders\n[Pay]\n');
    expect(await runJson('screen', 'phone-1')).toMatchObject({ text: 'Orders\n[Pay]' });
    expect(await runJson('handback', 'phone-1')).toEqual({ device: 'phone-1', wasTakenOver: false });
    expect(await runJson('cancel', compared)).toEqual({ taskId: compared });
    expect(await runJson('report', compared)).toMatchObject({
      story: { taskId: compared, decisions: [] },
      pictures: {},
    });
  });

  test('logs are every event with its time, the newest task’s without an id', async () => {
    const { events } = (await runJson('logs', compared)) as Pick<z.infer<typeof storySchema>, 'events'>;
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.map(({ event }) => event.type)).toEqual(
      expect.arrayContaining(['accepted', 'planned', 'step', 'finished']),
    );
    const times = events.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(await run('logs', '--follow')).toMatch(/task {4}Tell Zhang San: at three\n[\s\S]*needs_user after/);
  });

  test('a task that asks is listed as such, and goes on once it is approved', async () => {
    expect(await ids('--status', 'needs_user')).toEqual([asking]);
    expect(await runJson('approve', asking)).toMatchObject({ status: 'done', answer: expect.stringContaining('Sent') });
    expect(bridge.received.at(-1)).toMatchObject({
      confirmed: true,
      values: { recipient: 'Zhang San', text: 'at three' },
    });
    expect(await runJson('decisions', asking)).toMatchObject({
      decisions: [{ what: 'allowed', by: 'local', door: 'cli' }],
    });
    await expect(run('answer', compared, 'yes')).rejects.toMatchObject({ code: 'NOTHING_ASKED' });
  });
});

test('what waits is listed with the command that answers it; what is denied waits no more', async () => {
  const denied = await ended('Tell Zhang San: at four');
  const waiting = { taskId: denied, kind: 'confirmation' };
  expect(await runJson('questions')).toMatchObject({
    questions: expect.arrayContaining([expect.objectContaining(waiting)]),
  });
  expect(await run('questions')).toContain(`npm start -- approve ${denied}`);
  const sent = bridge.received.length;
  expect(await run('approve', denied, '--deny')).toBe('It does not go on.\n');
  expect(await run('questions')).not.toContain(denied);
  await expect(run('approve', denied)).rejects.toMatchObject({ code: 'NOTHING_ASKED' });
  expect(bridge.received).toHaveLength(sent);
  await expect(run('takeover', denied)).rejects.toMatchObject({
    code: 'USAGE',
    hint: expect.stringContaining('phone-1'),
  });
});

describe('skills', () => {
  test('what was done is kept under a name, and done again with other values, without a brain that plans', async () => {
    expect(await run('skills')).toMatch(/^No skill is kept/);
    expect(await run('skill', 'add', 'prices', '--task', compared)).toMatch(
      /^prices {2}Compare tea.*\n {2}item = tea\n/,
    );
    const { skills } = skillListSchema.parse(await runJson('skills'));
    expect(skills).toMatchObject([
      { name: 'prices', taskId: compared, params: [{ name: 'item', value: 'tea', places: ['s1.item', 's2.item'] }] },
    ]);
    const planned = await runJson('budgets').then((facts) => budgetsSchema.parse(facts).purposes);
    const result = await runJson('run', 'prices', 'item=green tea');
    expect(result).toMatchObject({ status: 'done', plan: { subtasks: [{ values: { item: 'green tea' } }, {}] } });
    expect(await runJson('budgets')).toMatchObject({ purposes: planned });
    expect(await runJson('tasks', '--limit', '1')).toMatchObject({
      tasks: [{ command: 'Compare green tea on taobao and jd' }],
    });
    expect(await run('skill', 'remove', 'prices')).toBe('prices is removed.\n');
  });

  test('somebody else to be reached is asked about as ever, by name', async () => {
    const done = (await runJson('approve', await ended('Tell Zhang San: at three'))) as { taskId: string };
    await run('skill', 'add', 'tell', '--task', done.taskId, '--param', 'who=recipient', '--param', 'what=s1.text');
    const sent = bridge.received.length;
    const { printed, exitCode } = await runToEnd('run', 'tell', 'who=Li Si', '--json');
    const asked = JSON.parse(printed) as { taskId: string };
    expect(asked).toMatchObject({
      status: 'needs_user',
      error: { code: 'NEEDS_CONFIRMATION', message: expect.stringContaining('"at three" to Li Si') },
    });
    expect(exitCode).toBe(3);
    expect(bridge.received).toHaveLength(sent);
    await runJson('approve', asked.taskId);
    const message = { values: { recipient: 'Li Si', text: 'at three' }, confirmed: true };
    expect(bridge.received.slice(sent)).toMatchObject([message]);
    const allowed = (await runJson('run', 'tell', 'what=at four', '--yes')) as { taskId: string };
    expect(await runJson('decisions', allowed.taskId)).toMatchObject({
      decisions: [{ what: 'allowed_beforehand', door: 'cli' }],
    });
  });

  test('belong to their user; what is none, cannot be one or is called otherwise is refused', async () => {
    const made = await post(rig.cloud, '/v1/tokens', { user: 'ann', name: 'x', scopes: ['tasks'] });
    const authorization = `Bearer ${((await made.json()) as { token: string }).token}`;
    const ofAnn = async (path: string, init: RequestInit = {}) =>
      (await fetch(`${rig.cloud.url}${path}`, { ...init, headers: { authorization } })).json();
    expect(await ofAnn('/v1/skills')).toEqual({ skills: [] });
    expect(await ofAnn('/v1/skills/tell', { method: 'DELETE' })).toEqual({ name: 'tell', wasKept: false });
    expect(await ofAnn(`/v1/tasks/${compared}/values`)).toMatchObject({ error: { code: 'TASK_UNKNOWN' } });
    await expect(run('run', 'tel')).rejects.toMatchObject({
      code: 'SKILL_UNKNOWN',
      message: expect.stringContaining('did you mean "tell"'),
    });
    await expect(run('run', 'tell', 'Li Si')).rejects.toMatchObject({ code: 'USAGE' });
    await expect(run('skill', 'add', 'tell', '--task', compared)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(run('skill', 'add', 'ask', '--task', await ended('Tell Zhang San: at five'))).rejects.toThrow(
      'ended with NEEDS_CONFIRMATION',
    );
    await expect(run('skill', 'add', 'a b', '--task', compared)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

test('a report is written to a file whose ending says how', async () => {
  const file = join(rig.home, 'report.json');
  await run('report', compared, '--out', file);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(await runJson('report', compared));
  await expect(run('report', compared, '--out', 'report.pdf')).rejects.toMatchObject({ code: 'USAGE' });
  await expect(run('report', compared)).rejects.toMatchObject({ code: 'USAGE' });
});

describe('how it is set up', () => {
  test('brains tell their roles and what they wrote; a test asks each, and one that sees nothing is told', async () => {
    const facts = (await runJson('brains', '--test')) as Record<string, unknown>;
    const { tests, ...rest } = facts;
    const { roles, used } = brainsSchema.parse(rest);
    expect(roles[0]).toMatchObject({ role: 'planner', brains: ['openai', 'embedded'], converses: true, sees: false });
    expect(used[0]?.calls).toBeGreaterThan(1);
    expect(used[0]?.tokensPerSecond).toBeGreaterThan(0);
    expect(tests).toMatchObject([
      { brain: 'openai', what: 'text', said: 'one two three' },
      { brain: 'openai', what: 'vision', error: { code: 'BRAIN_ANSWER_INVALID' } },
      { brain: 'embedded', what: 'text', said: expect.stringContaining('WeChat') },
    ]);
    const unknown = await post(rig.cloud, '/v1/brains/test', { brain: 'gpt' });
    expect(await unknown.json()).toMatchObject({ error: { message: expect.stringContaining('openai, embedded') } });
  });

  test('budgets tell what is spent of how much', async () => {
    const facts = budgetsSchema.parse(await runJson('budgets'));
    expect(facts).toMatchObject({ task: null, day: { tokens: 100_000 } });
    expect(facts.today.calls).toBe(facts.purposes.reduce((sum, { calls }) => sum + calls, 0));
    expect(await run('budgets')).toContain('at most 100000 tokens');
  });

  test('settings tell variables and values, but no secret', async () => {
    process.env.FARHAND_HAND_KEY = 'a-secret-of-the-hand';
    try {
      const said = await run('settings', '--changed', '--json');
      expect(said).not.toContain('a-secret-of-the-hand');
      const { settings } = settingsSchema.parse(JSON.parse(said));
      expect(settings).toContainEqual(
        expect.objectContaining({ variable: 'FARHAND_HOME', value: rig.home, isSet: true }),
      );
      expect(settings).toContainEqual(
        expect.objectContaining({ variable: 'FARHAND_HAND_KEY', value: '[hidden]', of: 'bridge' }),
      );
      expect(settings.every(({ isSet }) => isSet)).toBe(true);
    } finally {
      delete process.env.FARHAND_HAND_KEY;
    }
  });

  test('figures count what was done, in the bucket of now', async () => {
    const { times, series, bucketSeconds } = figuresSchema.parse(await runJson('figures', '--hours', '1'));
    expect(times).toHaveLength(60);
    expect(Math.abs((times.at(-1) ?? 0) - Date.now() / 1000)).toBeLessThan(3 * bucketSeconds);
    const sum = (name: string, of?: string) =>
      series
        .find((one) => one.name === name && one.of === of)
        ?.values.reduce<number>((all, value) => all + (value ?? 0), 0);
    expect(sum('tasks', 'done')).toBeGreaterThanOrEqual(1);
    expect(sum('tasks', 'needs_user')).toBeGreaterThanOrEqual(1);
    expect(sum('steps')).toBeGreaterThanOrEqual(4);
    expect(sum('tokens', 'written')).toBeGreaterThan(0);
    expect(sum('step_seconds', 'half')).toBeGreaterThan(0);
    expect(await run('figures')).toMatch(/tasks, done +[ ▁▂▃▄▅▆▇█]{60} sum \d/);
  });

  test('the API answers the same facts, to the scope admin alone', async () => {
    const shapes = {
      brains: brainsSchema,
      budgets: budgetsSchema,
      settings: settingsSchema,
      policy: policyTableSchema,
      tools: toolsSchema,
    };
    const made = await post(rig.cloud, '/v1/tokens', { user: 'ann', name: 'x', scopes: ['tasks', 'devices'] });
    const { token } = (await made.json()) as { token: string };
    for (const [name, schema] of Object.entries(shapes)) {
      schema.parse(await (await ask(rig.cloud, `/v1/${name}`)).json());
      const refused = await fetch(`${rig.cloud.url}/v1/${name}`, { headers: { authorization: `Bearer ${token}` } });
      expect([name, refused.status]).toEqual([name, 403]);
    }
  });
});

test('a task that its budget stops ends with exit code 5', async () => {
  // The plan may be made; the call that would judge what came of it is one too many.
  const { printed, exitCode } = await runToEnd('Open WeChat', '--budget', '1 tokens', '--json');
  expect(JSON.parse(printed)).toMatchObject({ status: 'failed', error: { code: 'BUDGET_EXCEEDED' } });
  expect(exitCode).toBe(5);
});
