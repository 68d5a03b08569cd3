// Each skill on apps of the virtual phone and of other makes. What is true is asked of the apps' data, apart from anything
// the skill has seen; that the same holds through adb and Appium is shown by the integration tests.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { bareShop } from '../../testing/apps/bare-shop.js';
import { type EnglishAlarm, englishClock } from '../../testing/apps/english-clock.js';
import { forum, music, telephone } from '../../testing/apps/talk.js';
import { trips } from '../../testing/apps/trips.js';
import { maps, rides } from '../../testing/apps/ways.js';
import { type SkillEnd, SkillStage } from '../../testing/skill-stage.js';
import type { ShopState } from '../../virtual-phone/apps/shop/store.js';

/** A Monday, 09:41 in Shanghai, where the phone lives. */
const now = Date.UTC(2026, 10, 23, 1, 41);

let stage: SkillStage;
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  stage = new SkillStage(
    [trips, maps, rides, forum, music, telephone, englishClock, bareShop].map((install) => install(1)),
  );
});
beforeEach(() => stage.reset(1));
afterAll(() => {
  stage.close();
  vi.useRealTimers();
});

/** Done, read back from the screen, with the step that showed it. */
function expectDone({ last, gate, steps }: SkillEnd): void {
  expect(gate).toBeUndefined();
  expect(last.action, steps.join('\n')).toMatchObject({ action: 'COMPLETE' });
  expect(last.verified).toBe(true);
  expect(last.evidence?.every(({ step }) => step >= 1 && step <= steps.length)).toBe(true);
}

/** Given up, in words that name what was wanted. */
function expectGivenUp({ last }: SkillEnd, words: string): void {
  expect(last.action).toMatchObject({ action: 'ABORT', value: expect.stringContaining(words) });
  expect(last.failure).toBeDefined();
}

describe('alarms', () => {
  interface ClockState {
    readonly alarms: readonly { hour: number; minute: number; label: string; days: string[]; on: boolean }[];
  }
  const alarms = () => stage.state<ClockState>('clock').alarms;

  test.each([
    [{ time: '明早七点半' }, { hour: 7, minute: 30, label: '', days: [] }],
    [
      { time: '每个工作日早上6:45', label: '晨跑' },
      { hour: 6, minute: 45, label: '晨跑', days: ['周一', '周二', '周三', '周四', '周五'] },
    ],
    [{ time: 'every Monday and Thursday at 8 pm' }, { hour: 20, minute: 0, label: '', days: ['周一', '周四'] }],
    [
      { time: '20分钟后', label: '收衣服' },
      { hour: 10, minute: 1, label: '收衣服', days: [] },
    ],
  ])('%j', async (values, expected) => {
    expectDone(await stage.run('clock', 'alarm', values));
    expect(alarms()).toHaveLength(5);
    expect(alarms()).toContainEqual(expect.objectContaining({ ...expected, on: true }));
  });

  test('an alarm that is set already is not set again', async () => {
    const end = await stage.run('clock', 'alarm', { time: '工作日早上7:15', label: '起床' });
    expectDone(end);
    expect(alarms()).toHaveLength(4);
  });

  test.each([
    [{ time: '6:35 pm' }, { time: '6:35 PM', repeat: 'Once', name: '' }],
    [
      { time: 'every weekday at noon', label: 'Lunch' },
      { time: '12:00 PM', repeat: 'Monday to Friday', name: 'Lunch' },
    ],
    [
      { time: '5 to 9 in the morning on Saturdays and Sundays' },
      { time: '8:55 AM', repeat: 'Sunday, Saturday', name: '' },
    ],
  ])('on a clock of another make: %j', async (values, expected) => {
    stage.uninstall('com.google.android.deskclock');
    expectDone(await stage.run('clock', 'alarm', values, { task: 'wake me' }));
    const made = stage.state<{ alarms: readonly EnglishAlarm[] }>('clock').alarms;
    expect(made.at(-1)).toEqual({ ...expected, on: true });
  });

  test('a day that no alarm can be set for is said, and none is set', async () => {
    expectGivenUp(await stage.run('clock', 'alarm', { time: '下周五早上8点' }), '2026-12-04');
    expect(alarms()).toHaveLength(4);
  });

  test('words without a time set nothing', async () => {
    expectGivenUp(await stage.run('clock', 'alarm', { time: '早点' }), '早点');
    expect(alarms()).toHaveLength(4);
  });
});

