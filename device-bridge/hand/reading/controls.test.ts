import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { screen, text, view } from '../../testing/screens.js';
import { findButton, findButtons } from './buttons.js';
import { findDay, isCalendar, saysDate } from './calendar.js';
import { findChoice, findChoices } from './choices.js';
import { findField } from './fields.js';
import { isWithin, markNames, readFilter, readOrder } from './narrowing.js';
import { fromField, toField } from './route-words.js';
import { addDays } from './time/days.js';
import { findWheels } from './wheels.js';

const tap = { clickable: true };

describe('buttons', () => {
  test.each([
    ['保存', 'save'],
    ['完成', 'save'],
    ['Save', 'save'],
    ['加入购物车', 'addToCart'],
    ['Add to cart', 'addToCart'],
    ['查询车票', 'search'],
    ['添加闹钟', 'add'],
    ['立即叫车', 'hailRide'],
    ['去结算(2)', 'checkOut'],
    ['已收藏', 'unfavourite'],
  ] as const)('%s means %s', (label, meaning) => {
    expect(findButton(screen(text(label, [100, 2000, 500, 2100], tap)), meaning)?.text).toBe(label);
  });

  test('the plainest word wins, and a sentence is no button', () => {
    const seen = screen(
      text('完成', [0, 100, 200, 200], tap),
      text('保存', [0, 300, 200, 400], tap),
      text('保存后可以在最近的列表里看到', [0, 500, 900, 600], tap),
    );
    expect(findButtons(seen, 'save').map((node) => node.text)).toEqual(['保存', '完成']);
  });

  test('what lies under a sheet, and what is switched off, is not taken', () => {
    const sheet = view('FrameLayout', [0, 1200, 1080, 2400], { ...tap, 'content-desc': '关闭' });
    const seen = screen(
      text('确定', [0, 2000, 500, 2100], tap),
      sheet,
      text('OK', [0, 300, 200, 400], { ...tap, enabled: false }),
    );
    expect(findButton(seen, 'confirm')).toBeUndefined();
  });
});

describe('choices', () => {
  const row = (label: string, top: number) =>
    view('LinearLayout', [0, top, 1080, top + 100], tap, text(label, [40, top, 1000, top + 100]));
  const seen = screen(row('北京南', 300), row('北京', 400), row('去北京的车', 500), row('上海', 600));

  test('the same name comes first, then what begins with it, then what holds it', () => {
    expect(findChoices(seen, ['北京']).map(({ label }) => label)).toEqual(['北京', '北京南', '去北京的车']);
    expect(findChoice(seen, ['广州'])).toBeUndefined();
  });

  test('only below a line, and no worse than asked for', () => {
    expect(findChoice(seen, ['北京'], { belowPx: 450 })?.label).toBe('去北京的车');
    expect(findChoice(seen, ['北京'], { belowPx: 450, least: 'begins' })).toBeUndefined();
  });
});

describe('fields', () => {
  test('a field goes by its hint, by the label beside it, or by the label above it', () => {
    const hinted = screen(view('EditText', [0, 300, 900, 400], { hint: '出发地' }));
    const beside = screen(text('目的地', [0, 300, 200, 400]), view('EditText', [220, 300, 900, 400]));
    const above = screen(text('From', [0, 240, 200, 300]), view('EditText', [0, 310, 900, 400]));
    expect(findField(hinted, fromField)?.kind).toBe('text');
    expect(findField(beside, toField)?.kind).toBe('text');
    expect(findField(beside, fromField)).toBeUndefined();
    expect(findField(above, fromField)?.kind).toBe('text');
  });

  test('a row says its value; one with a switch is a switch', () => {
    const row = view(
      'LinearLayout',
      [0, 300, 1080, 400],
      tap,
      text('出发日期', [40, 300, 300, 400]),
      text('11月24日 明天', [700, 300, 1000, 400]),
    );
    expect(findField(screen(row), /^出发日期$/)).toMatchObject({ kind: 'row', value: '11月24日 明天' });
    const toggle = view(
      'LinearLayout',
      [0, 300, 1080, 400],
      tap,
      text('振动', [40, 300, 300, 400]),
      view('Switch', [900, 310, 1040, 390], { ...tap, checkable: true, checked: true }),
    );
    expect(findField(screen(toggle), /^振动$/)).toMatchObject({ kind: 'switch', on: true });
  });
});

