// Whole tasks on a whole cloud: their parts, their order and their endings.
import { describe, expect, test } from 'vitest';
import type { HandWork } from '../testing/bridge.js';
import { handOverDraft, messageDraft, openDraft, priceDraft, refusedDraft, type TestDraft } from '../testing/drafts.js';
import { endlessHand, pricedHand } from '../testing/phone.js';
import { taskRig } from '../testing/task-rig.js';

const shops = ['taobao', 'jd', 'pinduoduo'];
const rig = taskRig({ deviceWaitSeconds: 1 });
const { phones, run } = rig;

describe('prices', () => {
  test('one shop that fails does not lose the others, and the task is not called done', async () => {
    const priced = pricedHand({ taobao: 100, pinduoduo: 90 });
    await phones(async (input, tools) => {
      if (input.app !== 'jd') return priced(input, tools);
      const error = { code: 'APP_NOT_INSTALLED', message: 'JD.com is not installed', hint: 'Install it.' } as const;
      return { stop_reason: 'TASK_ABORTED_BY_AGENT', text: 'JD.com is not installed', error };
    });
    const result = await run(priceDraft('Mac mini', shops));
    expect(result.status).toBe('failed');
    expect(result.error?.code).toBe('APP_NOT_INSTALLED');
    expect(result.answer).toContain('The cheapest Mac mini is on Pinduoduo: ¥0.90');
    expect(result.answer).toContain('JD.com could not be checked: JD.com is not installed');
  });

  test('a shop without the item is part of a complete answer', async () => {
    await phones(pricedHand({ taobao: 100, jd: 200 }));
    const result = await run(priceDraft('Mac mini', shops), '比较价格');
    expect(result.status).toBe('done');
    expect(result.answer).toContain('最便宜的是淘宝：¥1.00');
    expect(result.answer).toContain('没有找到或已售罄：拼多多');
  });
});

