import type { Report, ReportValues } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import { decide } from './conditions.js';

function report(id: string, text: string, values?: ReportValues): Report {
  return {
    subtaskId: id,
    stopReason: 'TASK_COMPLETED_SUCCESSFULLY',
    text,
    steps: 1,
    seconds: 1,
    ...(values && { values }),
  };
}

function offered(id: string, ...minors: number[]): Report {
  const offers = minors.map((minor) => ({
    app: 'jd',
    title: 'tea',
    price: { minor, currency: 'CNY' },
    conditions: [],
    step: 1,
  }));
  return report(id, 'prices', { offers });
}

describe('a condition', () => {
  test.each<[string, string, boolean]>([
    ['超过40元', '快车，滴滴已备好去静安寺的车，预估 ¥43.5', true],
    ['超过40元', '快车，滴滴已备好去静安寺的车，预估 ¥40', false],
    ['没超过40元', '预估 ¥20.2', true],
    ['不到3公里', '去静安寺（步行）：42分钟 · 2.9km', true],
    ['不到3公里', '去上海南站：2小时42分 · 11.6km', false],
    ['不足3公里', '去静安寺（步行）：42分钟 · 2.9km', true],
    ['不足3公里', '去上海南站：2小时42分 · 11.6km', false],
    ['超过30分钟', '28分钟 少拥堵 · 14.6km', false],
    ['more than 2 hours', '2h26m', true],
    ['播放量超过20万', '12.2万播放 317弹幕', false],
    ['超过20万', '184.9万播放 · 32:06', true],
    ['8点以后', '最早：G102 07:00 上海虹桥', false],
    ['有二等座', 'G1102：二等座:有 一等座:候补', true],
    ['有二等座', 'G1102：二等座:候补 一等座:有', false],
    ['得VIP才能听', '青花瓷 · VIP · 周杰伦', true],
    ['得VIP才能听', '青花瓷 · 周杰伦', false],
  ])('"%s" of "%s" is %s', (test_, text, expected) => {
    const reports = [report('s1', text)];
    expect(decide({ report: 's1', test: test_, holds: true }, reports)).toEqual({ holds: expected });
    expect(decide({ report: 's1', test: test_, holds: false }, reports)).toEqual({ holds: !expected });
  });

  test('compares the cheapest offers of two', () => {
    const reports = [offered('s1', 500, 300), offered('s2', 400)];
    expect(decide({ report: 's1', than: 's2', test: '便宜', holds: true }, reports)).toEqual({ holds: true });
    expect(decide({ report: 's1', than: 's2', test: '贵', holds: true }, reports)).toEqual({ holds: false });
    expect(decide({ report: 's2', than: 's1', test: 'cheaper', holds: false }, reports)).toEqual({ holds: true });
  });

  test('that nothing decides is said, whichever branch asks', () => {
    for (const holds of [true, false]) {
      const decision = decide({ report: 's1', test: '超过3公里', holds }, [report('s1', '没有距离')]);
      expect(decision).toEqual({ unclear: expect.stringContaining('超过3公里') });
    }
  });

  test('does not take the figures of a title for findings', () => {
    const details = { title: '独自骑行第 30 天' };
    const read = report('s1', '独自骑行第 30 天：1.5万', { details });
    expect(decide({ report: 's1', test: '超过1万', holds: true }, [read])).toEqual({ holds: true });
  });
});
