import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { screen } from '../../../testing/screens.js';
import { clockText, readClock } from './clock.js';
import { addDays, daysBetween, localTime, weekdayOf } from './days.js';
import { readNumber } from './numbers.js';
import { phoneTime } from './phone-time.js';
import { readNights, readWhen } from './when.js';

/** A Monday, 09:41. */
const now = { day: '2026-11-23', minute: 581 };

const minutes = fc.integer({ min: 0, max: 1439 });
const hanDigits = '零一二三四五六七八九';

function han(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10 === 0 && number > 0 ? '' : (hanDigits[number % 10] ?? '');
  if (tens === 0) return hanDigits[number] ?? '';
  return `${tens === 1 ? '' : hanDigits[tens]}十${ones}`;
}

describe('times of day', () => {
  test.each([
    ['七点半', '07:30'],
    ['早上7点', '07:00'],
    ['晚上八点一刻', '20:15'],
    ['下午三点零五分', '15:05'],
    ['中午12点半', '12:30'],
    ['中午1点', '13:00'],
    ['凌晨12点10分', '00:10'],
    ['晚上十二点', '00:00'],
    ['差五分八点', '07:55'],
    ['差一刻九点', '08:45'],
    ['傍晚6点三刻', '18:45'],
    ['１９：３０', '19:30'],
    ['上午9:05', '09:05'],
    ['二十三点五十九分', '23:59'],
    ['7:30 am', '07:30'],
    ['7.30pm', '19:30'],
    ['12:15 a.m.', '00:15'],
    ['12 pm', '12:00'],
    ['half past seven', '07:30'],
    ['quarter to eight in the evening', '19:45'],
    ['ten to six', '05:50'],
    ["seven o'clock", '07:00'],
    ['at 6', '06:00'],
    ['9 in the morning', '09:00'],
    ['noon', '12:00'],
    ['正午', '12:00'],
  ])('%s is %s', (words, shown) => {
    expect(clockText(readClock(words)?.minute ?? -1)).toBe(shown);
  });

  test.each(['两个人', '3.5元', '2026', '5 people', '买7件', '', 'room 304'])('%j is none', (words) => {
    expect(readClock(words)).toBeUndefined();
  });

  test('whatever minute is shown on a clock is read from it, in every way of writing', () => {
    fc.assert(
      fc.property(minutes, (minute) => {
        const hour = Math.floor(minute / 60);
        const rest = minute % 60;
        const twelve = hour % 12 === 0 ? 12 : hour % 12;
        const half = hour < 12 ? 'am' : 'pm';
        const two = String(rest).padStart(2, '0');
        const ways = [
          clockText(minute),
          `${hour}点${rest}分`,
          `${han(hour)}点${rest === 0 ? '' : `${rest < 10 ? '零' : ''}${han(rest)}分`}`,
          `${twelve}:${two} ${half}`,
          `${twelve}:${two}${half.toUpperCase()}`,
          `${hour < 12 ? '上午' : '下午'}${twelve}:${two}`,
        ];
        for (const way of ways) expect([way, readClock(way)?.minute]).toEqual([way, minute]);
      }),
    );
  });

  test('numbers in hanzi are read back', () => {
    for (let number = 0; number < 60; number++) expect(readNumber(han(number))).toBe(number);
  });
});

