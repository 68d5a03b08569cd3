// What is done when a subtask does not come to a good end at once, and what it may cost. The hand and the model say what
// each test wants; everything between them is real.
import { FarhandError, type TaskEvent, type TaskResult } from '@farhand/shared';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CloudService } from '../service.js';
import { connectBridge, type HandInput, type HandWork, type SteerWork, type TestBridge } from '../testing/bridge.js';
import { post, startTestCloud, type TestCloud } from '../testing/cloud.js';
import { messageDraft, openDraft, priceDraft, type TestDraft } from '../testing/drafts.js';
import type { ModelReply } from '../testing/model-server.js';
import { endlessHand, pricedHand } from '../testing/phone.js';
import type { SubmitOptions } from './task-runner.js';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let rig: TestCloud;
let draft: TestDraft = openDraft('wechat');
/** What the model says when it is not asked for a plan, by what it is asked for; the last one again and again. */
let says: Record<string, (ModelReply | object)[]> = {};
let asked: string[] = [];
const bridges: TestBridge[] = [];

beforeAll(async () => {
  rig = await startTestCloud(
    () => draft,
    { deviceWaitSeconds: 1 },
    (_, what) => {
      asked.push(what);
      const answers = says[what] ?? ['nothing to say'];
      return (answers.length > 1 ? answers.shift() : answers[0]) ?? '';
    },
  );
});

afterEach(async () => {
  says = {};
  asked = [];
  await Promise.all(bridges.splice(0).map((bridge) => bridge.close()));
});

afterAll(() => rig.close());

async function phone(
  work: HandWork,
  steer?: SteerWork,
  cloud: CloudService = rig.cloud,
  capabilities: readonly string[] = [],
): Promise<TestBridge> {
  const options = { url: cloud.bridgeUrl, token: cloud.token, serials: ['phone-1'], work, capabilities };
  const bridge = await connectBridge({ ...options, ...(steer && { steer }) });
  bridges.push(bridge);
  return bridge;
}

async function run(plan: TestDraft, options: SubmitOptions = {}): Promise<{ result: TaskResult; events: TaskEvent[] }> {
  draft = plan;
  const id = await rig.cloud.submit('do it', options);
  const events: TaskEvent[] = [];
  for await (const event of rig.cloud.events(id, AbortSignal.timeout(20_000))) events.push(event);
  return { result: await rig.cloud.result(id), events };
}

const rewrite = (value: string) => ({ why: 'other name', way: 'rewrite', values: [{ name: 'item', value }] });
const giveUp = { why: 'no way', way: 'give_up', values: [] };
const drive = { why: 'I see the button', way: 'drive', values: [] };
const failed = { stop_reason: 'LOOP_DETECTED', text: 'went in circles' } as const;

describe('a price that was called found', () => {
  test('without a price is looked for under another name, and both attempts are told', async () => {
    const priced = pricedHand({ jd: 100 });
    const bridge = await phone((input, tools) =>
      input.values?.item === 'tea' ? priced(input, tools) : Promise.resolve({}),
    );
    says = { remedy: [rewrite('tea')] };
    const { result, events } = await run(priceDraft('tee', ['jd']));
    expect(result).toMatchObject({ status: 'done', reports: [{ attempts: 2, checked: { by: 'values' } }] });
    expect(bridge.received.map(({ values }) => values?.item)).toEqual(['tee', 'tea']);
    expect(bridge.received[1]).toMatchObject({ task: expect.stringContaining('"tea"') });
    expect(bridge.received[1]?.idempotency_key).toBe(`${bridge.received[0]?.idempotency_key}:2`);
    expect(events.filter(({ type }) => type === 'attempt')).toMatchObject([
      { subtaskId: 's1', number: 2, way: 'rewritten', why: 'other name' },
    ]);
  });

  test('is rewritten twice at the most, and then said not to be found', async () => {
    const bridge = await phone(async () => ({}));
    says = { remedy: ['a', 'b', 'c', 'd'].map(rewrite) };
    const { result } = await run(priceDraft('tee', ['jd']));
    expect(result).toMatchObject({ status: 'failed', reports: [{ stopReason: 'GOAL_NOT_REACHED', attempts: 3 }] });
    expect(bridge.received).toHaveLength(3);
    expect(result.error?.message).toContain('was called done, but it names no price');
  });
});

