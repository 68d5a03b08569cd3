import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unsaid } from './answer.js';
import { daysIn, metresIn, minutesIn, pricesIn, timesIn } from './figures.js';
import type { Saying } from './state-check.js';

const says = (answer: string, saying: Saying): boolean => unsaid(answer, saying, 'zh') === undefined;

describe('a price', () => {
  test.each(['到手价 ¥4,469', '4469元', '一共4469.00块', 'It costs 4,469 yuan.', '最低：4469'])(
    'is said by "%s"',
    (answer) => {
      expect(says(answer, { yuan: 446_900 })).toBe(true);
    },
  );

  test.each(['¥44690', '¥4468', '446.9元', '', '便宜得很'])('is not said by "%s"', (answer) => {
    expect(says(answer, { yuan: 446_900 })).toBe(false);
  });

  test('counts beside others when it comes first or is called the lowest, not when it is one of a list', () => {
    const list = '淘宝 ¥5100，京东 ¥4999，拼多多 ¥4469，闲鱼 ¥3900';
    expect(says(list, { yuan: 446_900 })).toBe(false);
    expect(says(`${list}。最便宜的是拼多多 ¥4469。`, { yuan: 446_900 })).toBe(true);
    expect(says('¥4469（原价 ¥4,999，满4000减150，12期每期 ¥374）', { yuan: 446_900 })).toBe(true);
  });
});

test('a name must be singled out from its rivals', () => {
  const saying = { words: ['京东', 'JD.com'], among: ['淘宝', '拼多多'] };
  expect(says('京东最便宜', saying)).toBe(true);
  expect(says('淘宝 ¥30，京东 ¥20。最便宜的是京东', saying)).toBe(true);
  expect(says('淘宝、京东、拼多多都看过了', saying)).toBe(false);
  expect(says('最便宜的是淘宝，京东贵一点', saying)).toBe(false);
  expect(says('JD.com is the cheapest, Taobao costs more', saying)).toBe(true);
});

test('a long list proves nothing, a short one or a sentence beside it does', () => {
  const items = ['G1 06:23', 'G3 07:10', 'G5 08:00', 'G7 09:30'].map((text, at) => `${at + 1}. ${text}`);
  expect(says(`车次：\n${items.join('\n')}`, { words: 'G1' })).toBe(false);
  expect(says(`车次：\n${items.join('\n')}`, { time: '06:23' })).toBe(false);
  expect(says(`最早的是 G1，06:23 开。\n${items.join('\n')}`, { time: '06:23' })).toBe(true);
  expect(says(`车次：\n${items.slice(0, 2).join('\n')}`, { words: 'G1' })).toBe(true);
  const table = ['| 平台 | 到手价 |', '| --- | --- |', '| 京东 | ¥20 |', '| 淘宝 | ¥30 |'].join('\n');
  expect(says(table, { yuan: 2000 })).toBe(true);
  expect(says(`乘车人：\n- 甲\n- 乙\n- 丙\n- 丁`, { every: ['甲', '丁'] })).toBe(true);
});

test('numbers at the ends of a name do not run on', () => {
  expect(says('G1234 次 08:21 开', { words: 'G123' })).toBe(false);
  expect(says('G123次08:21开', { words: 'G123' })).toBe(true);
  expect(says('电话 021-6320 4608', { words: '021-63204608' })).toBe(true);
});

test('what must not be said is found', () => {
  expect(says('没有', { never: '有货' })).toBe(true);
  expect(says('有 货', { never: '有货' })).toBe(false);
});

test('figures are read however they are written', () => {
  const values = (figures: readonly { value: number }[]): number[] => figures.map(({ value }) => value);
  expect(values(timesIn('08:21 下午3点半 9点 8:05 pm 12:10 am'))).toEqual([501, 930, 540, 1205, 10]);
  expect(values(daysIn('12月3日 2026-12-03 Dec 3 3rd December'))).toEqual([1203, 1203, 1203, 1203]);
  expect(values(minutesIn('42分钟，1小时5分，4时29分, 1 h 5 min, 2 hours, 2h26m'))).toEqual([
    42, 65, 269, 65, 120, 146,
  ]);
  expect(values(metresIn('850m 3.2 公里 1.5km'))).toEqual([850, 3200, 1500]);
  expect(says('播放 12.8万', { about: 128_123 })).toBe(true);
  expect(says('播放 12.7万', { about: 128_123 })).toBe(false);
  expect(says('1.3亿粉丝', { about: 132_600_000 })).toBe(true);
});

test('every price and every time is found again in what it is written as', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999 }), (fen) => {
      const text = `共 ¥${(fen / 100).toLocaleString('en-US')} 起`;
      expect(pricesIn(text).map(({ value }) => Math.round(value * 100))).toEqual([
        Math.round(Number((fen / 100).toLocaleString('en-US').replaceAll(',', '')) * 100),
      ]);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      expect(says(`发车 ${time}，准点`, { time })).toBe(true);
    }),
  );
});
