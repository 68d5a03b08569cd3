// The HTTP API of a whole cloud, asked over real HTTP.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorBodySchema, type TaskEvent, taskEventSchema, taskResultSchema } from '@farhand/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectBridge, type TestBridge } from '../testing/bridge.js';
import { ask, post, startTestCloud, type TestCloud } from '../testing/cloud.js';
import { openDraft, priceDraft, refusedDraft } from '../testing/drafts.js';
import { endlessHand, pricedHand } from '../testing/phone.js';

let rig: TestCloud;
let bridge: TestBridge;
const endless = endlessHand();
const priced = pricedHand({ taobao: 100, jd: 200 });

beforeAll(async () => {
  rig = await startTestCloud((command) => {
    if (command.startsWith('Compare')) return priceDraft('tea', ['taobao', 'jd']);
    return command.startsWith('open') ? openDraft('wechat') : refusedDraft('unclear');
  });
  bridge = await connectBridge({
    url: rig.cloud.bridgeUrl,
    token: rig.cloud.token,
    serials: ['phone-1'],
    work: (input, tools) => (input.intent === 'open' ? endless.work(input, tools) : priced(input, tools)),
  });
});

afterAll(async () => {
  await bridge?.close();
  await rig?.close();
});

async function expectError(response: Response, status: number, code: string): Promise<string> {
  expect(response.status).toBe(status);
  const { error, ...rest } = (await response.json()) as { error: unknown };
  expect(rest).toEqual({});
  const body = errorBodySchema.parse(error);
  expect(body.code).toBe(code);
  return body.message;
}

interface ServerSentEvent {
  readonly id: number;
  readonly event: TaskEvent;
}

async function readStream(response: Response): Promise<ServerSentEvent[]> {
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const blocks = (await response.text()).split('\n\n').filter((block) => block.startsWith('id: '));
  return blocks.map((block) => {
    const [id = '', name = '', data = ''] = block.split('\n').map((line) => line.slice(line.indexOf(': ') + 2));
    const event = taskEventSchema.parse(JSON.parse(data));
    expect(event.type).toBe(name);
    return { id: Number(id), event };
  });
}

describe('who may ask', () => {
  test.each([
    ['GET', '/v1/tasks'],
    ['POST', '/v1/tasks'],
    ['GET', '/v1/devices'],
    ['GET', '/nowhere'],
    ['GET', '/docs/../v1/tasks'],
    ['GET', '/docs%2f..%2fv1/tasks'],
    ['GET', '/docsy'],
  ])('%s %s needs the token', async (method, path) => {
    await expectError(await fetch(`${rig.cloud.url}${path}`, { method }), 401, 'TOKEN_INVALID');
    const headers = { authorization: `Bearer ${rig.cloud.token}x` };
    await expectError(await fetch(`${rig.cloud.url}${path}`, { method, headers }), 401, 'TOKEN_INVALID');
  });

  test('health is open to everybody and tells nothing else', async () => {
    for (const path of ['/healthz', '/readyz']) {
      expect(await (await fetch(`${rig.cloud.url}${path}`)).json()).toEqual({ status: 'ok' });
    }
  });

  test('a bridge without the token, or at another path, gets no socket', async () => {
    const statusOf = (url: string, token: string) =>
      new Promise<number | undefined>((resolve) => {
        const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
        socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.once('error', () => undefined);
        socket.once('open', () => resolve(101));
      });
    expect(await statusOf(rig.cloud.bridgeUrl, 'wrong')).toBe(401);
    expect(await statusOf(rig.cloud.bridgeUrl.replace('/gui-mcp', '/other'), rig.cloud.token)).toBe(404);
  });

  test('the token file is for its owner alone', async () => {
    const { mode } = await stat(join(rig.home, 'token'));
    expect(mode & 0o777).toBe(0o600);
  });
});

