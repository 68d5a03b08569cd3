// The hand on a virtual phone through real adb, Appium and webdriverio. What is true is asked of the phone's data, apart
// from anything the hand has seen.
import { randomUUID } from 'node:crypto';
import { resolveApp, toModelPoint } from '@farhand/shared';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ScreenNode } from '../phone/tree.js';
import type { SessionEntry } from '../sessions/entry.js';
import { PhoneKit, type PhoneState } from '../testing/phone-kit.js';
import type { ShopState } from '../virtual-phone/apps/shop/store.js';
import { cheapestOffer, productNamed } from '../virtual-phone/apps/shop/truth.js';
import type { Decider, Decision, Goal, Sight } from './decider.js';
import { centreOf, isVisible, labelOf } from './reading/nodes.js';
import { type HandResult, HandSession } from './session.js';

const limitMs = 60_000;

let kit: PhoneKit;
beforeAll(async () => {
  kit = await PhoneKit.open(1);
});
afterAll(async () => {
  await kit?.close();
});
afterEach(async () => {
  expect((await kit.state()).unknownCommands).toEqual([]);
});

describe('prices', () => {
  test.each([
    [1, 'taobao', 'Mac Mini M4'],
    [1, 'jd', '小米手环9'],
    [2, 'pinduoduo', 'iPhone 16'],
    [2, 'jd', 'Sony WH-1000XM5'],
    [3, 'taobao', '戴森吹风机'],
    [3, 'pinduoduo', 'Switch 2'],
  ])(
    'seed %i, %s: %s costs what the shop really asks',
    async (seed, shop, item) => {
      await kit.post('reset', { seed });
      const result = await kit.run(shop, 'find_price', { item });
      const state = await kit.app<ShopState>(shop);
      const product = productNamed(state.products, item);
      const truth = product && cheapestOffer(state, product.id);
      const offers = result.values?.offers ?? [];
      if (truth) expect(offers[0]?.price).toEqual({ minor: truth.finalPriceFen, currency: 'CNY' });
      else expect(result.values).toMatchObject({ offers: [], notFound: true });
      for (const offer of offers) expect(result.evidence.some(({ step }) => step === offer.step)).toBe(true);
      expect(result.stopReason).toBe('TASK_COMPLETED_SUCCESSFULLY');
      expect(state.orders).toEqual([]);
      expect(state.checkout).toEqual([]);
    },
    limitMs,
  );

  test(
    'goods that are sold out everywhere in a shop have no offer there',
    async () => {
      await kit.post('reset', { seed: 1 });
      const shops = ['taobao', 'jd', 'pinduoduo'] as const;
      const states = await Promise.all(shops.map((shop) => kit.app<ShopState>(shop)));
      const soldOut = states.flatMap((state) =>
        state.products
          .filter(
            ({ id }) => !cheapestOffer(state, id) && state.goods.some((g) => g.productId === id && g.kind === 'new'),
          )
          .map((product) => ({ shop: state.shop, item: product.spokenNames.zh[0] ?? '' })),
      )[0];
      expect(soldOut).toBeDefined();
      const result = await kit.run(soldOut?.shop ?? '', 'find_price', { item: soldOut?.item ?? '' });
      expect(result.values).toMatchObject({ offers: [], notFound: true });
      expect(result.text).toMatch(/售罄|没有/);
    },
    limitMs,
  );

  test(
    'a thing that nobody sells is not found, in words that give no price',
    async () => {
      const result = await kit.run('jd', 'find_price', { item: 'Zorblax 9000' });
      expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', values: { notFound: true } });
      expect(result.text).not.toContain('¥');
    },
    limitMs,
  );
});

interface Chats {
  readonly chats: Readonly<
    Record<string, { readonly name: string; readonly messages: readonly { from: string; text: string }[] }>
  >;
}

async function lastSentTo(name: string): Promise<string | undefined> {
  const { chats } = await kit.app<Chats>('wechat');
  const chat = Object.values(chats).find((candidate) => candidate.name === name);
  return chat?.messages.filter(({ from }) => from === 'me').at(-1)?.text;
}

