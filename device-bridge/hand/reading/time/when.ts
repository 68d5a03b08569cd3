// When something is to be, in the user's words: "明早七点半", "7:30 am tomorrow", "every weekday at 6", "20分钟后",
// "12月1日到3日". One reader for alarms, tickets, hotels and rides. What it cannot read it leaves out, and says so.
import { readClock } from './clock.js';
import { addDays, type Day, dayFrom, daysBetween, type LocalTime, nextDate, weekdayOf } from './days.js';
import { englishNumber, hanNumber, readNumber } from './numbers.js';
import { readRepeat, type Weekdays, weekdayNamed } from './repeat.js';

export interface When {
  /** Since midnight. */
  readonly minute?: number;
  readonly day?: Day;
  /** With `day`: the day on which it ends, for a stay or a journey back. */
  readonly lastDay?: Day;
  /** On these days of every week. */
  readonly repeat?: Weekdays;
}

interface FoundDay {
  readonly day: Day;
  readonly start: number;
  readonly end: number;
}

const hanOffsets: readonly (readonly [RegExp, number])[] = [
  [/大后天/, 3],
  [/后天|後天/, 2],
  [/明天|明日|明早|明晚|次日/, 1],
  [/今天|今日|今早|今晚/, 0],
  [/\bday after tomorrow\b/i, 2],
  [/\btomorrow\b/i, 1],
  [/\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b/i, 0],
];
const daysAhead = new RegExp(`(?<han>${hanNumber})天[之以]?后|\\bin (?<en>${englishNumber}) days?\\b`, 'iu');
const hanWeekday = /(?<week>下下|下个?|这个?|本)?(?:周|星期|礼拜)(?<day>[日一二三四五六天])/u;
const englishWeekday =
  /\b(?:(?<week>next|this|coming)\s+)?(?<day>sun|mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat)(?:day)?\b/i;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(?:${months.join('|')})[a-z]*\\.?`;
const datePatterns: readonly RegExp[] = [
  /(?:(?<year>20\d\d)\s*年\s*)?(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号號]?/u,
  /(?<year>20\d\d)[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/,
  new RegExp(
    `\\b(?<month>${month})\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(?<year>20\\d\\d))?(?!\\s*[:\\d])\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<month>${month})(?:,?\\s+(?<year>20\\d\\d))?\\b`,
    'i',
  ),
  /(?<![\d:])(?<month>\d{1,2})\/(?<day>\d{1,2})(?![\d/])/,
  /(?<![\d月])(?<day>\d{1,2})\s*[号號](?!楼|线|店|门|院|码)/u,
];
const untilDate =
  /^\s*(?:到|至|-|–|—|~|to|until|through)\s*(?:(?<month>\d{1,2})\s*月\s*)?(?<day>\d{1,2})\s*(?:[日号號]|st|nd|rd|th)?/iu;
const nights = new RegExp(
  `(?:住|共)?\\s*(?<count>${hanNumber})\\s*(?:个)?(?:晚|夜)(?!上|间|里|[点點\\d])|\\b(?<en>${englishNumber})\\s+nights?\\b`,
  'iu',
);
const weekendWords = /(?<next>下|下个)?(?:这个?|本)?周末|\b(?:this|the|next)?\s*weekend\b/iu;

const later: readonly RegExp[] = [
  /(?<!个)(?<half>半)个?(?:小时|钟头)[之以]?后/u,
  new RegExp(
    `(?:(?<hours>${hanNumber})个?(?<halfMore>半)?(?:小时|钟头))?(?:零|又|过)?(?:(?<minutes>${hanNumber})分钟?)?[之以]?后`,
    'u',
  ),
  /\bin (?<half>half an hour)\b/i,
  new RegExp(
    `\\bin (?:(?<hours>${englishNumber})\\s+hours?(?<halfMore>\\s+and\\s+a\\s+half)?)?(?:\\s*(?:and\\s+)?(?<minutes>${englishNumber})\\s+min(?:ute)?s?)?`,
    'i',
  ),
];

/** What of `words` is a time; nothing when none of it is. `now` is the phone's. */
export function readWhen(words: string, now: LocalTime): When | undefined {
  const text = words.normalize('NFKC');
  const after = readLater(text, now);
  if (after) return after;
  const repeat = readRepeat(text);
  const rest = repeat ? blanked(text, repeat.start, repeat.end) : text;
  const found = repeat ? undefined : readDay(rest, now.day);
  const clock = readClock(withoutDate(repeat ? rest : text, found));
  const when: { -readonly [K in keyof When]: When[K] } = {};
  if (repeat) when.repeat = repeat.weekdays;
  if (clock) when.minute = clock.minute;
  if (found) when.day = clock?.nextDay ? addDays(found.day, 1) : found.day;
  if (found && !clock) {
    const last = lastDay(text, found);
    if (last) when.lastDay = last;
  }
  return repeat || clock || found ? when : undefined;
}

/** How long a stay is, in words that need name no day: "一晚", "for two nights". At least 1. */
export function readNights(words: string): number | undefined {
  const { count, en } = nights.exec(words.normalize('NFKC'))?.groups ?? {};
  const number = readNumber(count ?? en ?? '');
  return number === 0 ? undefined : number;
}

/** A length of time in minutes: "两小时", "half an hour", "一个半小时前". */
export function readSpan(words: string): number | undefined {
  const bare = words
    .normalize('NFKC')
    .replace(/^(提前|before|about|大约)\s*|\s*(之前|以前|前|before|earlier|ahead)$/gi, '');
  const start = { day: '2000-01-01', minute: 0 };
  const then = readLater(`${bare}后`, start) ?? readLater(`in ${bare}`, start);
  if (then?.day === undefined || then.minute === undefined) return undefined;
  return daysBetween(start.day, then.day) * 1440 + then.minute;
}

function readLater(text: string, { day, minute }: LocalTime): When | undefined {
  for (const pattern of later) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const { half, hours, halfMore, minutes } = groups;
    if (half === undefined && hours === undefined && minutes === undefined) continue;
    const inMinutes =
      half !== undefined
        ? 30
        : (readNumber(hours ?? '0') ?? 0) * 60 + (halfMore ? 30 : 0) + (readNumber(minutes ?? '0') ?? 0);
    const at = minute + inMinutes;
    return { day: addDays(day, Math.floor(at / 1440)), minute: at % 1440 };
  }
  return undefined;
}

function readDay(text: string, today: Day): FoundDay | undefined {
  for (const [words, days] of hanOffsets) {
    const match = words.exec(text);
    if (match) return { day: addDays(today, days), ...placeOf(match) };
  }
  const ahead = daysAhead.exec(text);
  const count = readNumber(ahead?.groups?.han ?? ahead?.groups?.en ?? '');
  if (ahead && count !== undefined) return { day: addDays(today, count), ...placeOf(ahead) };
  for (const pattern of datePatterns) {
    const match = pattern.exec(text);
    const day = match?.groups && dateFrom(match.groups, today);
    if (match && day) return { day, ...placeOf(match) };
  }
  const weekend = weekendWords.exec(text);
  if (weekend)
    return {
      day: onWeekday(today, 6, weekend.groups?.next || /next/i.test(weekend[0]) ? 1 : undefined),
      ...placeOf(weekend),
    };
  const weekday = hanWeekday.exec(text) ?? englishWeekday.exec(text);
  if (!weekday?.groups) return undefined;
  const { week, day } = weekday.groups;
  const weeks =
    week === '下下' ? 2 : week && /^(下|next)/i.test(week) ? 1 : week && /^(这|本|this)/i.test(week) ? 0 : undefined;
  return { day: onWeekday(today, weekdayNamed(day), weeks), ...placeOf(weekday) };
}

function dateFrom(groups: Readonly<Record<string, string | undefined>>, today: Day): Day | undefined {
  const dayOfMonth = readNumber(groups.day ?? '') ?? 0;
  const written = groups.month;
  if (written === undefined) {
    const thisMonth = Number(today.slice(5, 7));
    const here = dayFrom(Number(today.slice(0, 4)), thisMonth, dayOfMonth);
    return here !== undefined && here >= today ? here : nextDate(today, (thisMonth % 12) + 1, dayOfMonth);
  }
  const named = months.indexOf(written.slice(0, 3).toLowerCase()) + 1;
  const monthNumber = named > 0 ? named : (readNumber(written) ?? 0);
  if (groups.year !== undefined) return dayFrom(Number(groups.year), monthNumber, dayOfMonth);
  return nextDate(today, monthNumber, dayOfMonth);
}

/** Weeks begin on Monday. Without a week named, the next such day, today included. */
function onWeekday(today: Day, weekday: number, weeks: number | undefined): Day {
  const fromMonday = (day: number) => (day + 6) % 7;
  const ahead = fromMonday(weekday) - fromMonday(weekdayOf(today));
  if (weeks !== undefined) return addDays(today, ahead + weeks * 7);
  return addDays(today, (ahead + 7) % 7);
}

function lastDay(text: string, first: FoundDay): Day | undefined {
  const until = untilDate.exec(text.slice(first.end))?.groups;
  if (until?.day !== undefined) {
    const monthNumber = until.month === undefined ? Number(first.day.slice(5, 7)) : Number(until.month);
    const day = nextDate(first.day, monthNumber, Number(until.day));
    if (day !== undefined && daysBetween(first.day, day) > 0) return day;
  }
  const count = readNights(text.slice(first.end));
  if (count !== undefined) return addDays(first.day, count);
  return weekendWords.test(text.slice(first.start, first.end)) ? addDays(first.day, 1) : undefined;
}

/** A date's digits are no hours: "12/5", "12.1". "明早" stays, since it says the part of the day too. */
function withoutDate(text: string, found: FoundDay | undefined): string {
  if (!found || !/\d|[周期拜]/.test(text.slice(found.start, found.end))) return text;
  return blanked(text, found.start, found.end);
}

function blanked(text: string, start: number, end: number): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

function placeOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}
