// Skills that answer, choose and react, on apps of the virtual phone. What is true is asked of the apps' data.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SkillEnd, SkillStage } from '../../testing/skill-stage.js';
import { changeClock } from '../../virtual-phone/device/clock-change.js';

let stage: SkillStage;
beforeAll(() => {
  stage = new SkillStage();
});
beforeEach(() => {
  stage.reset(1);
  changeClock(stage.phone.clock, { follow: true, time: '2026-12-01 09:00' });
});
afterAll(() => stage.close());

function answerOf({ last, gate, steps }: SkillEnd): string {
  expect(gate).toBeUndefined();
  expect(last.action, steps.join('\n')).toMatchObject({ action: 'COMPLETE' });
  expect(last.verified).toBe(true);
  return last.action.action === 'COMPLETE' ? last.action.return : '';
}

describe('questions', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['didi', { what: '机场的立减券能减多少钱，什么时候到期' }, /^机场接送立减券：(?=.*¥10)(?=.*12 月 31 日)/],
    ['eleme', { what: '红包里，门槛最低的那个能减多少' }, /¥3(?!\d)/],
    ['12306', { what: '最近要坐的那趟车是哪个车次，几点开' }, /D651.*09:33/],
    ['12306', { what: '保存了哪些乘车人' }, /^林晓雨、.+（共5个）$/],
    ['alipay', { what: 'how much is due', of: 'Huabei' }, /796\.05/],
    ['alipay', { what: '给房东转多少房租' }, /4,200\.00/],
    ['phone', { what: '张三丰的手机号' }, /^张三丰：.*13900139000/],
    ['sms', { what: '我有个中通快递在驿站，取件码是多少' }, /中通.*3-2-1048/],
    ['xiaohongshu', { what: '要烤多少度', of: '空气炸锅烤鸡翅', by: '阿圆的厨房' }, /180 度/],
    ['wechat', { what: '说的时间和场地', of: '羽毛球群' }, /周六下午两点，3号场/],
    ['taobao', { what: '领券前后各多少钱', of: '三星 Galaxy S25 Ultra' }, /到手价.*¥[\d,]+.*优惠前.*¥[\d,]+/],
    ['bilibili', { what: '有几集，评分多少', of: '葬送的芙莉莲' }, /28 话.*9\.9分/],
  ])('in %s: %j', async (app, values, answer) => {
    expect(answerOf(await stage.run(app, 'ask', values))).toMatch(answer);
  });

  test('what the app has no such thing of is not answered from another', async () => {
    const { last } = await stage.run('sms', 'ask', { what: '我有个火星快递，取件码是多少' });
    expect(last.action).toMatchObject({ action: 'ABORT', value: expect.stringContaining('火星') });
  });
});

test('a kind of a dish is chosen, also where the price of another dish stands beside the sum', async () => {
  const { last } = await stage.run('eleme', 'order_food', { item: '一杯伯牙绝弦', shop: '茶百道', kind: '去冰' });
  expect(last.action).toMatchObject({ action: 'COMPLETE', return: expect.stringContaining('选好伯牙绝弦') });
});

test('who says high-speed train gets no night train', async () => {
  const values = { from: '上海', to: '南京', time: '12月5日', by: '高铁', best: '最早的' };
  expect(answerOf(await stage.run('12306', 'ticket', values))).toMatch(/^最早的：.*G\d+/);
});

