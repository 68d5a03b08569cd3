// What entries of a list have to be like, in the user's words, and which entries are: "G字头，上午12点前", "直飞", "五星，有免费停车",
// "under 300, rated 4.5 or more". What has no rule of its own has to stand on the entry as it was said.
import { compact } from './compact.js';
import { measureOf } from './measures.js';
import { isWithin, readFilter } from './narrowing.js';
import { readClock } from './time/clock.js';

export interface Condition {
  /** As it was said. */
  readonly said: string;
  holds(lines: readonly string[]): boolean;
  /** What a control of the app for it may be called; none for what apps have no such controls for. */
  readonly names: readonly string[];
  /** It stands on an entry word by word, or not at all: where no entry has it, the app may just not say so. */
  readonly isWord: boolean;
}

const lead =
  /^(请|帮我)?(只看|仅看|只要|仅限|要有|要求|要|有|带|含|提供|属于|是|选|only|with|having|that (?:has|have|is|are)|just)\s*/i;
const tail =
  /(的|酒店|航班|飞机|火车|车次|车|店家|店铺|店|那种|出发|起飞|发车|hotels?|flights?|trains?|ones?|shops?|stores?)$/i;
/** Says how many, or what every entry is. */
const empty = /^(所有|全部|每家?|任何|全新|新的?|都|all|every|any|new)$/i;

/** The same of a class, as different apps call it. */
const classes: readonly RegExp[] = [
  /^(五星级?|豪华型?|5星级?|five[- ]?stars?|luxury)$/i,
  /^(四星级?|高档型?|4星级?|four[- ]?stars?|upscale)$/i,
  /^(三星级?|舒适型?|3星级?|three[- ]?stars?|comfort)$/i,
  /^(二星级?|经济型?|economy|budget)$/i,
  /^(直飞|直达|不转机|direct|non-?stop)$/i,
  /^(营业中|在?营业|开着|开门的?|open|open now)$/i,
];

export function readConditions(words: string): Condition[] {
  const { marks, leastMinor, mostMinor } = readFilter(
    words.replaceAll(/[()（）]/g, (sign) => (/[(（]/.test(sign) ? '|' : '')),
  );
  const conditions = marks.flatMap(conditionOf);
  if (leastMinor === undefined && mostMinor === undefined) return conditions;
  const holds = (lines: readonly string[]) => {
    const minor = measureOf(lines, 'price');
    return minor !== undefined && isWithin({ minor, currency: 'CNY' }, { marks: [], ...bounds(leastMinor, mostMinor) });
  };
  return [...conditions, { said: words, holds, names: [], isWord: false }];
}

function bounds(leastMinor: number | undefined, mostMinor: number | undefined): object {
  return { ...(leastMinor !== undefined && { leastMinor }), ...(mostMinor !== undefined && { mostMinor }) };
}

/** "豪华型|五星": the words before the bracket, or those in it. */
function conditionOf(mark: string): Condition[] {
  const ways = mark
    .split('|')
    .map(trimmed)
    .filter((way) => way !== '' && !empty.test(way));
  const rules = ways.flatMap((way) => ruleOf(way) ?? []);
  const words = ways.filter((way) => ruleOf(way) === undefined);
  if (rules.length > 0) {
    const names = ways.filter((way) => classes.some((sort) => sort.test(way)));
    return [{ said: mark, holds: (lines) => rules.every((rule) => rule(lines)), names, isWord: false }];
  }
  if (words.length === 0) return [];
  const wanted = words.map((word) => compact(word).folded);
  const holds = (lines: readonly string[]) => {
    const said = lines.map((line) => compact(line).folded);
    return wanted.some((word) => said.some((line) => line.includes(word)));
  };
  return [{ said: words.join('/'), holds, names: words, isWord: true }];
}

function trimmed(text: string): string {
  let now = text.replace(/^(所有|全部|all)\s*/i, '').trim();
  for (let before = ''; before !== now; ) {
    before = now;
    now = now.replace(lead, '').replace(tail, '').trim();
  }
  return now;
}

type Rule = (lines: readonly string[]) => boolean;

function ruleOf(words: string): Rule | undefined {
  const sort = classes.find((names) => names.test(words));
  if (sort) return (lines) => lines.some((line) => line.split(/[\s·,，/|]+/).some((word) => sort.test(word)));
  const letter = /^([gdcktz])\s*(字?头|字?开头|字|次|trains?)/i.exec(words)?.[1] ?? fastTrain(words);
  if (letter) return (lines) => lines.some((line) => new RegExp(`^[${letter}]\\d`, 'i').test(line.trim()));
  const seat = /^(?:还?有)?(商务座|一等座|二等座|硬座|硬卧|软卧|无座)(?:票|的票|有票)?$/.exec(words)?.[1];
  if (seat) return (lines) => lines.some((line) => new RegExp(`${seat}\\s*[:：]?\\s*(有|\\d+\\s*张)`).test(line));
  return ruleOfTime(words) ?? ruleOfScore(words);
}

function fastTrain(words: string): string | undefined {
  if (/^(高铁|high[- ]speed( rail)?)$/i.test(words)) return 'GC';
  return /^动车$/.test(words) ? 'D' : undefined;
}

/** A part of the day, or before or after a time of it, by when it leaves. */
function ruleOfTime(words: string): Rule | undefined {
  const minute = readClock(words)?.minute;
  if (minute !== undefined && /(前|以前|之前|before|by)/i.test(words)) return byLeaving((leaves) => leaves < minute);
  if (minute !== undefined && /(后|以后|之后|after|from)/i.test(words)) return byLeaving((leaves) => leaves >= minute);
  if (/^(上午|早上|早晨|morning|in the morning|中午前|before noon)$/i.test(words))
    return byLeaving((leaves) => leaves < 720);
  if (/^(下午|afternoon|in the afternoon)$/i.test(words)) return byLeaving((leaves) => leaves >= 720 && leaves < 1080);
  if (/^(晚上|傍晚|夜里|evening|in the evening|night)$/i.test(words)) return byLeaving((leaves) => leaves >= 1080);
  return undefined;
}

function byLeaving(test: (minute: number) => boolean): Rule {
  return (lines) => {
    const leaves = measureOf(lines, 'leaves');
    return leaves !== undefined && test(leaves);
  };
}

function ruleOfScore(words: string): Rule | undefined {
  const score =
    /(?:评分)?(\d(?:\.\d)?)\s*分?(?:以上|及以上|\+|or (?:more|above|higher))|(?:above|over|at least|高于|超过|不低于)\s*(\d(?:\.\d)?)\s*分?$/i.exec(
      words,
    );
  if (!score) return undefined;
  const least = Number(score[1] ?? score[2]);
  return (lines) => (measureOf(lines, 'score') ?? 0) >= least;
}
