// Times of day in words: "七点半", "下午3:05", "half past seven", "7.30 pm", and the same as clocks and lists show them.
// A time without morning or evening is read as it is written, on a clock of 24 hours.
import { englishNumber, hanNumber, readNumber } from './numbers.js';

export interface TimeOfDay {
  /** Since midnight, 0 to 1439. */
  readonly minute: number;
  /** It is said of the night that follows the day: "明天晚上12点" is the midnight after tomorrow. */
  readonly nextDay: boolean;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

type Part = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening';

const hanParts: readonly (readonly [RegExp, Part])[] = [
  [/^(凌晨|半夜|深夜|夜里|夜间)$/, 'night'],
  [/^(今早|明早|清晨|清早|大清早|早上|早晨|早|上午)$/, 'morning'],
  [/^(中午|正午)$/, 'noon'],
  [/^(下午|午后)$/, 'afternoon'],
  [/^(傍晚|晚上|晚间|今晚|明晚|晚)$/, 'evening'],
];
const hanPart =
  '凌晨|半夜|深夜|夜里|夜间|今早|明早|清晨|大?清早|早上|早晨|早|上午|中午|正午|下午|午后|傍晚|晚上|晚间|今晚|明晚|晚';

const digital = /(?<!\d)(?<hour>[01]?\d|2[0-4])\s*[:：.]\s*(?<minute>[0-5]\d)(?![\d.]|\s*[%元])/;
const spoken = `(?<hour>${hanNumber})\\s*[点點时時](?:钟|整)?(?:(?<half>半)|(?<quarters>[一1三3])刻|过?零?(?<minute>${hanNumber})\\s*分?)?`;
const before = `差\\s*(?<less>${hanNumber}|一刻)\\s*分?(?:钟)?\\s*(?<hour>${hanNumber})\\s*[点點]`;
const hanPatterns = [before, spoken, digital.source].map(
  (clock) => new RegExp(`(?<part>${hanPart})?(?:的|大概|大约|约)?\\s*(?:${clock})`, 'u'),
);
const hanAlone = /(?<part>正午|中午|半夜|午夜)(?!\p{Script=Han}?[点點\d])/u;

const suffix =
  "(?:\\s*(?<suffix>a\\.?m\\.?|p\\.?m\\.?)(?![a-z])|\\s*(?:o['’]?clock)?\\s*(?:in the|at)\\s+(?<when>morning|afternoon|evening|night))";
const englishPatterns = [
  `(?<shift>half|quarter|${englishNumber}(?:\\s+minutes?)?)\\s+(?<side>past|after|to|before)\\s+(?<hour>${englishNumber})(?![a-z])${suffix}?`,
  `${digital.source}${suffix}?`,
  `(?<!\\d)(?<hour>${englishNumber})\\s*(?:o['’]?clock)?${suffix}`,
  `\\b(?<hour>${englishNumber})\\s*o['’]?clock\\b`,
  `\\b(?:at|by|around|for)\\s+(?<hour>${englishNumber})(?!\\s*(?:[\\d:%]|minutes?|hours?|days?|weeks?|people|nights?|st\\b|nd\\b|rd\\b|th\\b|[a-z]))`,
].map((source) => new RegExp(source, 'i'));
const englishAlone = /\b(?<alone>noon|midday|midnight)\b/i;

/** The first time of day in a text. */
export function readClock(text: string): TimeOfDay | undefined {
  const folded = foldWidth(text);
  const read = [readEnglishAlone(folded), ...readAll(folded, hanPatterns), ...readAll(folded, englishPatterns)];
  const found = read.filter((time) => time !== undefined);
  // The earliest, of those the one that says most.
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found[0] ?? readHanAlone(folded);
}

/** "07:30". */
export function clockText(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function readAll(text: string, patterns: readonly RegExp[]): (TimeOfDay | undefined)[] {
  return patterns.map((pattern) => {
    const match = pattern.exec(text);
    return match ? timeFrom(match) : undefined;
  });
}

function timeFrom(match: RegExpExecArray): TimeOfDay | undefined {
  const groups = match.groups ?? {};
  const hour = readNumber(groups.hour ?? '');
  if (hour === undefined || hour > 24) return undefined;
  const minutes = minutesOf(groups);
  if (minutes === undefined || minutes >= 60) return undefined;
  const part = partOf(groups);
  const on = onDay(hour, part);
  const minute = on.hour * 60 + minutes;
  const dayMinutes = 1440;
  const turned = ((minute % dayMinutes) + dayMinutes) % dayMinutes;
  return { minute: turned, nextDay: on.nextDay, start: match.index, end: match.index + match[0].length };
}

function minutesOf(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const { half, quarters, minute, less, shift, side } = groups;
  if (half !== undefined) return 30;
  if (quarters !== undefined) return /[一1]/.test(quarters) ? 15 : 45;
  if (less !== undefined) return less === '一刻' ? -15 : negative(readNumber(less));
  if (shift !== undefined) {
    const amount = /half/i.test(shift)
      ? 30
      : /quarter/i.test(shift)
        ? 15
        : readNumber(shift.replace(/\s*minutes?/i, ''));
    return /to|before/i.test(side ?? '') ? negative(amount) : amount;
  }
  return minute === undefined ? 0 : readNumber(minute);
}

function negative(amount: number | undefined): number | undefined {
  return amount === undefined ? undefined : -amount;
}

function partOf({ part, suffix: ampm, when }: Readonly<Record<string, string | undefined>>): Part | undefined {
  if (part !== undefined) return hanParts.find(([words]) => words.test(part))?.[1];
  if (ampm !== undefined) return /^a/i.test(ampm) ? 'morning' : 'afternoon';
  if (when === undefined) return undefined;
  return /morning/i.test(when) ? 'morning' : /afternoon/i.test(when) ? 'afternoon' : 'evening';
}

/** The hour on a clock of 24, and whether it lies past the midnight that ends the day. */
function onDay(hour: number, part: Part | undefined): { hour: number; nextDay: boolean } {
  if (hour === 24) return { hour: 0, nextDay: true };
  if (hour > 12 || part === undefined) return { hour, nextDay: false };
  const isTwelve = hour === 12;
  switch (part) {
    case 'night':
      return hour >= 9 && !isTwelve
        ? { hour: hour + 12, nextDay: false }
        : { hour: isTwelve ? 0 : hour, nextDay: false };
    case 'morning':
      return { hour: isTwelve ? 0 : hour, nextDay: false };
    case 'noon':
      return { hour: hour <= 3 ? hour + 12 : hour, nextDay: false };
    case 'afternoon':
      return { hour: isTwelve ? 12 : hour + 12, nextDay: false };
    case 'evening':
      if (isTwelve) return { hour: 0, nextDay: true };
      return hour <= 4 ? { hour, nextDay: true } : { hour: hour + 12, nextDay: false };
  }
}

function readHanAlone(text: string): TimeOfDay | undefined {
  const match = hanAlone.exec(text);
  if (!match) return undefined;
  const isNoon = /午$/.test(match[0]) && !match[0].includes('夜');
  return { minute: isNoon ? 720 : 0, nextDay: !isNoon, start: match.index, end: match.index + match[0].length };
}

function readEnglishAlone(text: string): TimeOfDay | undefined {
  const match = englishAlone.exec(text);
  if (!match) return undefined;
  const isNoon = /noon|midday/i.test(match[0]);
  return { minute: isNoon ? 720 : 0, nextDay: !isNoon, start: match.index, end: match.index + match[0].length };
}

/** Full-width digits and signs as half-width ones, character by character, so that places stay the same. */
function foldWidth(text: string): string {
  return text.replaceAll(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}