describe('messages', () => {
  test.each([
    ['张三', '会议改到下午3点'],
    ['张三', '好的 😀👨‍👩‍👧 “收到” \'quoted\' "double" & <b>'],
    ['张三', '第一行\n第二行\n\n第四行'],
    ['Zhang San', 'meeting moved to 3 pm'],
    ['张三', '结尾是反斜杠 \\n'],
  ])(
    '%s gets exactly %j',
    async (recipient, text) => {
      await kit.post('reset', { seed: 1 });
      const result = await kit.run('wechat', 'send_message', { recipient, text }, { confirmed: true });
      expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', verified: 'yes' });
      expect(result.values?.sent).toEqual({ to: '张三', text });
      expect(await lastSentTo('张三')).toBe(text);
    },
    limitMs,
  );

  test(
    'nothing is sent before consent, and with consent the session goes on',
    async () => {
      await kit.post('reset', { seed: 1 });
      const session = kit.session('wechat', 'send_message', { recipient: '李四', text: '晚点到' });
      expect(await kit.go(session)).toMatchObject({ stopReason: 'NEEDS_CONFIRMATION' });
      expect(await lastSentTo('李四')).not.toBe('晚点到');
      session.confirmed = true;
      expect(await kit.go(session)).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY' });
      expect(await lastSentTo('李四')).toBe('晚点到');
    },
    limitMs,
  );

  test(
    'who is not certain is asked about, and the answer is taken',
    async () => {
      await kit.post('reset', { seed: 1 });
      const session = kit.session('wechat', 'send_message', { recipient: '张', text: '在吗' }, { confirmed: true });
      const asked = await kit.go(session);
      expect(asked.stopReason).toBe('INFO_ACTION_NEEDS_REPLY');
      expect(asked.text).toContain('张三丰');
      expect(await kit.go(session, { reply: '张三丰' })).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY' });
      expect(await lastSentTo('张三丰')).toBe('在吗');
      expect(await lastSentTo('张三')).not.toBe('在吗');
    },
    limitMs,
  );

  test(
    'nobody gets a message that was meant for somebody unknown',
    async () => {
      const result = await kit.run(
        'wechat',
        'send_message',
        { recipient: '不存在的人', text: '你好' },
        { confirmed: true },
      );
      expect(result).toMatchObject({ stopReason: 'TASK_ABORTED_BY_AGENT', error: { code: 'SUBTASK_FAILED' } });
    },
    limitMs,
  );
});

test(
  'a setting is found where it lives, changed and read back',
  async () => {
    await kit.post('reset', { seed: 1 });
    for (const [what, state] of [
      ['飞行模式', '打开'],
      ['dark mode', 'on'],
      ['蓝牙', '打开'],
    ] as const) {
      const result = await kit.run('settings', 'setting', { what, state });
      expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', verified: 'yes' });
    }
    expect(await kit.app('settings')).toMatchObject({ airplane: true, darkMode: true });
  },
  limitMs,
);

describe('lists of the user', () => {
  test(
    'an alarm rings on the days it was set for',
    async () => {
      await kit.post('reset', { seed: 1 });
      const result = await kit.run('clock', 'alarm', { time: '每个工作日早上6:45', label: '晨跑' });
      expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', verified: 'yes' });
      const { alarms } = await kit.app<{ alarms: readonly object[] }>('clock');
      const days = ['周一', '周二', '周三', '周四', '周五'];
      expect(alarms).toContainEqual(expect.objectContaining({ hour: 6, minute: 45, label: '晨跑', days, on: true }));
    },
    limitMs,
  );

  test(
    'a new address has what was said in each field of its form',
    async () => {
      const fields = '收货人：韩梅梅；手机号：13800001111；地址：淮海中路100号；标签：公司';
      const result = await kit.run('eleme', 'fill_form', { what: '收货地址', fields });
      expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', verified: 'yes' });
      const { addresses } = await kit.app<{ addresses: readonly object[] }>('eleme');
      const made = { text: '淮海中路100号', person: '韩梅梅 13800001111', tag: '公司' };
      expect(addresses).toContainEqual(expect.objectContaining(made));
    },
    limitMs,
  );

  test(
    'a note is kept as it was said',
    async () => {
      const text = '买牛奶\n和鸡蛋 😀';
      const result = await kit.run('notes', 'note', { text });
      expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', verified: 'yes' });
      const { notes } = await kit.app<{ notes: readonly { text: string }[] }>('notes');
      expect(notes.map((note) => note.text)).toContain(text);
    },
    limitMs,
  );

  test(
    'one article lies in the cart, and nothing is ordered',
    async () => {
      const result = await kit.run('jd', 'add_to_cart', { item: 'Mac mini M4' });
      expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', verified: 'yes' });
      const { cart, goods, orders, checkout } = await kit.app<ShopState>('jd');
      const titles = cart.map(({ listingId }) => goods.find(({ id }) => id === listingId)?.title);
      expect(titles).toEqual([result.values?.details?.title]);
      expect([orders, checkout]).toEqual([[], []]);
    },
    limitMs,
  );
});