describe('bad requests', () => {
  const submit = (body: unknown) => post(rig.cloud, '/v1/tasks', body);

  test('an unknown key is answered with the nearest one', async () => {
    const message = await expectError(await submit({ comand: 'x' }), 400, 'INPUT_INVALID');
    expect(message).toMatch(/command/);
    const second = await expectError(await submit({ command: 'x', max_step: 3 }), 400, 'INPUT_INVALID');
    expect(second).toContain('did you mean "max_steps"?');
  });

  test('an empty command and a long one are told apart', async () => {
    await expectError(await submit({ command: '  \n ' }), 400, 'COMMAND_EMPTY');
    const message = await expectError(await submit({ command: 'x'.repeat(100_000) }), 413, 'COMMAND_TOO_LONG');
    expect(message).toBe('The command has 100000 characters; at most 8000 are read');
    await expectError(await submit({ command: 'x'.repeat(2_000_000) }), 413, 'COMMAND_TOO_LONG');
  });

  test.each([
    ['not json', 'application/json', '{"command":'],
    ['no object', 'application/json', '"command"'],
    ['no body', 'application/json', ''],
    ['another type', 'text/plain', 'open WeChat'],
  ])('%s is refused in the same shape', async (_name, type, body) => {
    const response = await ask(rig.cloud, '/v1/tasks', { method: 'POST', headers: { 'content-type': type }, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    await expectError(response, response.status, 'INPUT_INVALID');
  });

  test('unknown paths, tasks and event numbers', async () => {
    await expectError(await ask(rig.cloud, '/v1/nothing'), 404, 'ROUTE_UNKNOWN');
    await expectError(await ask(rig.cloud, '/v1/tasks/none'), 404, 'TASK_UNKNOWN');
    await expectError(await ask(rig.cloud, '/v1/tasks/none/events'), 404, 'TASK_UNKNOWN');
    await expectError(await post(rig.cloud, '/v1/tasks/none/cancel', undefined), 400, 'INPUT_INVALID');
    await expectError(await ask(rig.cloud, '/v1/tasks/none/cancel', { method: 'POST' }), 404, 'TASK_UNKNOWN');
    await expectError(await ask(rig.cloud, '/v1/tasks?limit=0'), 400, 'INPUT_INVALID');
  });
});

describe('tasks', () => {
  test('a task is accepted, streamed, and resumed from the last event seen', async () => {
    const accepted = await post(rig.cloud, '/v1/tasks', { command: 'Compare tea on Taobao and JD' });
    expect(accepted.status).toBe(202);
    const { taskId } = (await accepted.json()) as { taskId: string };
    const all = await readStream(await ask(rig.cloud, `/v1/tasks/${taskId}/events`));
    expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => index + 1));
    expect(all.at(-1)?.event.type).toBe('finished');
    const headers = { 'last-event-id': '3' };
    const rest = await readStream(await ask(rig.cloud, `/v1/tasks/${taskId}/events`, { headers }));
    expect(rest).toEqual(all.slice(3));
    const seenAll = { 'last-event-id': String(all.length) };
    expect((await ask(rig.cloud, `/v1/tasks/${taskId}/events`, { headers: seenAll })).status).toBe(204);
    const result = taskResultSchema.parse(await (await ask(rig.cloud, `/v1/tasks/${taskId}`)).json());
    expect(result.status).toBe('done');
    const { tasks } = (await (await ask(rig.cloud, '/v1/tasks?limit=5')).json()) as { tasks: { taskId: string }[] };
    expect(tasks[0]).toMatchObject({ taskId, status: 'done', command: 'Compare tea on Taobao and JD' });
  });

  test('a running task shows its plan, can be cancelled, and stays as it ended', async () => {
    const { taskId } = (await (await post(rig.cloud, '/v1/tasks', { command: 'open WeChat' })).json()) as {
      taskId: string;
    };
    await endless.begun;
    const running = (await (await ask(rig.cloud, `/v1/tasks/${taskId}`)).json()) as { plan: { subtasks: unknown[] } };
    expect(running).toMatchObject({ taskId, status: 'running', reports: [] });
    expect(running.plan.subtasks).toHaveLength(1);
    const { devices } = (await (await ask(rig.cloud, '/v1/devices')).json()) as { devices: unknown[] };
    expect(devices).toMatchObject([{ device_id: 'phone-1', state: 'busy', leased: true, bridge: 'test-bridge' }]);
    for (const _ of [1, 2]) {
      const cancelled = await ask(rig.cloud, `/v1/tasks/${taskId}/cancel`, { method: 'POST' });
      expect(cancelled.status).toBe(202);
    }
    const events = await readStream(await ask(rig.cloud, `/v1/tasks/${taskId}/events`));
    expect(events.at(-1)?.event).toMatchObject({ type: 'finished', result: { error: { code: 'CANCELLED' } } });
  });

  test('planning alone does nothing on a phone', async () => {
    const before = bridge.received.length;
    const answer = await (await post(rig.cloud, '/v1/plan', { command: 'Compare tea on Taobao and JD' })).json();
    expect(answer).toMatchObject({ plan: { combine: 'compare_prices' }, usage: { calls: 1 } });
    await expectError(await post(rig.cloud, '/v1/plan', { command: 'mumble' }), 422, 'BRAIN_REFUSED');
    expect(bridge.received).toHaveLength(before);
  });
});

