// What Prometheus and a collector of traces are told, by a whole cloud.
import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectBridge, type TestBridge } from '../testing/bridge.js';
import { ask, post, startTestCloud, type TestCloud } from '../testing/cloud.js';
import { priceDraft } from '../testing/drafts.js';
import { pricedHand } from '../testing/phone.js';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

interface Batch {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

const spans: Span[] = [];
const command = 'Compare tea on Taobao and JD';
let collector: Server;
let rig: TestCloud;
let bridge: TestBridge;

beforeAll(async () => {
  collector = createServer((request, response) => {
    void json(request).then((body) => {
      const { resourceSpans } = body as Batch;
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const address = collector.address();
  const otlpUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  rig = await startTestCloud(() => priceDraft('tea', ['taobao', 'jd']), { otlpUrl });
  const { bridgeUrl: url, token } = rig.cloud;
  bridge = await connectBridge({ url, token, serials: ['phone-1'], work: pricedHand({ taobao: 100, jd: 200 }) });
});

afterAll(async () => {
  await bridge?.close();
  await rig?.close();
  collector?.closeAllConnections();
  collector?.close();
});

test('figures and traces tell of a task, and nothing of what it says', async () => {
  const { taskId } = (await (await post(rig.cloud, '/v1/tasks', { command })).json()) as { taskId: string };
  await rig.cloud.result(taskId, AbortSignal.timeout(15_000));

  const read = async () => (await ask(rig.cloud, '/metrics')).text();
  // A task's end is told a moment before the task is let go of.
  await expect.poll(read).toContain('farhand_tasks_running 0');
  const figures = await read();
  for (const line of [
    'farhand_tasks_submitted_total 1',
    'farhand_tasks_ended_total{status="done"} 1',
    'farhand_task_seconds_count{status="done"} 1',
    'farhand_steps_total{replayed="false"} 4',
    'farhand_subtask_seconds_count{stop_reason="TASK_COMPLETED_SUCCESSFULLY"} 2',
    'farhand_brain_calls_total{purpose="plan",model="listed-model"} 1',
    'farhand_brain_tokens_total{kind="prompt",model="listed-model"} 100',
    'farhand_bridges 1',
    'farhand_devices{state="idle"} 1',
    'farhand_http_request_seconds_count{method="POST",route="/v1/tasks",status="202"} 1',
  ]) {
    expect(figures.split('\n')).toContain(line);
  }
  expect(figures).not.toContain(taskId);
  expect((await fetch(`${rig.cloud.url}/metrics`)).status).toBe(401);

  await rig.cloud.close();
  const named = (name: string) => spans.find((span) => span.name === name) ?? expect.unreachable(`no span ${name}`);
  const request = named('POST /v1/tasks');
  const task = named('task');
  const subtask = named('subtask s1');
  expect(task).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId });
  for (const span of [named('plan'), subtask]) {
    expect(span).toMatchObject({ traceId: request.traceId, parentSpanId: task.spanId });
  }
  expect(bridge.traceparents[0]).toBe(`00-${request.traceId}-${subtask.spanId}-01`);
  expect(JSON.stringify(spans)).not.toContain('tea');
});
