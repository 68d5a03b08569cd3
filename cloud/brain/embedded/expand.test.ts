import { appById } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import type { Clause } from './clauses.js';
import { expandClauses, misfit } from './expand.js';

function clause(kind: Clause['kind'], rest: Partial<Clause> = {}): Clause {
  return { kind, apps: [], values: {}, takesPrevious: false, ...rest };
}

const named = (...ids: string[]) => ids.map((id) => appById(id) ?? expect.fail(`no app ${id}`));

describe('expanding clauses', () => {
  test('a price over three shops is three subtasks and a comparison', () => {
    const plan = expandClauses(
      [clause('price', { apps: named('taobao', 'jd', 'pinduoduo'), values: { item: 'Mac Mini M4' } })],
      'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo',
    );
    expect(plan.combine).toBe('compare_prices');
    expect(plan.subtasks.map(({ app, intent, dependsOn }) => [app, intent, dependsOn])).toEqual([
      ['taobao', 'find_price', []],
      ['jd', 'find_price', []],
      ['pinduoduo', 'find_price', []],
    ]);
  });

  test('"all" means the usual shops', () => {
    const plan = expandClauses([clause('price', { apps: 'all', values: { item: '耳机' } })], '全网比价耳机');
    expect(plan.subtasks.map((subtask) => subtask.app)).toEqual(['taobao', 'jd', 'pinduoduo']);
  });

  test('an app that was not named is the usual one for the clause', () => {
    const ride = expandClauses([clause('ride', { values: { to: '机场' } })], '打车去机场');
    expect(ride.subtasks[0]).toMatchObject({ app: 'didi', intent: 'ride', values: { to: '机场' } });
    const film = expandClauses([clause('play', { values: { title: 'Dune' } })], 'play the film Dune');
    expect(film.subtasks[0]?.app).toBe('bilibili');
  });

  test('a search keeps the order and the filter of the command, two searches keep none', () => {
    const command = '在淘宝搜水杯，按销量排序，只看包邮';
    const search = clause('search', { apps: named('taobao'), values: { query: '水杯' } });
    const values = { query: '水杯', sort: '按销量排序', filter: '只看包邮' };
    expect(expandClauses([search], command).subtasks[0]).toMatchObject({ values });
    const twice = expandClauses([search, clause('search', { apps: named('jd'), values: { query: '水杯' } })], command);
    expect(twice.subtasks.map((subtask) => subtask.values)).toEqual([{ query: '水杯' }, { query: '水杯' }]);
  });

  test('search, summary and send hand the result on', () => {
    const plan = expandClauses(
      [
        clause('search', { values: { query: '论文' } }),
        clause('summary'),
        clause('send', { apps: named('wechat'), values: { to: '张三' }, takesPrevious: true }),
      ],
      '搜论文，总结后微信发给张三',
    );
    expect(plan.subtasks[1]).toMatchObject({ kind: 'tool', intent: 'summarise', dependsOn: ['s1'] });
    expect(plan.subtasks[2]).toMatchObject({
      inputs: { text: 's2' },
      dependsOn: ['s2'],
      values: { recipient: '张三' },
    });
    expect(plan.combine).toBe('last');
  });

  test('several prices become one text before they are sent', () => {
    const plan = expandClauses(
      [
        clause('price', { apps: named('jd', 'taobao'), values: { item: '手机' } }),
        clause('send', { values: { to: '张三' }, takesPrevious: true }),
      ],
      '京东淘宝比价手机，发给张三',
    );
    expect(plan.subtasks.map((subtask) => subtask.intent)).toEqual([
      'find_price',
      'find_price',
      'summarise',
      'send_message',
    ]);
    expect(plan.subtasks[3]?.inputs).toEqual({ text: 's3' });
  });

  test('independent clauses are collected', () => {
    const plan = expandClauses(
      [clause('alarm', { values: { time: '7am' } }), clause('open', { apps: named('wechat') })],
      'alarm 7am and open WeChat',
    );
    expect(plan.combine).toBe('collect');
    expect(plan.subtasks.every((subtask) => subtask.dependsOn.length === 0)).toBe(true);
  });

  test('an app that cannot do its clause is found', () => {
    expect(misfit([clause('send', { apps: named('wechat') })])).toBeUndefined();
    expect(misfit([clause('send', { apps: named('taobao') })])?.id).toBe('taobao');
  });

  test('a question goes to the app that it speaks of', () => {
    const values = { of: '盒马鲜生', time: '上次', what: '花了多少钱' };
    expect(expandClauses([clause('ask', { values })], '我上次在盒马鲜生花了多少钱').subtasks[0]).toMatchObject({
      app: 'alipay',
      intent: 'ask',
      values,
    });
  });

  test('a question that speaks of no app is refused', () => {
    expect(() => expandClauses([clause('ask', { values: { what: '那个呢' } })], '那个呢')).toThrow(
      expect.objectContaining({ code: 'BRAIN_REFUSED' }),
    );
  });

  test('several goods go into the cart of the app that was named for the first, each with its number', () => {
    const plan = expandClauses(
      [
        clause('cart', { apps: named('jd'), values: { item: '两份酱油' } }),
        clause('cart', { values: { item: '大米', count: '一袋' } }),
        clause('cart', { values: { item: '3M口罩' } }),
      ],
      '京东购物车加两份酱油、大米一袋、3M口罩',
    );
    expect(plan.subtasks.map(({ app, values }) => [app, values])).toEqual([
      ['jd', { item: '酱油', count: '两份' }],
      ['jd', { item: '大米', count: '一袋' }],
      ['jd', { item: '3M口罩' }],
    ]);
  });

  test('a condition is read from the subtask before it, and both ways are planned', () => {
    const plan = expandClauses(
      [
        clause('route', { values: { to: '上海南站' } }),
        clause('if', { values: { test: '不到3公里' } }),
        clause('navigate', { values: { by: '步行' }, takesPrevious: true }),
        clause('else'),
        clause('ride', { apps: named('didi'), values: { by: '快车', to: '那里' } }),
      ],
      '去上海南站，不到3公里就步行导航，不然看看滴滴快车去那里多少钱',
    );
    expect(plan.subtasks.map(({ app, values, when }) => [app, values, when])).toEqual([
      ['amap', { to: '上海南站' }, undefined],
      ['amap', { to: '上海南站', by: '步行' }, { report: 's1', test: '不到3公里', holds: true }],
      ['didi', { to: '上海南站', kind: '快车' }, { report: 's1', test: '不到3公里', holds: false }],
    ]);
    expect(plan.combine).toBe('collect');
  });

  test('"whichever is cheaper" is one cart in either shop, and refused among three', () => {
    const cart = clause('cart', { takesPrevious: true });
    const price = clause('price', { apps: named('taobao', 'jd'), values: { item: '手环' } });
    const { subtasks } = expandClauses([price, cart], '淘宝和京东的手环哪边便宜就在哪边加购物车');
    expect(subtasks.slice(2).map(({ app, values, when }) => [app, values.item, when?.holds])).toEqual([
      ['taobao', '手环', true],
      ['jd', '手环', false],
    ]);
    const among = clause('price', { apps: named('taobao', 'jd', 'pinduoduo'), values: { item: '手环' } });
    expect(() => expandClauses([among, cart], 'x')).toThrow(expect.objectContaining({ code: 'BRAIN_REFUSED' }));
  });

  test('what a clause leaves out it takes from the one before: the time of a train, the best hotel, the same words', () => {
    const alarm = expandClauses(
      [
        clause('ticket', { values: { to: '青岛', from: '上海', best: '最早的' } }),
        clause('alarm', { values: { before: '两小时' }, takesPrevious: true }),
      ],
      '上海到青岛最早的车，发车前两小时叫我',
    ).subtasks[1];
    expect(alarm).toMatchObject({ values: { before: '两小时' }, inputs: { time: 's1' } });
    const kept = expandClauses(
      [
        clause('hotel', { apps: named('ctrip'), values: { place: '西安', best: '评分最高' } }),
        clause('favourite', { takesPrevious: true }),
      ],
      '携程上西安评分最高的酒店，收藏',
    ).subtasks[1];
    expect(kept).toMatchObject({ app: 'ctrip', values: { item: '酒店', place: '西安', best: '评分最高' } });
    const both = expandClauses(
      [
        clause('send', { apps: named('qq'), values: { to: '刘洋', text: '没问题' } }),
        clause('send', { values: { to: '周杰' }, takesPrevious: true }),
      ],
      'QQ上跟刘洋和周杰说没问题',
    ).subtasks[1];
    expect(both).toMatchObject({ app: 'qq', values: { recipient: '周杰', text: '没问题' } });
  });

  test('a way after a message leads to the place, not to the person', () => {
    const { subtasks } = expandClauses(
      [
        clause('route', { values: { to: '华山医院', want: '要多少分钟' } }),
        clause('send', { values: { to: '赵敏' }, takesPrevious: true }),
        clause('navigate', { takesPrevious: true }),
      ],
      '去华山医院要多少分钟，告诉赵敏，然后导航',
    );
    expect(subtasks[1]).toMatchObject({ values: { recipient: '赵敏' }, inputs: { text: 's1' } });
    expect(subtasks[2]).toMatchObject({ intent: 'navigate', values: { to: '华山医院' } });
  });

  test.each([
    ['我12306上最近要坐的车是哪个车次，几点开？', '最近要坐的车是哪个车次', '最近要坐的车是哪个车次，几点开'],
    ['花呗这个月要还多少，哪天还', '这个月要还多少', '这个月要还多少，哪天还'],
    [
      'How many episodes are there, and what is the score?',
      'How many episodes are there',
      'How many episodes are there, and what is the score',
    ],
    ['花呗要还多少，告诉我什么时候还', '要还多少', '要还多少'],
    ['花呗要还多少，京东的订单到哪了', '要还多少', '要还多少'],
  ])('a question goes on as far as it asks: %s', (command, what, whole) => {
    const [asked] = expandClauses([clause('ask', { apps: named('alipay'), values: { what } })], command).subtasks;
    expect(asked?.values.what).toBe(whole);
  });

  test('"the group" and "him" are whoever was spoken of', () => {
    const replied = expandClauses(
      [
        clause('ask', { values: { of: '羽毛球群', what: '说的时间' } }),
        clause('send', { values: { to: '群', text: '收到' } }),
      ],
      '看看羽毛球群里说的时间，再回群里一句收到',
    ).subtasks[1];
    expect(replied).toMatchObject({ app: 'wechat', values: { recipient: '羽毛球群' } });
    const called = expandClauses(
      [clause('send', { values: { to: 'Ann', text: 'hi' } }), clause('call', { values: { to: 'her' } })],
      'Tell Ann hi, then call her',
    ).subtasks[1];
    expect(called).toMatchObject({ values: { recipient: 'Ann' } });
  });

  test('no clauses are no plan', () => {
    expect(() => expandClauses([], 'x')).toThrow(expect.objectContaining({ code: 'BRAIN_ANSWER_INVALID' }));
  });
});