test('the OpenAPI document describes every route; it and its page are open, as a browser has no token', async () => {
  const document = (await (await fetch(`${rig.cloud.url}/docs/json`)).json()) as { openapi: string; paths: object };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).sort()).toEqual([
    '/healthz',
    '/mcp',
    '/metrics',
    '/readyz',
    '/v1/brains',
    '/v1/brains/test',
    '/v1/bridges',
    '/v1/bridges/{id}',
    '/v1/budgets',
    '/v1/chat/completions',
    '/v1/devices',
    '/v1/devices/{id}/drive',
    '/v1/devices/{id}/hand-back',
    '/v1/devices/{id}/screen',
    '/v1/devices/{id}/screenshot',
    '/v1/devices/{id}/take-over',
    '/v1/doctor',
    '/v1/figures',
    '/v1/messages',
    '/v1/messages/count_tokens',
    '/v1/models',
    '/v1/pairings',
    '/v1/pairings/challenge',
    '/v1/pairings/redeem',
    '/v1/plan',
    '/v1/policy',
    '/v1/prices',
    '/v1/questions',
    '/v1/questions/events',
    '/v1/schedules',
    '/v1/schedules/{id}',
    '/v1/session',
    '/v1/session/codes',
    '/v1/settings',
    '/v1/skills',
    '/v1/skills/{name}',
    '/v1/skills/{name}/plan',
    '/v1/skills/{name}/run',
    '/v1/tasks',
    '/v1/tasks/{id}',
    '/v1/tasks/{id}/answer',
    '/v1/tasks/{id}/audit',
    '/v1/tasks/{id}/cancel',
    '/v1/tasks/{id}/decisions',
    '/v1/tasks/{id}/events',
    '/v1/tasks/{id}/pictures/{sha256}',
    '/v1/tasks/{id}/report.html',
    '/v1/tasks/{id}/report.json',
    '/v1/tasks/{id}/story',
    '/v1/tasks/{id}/values',
    '/v1/tokens',
    '/v1/tokens/{id}',
    '/v1/tools',
    '/v1/vocabulary',
  ]);
  expect(JSON.stringify(document)).toContain('max_steps');
  const page = await fetch(`${rig.cloud.url}/docs`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
});

test('one client cannot ask without end', async () => {
  const statuses = new Set<number>();
  for (let round = 0; round < 30 && !statuses.has(429); round++) {
    const answers = await Promise.all(Array.from({ length: 60 }, () => fetch(`${rig.cloud.url}/healthz`)));
    const limited = answers.find(({ status }) => status === 429);
    if (limited) await expectError(limited, 429, 'RATE_LIMITED');
    for (const { status } of answers) statuses.add(status);
  }
  expect([...statuses].sort()).toEqual([200, 429]);
});