test.each(['买牛奶\n和鸡蛋 😀', 'Call the dentist'])('a note holds exactly %j and stands in the list', async (text) => {
  expectDone(await stage.run('notes', 'note', { text }));
  const { notes } = stage.state<{ notes: readonly { text: string }[] }>('notes');
  expect(notes.map((note) => note.text)).toContain(text);
});

describe('shops', () => {
  const goodsOf = (shop: string) => stage.state<ShopState>(shop);

  test.each([
    ['taobao', '小米手环9'],
    ['jd', 'Mac mini M4'],
    ['pinduoduo', 'iPhone 16'],
  ])('%s: one %s lies in the cart, and nothing is ordered', async (shop, item) => {
    const end = await stage.run(shop, 'add_to_cart', { item });
    expectDone(end);
    const { cart, goods, orders, checkout } = goodsOf(shop);
    expect(cart).toHaveLength(1);
    const listing = goods.find(({ id }) => id === cart[0]?.listingId);
    expect(listing).toMatchObject({ kind: 'new', soldOut: false, title: end.last.values?.details?.title });
    expect([orders, checkout]).toEqual([[], []]);
  });

  // The pages of two only say that the favourites changed; the apps' own lists show them.
  test.each(['taobao', 'jd', 'pinduoduo'])(
    '%s: one article becomes a favourite, and is seen among them',
    async (shop) => {
      const end = await stage.run(shop, 'favourite', { item: '小米手环9' });
      expectDone(end);
      const { favourites, goods } = goodsOf(shop);
      expect(goods.find(({ id }) => id === favourites[0])?.title).toBe(end.last.values?.details?.title);
    },
  );

  describe('after an interruption', () => {
    const pressed = (label: string, done: boolean, packageName: string) => ({
      deeds: [{ step: 6, subject: { class: 'reversible' as const, packageName, label }, done }],
    });

    test.each([true, false])('what lies in the cart is not put there again (known to be done: %s)', async (done) => {
      const item = { item: '小米手环9' };
      const earlier = pressed('加入购物车', done, 'com.taobao.taobao');
      // The cart is empty: it was not done.
      expectDone(await stage.run('taobao', 'add_to_cart', item, earlier));
      expectDone(await stage.run('taobao', 'add_to_cart', item, earlier));
      expect(goodsOf('taobao').cart).toMatchObject([{ quantity: 1 }]);
    });

    test.each([true, false])('a favourite is not taken away again (known to be done: %s)', async (done) => {
      const item = { item: '小米手环9' };
      const earlier = pressed('收藏', done, 'com.xunmeng.pinduoduo');
      // There is none: it was not done.
      expectDone(await stage.run('pinduoduo', 'favourite', item, earlier));
      expectDone(await stage.run('pinduoduo', 'favourite', item, earlier));
      expect(goodsOf('pinduoduo').favourites).toHaveLength(1);
    });
  });

  test('what the page has no button for is said', async () => {
    expectGivenUp(await stage.run('suning', 'favourite', { item: '小米手环9' }), '收藏');
    expectGivenUp(await stage.run('suning', 'add_to_cart', { item: '小米手环9' }), '购物车');
  });

  test('what nobody sells is put nowhere', async () => {
    expectGivenUp(await stage.run('taobao', 'add_to_cart', { item: 'Zorblax 9000' }), 'Zorblax 9000');
    expect(goodsOf('taobao').cart).toEqual([]);
  });

  test('results come in the order that was asked for', async () => {
    const end = await stage.run('taobao', 'search', { query: '小米手环9', sort: '按价格从低到高' });
    expectDone(end);
    const prices = (end.last.values?.results ?? []).map((line) =>
      Number(/¥([\d,.]+)$/.exec(line)?.[1]?.replaceAll(',', '')),
    );
    expect(prices.length).toBeGreaterThan(3);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  });

  test('a price that nothing has is said', async () => {
    const end = await stage.run('taobao', 'search', { query: '小米手环9', filter: '1 到 2 元' });
    expectDone(end);
    expect(end.last.values).toEqual({ results: [], notFound: true });
  });

  test('the app filters what it can, prices are kept to, and what it cannot is said', async () => {
    const filter = '只看有货，自营，价格 150 到 260';
    const end = await stage.run('jd', 'search', { query: '小米手环9', filter });
    expectDone(end);
    const text = end.last.action.action === 'COMPLETE' ? end.last.action.return : '';
    expect(text).toMatch(/已选：仅看有货；应用里没有：自营、¥150–¥260/);
    const { goods } = goodsOf('jd');
    for (const line of end.last.values?.results ?? []) {
      const listing = goods.find(({ title }) => line.startsWith(title));
      expect(listing?.soldOut).toBe(false);
      const price = Number(/¥([\d,.]+)$/.exec(line)?.[1]?.replaceAll(',', ''));
      expect(price >= 150 && price <= 260).toBe(true);
    }
  });
});

