import { type TaskEvent, taskEventSchema, taskResultSchema } from '@farhand/shared';
import { afterEach, expect, test, vi } from 'vitest';
import type { CloudService } from './service.js';
import { connectBridge, type HandWork, type TestBridge } from './testing/bridge.js';
import { startTestCloud, type TestCloud } from './testing/cloud.js';
import { openDraft, priceDraft } from './testing/drafts.js';
import { endlessHand, pricedHand } from './testing/phone.js';

// Every test here starts or stops a database, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let rig: TestCloud;
let bridge: TestBridge | undefined;

afterEach(async () => {
  await bridge?.close();
  await rig.close();
});

async function phone(work: HandWork, cloud: CloudService = rig.cloud): Promise<TestBridge> {
  bridge = await connectBridge({ url: cloud.bridgeUrl, token: cloud.token, serials: ['phone-1'], work });
  return bridge;
}

test('a command becomes a plan, three reports and one answer', async () => {
  rig = await startTestCloud(() => priceDraft('Mac Mini M4', ['taobao', 'jd', 'pinduoduo']));
  const { received } = await phone(pricedHand({ taobao: 429_900, jd: 449_900, pinduoduo: 419_900 }));
  const signal = AbortSignal.timeout(15_000);
  const taskId = await rig.cloud.submit('Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo');
  const events: TaskEvent[] = [];
  for await (const event of rig.cloud.events(taskId, signal)) events.push(taskEventSchema.parse(event));
  const result = taskResultSchema.parse(await rig.cloud.result(taskId, signal));
  expect(result.status).toBe('done');
  expect(result.reports.map(({ subtaskId }) => subtaskId)).toEqual(['s1', 's2', 's3']);
  expect(result.answer).toContain('The cheapest Mac Mini M4 is on Pinduoduo: ¥4,199.00');
  expect(result.answer).toContain('s3, step 2');
  expect(result.usage.bytesUp).toBeGreaterThan(0);
  // The next subtask may begin on the phone while the end of the one before is being written down.
  const subtaskOf = (event: TaskEvent) => {
    if (event.type === 'subtask_finished') return event.report.subtaskId;
    return 'subtaskId' in event ? event.subtaskId : undefined;
  };
  const typesOf = (subtask?: string) => events.filter((event) => subtaskOf(event) === subtask).map(({ type }) => type);
  expect(typesOf()).toEqual(['accepted', 'brain_call', 'planned', 'finished']);
  for (const subtask of ['s1', 's2', 's3']) {
    expect(typesOf(subtask)).toEqual(['subtask_started', 'step', 'step', 'subtask_finished']);
  }
  expect(events.at(-1)?.type).toBe('finished');
  expect(received.map(({ app }) => app)).toEqual(['taobao', 'jd', 'pinduoduo']);
});

test('a task that runs while the cloud is closed goes on after the next start', async () => {
  rig = await startTestCloud(() => openDraft('wechat'));
  const { work, begun } = endlessHand();
  const stopped = await phone(work);
  const taskId = await rig.cloud.submit('open WeChat');
  await begun;
  await rig.cloud.close();
  // Its hand is stopped and left where it is: a bridge that was told to cancel would hold the task for ended.
  expect(stopped.cancelled).toEqual([]);

  const second = await rig.startAgain();
  const again = await phone(async () => ({ text: 'WeChat is open' }), second);
  const result = await second.result(taskId, AbortSignal.timeout(15_000));
  expect(result).toMatchObject({ status: 'done', answer: 'WeChat is open' });
  expect(again.received).toHaveLength(1);
  await second.close();
});