describe('which one, and how many', () => {
  interface Row {
    readonly [name: string]: unknown;
  }

  test('the cheapest of all flights is found, not that of the first page', async () => {
    const values = { by: '机票', from: '上海', to: '北京', time: '12月9日', best: '最便宜' };
    const end = await stage.run('ctrip', 'ticket', values);
    expect(answerOf(end)).toMatch(/^最便宜：.*¥430.*9C8151/);
    expect(end.last.values?.offers?.[0]?.price).toEqual({ minor: 43_000, currency: 'CNY' });
  });

  test('trains are counted under conditions', async () => {
    const values = { from: '上海', to: '武汉', time: '12月8日', filter: '上午（12点前），G字头', want: '一共有几趟' };
    expect(answerOf(await stage.run('12306', 'ticket', values))).toMatch(/^一共6趟/);
  });

  test('a condition that no entry speaks of is named', async () => {
    const values = { place: '上海', best: '最便宜', filter: '有直升机停机坪' };
    expect(answerOf(await stage.run('ctrip', 'hotel', values))).toMatch(/应用里没有：直升机停机坪/);
  });

  test('the nearest place, and what only its own page says', async () => {
    const values = { query: '药店', best: '最近', want: '几点关门' };
    expect(answerOf(await stage.run('amap', 'search', values))).toMatch(/国大药房（人民广场店）.*21:30/);
  });

  test('where a dish is the cheapest is read from the menus', async () => {
    const end = await stage.run('meituan', 'find_price', { item: '小笼包' });
    expect(answerOf(end)).toMatch(/三米粥铺.*¥13\.9/);
    expect(end.last.values?.offers?.every(({ app, seller }) => app === 'meituan' && seller !== undefined)).toBe(true);
  });

  test('ways are told without starting the guidance', async () => {
    const values = { to: '上海南站', by: '公交地铁', best: '最快' };
    expect(answerOf(await stage.run('amap', 'route', values))).toMatch(/36分钟.*¥4/);
    expect(stage.state<{ navigation: Row }>('amap').navigation.active).toBe(false);
  });

  test('one travels by what was said', async () => {
    answerOf(await stage.run('amap', 'navigate', { to: '外滩', by: '骑车' }));
    expect(stage.state<{ navigation: Row }>('amap').navigation).toMatchObject({ active: true, by: 'bike' });
  });

  test('a kind of car further down the list', async () => {
    const end = await stage.run('didi', 'ride', { to: '漕河泾开发区', kind: 'premier ride (专车)' });
    expect(answerOf(end)).toMatch(/^专车.*¥68\.1/);
  });
});

describe('likes, follows and lists', () => {
  test('a song is liked without being played', async () => {
    answerOf(await stage.run('netease-music', 'like', { item: '甜蜜蜜' }));
    const { liked, player } = stage.state<{ liked: string[]; player: { playing: boolean } }>('netease-music');
    expect(liked).toHaveLength(new Set(liked).size);
    expect(player.playing).toBe(false);
  });

  test('of two posts the one by whom it is', async () => {
    answerOf(await stage.run('weibo', 'like', { item: '上海马拉松', by: '跑步的大象' }));
    const { posts } = stage.state<{ posts: { id: string; liked: boolean }[] }>('weibo');
    expect(
      Object.values(posts)
        .filter(({ liked }) => liked)
        .map(({ id }) => id),
    ).toContain('w9');
  });

  test('the answer with the most votes is the one that is agreed to', async () => {
    const values = { item: '上海周末有哪些适合一个人去的地方？', best: '赞最多' };
    answerOf(await stage.run('zhihu', 'like', values));
    const { questions } = stage.state<{ questions: { q15: { answers: Row[] } } }>('zhihu');
    expect(JSON.stringify(questions)).toContain('"vote":"agree"');
    interface Row {
      readonly vote: string;
    }
  });

  test('somebody is followed once', async () => {
    answerOf(await stage.run('bilibili', 'follow', { who: '游戏放映室' }));
    const once = stage.state<{ following: string[] }>('bilibili').following.length;
    expect(answerOf(await stage.run('bilibili', 'follow', { who: '游戏放映室' }))).toContain('已经');
    expect(stage.state<{ following: string[] }>('bilibili').following).toHaveLength(once);
  });

  test.each([['"学习"收藏夹'], ['稍后再看']])('a video goes into %s', async (list) => {
    const values = { item: '糖醋排骨，一学就会', list };
    answerOf(await stage.run('bilibili', 'favourite', values));
    const { folders, watchLater } = stage.state<{
      folders: Record<string, { videos: string[] }>;
      watchLater: string[];
    }>('bilibili');
    expect(JSON.stringify([folders, watchLater])).toMatch(/"v\d+"/);
  });
});

