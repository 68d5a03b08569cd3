// What waits for a person, and what comes of their answers, over the API of a whole cloud; the phones do what the test says.
import type { ExecuteTaskResult, TaskResult } from '@farhand/shared';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PlannedAnswer, Questions, TaskDecisions, TaskStory } from '../api/shapes.js';
import { connectBridge, type HandInput, type TestBridge } from '../testing/bridge.js';
import { ask, post, startTestCloud, type TestCloud } from '../testing/cloud.js';
import { messageDraft, priceDraft } from '../testing/drafts.js';

let rig: TestCloud;
let bridge: TestBridge;
/** What the phone answers to a call, by its app; afterwards it has done what it was to do. */
let stops: Record<string, (input: HandInput) => Partial<ExecuteTaskResult>> = {};

beforeAll(async () => {
  rig = await startTestCloud((command) =>
    command.startsWith('Compare') ? priceDraft('tea', ['taobao', 'jd']) : messageDraft('Li Si', 'hello'),
  );
  bridge = await connectBridge({
    url: rig.cloud.bridgeUrl,
    token: rig.cloud.token,
    serials: ['phone-1'],
    work: async (input) => stops[input.app ?? 'session']?.(input) ?? { text: 'done' },
  });
});
afterAll(async () => {
  await bridge?.close();
  await rig?.close();
});
beforeEach(() => {
  stops = {};
  bridge.received.splice(0);
});

async function waiting(): Promise<Questions['questions']> {
  return ((await ask(rig.cloud, '/v1/questions')).json() as Promise<Questions>).then(({ questions }) => questions);
}

async function decisions(taskId: string): Promise<TaskDecisions['decisions']> {
  const answer = (await (await ask(rig.cloud, `/v1/tasks/${taskId}/decisions`)).json()) as TaskDecisions;
  return answer.decisions;
}

async function run(command: string, confirmed = false): Promise<TaskResult> {
  return rig.cloud.result(await rig.cloud.submit(command, { confirmed }));
}

async function answer(taskId: string, said: object): Promise<{ status: number; taskId: string }> {
  const response = await post(rig.cloud, `/v1/tasks/${taskId}/answer`, said);
  return { status: response.status, ...((await response.json()) as { taskId: string }) };
}

test('a phone that needs a hand waits; "done" goes on in its session, and nothing else is done twice', async () => {
  stops = {
    taobao: () => ({ session_id: 's-1', stop_reason: 'NEEDS_TAKEOVER', text: 'Log in first' }),
    jd: () => ({ text: 'Read the price on jd' }),
  };
  const ended = await run('Compare tea');
  expect(ended.status).toBe('needs_user');
  const [question] = await waiting();
  expect(question).toMatchObject({ taskId: ended.taskId, kind: 'takeover', device: 'phone-1', subtaskId: 's1' });
  expect((await answer(ended.taskId, { allow: true })).status).toBe(400);
  const { taskId } = await answer(ended.taskId, { done: true });
  expect((await answer(ended.taskId, { done: true })).taskId).toBe(taskId);
  expect(await rig.cloud.result(taskId)).toMatchObject({
    reports: [{ text: 'done' }, { text: 'Read the price on jd' }],
  });
  const calls = bridge.received.map(({ app, session_id, reply_from_client }) => ({
    app,
    session_id,
    reply_from_client,
  }));
  expect(calls.slice(2)).toEqual([{ app: undefined, session_id: 's-1', reply_from_client: 'done' }]);
  expect(bridge.received.at(-1)).toMatchObject({ decided_by: 'local, api' });
  expect(bridge.received.at(-1)).not.toHaveProperty('reply_by');
  expect(await waiting()).toEqual([]);
  expect(await decisions(ended.taskId)).toMatchObject([{ what: 'done', by: 'local', door: 'api' }]);
});

test('a yes spends a fresh token of the session that asks', async () => {
  const confirmation = (token: string) => ({ kind: 'send_message', text: 'Send it?', token });
  stops = {
    wechat: () => ({
      session_id: 's-2',
      stop_reason: 'NEEDS_CONFIRMATION',
      text: 'Send it?',
      confirmation: confirmation('old'),
    }),
    session: ({ confirmation_token: token }) =>
      token === undefined
        ? { session_id: 's-2', stop_reason: 'NEEDS_CONFIRMATION', confirmation: confirmation('fresh') }
        : { session_id: 's-2', text: `spent ${token}` },
  };
  const ended = await run('Tell Li Si', true);
  expect(await waiting()).toMatchObject([
    { kind: 'confirmation', question: 'Send it?', actions: [{ values: { recipient: 'Li Si', text: 'hello' } }] },
  ]);
  const { taskId } = await answer(ended.taskId, { allow: true });
  expect(await rig.cloud.result(taskId)).toMatchObject({ status: 'done', reports: [{ text: 'spent fresh' }] });
  const [first, again, last] = bridge.received;
  expect(again).toMatchObject({ session_id: 's-2', idempotency_key: first?.idempotency_key });
  expect(last?.idempotency_key).not.toBe(first?.idempotency_key);
});