describe('a goal that nobody read back', () => {
  const done: HandWork = async () => ({ text: 'it is open', verified: 'unknown' });

  test('is judged by the screen', async () => {
    await phone(done, () => ({ text: 'Chats', frame_id: 'f1' }));
    says = { verdict: [{ why: 'the chats are there', reached: true }] };
    const { result } = await run(openDraft('wechat'));
    expect(result.reports[0]?.checked).toEqual({ by: 'judge', why: 'the chats are there' });
    const judged = JSON.parse(rig.model.requests.at(-1)?.messages[1]?.content ?? '{}');
    expect(judged.attempts).toMatchObject([{ report: 'it is open', screen_now: 'Chats' }]);
  });

  test('and was not reached is no success', async () => {
    await phone(done);
    says = { verdict: [{ why: 'it shows a login page', reached: false }], remedy: [giveUp] };
    const { result } = await run(openDraft('wechat'));
    expect(result).toMatchObject({ status: 'failed', reports: [{ stopReason: 'GOAL_NOT_REACHED' }] });
    expect(result.error).toMatchObject({ code: 'SUBTASK_FAILED', message: expect.stringContaining('a login page') });
  });

  test('stands unchecked where the judge says nothing of use', async () => {
    await phone(done);
    const { result } = await run(openDraft('wechat'));
    expect(result.status).toBe('done');
    expect(result.reports[0]?.checked).toBeUndefined();
  });
});

describe('a question of the hand', () => {
  const asks: HandWork = async (input) => {
    if (input.session_id) return { text: `went on with ${input.reply_from_client}` };
    return { stop_reason: 'INFO_ACTION_NEEDS_REPLY', text: 'Which size?', session_id: 'waiting' };
  };
  const order: TestDraft = {
    refused: null,
    subtasks: [{ intent: 'order_food', app: 'eleme', values: { item: 'tea', shop: null, time: null }, depends_on: [] }],
    combine: 'last',
  };

  test('is answered from what is known, not in the name of the user', async () => {
    const bridge = await phone(asks);
    says = { answer: [{ why: 'the request says it', answer: 'large' }], verdict: [{ why: 'ok', reached: true }] };
    const { result } = await run(order);
    expect(result).toMatchObject({ status: 'done', answer: 'went on with large' });
    expect(bridge.received[1]).toMatchObject({ session_id: 'waiting', reply_from_client: 'large', reply_by: 'brain' });
    expect(bridge.received[1]?.task).toBeUndefined();
  });

  test('goes to the user when only the user knows', async () => {
    await phone(asks);
    says = { answer: [{ why: 'nothing says it', answer: null }] };
    const { result } = await run(order);
    expect(result).toMatchObject({ status: 'needs_user', error: { message: 'Which size?' } });
  });

  test('about a message always goes to the user', async () => {
    await phone(asks);
    says = { answer: [{ why: 'sure', answer: 'the first' }] };
    const { result } = await run(messageDraft('Li Lei', 'hello'), { confirmed: true });
    expect(result.status).toBe('needs_user');
    expect(asked).not.toContain('answer');
  });
});