describe('those of a list that are asked for', () => {
  const kept = () => stage.state<{ favourites: string[] }>('ctrip').favourites;

  test('all hotels of a class are kept, and no others', async () => {
    const end = await stage.run('ctrip', 'favourite', { item: '酒店', place: '北京', filter: '所有豪华型（五星）' });
    answerOf(end);
    expect(kept()).toHaveLength(end.last.values?.results?.length ?? -1);
    expect(kept()).toHaveLength(2);
  });

  test('of the best rated one, where one is asked for', async () => {
    answerOf(await stage.run('ctrip', 'favourite', { item: '酒店', place: '西安', best: '评分最高' }));
    expect(kept()).toHaveLength(1);
  });
});

test('a post in Moments goes through the app that Moments is a part of, with consent', async () => {
  const values = { text: '终于跑完了人生第一个十公里' };
  expect((await stage.run('moments', 'post', values, { task: '发一条朋友圈' })).gate).toMatch(/^confirm/);
  const { last } = await stage.run('moments', 'post', values, { task: '发一条朋友圈', confirmed: true });
  expect(last.action).toMatchObject({ action: 'COMPLETE' });
});

test('the cheapest goes into the cart, as often as was said', async () => {
  const values = { item: '元气森林白桃味苏打气泡水', best: '最便宜', count: '两件' };
  const { last, steps } = await stage.run('pinduoduo', 'add_to_cart', values);
  expect(last.action, steps.join('\n')).toMatchObject({ action: 'COMPLETE' });
  expect(stage.state<{ cart: { quantity: number }[] }>('pinduoduo').cart).toEqual([
    expect.objectContaining({ quantity: 2 }),
  ]);
});

describe('settings by what bothers, and inside apps', () => {
  test.each<[string, Record<string, string>, (state: Record<string, unknown>) => void]>([
    ['settings', { what: '手机屏幕', state: '太亮了' }, (state) => expect(state.brightnessPercent).toBeLessThan(60)],
    ['settings', { what: 'no sound' }, (state) => expect(state.mute).toBe(true)],
    ['settings', { what: '我的小米手环9', state: '连上' }, (state) => expect(state.bluetoothDevice).toBe('小米手环9')],
    [
      'amap',
      { what: '收费的路', state: '不要走' },
      (state) => expect(state.settings).toMatchObject({ avoidTolls: true }),
    ],
    [
      'amap',
      { what: '车牌', state: '沪A·D8361' },
      (state) => expect(state.settings).toMatchObject({ plate: '沪A·D8361' }),
    ],
    ['amap', { what: '公司地址', state: '来福士广场' }, (state) => expect(state.company).not.toBe('')],
  ])('%s: %j', async (app, values, check) => {
    const { last, steps } = await stage.run(app, 'setting', values);
    expect(last.action, steps.join('\n')).toMatchObject({ action: 'COMPLETE' });
    check(stage.state<Record<string, unknown>>(app));
  });
});

describe('notes and alarms', () => {
  test('a note with a title, and a thing to do', async () => {
    answerOf(await stage.run('notes', 'note', { text: '番茄三个', title: '番茄肥牛' }));
    answerOf(await stage.run('notes', 'note', { text: '交电费 86.20 元', list: '待办' }));
    const { notes, todos } = stage.state<{ notes: object[]; todos: object[] }>('notes');
    expect(Object.values(notes)).toContainEqual(expect.objectContaining({ title: '番茄肥牛', text: '番茄三个' }));
    expect(Object.values(todos)).toContainEqual(expect.objectContaining({ text: '交电费 86.20 元', done: false }));
  });

  test('an alarm so long before a time on another day', async () => {
    answerOf(await stage.run('clock', 'alarm', { time: '2026-12-02 06:40', before: '两小时' }));
    const { alarms } = stage.state<{ alarms: object[] }>('clock');
    expect(alarms).toContainEqual(expect.objectContaining({ hour: 4, minute: 40, days: [], on: true }));
  });
});