describe('pickers', () => {
  const wheel = (left: number, labels: readonly string[], chosen: number, kind: string) =>
    view(
      kind,
      [left, 1600, left + 300, 1600 + labels.length * 100],
      { scrollable: true },
      ...labels.map((label, index) =>
        text(label, [left, 1600 + index * 100, left + 300, 1700 + index * 100], {
          ...tap,
          selected: index === chosen,
        }),
      ),
    );

  test('columns of values are wheels, from left to right; the marked value is chosen', () => {
    const seen = screen(
      wheel(600, ['28', '29', '30', '31', '32'], 2, 'androidx.recyclerview.widget.RecyclerView'),
      wheel(100, ['上午', '下午'], 1, 'androidx.recyclerview.widget.RecyclerView'),
    );
    expect(findWheels(seen).map(({ current }) => current)).toEqual(['下午', '30']);
  });

  test('a number picker of the platform shows its value in a field', () => {
    const picker = view(
      'NumberPicker',
      [100, 1600, 300, 1900],
      {},
      view('Button', [100, 1600, 300, 1700], { ...tap, text: '6' }),
      view('EditText', [100, 1700, 300, 1800], { text: '7' }),
      view('Button', [100, 1800, 300, 1900], { ...tap, text: '8' }),
    );
    expect(findWheels(screen(picker)).map(({ current }) => current)).toEqual(['7']);
  });

  test('a list of songs is no wheel', () => {
    const list = view(
      'ListView',
      [0, 300, 500, 900],
      { scrollable: true },
      text('晴天', [0, 300, 500, 400]),
      text('七里香', [0, 400, 500, 500]),
    );
    expect(findWheels(screen(list))).toEqual([]);
  });

  test('days are found by their date, or by their number below the heading of the month', () => {
    const month = (heading: string, top: number) => [
      text(heading, [300, top, 700, top + 80]),
      ...Array.from({ length: 30 }, (_, index) => {
        const left = (index % 7) * 150;
        const y = top + 100 + Math.floor(index / 7) * 100;
        return text(String(index + 1), [left, y, left + 140, y + 90], tap);
      }),
    ];
    const seen = screen(...month('2026年11月', 200), ...month('2026年12月', 900));
    expect(isCalendar(seen)).toBe(true);
    expect(findDay(seen, '2026-11-24')?.bounds.top).toBeLessThan(900);
    expect(findDay(seen, '2026-12-24')?.bounds.top).toBeGreaterThan(900);
    expect(findDay(seen, '2027-01-24')).toBeUndefined();
  });

  test('a date is recognised in every way of writing, and no other day in its place', () => {
    const months = 'January February March April May June July August September October November December'.split(' ');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 400 }), (ahead, off) => {
        const day = addDays('2026-11-23', ahead);
        const other = addDays(day, off);
        const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
        const ways = [
          `${year}年${month}月${date}日 周二`,
          `${date} ${months[month - 1]} ${year}`,
          `${months[month - 1]} ${date}, ${year}`,
          `${year}-${month}-${date}`,
        ];
        for (const way of ways) expect([way, saysDate(way, day), saysDate(way, other)]).toEqual([way, true, false]);
      }),
    );
  });
});

describe('order and filters in the user’s words', () => {
  test.each([
    ['按销量排序', 'sales'],
    ['价格从低到高', 'priceUp'],
    ['最便宜的', 'priceUp'],
    ['price high to low', 'priceDown'],
    ['好评优先', 'rating'],
    ['离我最近', 'distance'],
    ['newest first', 'newest'],
  ])('%s', (words, order) => {
    expect(readOrder(words)?.order).toBe(order);
  });

  test.each([
    ['只看自营', { marks: ['自营'] }],
    ['价格 100 到 200', { marks: [], leastMinor: 10_000, mostMinor: 20_000 }],
    ['包邮，200元以下', { marks: ['包邮'], mostMinor: 20_000 }],
    ['under $50 and free shipping', { marks: ['free shipping'], mostMinor: 5000 }],
    ['至少99.5元、有货', { marks: ['有货'], leastMinor: 9950 }],
    ['全新', { marks: ['全新'] }],
  ])('%s', (words, expected) => {
    expect(readFilter(words)).toEqual(expected);
  });

  test('whatever range is said, a price is kept exactly when it lies within', () => {
    const yuan = fc.integer({ min: 1, max: 99_999 });
    fc.assert(
      fc.property(yuan, yuan, yuan, (a, b, price) => {
        const wanted = readFilter(`价格${a}到${b}元`);
        const inside = price >= Math.min(a, b) && price <= Math.max(a, b);
        expect(isWithin({ minor: price * 100, currency: 'CNY' }, wanted)).toBe(inside);
      }),
    );
  });

  test('a mark is looked for as apps write it', () => {
    expect(markNames('有货')).toContain('仅看有货');
  });
});