describe('order', () => {
  test('a value that an earlier report fills is filled in before the hand gets it', async () => {
    const bridge = await phones(async ({ intent }) => ({ text: intent === 'search' ? 'Hotpot at 8' : 'sent' }));
    const result = await run(handOverDraft, 'find hotpot and tell Li Lei', { confirmed: true });
    expect(result.status).toBe('done');
    expect(bridge.received[1]).toMatchObject({
      values: { recipient: 'Li Lei', text: 'Hotpot at 8' },
      task: 'Send Li Lei on WeChat: Hotpot at 8',
    });
  });

  test('what depends on a failed subtask is not begun', async () => {
    const bridge = await phones(async () => ({ stop_reason: 'LOOP_DETECTED', text: 'the app went in circles' }));
    const result = await run(handOverDraft, 'find hotpot and tell Li Lei', { confirmed: true });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'SUBTASK_FAILED' } });
    expect(result.reports[1]).toMatchObject({ stopReason: 'NOT_STARTED', steps: 0 });
    expect(bridge.received).toHaveLength(1);
  });

  test('of two branches the one whose condition holds is carried out, and the other is no failure', async () => {
    const bridge = await phones(async ({ intent }) => ({ text: intent === 'route' ? '42 min, 2.9 km' : 'guided' }));
    const when = { report: 's1', than: null, test: 'less than 3 km', holds: true };
    const branch = (intent: string, holds: boolean) => {
      return { intent, app: 'amap', values: { to: 'the park' }, depends_on: [], when: { ...when, holds } };
    };
    const route = { intent: 'route', app: 'amap', values: { to: 'the park' }, depends_on: [] };
    const plan = { ...handOverDraft, subtasks: [route, branch('navigate', true), branch('ride', false)] };
    const result = await run(plan, 'to the park: on foot if it is less than 3 km, else by car');
    expect(result.status).toBe('done');
    expect(bridge.received.map(({ intent }) => intent)).toEqual(['route', 'navigate']);
    expect(result.reports[2]).toMatchObject({ skipped: true, steps: 0 });
    expect(result.answer).not.toContain('Not needed');
  });

  test('what is passed on is the detail of that name where the report has it', async () => {
    const details = { time: '2026-12-02 06:40' };
    const bridge = await phones(async ({ intent }) => ({
      text: 'earliest: G1 06:40',
      ...(intent === 'ticket' && { values: { details } }),
    }));
    const ticket = { intent: 'ticket', app: '12306', values: { to: 'Beijing', best: 'earliest' }, depends_on: [] };
    const values = { time: { report_of: 's1' }, before: 'two hours' };
    const alarm = { intent: 'alarm', app: 'clock', values, depends_on: [] };
    await run({ ...handOverDraft, subtasks: [ticket, alarm] }, 'wake me two hours before the earliest train');
    expect(bridge.received[1]?.values).toMatchObject({ time: '2026-12-02 06:40', before: 'two hours' });
  });

  test('what a search says when it finds nothing is sent to nobody', async () => {
    const bridge = await phones(async () => ({ text: 'Xiaohongshu found nothing', values: { notFound: true } }));
    const result = await run(handOverDraft, 'find hotpot and tell Li Lei', { confirmed: true });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'SUBTASK_FAILED' } });
    expect(result.reports[1]).toMatchObject({ stopReason: 'NOT_STARTED' });
    expect(result.answer).toContain('Xiaohongshu found nothing');
    expect(bridge.received).toHaveLength(1);
  });

  test.each([
    ['has only what was found', { xiaohongshu: 'Hotpot at 8', zhihu: '' }, true],
    ['of nothing is sent to nobody', { xiaohongshu: '', zhihu: '' }, false],
  ] as const)('a summary %s', async (_, found, isSent) => {
    const bridge = await phones(async ({ app, intent }) => {
      if (intent !== 'search') return { text: 'sent' };
      const text = app === 'zhihu' ? found.zhihu : found.xiaohongshu;
      return text === ''
        ? { text: `nothing on ${app}`, values: { notFound: true } }
        : { text, values: { results: [text] } };
    });
    const search = (app: string) => ({ intent: 'search', app, values: { query: 'hotpot' }, depends_on: [] }) as const;
    const subtasks: TestDraft['subtasks'] = [
      search('xiaohongshu'),
      search('zhihu'),
      { intent: 'summarise', app: null, values: {}, depends_on: ['s1', 's2'] },
      { intent: 'send_message', app: 'wechat', values: { recipient: 'Li', text: { report_of: 's3' } }, depends_on: [] },
    ];
    const result = await run({ refused: null, subtasks, combine: 'last' }, 'find hotpot, tell Li', { confirmed: true });
    const sent = bridge.received.find(({ intent }) => intent === 'send_message');
    expect(sent === undefined).toBe(!isSent);
    expect(JSON.stringify(sent?.values ?? '')).not.toContain('nothing on');
    expect(result.status).toBe(isSent ? 'done' : 'failed');
  });

  test('ten tasks at once on two phones never overlap on one, and use both', async () => {
    const busy = new Map<string, number>();
    const used = new Set<string>();
    let overlaps = 0;
    const work: HandWork = async ({ device_id: serial }, { step }) => {
      const running = (busy.get(serial) ?? 0) + 1;
      if (running > 1) overlaps++;
      busy.set(serial, running);
      used.add(serial);
      for (let index = 1; index <= 3; index++) await step({ step: index, action: 'WAIT', explain: 'working' });
      busy.set(serial, running - 1);
      return { values: { notFound: true } };
    };
    const bridge = await phones(work, ['phone-1', 'phone-2']);
    rig.drafts = priceDraft('tea', ['taobao', 'jd']);
    const ids = await Promise.all(Array.from({ length: 10 }, () => rig.cloud.submit('compare tea')));
    const results = await Promise.all(ids.map((id) => rig.cloud.result(id)));
    expect(results.map(({ status }) => status)).toEqual(ids.map(() => 'done'));
    expect(overlaps).toBe(0);
    expect(used).toEqual(new Set(['phone-1', 'phone-2']));
    expect(bridge.received).toHaveLength(20);
    expect(new Set(bridge.received.map(({ idempotency_key: key }) => key)).size).toBe(20);
  });
});

