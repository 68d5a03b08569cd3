import { describe, expect, test } from 'vitest';
import type { Clause } from '../clauses.js';
import { changeOf } from './change.js';
import { chosenOfBefore, lookedUpFirst } from './chosen-of-before.js';
import { completed } from './completed.js';
import { composed } from './composed.js';
import { deedsOf } from './deed.js';
import { messageOf } from './message.js';
import { partsOf } from './parts.js';
import { questionOf } from './question.js';

function clause(kind: Clause['kind'], values: Clause['values'], more: Partial<Clause> = {}): Clause {
  return { kind, apps: [], values, takesPrevious: false, ...more };
}

describe('messages whose text stands behind a colon', () => {
  test.each([
    ['给李四发微信：好', 'wechat', '李四', '好'],
    ['请用QQ给小王发一条消息: 明天付款，如果来得及', 'qq', '小王', '明天付款，如果来得及'],
    ['发短信给妈妈：到了', 'sms', '妈妈', '到了'],
    ['Text Ann on WhatsApp: ok', 'whatsapp', 'Ann', 'ok'],
    ['告诉王五：10:30 见', undefined, '王五', '10:30 见'],
  ])('%s', (request, app, to, text) => {
    const found = messageOf(request);
    expect(found).toMatchObject({ kind: 'send', values: { to, text } });
    expect(found?.apps).toMatchObject(app === undefined ? [] : [{ id: app }]);
  });

  test.each(['提醒我：开会', '给李四发微信：', '在淘宝给李四发：好', '导航：首都机场'])(
    'nothing else is one: %s',
    (request) => {
      expect(messageOf(request)).toBeUndefined();
    },
  );
});

describe('questions', () => {
  test.each([
    ['看一下淘宝购物车里一共几件东西，总价多少', 'taobao', '购物车里一共几件东西，总价多少'],
    ['滴滴上我还有几张优惠券，哪张快过期了', 'didi', '我还有几张优惠券，哪张快过期了'],
    ['How many followers do I have on Weibo?', 'weibo', 'How many followers do I have'],
  ])('what is one’s own in an app is asked of it: %s', (request, app, what) => {
    const found = questionOf(request);
    expect(found?.apps).toMatchObject([{ id: app }]);
    expect(found?.values).toEqual({ what });
  });

  test.each(['谁刚才给我打来电话了', 'how much do I owe on Huabei'])('the app may go unnamed: %s', (request) => {
    expect(questionOf(request)).toMatchObject({ kind: 'ask', apps: [] });
  });

  test('which one of many, and what is asked of it', () => {
    const zh = questionOf('知乎上关于减肥的回答里赞同最多的是谁写的');
    expect(zh?.values).toEqual({ query: '减肥', best: '赞同最多', want: '是谁写的' });
    const en = questionOf('Who posted the most liked video about kites on Bilibili?');
    expect(en?.values).toEqual({ query: 'kites', best: 'most liked', want: 'Who posted' });
  });

  test.each([
    '淘宝的优惠券怎么用',
    '取消京东的订单要多少钱',
    '淘宝是什么时候成立的',
    '把淘宝购物车清空，看看还剩多少',
    'why is my DiDi balance so low and what can I do',
    '购物车里有东西',
  ])('anything else is none: %s', (request) => {
    expect(questionOf(request)).toBeUndefined();
  });
});

describe('changes', () => {
  test.each([
    ['关闭微博的开屏推送', 'weibo', '开屏推送', '关闭'],
    ['把滴滴的行程分享打开', 'didi', undefined, undefined],
    ['turn vibration on in Clock app', 'clock', 'vibration', 'on'],
    ['Stop Weibo from playing videos', 'weibo', 'playing videos', 'Stop'],
    ['把字体调到最大', undefined, '字体', '最大'],
  ])('of a setting: %s', (request, app, what, state) => {
    const found = changeOf(request);
    if (what === undefined) return expect(found).toBeUndefined();
    expect(found?.values).toEqual({ what, state });
    expect(found?.apps).toMatchObject(app === undefined ? [] : [{ id: app }]);
  });

  test.each(['打开淘宝的购物车', '关闭订单', '打开那首歌', 'turn on my heel'])('of none: %s', (request) => {
    expect(changeOf(request)).toBeUndefined();
  });
});

