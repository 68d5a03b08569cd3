// Days of the week that something repeats on: "每个工作日", "每周一三五", "every weekday", "Mondays and Wednesdays".

/** 0 Sunday to 6 Saturday, in order. */
export type Weekdays = readonly number[];

export const everyDay: Weekdays = [0, 1, 2, 3, 4, 5, 6];
export const workDays: Weekdays = [1, 2, 3, 4, 5];
export const weekend: Weekdays = [0, 6];

const hanDays = '日一二三四五六';
const englishDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const englishDay = '(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?s?';

const named: readonly (readonly [RegExp, Weekdays])[] = [
  [
    /每个?工作日|工作日(每天|重复)?|(每)?(周一|星期一)[到至~\-—]+(周|星期)?五|法定工作日|\b(every |each |on )?(weekdays?|work ?days?|working days?)\b/iu,
    workDays,
  ],
  [/每个?(周末|双休日)|周末(每天|重复)|\b(every|each|on) weekends?\b|\bweekends\b/iu, weekend],
  [
    /每天|每日|天天|每一天|\bevery ?day\b|\beach day\b|\bdaily\b|\bevery (morning|evening|night|afternoon)\b/iu,
    everyDay,
  ],
];
const hanList = new RegExp(
  `每个?(?:周|星期|礼拜)([${hanDays}天](?:[、,，和及跟]?\\s*(?:周|星期|礼拜)?[${hanDays}天])*)`,
  'u',
);
const hanRange = new RegExp(`每?个?(?:周|星期)([${hanDays}天])[到至~\\-—]+(?:周|星期)?([${hanDays}天])`, 'u');
const englishRange = new RegExp(`\\b(${englishDay})\\s*(?:to|through|-|–)\\s*(${englishDay})\\b`, 'i');
const englishList = new RegExp(
  `\\b(?:every|each)\\s+(${englishDay}(?:\\s*(?:,|and|&|,\\s*and)\\s*(?:every\\s+)?${englishDay})*)\\b|\\b((?:sun|mon|tues|wednes|thurs|fri|satur)days(?:\\s*(?:,|and|&|,\\s*and)\\s*(?:sun|mon|tues|wednes|thurs|fri|satur)days)*)\\b`,
  'i',
);

export interface Repeat {
  readonly weekdays: Weekdays;
  readonly start: number;
  readonly end: number;
}

/** The days that a text says something repeats on; nothing when it says that of none. */
export function readRepeat(text: string): Repeat | undefined {
  for (const [words, weekdays] of named) {
    const match = words.exec(text);
    if (match) return { weekdays, ...placeOf(match) };
  }
  const range = hanRange.exec(text) ?? englishRange.exec(text);
  if (range) return { weekdays: between(weekdayNamed(range[1]), weekdayNamed(range[2])), ...placeOf(range) };
  const list = hanList.exec(text) ?? englishList.exec(text);
  if (!list) return undefined;
  const said = (list[1] ?? list[2] ?? '').toLowerCase();
  const weekdays = /\p{Script=Han}/u.test(said)
    ? [...said].filter((character) => `${hanDays}天`.includes(character)).map(weekdayNamed)
    : [...said.matchAll(new RegExp(englishDay, 'gi'))].map(([day]) => weekdayNamed(day));
  return { weekdays: [...new Set(weekdays)].sort(), ...placeOf(list) };
}

/** 0 to 6 for "一", "天", "Tuesday", "wed". */
export function weekdayNamed(name: string = ''): number {
  if (name === '天') return 0;
  const han = hanDays.indexOf(name);
  return han >= 0 && name !== '' ? han : englishDays.indexOf(name.slice(0, 3).toLowerCase());
}

function between(first: number, last: number): number[] {
  const days: number[] = [];
  for (let day = first; ; day = (day + 1) % 7) {
    days.push(day);
    if (day === last || days.length === 7) return days.sort();
  }
}

function placeOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}