describe('food', () => {
  interface MeituanState {
    readonly cart: Readonly<Record<string, number>>;
    readonly orders: readonly unknown[];
    readonly restaurants: readonly { name: string; dishes: readonly { id: string; name: string }[] }[];
  }
  const meituan = () => stage.state<MeituanState>('meituan');

  test.each([{ item: '生椰拿铁' }, { item: '麻婆豆腐', shop: '老成都' }, { item: '酸辣土豆丝', shop: '蜀香小馆' }])(
    '%j lies in the basket of a shop, and nothing is ordered',
    async (values) => {
      const end = await stage.run('meituan', 'order_food', values);
      expectDone(end);
      const { cart, orders, restaurants } = meituan();
      const [dishId = '', count] = Object.entries(cart)[0] ?? [];
      const shop = restaurants.find(({ dishes }) => dishes.some(({ id }) => id === dishId));
      expect(count).toBe(1);
      expect(shop?.dishes.find(({ id }) => id === dishId)?.name).toBe(values.item);
      expect(shop?.name).toBe(end.last.values?.details?.shop);
      expect(shop?.name).toContain(values.shop ?? '');
      expect(orders).toEqual([]);
    },
  );

  test('a dish that lies in the basket already comes once more', async () => {
    const values = { item: '麻婆豆腐', shop: '老成都' };
    expectDone(await stage.run('meituan', 'order_food', values));
    expectDone(await stage.run('meituan', 'order_food', values));
    expect(Object.values(meituan().cart)).toEqual([2]);
  });

  test.each([
    ['一份麻婆豆腐', 1],
    ['来两份麻婆豆腐', 2],
  ])('%s: the number is no part of the name, and lies in the basket', async (item, count) => {
    const end = await stage.run('meituan', 'order_food', { item, shop: '老成都' });
    expectDone(end);
    expect(Object.values(meituan().cart)).toEqual([count]);
    expect(end.last.values?.details).toMatchObject({ item: '麻婆豆腐', count: String(count) });
  });

  test('a shop that is not there is replaced by no other', async () => {
    expectGivenUp(await stage.run('meituan', 'order_food', { item: '麻婆豆腐', shop: '火星饭店' }), '火星饭店');
    expect(meituan().cart).toEqual({});
  });
});