describe('what reaches others', () => {
  test.each(['yes', 'unknown', undefined] as const)('is not tried again when it has happened: %s', async (reached) => {
    const bridge = await phone(async () => ({ ...failed, ...(reached && { reached_others: reached }) }));
    says = { remedy: [drive] };
    const { result } = await run(messageDraft('Li Lei', 'hello'), { confirmed: true });
    expect(result.status).toBe('failed');
    expect(bridge.received).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  test('and is not seen there afterwards is put to the user, whose word ends it without doing it once more', async () => {
    const sent = { to: 'Li Lei', text: 'hello' };
    const bridge = await phone(async () => ({ text: 'sent', verified: 'no', reached_others: 'yes', values: { sent } }));
    const { result } = await run(messageDraft('Li Lei', 'hello'), { confirmed: true });
    expect(result).toMatchObject({ status: 'needs_user', error: { code: 'NEEDS_TAKEOVER' } });
    expect(result.error?.message).toContain('the screen does not show it');
    const answer = await post(rig.cloud, `/v1/tasks/${result.taskId}/answer`, { done: true });
    const { taskId } = (await answer.json()) as { taskId: string };
    expect(await rig.cloud.result(taskId)).toMatchObject({ status: 'done', reports: [{ checked: { by: 'user' } }] });
    expect(bridge.received).toHaveLength(1);
  });

  test('is tried again when it surely has not, with the words of the user as they were', async () => {
    const inputs: [string, Record<string, unknown>][] = [];
    await phone(
      async () => ({ ...failed, reached_others: 'no' }),
      (name, input) => {
        inputs.push([name, input]);
        return name === 'describe_screen'
          ? { text: '@1,2 [Send]', frame_id: 'f' }
          : { executed: true, reached_others: true };
      },
    );
    const click = { calls: [{ name: 'click', arguments: '{"point":[1,2]}' }] };
    const finish = { calls: [{ name: 'finish', arguments: '{"report":"sent"}' }] };
    says = { remedy: [drive], controls: [click, finish], verdict: [{ why: 'it is in the chat', reached: true }] };
    const { result } = await run(messageDraft('Li Lei', 'hello'), { confirmed: true });
    expect(result).toMatchObject({ status: 'done', answer: 'sent', reports: [{ attempts: 2 }] });
    expect(inputs.find(([name]) => name === 'click')?.[1]).toMatchObject({
      frame_id: 'f',
      consent: {
        request: 'do it',
        confirmed: true,
        intent: 'send_message',
        values: { recipient: 'Li Lei', text: 'hello' },
      },
    });
  });
});

test('a lost phone is tried once more, and once only', async () => {
  let calls = 0;
  const bridge = await phone(async () => {
    calls += 1;
    return calls === 2 ? { text: 'open' } : { stop_reason: 'DEVICE_LOST', text: 'unplugged' };
  });
  expect((await run(openDraft('wechat'))).result).toMatchObject({ status: 'done', reports: [{ attempts: 2 }] });
  expect((await run(openDraft('wechat'))).result).toMatchObject({ status: 'failed', error: { code: 'DEVICE_LOST' } });
  expect(bridge.received).toHaveLength(4);
});

describe('edge', () => {
  const command = 'which is cheaper for Mate 70 Pro, jd or taobao?';
  const alone = async () => rig.cloud.result(await rig.cloud.submit(command, { mode: 'edge' }));

  test('a hand with a vision model gets the words as they are, and no brain is asked', async () => {
    const bridge = await phone(async () => ({ text: 'JD, 5,499' }), undefined, rig.cloud, ['free_words']);
    expect(await alone()).toMatchObject({
      status: 'done',
      mode: 'edge',
      answer: 'JD, 5,499',
      usage: { brainCalls: 0 },
    });
    expect(bridge.received).toMatchObject([{ task: command, intent: 'do', request: command }]);
    expect(bridge.received[0]?.app).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('without one, the embedded model reads the words, and the first goal is all that is carried out', async () => {
    const bridge = await phone(pricedHand({ jd: 100, taobao: 50 }));
    expect(await alone()).toMatchObject({ status: 'done', plan: { subtasks: [{ id: 's1', app: 'jd' }] } });
    expect(bridge.received.map(({ app }) => app)).toEqual(['jd']);
  });

  test('nothing is tried another way', async () => {
    const bridge = await phone(async () => failed);
    says = { remedy: [rewrite('Mate70')] };
    expect(await alone()).toMatchObject({ status: 'failed', reports: [{ stopReason: 'LOOP_DETECTED' }] });
    expect(bridge.received).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  test('what only the cloud can do is refused', async () => {
    await phone(async () => ({}));
    const id = await rig.cloud.submit('Search arXiv for the latest GUI-agent papers', { mode: 'edge' });
    expect(await rig.cloud.result(id)).toMatchObject({ status: 'refused', error: { code: 'BRAIN_REFUSED' } });
  });
});

describe('cloud-only', () => {
  const find = [
    { calls: [{ name: 'awake', arguments: '{"app":"jd"}' }] },
    { calls: [{ name: 'tap', arguments: '{}' }] },
    {
      calls: [
        {
          name: 'finish',
          arguments: '{"report":"Tea is 12.50","offers":[{"title":"Tea","price":12.5,"currency":"CNY"}]}',
        },
      ],
    },
  ];

  test('the brain drives every step, and the result says what that took', async () => {
    const bridge = await phone(
      async () => ({}),
      (name) =>
        name === 'describe_screen' ? { text: '@500,80 [Tea ¥12.50]', app: 'jd', frame_id: 'f' } : { executed: true },
    );
    says = { controls: find };
    const { result, events } = await run(priceDraft('tea', ['jd']), { mode: 'cloud-only' });
    expect(result).toMatchObject({ status: 'done', mode: 'cloud-only', reports: [{ checked: { by: 'values' } }] });
    expect(result.reports[0]?.values?.offers).toMatchObject([{ app: 'jd', price: { minor: 1250, currency: 'CNY' } }]);
    expect(bridge.received).toEqual([]);
    // One plan, three moves; two looks and one action, of which each held one piece back.
    expect(result.usage).toMatchObject({ brainCalls: 4, personalHeld: 3, personalLeft: 0 });
    expect(result.usage.bytesUp).toBeGreaterThan(0);
    expect(events.filter(({ type }) => type === 'step')).toHaveLength(2);
  });

  test('the gate beside the phone ends the drive', async () => {
    await phone(
      async () => ({}),
      (name) => {
        if (name === 'describe_screen') return { text: 'Pay', frame_id: 'f' };
        throw new FarhandError('NEEDS_TAKEOVER', 'Paying is yours');
      },
    );
    says = { controls: [{ calls: [{ name: 'click', arguments: '{"point":[1,1]}' }] }] };
    const { result } = await run(priceDraft('tea', ['jd']), { mode: 'cloud-only' });
    expect(result).toMatchObject({
      status: 'needs_user',
      error: { code: 'NEEDS_TAKEOVER', message: 'Paying is yours' },
    });
  });
});

describe('budgets', () => {
  test('a task stops before the call that it cannot pay', async () => {
    const bridge = await phone(async () => ({ verified: 'unknown' }));
    says = { verdict: [{ why: 'fine', reached: true }] };
    // The plan takes 120 tokens, so that the judge is not asked.
    const { result } = await run(openDraft('wechat'), { budget: '100 tokens' });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'BUDGET_EXCEEDED' }, usage: { brainCalls: 1 } });
    expect(bridge.received).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  test('money cannot be kept together where the price is not known', async () => {
    const { result } = await run(openDraft('wechat'), { budget: 0.5 });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'BUDGET_EXCEEDED' }, usage: { brainCalls: 0 } });
    expect(result.error?.message).toContain('the price of listed-model is not known');
  });

  test('calls of unknown price are counted as such, and told one by one', async () => {
    await phone(async () => ({}));
    const { result, events } = await run(openDraft('wechat'));
    expect(result.usage).toMatchObject({
      brainCalls: 1,
      promptTokens: 100,
      generatedTokens: 20,
      cost: [],
      unpricedCalls: 1,
    });
    expect(events.filter(({ type }) => type === 'brain_call')).toMatchObject([{ purpose: 'plan', promptTokens: 100 }]);
  });

  test('a budget that cannot be read is refused before anything happens', async () => {
    await expect(rig.cloud.submit('do it', { budget: 'much' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

// Last: it closes the cloud of the others.
test('what was tried and spent is known after a restart', async () => {
  const { work, begun } = endlessHand();
  let first = true;
  const failsFirst: HandWork = (input, tools) => {
    if (!first) return work(input, tools);
    first = false;
    return Promise.resolve({ stop_reason: 'DEVICE_LOST', text: 'unplugged' });
  };
  await phone(failsFirst);
  draft = openDraft('wechat');
  const taskId = await rig.cloud.submit('do it');
  const second: HandInput = await begun;
  await rig.cloud.close();

  const cloud = await rig.startAgain({ budgetDay: '50 tokens' });
  try {
    const back = await phone(async () => ({ text: 'open' }), undefined, cloud);
    const result = await cloud.result(taskId, AbortSignal.timeout(20_000));
    expect(result).toMatchObject({ status: 'done', reports: [{ attempts: 2 }], usage: { brainCalls: 1 } });
    expect(back.received.map(({ idempotency_key: key }) => key)).toEqual([second.idempotency_key]);
    await expect(cloud.plan('do it')).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  } finally {
    await cloud.close();
  }
});