describe('when', () => {
  test.each([
    ['明早七点半', { day: '2026-11-24', minute: 450 }],
    ['7:30 am tomorrow', { day: '2026-11-24', minute: 450 }],
    ['tomorrow at 6', { day: '2026-11-24', minute: 360 }],
    ['今晚九点', { day: '2026-11-23', minute: 1260 }],
    ['明天晚上12点', { day: '2026-11-25', minute: 0 }],
    ['后天下午3点', { day: '2026-11-25', minute: 900 }],
    ['周五', { day: '2026-11-27' }],
    ['周一上午10点', { day: '2026-11-23', minute: 600 }],
    ['下周三早上8点', { day: '2026-12-02', minute: 480 }],
    ['next Friday', { day: '2026-12-04' }],
    ['12月5日', { day: '2026-12-05' }],
    ['1月2号 14:20', { day: '2027-01-02', minute: 860 }],
    ['2026-12-31', { day: '2026-12-31' }],
    ['Dec 5', { day: '2026-12-05' }],
    ['5th of December at 9 am', { day: '2026-12-05', minute: 540 }],
    ['3号', { day: '2026-12-03' }],
    ['每个工作日早上7点', { repeat: [1, 2, 3, 4, 5], minute: 420 }],
    ['every weekday at 6:45', { repeat: [1, 2, 3, 4, 5], minute: 405 }],
    ['周一到周五 6:30', { repeat: [1, 2, 3, 4, 5], minute: 390 }],
    ['每天晚上十点', { repeat: [0, 1, 2, 3, 4, 5, 6], minute: 1320 }],
    ['每周一三五 7:00', { repeat: [1, 3, 5], minute: 420 }],
    ['every Monday and Thursday at 8 pm', { repeat: [1, 4], minute: 1200 }],
    ['周末每天9点', { repeat: [0, 6], minute: 540 }],
    ['20分钟后', { day: '2026-11-23', minute: 601 }],
    ['一个半小时后', { day: '2026-11-23', minute: 671 }],
    ['半小时后', { day: '2026-11-23', minute: 611 }],
    ['in 20 minutes', { day: '2026-11-23', minute: 601 }],
    ['in an hour and a half', { day: '2026-11-23', minute: 671 }],
    ['15小时后', { day: '2026-11-24', minute: 41 }],
    ['三天后下午两点', { day: '2026-11-26', minute: 840 }],
    ['in 3 days', { day: '2026-11-26' }],
    ['12月1日到3日', { day: '2026-12-01', lastDay: '2026-12-03' }],
    ['明天住两晚', { day: '2026-11-24', lastDay: '2026-11-26' }],
    ['tomorrow for 3 nights', { day: '2026-11-24', lastDay: '2026-11-27' }],
    ['这周末', { day: '2026-11-28', lastDay: '2026-11-29' }],
  ])('%s', (words, expected) => {
    expect(readWhen(words, now)).toEqual(expected);
  });

  test.each(['随便', 'whenever', '两个人', ''])('%j says no time', (words) => {
    expect(readWhen(words, now)).toBeUndefined();
  });

  test('a date with a time is read whole, in both languages, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), minutes, (ahead, minute) => {
        const day = addDays(now.day, ahead);
        const [, month = 0, date = 0] = day.split('-').map(Number);
        expect(readWhen(`${month}月${date}日 ${clockText(minute)}`, now)).toEqual({ day, minute });
        expect(readWhen(`${day} ${clockText(minute)}`, now)).toEqual({ day, minute });
      }),
    );
  });

  test('any words are read without an error, and never as a time that is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (words) => {
        const when = readWhen(words, now);
        if (when?.minute !== undefined) expect(when.minute >= 0 && when.minute < 1440).toBe(true);
        if (when?.day !== undefined) expect(when.day).toMatch(/^\d{4}-\d\d-\d\d$/);
      }),
    );
  });
});

test('days are counted and named on the calendar, and the phone’s day is that of its time zone', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5000, max: 5000 }), (count) => {
      const day = addDays(now.day, count);
      expect(daysBetween(now.day, day)).toBe(count);
      expect(weekdayOf(day)).toBe((((1 + count) % 7) + 7) % 7);
    }),
  );
  const lateMs = Date.UTC(2026, 10, 23, 17, 5);
  expect(localTime(lateMs, 'Asia/Shanghai')).toEqual({ day: '2026-11-24', minute: 65 });
  expect(localTime(lateMs, 'Europe/London')).toEqual({ day: '2026-11-23', minute: 1025 });
});

test.each([
  ['一晚', 1],
  ['住两晚', 2],
  ['for three nights', 3],
  ['一晚上', undefined],
  ['今晚', undefined],
  ['晚上八点', undefined],
])('%s: %s nights, and no day', (words, count) => {
  expect(readNights(words)).toBe(count);
  if (count !== undefined) expect(readWhen(words, now)).toBeUndefined();
});

test('now is what the phone’s clock says, however far it is from this computer’s', () => {
  const seen = { ...screen(), takenAtMs: Date.UTC(2026, 10, 30, 7), timeZone: 'Asia/Shanghai' };
  expect(phoneTime(seen)).toEqual({ day: '2026-11-30', minute: 900 });
  expect(phoneTime({ ...seen, clockAheadMs: 18 * 3_600_000 })).toEqual({ day: '2026-12-01', minute: 540 });
});
