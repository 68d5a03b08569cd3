// What reaches others is asked about before it is done, and a yes does what was shown.
import type { TaskResult } from '@farhand/shared';
import { expect, test } from 'vitest';
import type { Questions } from '../api/shapes.js';
import { ask, post } from '../testing/cloud.js';
import { handOverDraft, messageDraft } from '../testing/drafts.js';
import { taskRig } from '../testing/task-rig.js';

const rig = taskRig({ deviceWaitSeconds: 1 });
const { phones, run } = rig;

test('a message is asked about, with recipient and text', async () => {
  const bridge = await phones(async () => ({}));
  const result = await run(messageDraft('Zhang San', 'meeting moved to 3 pm'));
  expect(result.status).toBe('needs_user');
  expect(result.error?.code).toBe('NEEDS_CONFIRMATION');
  expect(result.error?.message).toBe('This would send "meeting moved to 3 pm" to Zhang San on WeChat');
  expect(bridge.received).toEqual([]);
});

test('a confirmed message goes to the hand as confirmed', async () => {
  const bridge = await phones(async () => ({ text: 'sent' }));
  const result = await run(messageDraft('张三', '三点开会😀'), '给张三发消息', { confirmed: true });
  expect(result).toMatchObject({ status: 'done', answer: 'sent' });
  expect(bridge.received[0]).toMatchObject({
    app: 'wechat',
    intent: 'send_message',
    values: { recipient: '张三', text: '三点开会😀' },
    confirmed: true,
  });
});

test('a message whose text is made on the way is shown before it is sent, and a yes sends what was shown', async () => {
  let found = 0;
  const bridge = await phones(async ({ intent }) => ({
    text: intent === 'search' ? `Hotpot at ${++found}` : 'sent',
  }));
  const ended = await run(handOverDraft, 'find hotpot and tell Li Lei');
  const message = 'This would send "Hotpot at 1" to Li Lei on WeChat';
  expect(ended).toMatchObject({
    status: 'needs_user',
    answer: message,
    error: { code: 'NEEDS_CONFIRMATION', message },
  });
  expect(bridge.received).toHaveLength(1);
  const { questions } = (await (await ask(rig.cloud, '/v1/questions')).json()) as Questions;
  const values = { recipient: 'Li Lei', text: 'Hotpot at 1' };
  expect(questions[0]).toMatchObject({ kind: 'confirmation', question: message, actions: [{ values }] });
  const planned = rig.model.requests.length;
  const allow = await post(rig.cloud, `/v1/tasks/${ended.taskId}/answer`, { allow: true });
  const { taskId } = (await allow.json()) as { taskId: string };
  expect(await rig.cloud.result(taskId)).toMatchObject({ status: 'done', answer: 'sent' });
  expect(bridge.received.map(({ intent }) => intent)).toEqual(['search', 'send_message']);
  expect(bridge.received[1]).toMatchObject({ values, confirmed: true });
  expect(rig.model.requests).toHaveLength(planned);
});

test('what was not shown is not in a yes: it is asked about when it is made', async () => {
  const [search, tell] = handOverDraft.subtasks;
  const also = { ...tell, values: { recipient: 'Han Mei', text: 'on my way' } };
  const after = { ...search, values: { query: 'tea' }, depends_on: ['s2'] };
  const last = { ...tell, values: { recipient: 'Li Si', text: { report_of: 's4' } } };
  const bridge = await phones(async ({ values }) => ({ text: values?.query ?? 'sent' }));
  const first = await run(
    { ...handOverDraft, subtasks: [search, tell, also, after, last] as never },
    'find and tell all',
  );
  expect(first.error?.message).toBe(
    'This would send "hotpot" to Li Lei on WeChat, and send "on my way" to Han Mei on WeChat',
  );
  const allow = async (id: string): Promise<TaskResult> => {
    const answer = await post(rig.cloud, `/v1/tasks/${id}/answer`, { allow: true });
    return rig.cloud.result(((await answer.json()) as { taskId: string }).taskId);
  };
  const second = await allow(first.taskId);
  expect(second.error?.message).toBe('This would send "tea" to Li Si on WeChat');
  expect((await allow(second.taskId)).status).toBe('done');
  expect(bridge.received.map(({ values }) => values?.recipient ?? values?.query).sort()).toEqual(
    ['hotpot', 'Li Lei', 'Han Mei', 'tea', 'Li Si'].sort(),
  );
});
