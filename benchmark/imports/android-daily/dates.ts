// Dates of tasks that were written for another day. Each one that names a day of the calendar is moved so that it is as
// far from the run date as it was from the day it was written; words that move by themselves (today, next Friday) stay.
// Holidays move with the calendar and cannot be shifted: it is told how far off they are now, and how far they were.

export interface DatedText {
  readonly text: string;
  readonly shifted: readonly { readonly from: string; readonly to: string }[];
  readonly warnings: readonly string[];
}

/** Year, month from 1, day. */
type Day = readonly [year: number, month: number, day: number];

const dayMs = 86_400_000;
const holidayToleranceDays = 21;
const chineseDigits = '零一二三四五六七八九';
const numeral = String.raw`(?:\d{1,2}|[一二三四五六七八九十]{1,3})`;
const weekday = '(?:周|星期|礼拜)[一二三四五六日天]';
const fullDate = new RegExp(
  String.raw`(?:(明年|今年|后年|\d{4}年)的?)?(?<![\d.])(${numeral})月(${numeral})([日号])(?:([(（]?)(${weekday})([)）]?))?(?:(\s*(?:到|至|[-~—–])+\s*)(${numeral})([日号]))?`,
  'g',
);
const isoDate = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g;
const vagueMonth = new RegExp(String.raw`(?<![\d上下个一两几])${numeral}月(?:份|底|初|中旬|上旬|下旬)`);
const weekdays = '日一二三四五六';

/** `writtenOn`, `runDate`: such as 2025-11-28. Texts of several lines, ranges and Chinese numerals are understood. */
export function shiftDates(text: string, writtenOn: string, runDate: string): DatedText {
  const written = toMs(readDay(writtenOn));
  const run = toMs(readDay(runDate));
  const distance = run - written;
  const shifted: { from: string; to: string }[] = [];
  const warnings: string[] = [];
  const note = (from: string, to: string): string => {
    if (from !== to) shifted.push({ from, to });
    return to;
  };
  const replaceDate = (whole: string, ...groups: (string | undefined)[]): string => {
    const [yearWord, monthText = '', dayText = '', suffix = '', open = '', named, close = ''] = groups;
    const [joint, endText, endSuffix = ''] = groups.slice(7);
    const start = resolveDay(yearWord, toNumber(monthText), toNumber(dayText), written);
    const end = endText === undefined ? undefined : start && resolveEnd(start, toNumber(endText));
    if (!start || (endText !== undefined && !end)) {
      warnings.push(`"${whole}" is no date of the calendar: it was left as it is`);
      return whole;
    }
    const target = toDay(toMs(start) + distance);
    const year = yearWordFor(yearWord, target[0], toDay(run)[0]);
    const day = named === undefined ? '' : `${open}${named.slice(0, -1)}${weekdayOf(target)}${close}`;
    const first = `${year}${target[1]}月${target[2]}${suffix}${day}`;
    if (!end) return note(whole, first);
    const last = toDay(toMs(end) + distance);
    const month = last[1] === target[1] ? '' : `${last[1]}月`;
    return note(whole, `${first}${joint}${month}${last[2]}${endSuffix}`);
  };
  const replaceIso = (whole: string, year: string, month: string, day: string): string => {
    const date = valid([Number(year), Number(month), Number(day)]);
    if (!date) {
      warnings.push(`"${whole}" is no date of the calendar: it was left as it is`);
      return whole;
    }
    return note(whole, writeIso(toDay(toMs(date) + distance)));
  };
  const moved = text.replaceAll(fullDate, replaceDate).replaceAll(isoDate, replaceIso);
  const vague = vagueMonth.exec(text)?.[0];
  if (vague !== undefined) warnings.push(`"${vague}" names no day: it was left as it is`);
  return { text: moved, shifted, warnings: [...warnings, ...holidayWarnings(text, written, run)] };
}

/** Whole days. Throws RangeError for what is no day. */
export function readDay(text: string): Day {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const read = valid([Number(year), Number(month), Number(day)]);
  if (!read) throw new RangeError(`"${text}" is no day such as 2026-11-30`);
  return read;
}

