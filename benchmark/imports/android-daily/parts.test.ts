import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appsOfRow } from './apps.js';
import { shiftDates } from './dates.js';
import { type EffectKind, sideEffectsOf } from './side-effects.js';

describe('apps', () => {
  const ids = (text: string, cell: string) => appsOfRow(text, cell).apps.map(({ id, service }) => service ?? id);

  test.each([
    ['B站', 'bilibili'],
    ['哔哩哔哩', 'bilibili'],
    ['携程旅行', 'ctrip'],
    ['携程', 'ctrip'],
    ['12306', '12306'],
    ['铁路12306', '12306'],
    ['去哪儿', 'qunar'],
    ['去哪儿网', 'qunar'],
    ['去哪儿旅行', 'qunar'],
    ['饿了么', 'eleme'],
    ['京东', 'jd'],
  ])('%s is %s', (name, id) => {
    expect(ids('看一下', name)).toEqual([id]);
    expect(appsOfRow('看一下', name).warnings).toEqual([]);
  });

  test('services are found inside their apps, whatever the catalogue calls by their name', () => {
    const found = appsOfRow('比一下饿了么和淘宝闪购', '饿了么, 淘宝').apps;
    expect(found.map(({ id, service }) => [id, service])).toEqual([
      ['eleme', undefined],
      ['taobao', '淘宝闪购'],
    ]);
    expect(appsOfRow('看看', '京东闪送').apps[0]).toMatchObject({ id: 'jd', service: '京东闪送' });
    expect(appsOfRow('看看', '京东到家').apps[0]).toMatchObject({ id: 'jd', package: 'com.jingdong.app.mall' });
  });

  test('where text and column name different apps, the text is followed and it is told', () => {
    const { apps, warnings } = appsOfRow('帮我在携程上找间房', '飞猪');
    expect(apps.map(({ id }) => id)).toEqual(['ctrip']);
    expect(warnings).toEqual(['the text names 携程, the column 飞猪: the text is followed']);
  });

  test('an app that the text uses and the column lacks is added; a shop that is looked for is not', () => {
    expect(ids('打开知乎找一篇，再到微博发一下', '知乎')).toEqual(['zhihu', 'weibo']);
    expect(ids('去饿了么看看离我最近的瑞幸咖啡', '饿了么')).toEqual(['eleme']);
  });

  test('a name that nobody knows is kept and told', () => {
    const { apps, warnings } = appsOfRow('看一下', '某某铺');
    expect(apps).toEqual([{ id: '某某铺', name: '某某铺' }]);
    expect(warnings[0]).toContain('knows no app "某某铺"');
  });
});

describe('dates', () => {
  const shift = (text: string, runDate = '2026-11-30') => shiftDates(text, '2025-11-28', runDate);

  test.each([
    // 367 days from the day of writing to the run date.
    ['12月1号', '12月3号'],
    ['查12月15号到12月17号的房', '查12月17号到12月19号的房'],
    ['12月30日至31日', '1月1日至2日'],
    ['12月29日到31日', '12月31日到1月2日'],
    ['明年1月25日', '明年1月27日'],
    ['12月十五号左右', '12月17号左右'],
    ['十二月一日', '12月3日'],
    ['2025年12月1日', '2026年12月3日'],
    ['2025-12-31', '2027-01-02'],
    ['12月5日（周五）', '12月7日（周一）'],
    ['11月30日从天津走', '12月2日从天津走'],
  ])('%s becomes %s', (from, to) => {
    expect(shift(from).text).toBe(to);
  });

  test.each(['下周五', '今天下午3点', '1个月', '3月底', '这个月底', '12.5月', '第12集', '五号线'])(
    '%s stays',
    (text) => {
      expect(shift(text).text).toBe(text);
    },
  );

  test('what cannot be shifted is told', () => {
    expect(shift('2月30日').warnings[0]).toContain('no date of the calendar');
    expect(shift('12月份去').warnings[0]).toContain('names no day');
    expect(shift('国庆去哪玩', '2026-09-20').warnings[0]).toMatch(/国庆 was 307 days off .* 11 days off now/);
    expect(shift('春节的酒店', '2026-03-01').warnings[0]).toMatch(/春节 was 81 days off .* 34\d days off now/);
    expect(shift('元旦去北京').warnings).toEqual([]);
  });

  test('a run on the day of writing changes nothing but numerals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (month, day) => {
        const text = `${month}月${day}日出发`;
        expect(shift(text, '2025-11-28')).toEqual({ text, shifted: [], warnings: [] });
      }),
    );
  });

  test('each date is as far from the run date as it was from the day of writing', () => {
    const dayMs = 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 360 }), fc.integer({ min: -300, max: 900 }), (ahead, later) => {
        const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
        const written = Date.UTC(2025, 10, 28);
        const run = written + later * dayMs;
        expect(shift(iso(written + ahead * dayMs), iso(run)).text).toBe(iso(run + ahead * dayMs));
      }),
    );
  });
});

describe('side effects', () => {
  const kinds = (text: string): EffectKind[] => sideEffectsOf(text).map(({ kind }) => kind);

  test.each<[string, EffectKind[]]>([
    ['给妈妈发个88元的红包', ['red_packet', 'message']],
    ['选第一款，然后直接下单', ['order']],
    ['帮我再买两袋猫粮', ['order']],
    ['打一辆出租车去机场', ['order']],
    ['把第一条订单取消掉', ['cancel']],
    ['取消我昨天的订单', ['cancel']],
    ['发一篇关于露营的笔记', ['post']],
    ['帮我发个微博', ['post']],
    ['去评论一下那个视频', ['comment']],
    ['点赞并评论"真好"', ['comment', 'like']],
    ['在评论区留个言', ['comment']],
    ['把这篇分享给微信好友小王', ['message']],
    ['给小王发短信问他来不来', ['message']],
    ['把航班发给我老婆', ['message']],
    ['申请上个订单的发票', ['request']],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test.each([
    '看看评论区的第一条',
    '找点赞数超过一万的回答',
    '在什么值得买里找手机壳',
    '查看我待收货的订单',
    '把最便宜的车次发给我',
    '看看我去年买的鞋',
    '最新发布的视频是什么',
    '筛选出“个人卖家”',
    '检查我的取消收藏设置',
    '谁发的第一篇笔记',
  ])('%s changes nothing', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});
