import { type TaskEvent, taskEventSchema, taskResultSchema } from '@farhand/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectBridge, type TestBridge } from './testing/bridge.js';
import { startTestCloud, type TestCloud } from './testing/cloud.js';
import { priceDraft } from './testing/drafts.js';

let rig: TestCloud;
let bridge: TestBridge;
const prices: Record<string, number> = { taobao: 429_900, jd: 449_900, pinduoduo: 419_900 };

beforeAll(async () => {
  rig = await startTestCloud(() => priceDraft('Mac Mini M4', ['taobao', 'jd', 'pinduoduo']));
  bridge = await connectBridge({
    url: rig.cloud.bridgeUrl,
    token: rig.cloud.token,
    serials: ['phone-1'],
    work: async (input, { step }) => {
      await step({ step: 1, action: 'AWAKE', explain: `Open ${input.app}` });
      await step({ step: 2, action: 'COMPLETE', explain: 'Read the price' });
      const app = input.app ?? '';
      const price = { minor: prices[app] ?? 0, currency: 'CNY' };
      return {
        text: `Read the price on ${app}`,
        values: { offers: [{ app, title: 'Apple Mac mini M4', price, conditions: [], step: 2 }] },
      };
    },
  });
});

afterAll(async () => {
  await bridge?.close();
  await rig?.close();
});

test('a command becomes a plan, three reports and one answer', async () => {
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
  expect(events.map(({ type }) => type)).toEqual([
    'accepted',
    'planned',
    ...['s1', 's2', 's3'].flatMap(() => ['subtask_started', 'step', 'step', 'subtask_finished']),
    'finished',
  ]);
  expect(bridge.received.map(({ app }) => app)).toEqual(['taobao', 'jd', 'pinduoduo']);
});