/** Without a year, the first such day from the day of writing on. */
function resolveDay(yearWord: string | undefined, month: number, day: number, writtenMs: number): Day | undefined {
  const year = toDay(writtenMs)[0];
  const offset = { 今年: 0, 明年: 1, 后年: 2 }[yearWord ?? ''];
  if (offset !== undefined) return valid([year + offset, month, day]);
  if (yearWord !== undefined) return valid([Number.parseInt(yearWord, 10), month, day]);
  for (const candidate of [year, year + 1, year + 2, year + 3, year + 4]) {
    const found = valid([candidate, month, day]);
    if (found && toMs(found) >= writtenMs) return found;
  }
  return undefined;
}

/** The end of a range that names only its day. */
function resolveEnd([year, month, day]: Day, endDay: number): Day | undefined {
  return endDay < day ? undefined : valid([year, month, endDay]);
}

function yearWordFor(original: string | undefined, year: number, runYear: number): string {
  if (original === undefined) return '';
  if (/^\d/.test(original)) return `${year}年`;
  return ['今年', '明年', '后年'][year - runYear] ?? `${year}年`;
}

function toNumber(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text];
  const ten = tens === '' ? 1 : chineseDigits.indexOf(tens ?? '');
  return ten * 10 + (ones === '' ? 0 : chineseDigits.indexOf(ones ?? ''));
}

function valid(day: Day): Day | undefined {
  const back = toDay(toMs(day));
  return day.every((part, index) => Number.isInteger(part) && part === back[index]) ? day : undefined;
}

function toMs([year, month, day]: Day): number {
  return Date.UTC(year, month - 1, day);
}

function toDay(ms: number): Day {
  const date = new Date(ms);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

function writeIso([year, month, day]: Day): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function weekdayOf(day: Day): string {
  return weekdays[new Date(toMs(day)).getUTCDay()] ?? '';
}

type IsHoliday = (ms: number) => boolean;

const solar =
  (month: number, day: number): IsHoliday =>
  (ms) =>
    toDay(ms)[1] === month && toDay(ms)[2] === day;
// May be a day off in years whose new moon falls near midnight, which does not matter here.
const lunarFormat = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
const lunar =
  (month: number, day: number): IsHoliday =>
  (ms) =>
    lunarFormat.format(ms) === `${month}/${day}`;

const holidays: readonly { readonly words: RegExp; readonly name: string; readonly isOn: IsHoliday }[] = [
  { words: /元旦/, name: '元旦', isOn: solar(1, 1) },
  { words: /春节|过年|大年/, name: '春节', isOn: lunar(1, 1) },
  { words: /除夕/, name: '除夕', isOn: (ms) => lunar(1, 1)(ms + dayMs) },
  { words: /清明/, name: '清明', isOn: solar(4, 5) },
  { words: /五一(?!广场)|劳动节/, name: '五一', isOn: solar(5, 1) },
  { words: /端午/, name: '端午', isOn: lunar(5, 5) },
  { words: /中秋/, name: '中秋', isOn: lunar(8, 15) },
  { words: /国庆|(?<![二三四五六七八九月])十一(?![月日号点个、])/, name: '国庆', isOn: solar(10, 1) },
  { words: /圣诞/, name: '圣诞', isOn: solar(12, 25) },
];

function holidayWarnings(text: string, writtenMs: number, runMs: number): string[] {
  return holidays.flatMap(({ words, name, isOn }) => {
    if (!words.test(text)) return [];
    const [then, now] = [daysUntil(isOn, writtenMs), daysUntil(isOn, runMs)];
    if (Math.abs(then - now) <= holidayToleranceDays) return [];
    return [
      `${name} was ${then} days off when the task was written and is ${now} days off now; holidays are not shifted`,
    ];
  });
}

function daysUntil(isOn: IsHoliday, fromMs: number): number {
  for (let days = 0; days < 400; days += 1) if (isOn(fromMs + days * dayMs)) return days;
  return Number.POSITIVE_INFINITY;
}