describe('endings', () => {
  test('what the brain refuses is refused with its reason', async () => {
    const result = await run(refusedDraft('this is no phone task'));
    expect(result).toMatchObject({ status: 'refused', reports: [], error: { code: 'BRAIN_REFUSED' } });
    expect(result.answer).toContain('this is no phone task');
  });

  test('cancelling stops the phone and ends the task as cancelled', async () => {
    const { work, begun } = endlessHand();
    const bridge = await phones(work);
    rig.drafts = openDraft('wechat');
    const id = await rig.cloud.submit('open WeChat');
    await begun;
    await rig.cloud.cancel(id);
    const result = await rig.cloud.result(id);
    expect(result).toMatchObject({ status: 'failed', error: { code: 'CANCELLED' } });
    expect(result.reports).toMatchObject([{ stopReason: 'CANCELLED', device: 'phone-1', steps: 1 }]);
    expect(bridge.cancelled).toEqual(['phone-1']);
  });

  test('the time limit of a task ends it', async () => {
    const { work } = endlessHand();
    await phones(work);
    const result = await run(openDraft('wechat'), 'open WeChat', { timeoutSeconds: 1 });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'TIME_LIMIT' } });
    expect(result.error?.message).toBe('The task did not end within 1 s');
  });

  test('a bridge whose socket drops and comes back goes on, and its task does not notice', async () => {
    let goOn: () => void = () => undefined;
    const isBack = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let isBegun: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      isBegun = resolve;
    });
    const bridge = await phones(async (_, { step, signal }) => {
      await step({ step: 1, action: 'AWAKE', explain: 'opened' });
      isBegun();
      await isBack;
      await step({ step: 2, action: 'COMPLETE', explain: 'seen' });
      return { text: signal.aborted ? 'given up' : 'went on' };
    });
    rig.drafts = openDraft('wechat');
    const id = await rig.cloud.submit('open WeChat');
    await begun;
    await bridge.cutAndResume();
    goOn();
    const result = await rig.cloud.result(id);
    expect(result).toMatchObject({ status: 'done', answer: 'went on', reports: [{ steps: 2 }] });
    expect(bridge.received).toHaveLength(1);
    expect(bridge.received[0]?.again).toBeUndefined();
  });

  test('a link that breaks in the middle fails the task with what happened', async () => {
    const { work, begun } = endlessHand();
    const bridge = await phones(work);
    rig.drafts = openDraft('wechat');
    const id = await rig.cloud.submit('open WeChat');
    await begun;
    bridge.cut();
    const result = await rig.cloud.result(id);
    expect(result).toMatchObject({ status: 'failed', error: { code: 'LINK_LOST' } });
    expect(result.reports[0]).toMatchObject({ stopReason: 'DEVICE_LOST', device: 'phone-1' });
    expect(await rig.cloud.devices()).toEqual([]);
  });

  test('a bridge that comes back after a broken link gets the same call again, marked as such where it reaches others', async () => {
    for (const [plan, again] of [
      [openDraft('wechat'), undefined],
      [messageDraft('Li Lei', 'hello'), true],
    ] as const) {
      const { work, begun } = endlessHand();
      const bridge = await phones(work);
      rig.drafts = plan;
      const id = await rig.cloud.submit('do it', { confirmed: true });
      const { idempotency_key: key = '' } = await begun;
      bridge.cut();
      const back = await phones(async () => ({}), ['phone-1'], [key]);
      expect(await rig.cloud.result(id)).toMatchObject({ status: 'done' });
      expect(back.received).toMatchObject([{ idempotency_key: key }]);
      expect(back.received[0]?.again).toBe(again);
      await back.close();
    }
  });

  test('a message whose bridge comes back without a memory of it may have gone out, and is not sent again', async () => {
    const { work, begun } = endlessHand();
    const bridge = await phones(work);
    rig.drafts = messageDraft('Li Lei', 'hello');
    const id = await rig.cloud.submit('do it', { confirmed: true });
    await begun;
    bridge.cut();
    const back = await phones(async () => ({}));
    const result = await rig.cloud.result(id);
    expect(result).toMatchObject({ status: 'needs_user', error: { code: 'NEEDS_TAKEOVER' } });
    expect(result.error?.message).toContain('may have happened already');
    expect(back.received).toEqual([]);
  });

  test('a bridge that remembers all calls and not this one never began it: it does so now', async () => {
    const { work, begun } = endlessHand();
    const bridge = await phones(work, ['phone-1'], [], 'one memory');
    rig.drafts = messageDraft('Li Lei', 'hello');
    const id = await rig.cloud.submit('do it', { confirmed: true });
    await begun;
    bridge.cut();
    const back = await phones(async () => ({ text: 'sent' }), ['phone-1'], [], 'one memory');
    expect(await rig.cloud.result(id)).toMatchObject({ status: 'done', answer: 'sent' });
    expect(back.received[0]?.again).toBeUndefined();
  });

  test('without a phone, and with an unknown or unauthorized one, the task says so', async () => {
    const none = await run(openDraft('wechat'));
    expect(none.error).toMatchObject({ code: 'NO_DEVICE', message: 'No phone is connected to this cloud' });
    const bridge = await phones(async () => ({}));
    const unknown = await run(openDraft('wechat'), 'do it', { device: 'other' });
    expect(unknown.error?.message).toBe('No phone "other" is connected; connected phones: phone-1');
    bridge.setDevices(['phone-1'], 'unauthorized');
    await rig.cloud.devices();
    const unauthorized = await run(openDraft('wechat'));
    expect(unauthorized.error?.code).toBe('DEVICE_UNAUTHORIZED');
  });

  test('a phone in a person’s hands is not waited for, and serves again once it is given back', async () => {
    const bridge = await phones(async () => ({}));
    bridge.setDevices(['phone-1'], 'takeover');
    await rig.cloud.devices();
    const refused = await run(openDraft('wechat'));
    expect(refused).toMatchObject({ status: 'needs_user', error: { code: 'NEEDS_TAKEOVER' } });
    expect(refused.error?.hint).toContain('handback phone-1');
    expect(bridge.received).toEqual([]);
    expect(await rig.cloud.handBack('phone-1')).toBe(true);
    expect(await run(openDraft('wechat'))).toMatchObject({ status: 'done' });
    expect(await rig.cloud.handBack('phone-1')).toBe(false);
    await expect(rig.cloud.handBack('other')).rejects.toThrow('No phone "other"');
  });

  test('a summary of prices is computed, and can be sent', async () => {
    const bridge = await phones(async (input, tools) => {
      return input.intent === 'find_price' ? pricedHand({ taobao: 100, jd: 90 })(input, tools) : { text: 'sent' };
    });
    const { subtasks } = priceDraft('tea', ['taobao', 'jd']);
    const summary = { intent: 'summarise', app: null, values: {}, depends_on: ['s1', 's2'] };
    const values = { recipient: 'Li Lei', text: { report_of: 's3' } };
    const send = { intent: 'send_message', app: 'wechat', values, depends_on: [] };
    const plan: TestDraft = { refused: null, subtasks: [...subtasks, summary, send], combine: 'last' };
    const result = await run(plan, 'find the cheapest tea and tell Li Lei', { confirmed: true });
    expect(result).toMatchObject({ status: 'done', answer: 'sent', usage: { brainCalls: 1 } });
    expect(bridge.received.at(-1)?.values?.text).toBe(
      'The cheapest tea is on JD.com: ¥0.90 (Apple Mac mini M4). That is ¥0.10 less than on Taobao (¥1.00).',
    );
  });

  test('a summary of anything but prices is written by the brain', async () => {
    await phones(async () => ({ text: 'Rain tomorrow' }));
    const summary = { intent: 'summarise', app: null, values: {}, depends_on: ['s1'] };
    const search = { intent: 'search', app: 'xiaohongshu', values: { query: 'weather' }, depends_on: [] };
    const result = await run({ refused: null, subtasks: [search, summary], combine: 'last' });
    expect(result.status).toBe('done');
    expect(result.usage.brainCalls).toBe(2);
    expect(result.answer).toContain('subtasks');
  });
});