test('what no skill can do is refused with the setting that would help', async () => {
  const result = await kit.run('settings', 'do', { goal: '画一只猫' });
  expect(result).toMatchObject({ stopReason: 'TASK_ABORTED_BY_AGENT', steps: 1 });
  expect(result.error?.hint).toContain('FARHAND_HAND_URL');
});

test('an app that is not installed opens nothing', async () => {
  const result = await kit.run('kuaishou', 'open', {});
  expect(result.error).toMatchObject({ code: 'APP_NOT_INSTALLED' });
});

/** A decider that taps whatever bears the next of these labels. */
function tapper(...labels: string[]): Decider {
  let next = 0;
  const decide = ({ screen }: Sight) => {
    const label = labels[next];
    const target = screen.tree.nodes.find((node) => labelOf(node) === label);
    next += 1;
    if (label === undefined || !target)
      return { action: { action: 'ABORT', value: `${label} is not there` } as const, explain: 'stop' };
    return {
      action: { action: 'CLICK', point: toModelPoint(centreOf(target.bounds), screen.sizePx) } as const,
      explain: label,
    };
  };
  return {
    name: 'tapper',
    begin: () => ({ tokens: { prompt: 0, generated: 0 }, next: async (sight) => decide(sight) }),
  };
}

test(
  'an order is never placed, whatever decides, consent or not',
  async () => {
    await kit.post('reset', { seed: 1 });
    await kit.run('taobao', 'search', { query: 'Mac mini M4' });
    const { goods } = await kit.app<ShopState>('taobao');
    const screen = await kit.phone.observe();
    const titles = new Set(goods.filter(({ soldOut }) => !soldOut).map(({ title }) => title));
    const title = screen.tree.nodes.map(labelOf).find((label) => titles.has(label)) ?? '';
    const decider = tapper(title, '立即购买', '提交订单');
    const session = kit.session('taobao', 'do', { goal: '买下它' }, { decider, confirmed: true });
    expect(await kit.go(session)).toMatchObject({ stopReason: 'NEEDS_CONFIRMATION' });
    expect((await kit.app<ShopState>('taobao')).checkout).toEqual([]);
    session.granted = session.subject;
    const result = await kit.go(session);
    expect(result).toMatchObject({ stopReason: 'NEEDS_TAKEOVER', error: { code: 'NEEDS_TAKEOVER' } });
    const { orders, checkout } = await kit.app<ShopState>('taobao');
    expect(orders).toEqual([]);
    expect(checkout.map(({ step }) => step)).toEqual(['confirmOpened']);
  },
  limitMs,
);

/** Opens a chat, writes and sends, whatever it sees: a decider without a memory. Tells what it was told on the way. */
function sender(name: string, text: string, told: (string | undefined)[] = []): Decider {
  const begin: Decider['begin'] = () => {
    let turn = 0;
    const decide = ({ screen, notice }: Sight): Decision => {
      turn += 1;
      told.push(notice);
      const at = (test: (node: ScreenNode) => boolean): readonly [number, number] => {
        const node = screen.tree.nodes.find((candidate) => isVisible(candidate) && test(candidate));
        return node ? toModelPoint(centreOf(node.bounds), screen.sizePx) : [0, 0];
      };
      const steps: Decision['action'][] = [
        { action: 'AWAKE', value: '微信' },
        { action: 'CLICK', point: [...at((node) => labelOf(node) === name)] },
        { action: 'TYPE', value: text, point: [...at(({ editable }) => editable)] },
        { action: 'CLICK', point: [...at((node) => labelOf(node) === '发送')] },
      ];
      return { action: steps[turn - 1] ?? { action: 'COMPLETE', return: '已发送' }, explain: `第${turn}步` };
    };
    return { tokens: { prompt: 0, generated: 0 }, next: async (sight) => decide(sight) };
  };
  return { name: 'sender', begin };
}