test('words answer what the hand asked: they go to its session, and the yes that was given stays given', async () => {
  stops = {
    wechat: () => ({ session_id: 's-3', stop_reason: 'INFO_ACTION_NEEDS_REPLY', text: 'Which Li Si?' }),
    session: ({ reply_from_client: reply }) => ({ session_id: 's-3', text: `sent to ${reply}` }),
  };
  const ended = await run('Tell Li Si', true);
  expect(await waiting()).toMatchObject([{ kind: 'question', question: 'Which Li Si?', actions: [] }]);
  expect((await answer(ended.taskId, { text: '' })).status).toBe(400);
  const { taskId } = await answer(ended.taskId, { text: 'the one of the choir' });
  expect(await rig.cloud.result(taskId)).toMatchObject({ reports: [{ text: 'sent to the one of the choir' }] });
  expect(bridge.received.at(-1)).toMatchObject({ session_id: 's-3', decided_by: 'local, api' });
  expect(bridge.received.at(-1)).not.toHaveProperty('reply_by');
  expect(await waiting()).toEqual([]);
  // What allowed the task that goes on is told of it, too; what was said is not kept.
  expect(await decisions(taskId)).toMatchObject([
    { what: 'allowed_beforehand', taskId: ended.taskId, by: 'local', door: 'cli' },
    { what: 'answered', taskId: ended.taskId, by: 'local', door: 'api' },
  ]);
});

test('a yes that comes with the words, an approved plan and a stop are written down with who, when and by which door', async () => {
  const asCli = { 'farhand-door': 'cli', 'content-type': 'application/json' };
  const submit = async (body: object, headers: Record<string, string> = asCli): Promise<string> => {
    const response = await ask(rig.cloud, '/v1/tasks', { method: 'POST', headers, body: JSON.stringify(body) });
    return ((await response.json()) as { taskId: string }).taskId;
  };
  const told = async (taskId: string) =>
    ((await (await ask(rig.cloud, `/v1/tasks/${taskId}/story`)).json()) as TaskStory).decisions;
  const { plan } = (await (await post(rig.cloud, '/v1/plan', { command: 'Tell Li Si' })).json()) as PlannedAnswer;
  const allowed = await submit({ command: 'Tell Li Si', confirmed: true });
  const approved = await submit({ command: 'Tell Li Si', plan, confirmed: true });
  const unapproved = await submit({ command: 'Tell Li Si', plan });
  const stopped = await submit({ command: 'Tell Li Si', confirmed: true, device: 'nowhere' });
  const stop = () => ask(rig.cloud, `/v1/tasks/${stopped}/cancel`, { method: 'POST' });
  expect([(await stop()).status, (await stop()).status]).toEqual([202, 202]);
  const results = await Promise.all([allowed, approved, unapproved, stopped].map((id) => rig.cloud.result(id)));
  expect(results.map(({ status }) => status)).toEqual(['done', 'done', 'needs_user', 'failed']);
  const at = expect.stringMatching(/^20/);
  const row = { by: 'local', device: null, scheduleId: null, at };
  expect(await told(allowed)).toEqual([{ ...row, taskId: allowed, what: 'allowed_beforehand', door: 'cli' }]);
  expect(await told(approved)).toEqual([{ ...row, taskId: approved, what: 'approved', door: 'cli' }]);
  expect(await told(unapproved)).toEqual([]);
  expect(await told(stopped)).toMatchObject([{ what: 'allowed_beforehand' }, { what: 'cancelled', door: 'api' }]);
  await answer(unapproved, { decline: true });
});

test('what is declined waits no more, and is not answered any more', async () => {
  const ended = await run('Tell Li Si');
  expect(await waiting()).toMatchObject([{ taskId: ended.taskId, kind: 'confirmation' }]);
  expect(await answer(ended.taskId, { decline: true })).toMatchObject({ status: 202, taskId: ended.taskId });
  expect(await waiting()).toEqual([]);
  expect((await answer(ended.taskId, { allow: true })).status).toBe(409);
  expect(bridge.received).toEqual([]);
  expect(await decisions(ended.taskId)).toMatchObject([{ what: 'declined' }]);
});

test('whoever listens hears of each question as it comes and goes', async () => {
  const leave = new AbortController();
  const heard: string[] = [];
  const response = await ask(rig.cloud, '/v1/questions/events', { signal: leave.signal });
  const reading = (async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      for (const [, data] of chunk.matchAll(/data: (.*)/g)) {
        heard.push((JSON.parse(data ?? '') as Questions).questions.map(({ kind }) => kind).join());
      }
    }
  })().catch(() => undefined);
  await expect.poll(() => heard).toEqual(['']);
  const ended = await run('Tell Li Si');
  await expect.poll(() => heard).toEqual(['', 'confirmation']);
  await answer(ended.taskId, { decline: true });
  await expect.poll(() => heard).toEqual(['', 'confirmation', '']);
  leave.abort();
  await reading;
});

test('driving a phone needs a scope of its own', async () => {
  const headers = { authorization: `Bearer ${rig.cloud.token}`, 'content-type': 'application/json' };
  const token = { user: 'local', name: 'looks only', scopes: ['tasks', 'devices'] };
  const made = await fetch(`${rig.cloud.url}/v1/tokens`, { method: 'POST', headers, body: JSON.stringify(token) });
  const { token: looksOnly } = (await made.json()) as { token: string };
  for (const door of ['take-over', 'drive']) {
    const path = `${rig.cloud.url}/v1/devices/phone-1/${door}`;
    const refused = await fetch(path, { method: 'POST', headers: { authorization: `Bearer ${looksOnly}` } });
    expect([door, refused.status]).toEqual([door, 403]);
  }
});