describe('journeys', () => {
  interface TripsState {
    readonly searches: readonly string[];
  }

  test.each([
    [{ from: '杭州', to: '武汉', time: '明天上午', by: '火车票' }, '杭州-武汉 2026-11-24', 8],
    [{ to: '哈尔滨', time: '12月20日下午两点以后', by: '高铁' }, '北京-哈尔滨 2026-12-20', 5],
    [{ from: 'Shanghai', to: '南京', time: '12月20日' }, '上海-南京 2026-12-20', 8],
    [{ from: 'Atlantis', to: '南京' }, undefined, 0],
  ])('tickets: %j', async (values, searched, count) => {
    const end = await stage.run('tongcheng', 'ticket', values);
    const { searches } = stage.state<TripsState>('tongcheng');
    if (searched === undefined) {
      expectGivenUp(end, 'Atlantis');
      expect(searches).toEqual([]);
      return;
    }
    expectDone(end);
    expect(searches).toEqual([searched]);
    expect(end.last.values?.results).toHaveLength(count);
  });

  test.each([
    ['tongcheng', { place: '青岛', time: '下周五住两晚' }, '青岛 2026-12-04 2026-12-06'],
    ['tongcheng', { place: '杭州' }, '杭州 2026-11-23 2026-11-24'],
    ['tongcheng', { place: '杭州', time: '一晚' }, '杭州 2026-11-23 2026-11-24'],
    ['tongcheng', { place: '杭州', time: '3 nights' }, '杭州 2026-11-23 2026-11-26'],
  ])('hotels on %s: %j', async (app, values, searched) => {
    const end = await stage.run(app, 'hotel', values);
    expectDone(end);
    expect(stage.state<TripsState>(app).searches).toEqual([searched]);
    expect(end.last.values?.results?.every((line) => line.includes(values.place) && line.includes('¥'))).toBe(true);
  });

  test.each([
    ['一晚', '2026-11-23', '2026-11-24'],
    ['下周五住两晚', '2026-12-04', '2026-12-06'],
  ])('hotels where city and days stand without names: %s', async (time, first, last) => {
    const end = await stage.run('ctrip', 'hotel', { place: '广州', time });
    expectDone(end);
    expect(stage.state<object>('ctrip')).toMatchObject({ city: '广州', stay: { first, last } });
    expect(end.last.values?.results?.length).toBeGreaterThan(5);
    expect(end.last.values?.results?.every((line) => /^广州.*¥\d/.test(line))).toBe(true);
  });

  test('hotels where the list comes first and is narrowed there', async () => {
    const end = await stage.run('meituan', 'hotel', { place: '全季', time: '下周五住两晚' });
    expectDone(end);
    expect(end.last.values?.results?.every((line) => line.startsWith('全季'))).toBe(true);
    expect(stage.state<{ stay: object }>('meituan').stay).toEqual({ first: '2026-12-04', last: '2026-12-06' });
  });

  test.each([
    [{ to: '首都国际机场' }, '我的位置→首都国际机场T3航站楼'],
    [{ to: '颐和园', from: '中关村软件园' }, '中关村软件园→颐和园东宫门'],
  ])('guidance: %j', async (values, guided) => {
    expectDone(await stage.run('baidu-maps', 'navigate', values));
    expect(stage.state<{ guided: string[] }>('baidu-maps').guided).toEqual([guided]);
  });

  test('a ride is prepared to the last step and not called', async () => {
    const end = await stage.run('caocao', 'ride', { to: '北京南站', from: '三里屯', time: '下午三点半' });
    expectDone(end);
    expect(end.last.values?.details).toMatchObject({ price: '¥38.50' });
    expect(stage.state('caocao')).toEqual({ from: '三里屯太古里', to: '北京南站', at: '15:30', called: 0 });
  });

  test('a ride for another day is not set for today', async () => {
    const end = await stage.run('caocao', 'ride', { to: '北京南站', time: '明天下午三点半' });
    expectGivenUp(end, '2026-11-24 15:30');
    expect(stage.state('caocao')).toMatchObject({ to: '', at: '', called: 0 });
  });

  test('a destination that the app does not know is not replaced by another', async () => {
    expectGivenUp(await stage.run('caocao', 'ride', { to: '月球' }), '月球');
  });
});

describe('music', () => {
  test.each([
    [{ title: '晴天', by: '孙燕姿' }, '晴天/孙燕姿'],
    [{ title: 'viva la vida' }, 'Viva La Vida/Coldplay'],
  ])('%j plays', async (values, playing) => {
    expectDone(await stage.run('qq-music', 'play', values));
    expect(stage.state('qq-music')).toEqual({ playing });
  });

  test('that something else plays on is not taken for it', async () => {
    expectDone(await stage.run('qq-music', 'play', { title: '七里香' }));
    expectGivenUp(await stage.run('qq-music', 'play', { title: '晴天娃娃' }), '晴天娃娃');
    expect(stage.state('qq-music')).toEqual({ playing: '七里香/周杰伦' });
  });

  test('nothing else plays when it is not there', async () => {
    expectGivenUp(await stage.run('qq-music', 'play', { title: '不存在的歌' }), '不存在的歌');
    expect(stage.state('qq-music')).toEqual({ playing: '' });
  });
});