describe('parts', () => {
  test.each([
    ['去淘宝搜帐篷，然后把第一个加购物车', ['去淘宝搜帐篷', '把第一个加购物车']],
    ['饿了么点杯奶茶，少冰，半糖', ['饿了么点杯奶茶，少冰，半糖']],
    ['如果明天下雨就定七点的闹钟，否则定八点的', ['如果明天下雨就定七点的闹钟', '否则定八点的']],
    ['Find a tent and add it to the cart', ['Find a tent', 'add it to the cart']],
    ['look up trains to Wuhan and tell me the first', ['look up trains to Wuhan and tell me the first']],
    ['告诉他“到了，然后打电话”', ['告诉他“到了，然后打电话”']],
    ['打给小王，不对，打给小李', ['打给小王，不对，打给小李']],
  ])('%s', (request, texts) => {
    expect(partsOf(request).map(({ text }) => text)).toEqual(texts);
  });

  test('each is planned by itself, a condition is looked at first', async () => {
    const alone = async (text: string): Promise<readonly Clause[]> =>
      text.includes('导航')
        ? [clause('navigate', { to: text })]
        : text.includes('票')
          ? [clause('ticket', { to: text })]
          : [];
    const plan = await composed('要是去武汉的票低于一百块，就导航去车站', { alone, following: () => [] });
    expect(plan?.map(({ kind }) => kind)).toEqual(['ticket', 'if', 'navigate']);
    expect(plan?.[1]?.values.test).toBe('低于一百块');
    expect(await composed('要是去武汉的票低于一百块，就收藏', { alone, following: () => [] })).toBeUndefined();
  });

  test('what takes one of what was found', () => {
    expect(chosenOfBefore('把评分最高的收藏')).toEqual([
      clause('favourite', { best: '评分最高' }, { takesPrevious: true }),
    ]);
    expect(chosenOfBefore('like the newest post')).toEqual([
      clause('like', { best: 'newest' }, { takesPrevious: true }),
    ]);
    expect(chosenOfBefore('收藏最便宜的帐篷')).toEqual([]);
  });

  test('a matter of one’s own is looked up before it is handed on', () => {
    const send = clause('send', { to: '小王', text: '取件码' });
    expect(lookedUpFirst([send], '把取件码发给小王').map(({ kind }) => kind)).toEqual(['ask', 'send']);
    expect(lookedUpFirst([send], '把“取件码”发给小王')).toEqual([send]);
  });
});

describe('what a plan left unsaid', () => {
  test.each<[string, Clause, Clause['kind'], Clause['values']]>([
    ['找黄山评分最高的酒店', clause('hotel', { place: '黄山' }), 'hotel', { place: '黄山', best: '评分最高' }],
    [
      '从北站到南站坐地铁要多久',
      clause('navigate', { to: '南站', from: '北站' }),
      'route',
      { to: '南站', from: '北站', by: '坐地铁', want: '要多久' },
    ],
    [
      'a hotel in Xi’an under 300 yuan',
      clause('hotel', { place: 'Xi’an' }),
      'hotel',
      { place: 'Xi’an', filter: 'under 300 yuan' },
    ],
    ['导航去南站', clause('navigate', { to: '南站' }), 'navigate', { to: '南站' }],
  ])('%s', (request, before, kind, values) => {
    expect(completed([before], request)).toMatchObject([{ kind, values }]);
  });

  test('the most played song is looked for before it plays', () => {
    const plan = completed([clause('play', { title: '朴树', by: '播放最多' })], '播放朴树播放最多的歌');
    expect(plan.map(({ kind }) => kind)).toEqual(['search', 'play']);
  });
});

test.each([
  ['导航去最近的医院', ['search', 'navigate']],
  ['在美团点一份酸菜鱼', ['food']],
  ['follow Kite Club on Weibo', ['follow']],
  ['来一份酸菜鱼', []],
  ['在美团退一份酸菜鱼', []],
])('a plain deed by its verb: %s', (request, kinds) => {
  expect(deedsOf(request).map(({ kind }) => kind)).toEqual(kinds);
});
