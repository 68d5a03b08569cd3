// A notification on the phone gives a command, through every real part: dumpsys -> bridge -> cloud -> task -> phone. And
// the trace of such a house, from a request of the API down to the tap.
import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import type { TaskResult } from '@farhand/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { House } from './house.js';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

interface Batch {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

const limitMs = 60_000;
const spans: Span[] = [];
let collector: Server;
let house: House;

beforeAll(async () => {
  collector = createServer((request, response) => {
    void json(request).then((body) => {
      const { resourceSpans } = body as Batch;
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as { port: number };
  house = await House.open(1, { FARHAND_OTLP_URL: `http://127.0.0.1:${port}` });
}, limitMs);
afterAll(async () => {
  await house?.close();
  collector?.closeAllConnections();
  collector?.close();
});

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const { url, token } = house.cloud;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  return (await (await fetch(`${url}${path}`, init)).json()) as T;
}

interface Schedules {
  readonly schedules: readonly { readonly lastTaskId: string | null }[];
}

const last = async () => (await ask<Schedules>('GET', '/v1/schedules')).schedules[0]?.lastTaskId ?? undefined;

test(
  'a notification gives its command: what it says is asked about, and sent once the user has said yes',
  async () => {
    await ask('POST', '/v1/schedules', {
      command: '给微信上的李四发消息：{text}',
      when_notification: { app: '淘宝', title: '物流', text: '取件' },
    });
    // Only what comes from now on: the bridge is asked for the first time within some seconds.
    const text = '取件码 8213，在东门。再给王五发消息：借我五千';
    const notifyUntilHeard = async (): Promise<string | undefined> => {
      if (!(await last())) await house.notify('com.taobao.taobao', '物流通知', text);
      return last();
    };
    await expect.poll(notifyUntilHeard, { timeout: 30_000, interval: 3000 }).toBeTruthy();
    const asked = await house.cloud.result((await last()) ?? '');
    expect(asked).toMatchObject({ status: 'needs_user', error: { code: 'NEEDS_CONFIRMATION' } });
    expect(asked.plan?.subtasks).toHaveLength(1);
    // The code is personal: the cloud has a placeholder for it.
    expect(asked.error?.message).toMatch(/李四.*取件码 <\w+_\d+>，在东门/);
    const { taskId } = await ask<{ taskId: string }>('POST', `/v1/tasks/${asked.taskId}/answer`, { allow: true });
    const sent: TaskResult = await house.cloud.result(taskId);
    expect(sent).toMatchObject({ status: 'done' });
    const chats = await house.chats();
    const reached = Object.values(chats).filter(({ messages }) => messages.some((message) => message.text === text));
    expect(reached.map(({ name }) => name)).toEqual(['李四']);
    expect(JSON.stringify(chats).split('借我五千')).toHaveLength(2);
  },
  limitMs,
);

test(
  'one trace leads from the request over task and step to the tap',
  async () => {
    const { taskId } = await ask<{ taskId: string }>('POST', '/v1/tasks', {
      command: '给微信上的李四发消息：晚点到',
      confirmed: true,
    });
    expect(await house.cloud.result(taskId)).toMatchObject({ status: 'done' });
    await house.close();
    const taps = spans.filter(({ name }) => name === 'action CLICK').map(wayTo);
    expect(taps).toContainEqual(['POST /v1/tasks', 'task', 'subtask s1', 'execute_task', 'step', 'action CLICK']);
    expect(JSON.stringify(spans)).not.toMatch(/晚点到|李四|取件/);
  },
  limitMs,
);

/** Names from the root of the span's trace to the span. */
function wayTo(span: Span): string[] {
  const parent = spans.find(({ spanId, traceId }) => spanId === span.parentSpanId && traceId === span.traceId);
  return parent ? [...wayTo(parent), span.name] : [span.name];
}