describe('other people', () => {
  interface WeChatState {
    readonly chats: Readonly<Record<string, { messages: readonly { text: string }[] }>>;
  }
  const sentTo = (text: string) =>
    Object.entries(stage.state<WeChatState>('wechat').chats)
      .filter(([, { messages }]) => messages.some((message) => message.text === text))
      .map(([contact]) => contact);

  test.each([
    ['张三', '13800138000'],
    ['13712345678', '13712345678'],
  ])('%s is called with consent, and not without', async (recipient, number) => {
    const refused = await stage.run('phone', 'call', { recipient });
    expect(refused.gate).toContain('confirm');
    expect(stage.state('phone')).toEqual({ called: [] });
    expectDone(await stage.run('phone', 'call', { recipient }, { confirmed: true }));
    expect(stage.state('phone')).toEqual({ called: [number] });
  });

  test.each(['我妈', '老妈', 'my mum'])(
    '%s is whoever of the family goes by another word for it',
    async (recipient) => {
      expectDone(await stage.run('wechat', 'send_message', { recipient, text: '周末回去' }, { confirmed: true }));
      expect(sentTo('周末回去')).toEqual(['mama']);
    },
  );

  test('two who go by words for the same of a family are asked about', async () => {
    const { last } = await stage.run('phone', 'call', { recipient: '我妈' }, { confirmed: true });
    expect(last.action).toMatchObject({ action: 'INFO', value: expect.stringMatching(/老妈[\s\S]*母亲/) });
    expectDone(await stage.run('phone', 'call', { recipient: '老妈' }, { confirmed: true }));
    expect(stage.state('phone')).toEqual({ called: ['13600136000'] });
  });

  test('a message by SMS goes to whom the address book has, also where nothing was written yet', async () => {
    interface Messages {
      readonly threads: readonly { name: string; messages: readonly { text: string; own: boolean }[] }[];
    }
    const text = '我大概晚到十分钟';
    expectDone(await stage.run('sms', 'send_message', { recipient: '许诺', text }, { confirmed: true }));
    const { threads } = stage.state<Messages>('sms');
    const reached = threads.filter(({ messages }) => messages.some((message) => message.text === text));
    expect(reached.map(({ name }) => name)).toEqual(['许诺']);
    expectGivenUp(await stage.run('sms', 'send_message', { recipient: '查无此人', text }), '查无此人');
  });

  test('what was sent before an interruption is said to be so by the chat, or by the user; never by the request', async () => {
    const [recipient, text] = ['李四', '到了吗'];
    const subject = { class: 'outward', packageName: 'com.tencent.mm', label: '发送', recipient, text } as const;
    const go = (reply?: string) => {
      const deeds = [{ step: 4, subject, done: true, shown: 0 }];
      return stage.run(
        'wechat',
        'send_message',
        { recipient, text },
        { confirmed: true, deeds, ...(reply && { reply }) },
      );
    };
    const asked = await go();
    expect(asked.last.action).toMatchObject({ action: 'INFO', value: expect.stringContaining(text) });
    const believed = (await go('1')).last;
    expect(believed).toMatchObject({ action: { action: 'COMPLETE' } });
    expect([believed.verified, believed.values, sentTo(text)]).toEqual([undefined, undefined, []]);
    for (const reply of ['2', undefined]) {
      const end = await go(reply);
      expectDone(end);
      expect(end.last.values?.sent).toEqual({ to: recipient, text });
      expect(sentTo(text)).toEqual(['lisi']);
    }
  });

  test('names that begin alike are not mixed up, and who is only called so is asked about', async () => {
    const message = (recipient: string) =>
      stage.run('wechat', 'send_message', { recipient, text: '好' }, { confirmed: true });
    expectDone(await message('张三'));
    expect(sentTo('好')).toEqual(['zhangsan']);
    for (const recipient of ['Lisa', '老王', '张']) {
      expect((await message(recipient)).last.action.action).toBe('INFO');
    }
    expectGivenUp(await message('我外公'), '我外公');
    expect(sentTo('好')).toEqual(['zhangsan']);
  });

  test('a post is published exactly as given with consent, and not without', async () => {
    const text = '你好，世界\n第二行';
    const posts = () => stage.state<{ posts: string[] }>('douban').posts;
    expect((await stage.run('douban', 'post', { text })).gate).toContain('confirm');
    expect(posts()).toHaveLength(2);
    expectDone(await stage.run('douban', 'post', { text }, { confirmed: true }));
    expect(posts()).toEqual([text, expect.any(String), expect.any(String)]);
  });
});

test('what is said while it is done is in the language of the task', async () => {
  const end = await stage.run('clock', 'alarm', { time: '7 am tomorrow' }, { task: 'wake me at 7 am tomorrow' });
  expectDone(end);
  for (const step of end.steps.filter((line) => !/"[^"]*\p{Script=Han}/u.test(line))) {
    expect(step.replace(/ · .*/, '')).not.toMatch(/\p{Script=Han}/u);
  }
});