describe('a phone that its owner locks', () => {
  const [name, text] = ['李四', '锁屏前后'];
  const keys = async (...lines: string[][]): Promise<void> => {
    for (const line of lines) await kit.adb.shell(kit.process.serial, line);
  };
  const unlock = () => keys(['input', 'keyevent', '224'], ['wm', 'dismiss-keyguard']);
  /** As a model does: it looks at the picture first. */
  const looking = (decider: Decider): Decider => ({
    name: 'looking',
    begin: (goal) => {
      const run = decider.begin(goal);
      return { tokens: run.tokens, next: (sight, signal) => sight.picture().then(() => run.next(sight, signal)) };
    },
  });

  /** Locks the phone in the second step; from then on nothing may change in any app. */
  async function runAndLock(session: HandSession): Promise<HandResult> {
    let locked: Promise<unknown> | undefined;
    const lock = () => keys(['input', 'keyevent', '26']).then(() => kit.state());
    const result = await kit.go(session, {
      onStep: (step) => {
        if (step === 2) locked = lock();
      },
    });
    const { apps } = (await locked) as PhoneState;
    expect((await kit.state()).apps).toEqual(apps);
    expect(await lastSentTo(name)).not.toBe(text);
    return result;
  }

  test.each([
    ['a skill', undefined],
    ['whoever looks at pictures', looking(sender(name, text))],
  ] as const)('ends the run of %s within one step, untouched, and lets it go on', async (_who, decider) => {
    await kit.post('reset', { seed: 1 });
    const options = { confirmed: true, ...(decider && { decider }) };
    const session = kit.session('wechat', 'send_message', { recipient: name, text }, options);
    const result = await runAndLock(session);
    expect([result.stopReason, result.steps <= 3]).toEqual(['MANUAL_STOP_SCREEN_OFF', true]);
    expect((await kit.go(session, { reply: 'done' })).stopReason).toBe('MANUAL_STOP_SCREEN_OFF');
    await unlock();
    // Whoever has no memory does not know where it was.
    const end = decider ? 'TASK_ABORTED_BY_AGENT' : 'TASK_COMPLETED_SUCCESSFULLY';
    expect(await kit.go(session, { reply: 'done' })).toMatchObject({ stopReason: end });
    if (!decider) expect(await lastSentTo(name)).toBe(text);
  });
});

test(
  'a message that was begun before an interruption is not sent by whoever decides anew, until the user says so',
  async () => {
    await kit.post('reset', { seed: 1 });
    const [name, text] = ['李四', '重启前后'];
    const entries: SessionEntry[] = [];
    const place = { id: randomUUID(), device: kit.process.serial, record: 'task', write: keep };
    function keep(entry: SessionEntry): void {
      entries.push(entry);
    }
    const goal: Goal = {
      task: `给${name}发消息`,
      language: 'zh',
      app: resolveApp('wechat'),
      intent: 'send_message',
      values: { recipient: name, text },
      privacy: 'open',
      maxSteps: 40,
    };
    const decider = sender(name, text);
    const sent = await kit.go(new HandSession(goal, decider, true, place));
    expect(sent).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY' });
    expect(await lastSentTo(name)).toBe(text);
    const cut = entries.findIndex(({ kind }) => kind === 'acting') + 1;
    expect(cut).toBeGreaterThan(0);
    const session = HandSession.restore(entries.slice(0, cut), () => decider, keep);
    const asked = await kit.go(session);
    expect(asked).toMatchObject({ stopReason: 'NEEDS_CONFIRMATION' });
    expect(asked.text).toContain('may have been done before');
    const { chats } = await kit.app<Chats>('wechat');
    const count = Object.values(chats).flatMap(({ messages }) => messages.filter((message) => message.text === text));
    expect(count).toHaveLength(1);
  },
  limitMs,
);

test(
  'a decider is told what its action was for when it had no effect, and what a field reads instead',
  async () => {
    await kit.post('reset', { seed: 1 });
    const told: (string | undefined)[] = [];
    await kit.post('rewrites', { ways: ['set', 'typed', 'pasted'] });
    const decider = sender('李四', `it's "x"`, told);
    await kit.run('wechat', 'send_message', { recipient: '李四', text: 'other' }, { decider });
    await kit.post('rewrites', { ways: [] });
    expect(told.join('\n')).toMatch(/The field did not take the text: it reads ".+" and not "it's "x""\./);
    told.length = 0;
    const nowhere = sender('没有这个人', '在吗', told);
    await kit.run('wechat', 'send_message', { recipient: '李四', text: 'other' }, { decider: nowhere, maxSteps: 3 });
    expect(told[2]).toBe('Your last action, CLICK at 0,0, meant to "第2步", changed nothing on the screen.');
  },
  limitMs,
);
