// What can be measured of an entry, read from its lines: price, score, time of leaving, how long, how far, how many.
import { readAmounts } from './amounts.js';

export type Measure =
  | 'price'
  | 'score'
  | 'leaves'
  | 'arrives'
  | 'lasts'
  | 'distance'
  | 'walk'
  | 'delivery'
  | 'threshold'
  | 'reduction'
  | 'plays'
  | 'likes'
  | 'sales'
  | 'followers'
  | 'rank'
  | 'day'
  | 'expires';

type Reader = (lines: readonly string[]) => number | undefined;

const number = String.raw`(\d+(?:,\d{3})*(?:\.\d+)?)\s*(万|亿|k|w)?\+?`;
const scale: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, k: 1e3, w: 1e4 };

const readers: Readonly<Record<Measure, Reader>> = {
  price: (lines) => {
    const amounts = lines.flatMap(readAmounts);
    const asked = amounts.find(({ role }) => role === 'final') ?? amounts.find(({ role }) => role === 'price');
    return asked?.money.minor;
  },
  score: (lines) =>
    first(lines, /(?<![\d.])(\d(?:\.\d)?)\s*分(?!钟)/) ?? first(lines, /(?:score|rating|rated)\D{0,3}(\d(?:\.\d)?)/i),
  leaves: (lines) => clocks(lines)[0],
  arrives: (lines) => clocks(lines)[1],
  lasts: (lines) => minutesIn(lines)[0],
  distance: (lines) => metresIn(lines)[0],
  walk: (lines) => labelledMinutes(lines, /步行/) ?? labelledMetres(lines, /步行/),
  delivery: (lines) => {
    if (lines.some((line) => /(免配送费|免运费|免费配送|free delivery)/i.test(line))) return 0;
    return first(lines, /(?:配送费?|delivery)\s*[¥￥]?\s*(\d+(?:\.\d+)?)/i);
  },
  threshold: (lines) => {
    const least = first(lines, /满\s*[¥￥]?\s*(\d+(?:\.\d+)?)/) ?? first(lines, /over\s*[¥￥$]?\s*(\d+(?:\.\d+)?)/i);
    return least ?? (lines.some((line) => /无门槛|立减|no minimum/i.test(line)) ? 0 : undefined);
  },
  reduction: (lines) => {
    const amounts = lines.flatMap((line) => (/满|over/i.test(line) ? [] : readAmounts(line)));
    return amounts[0]?.money.minor;
  },
  plays: (lines) => counted(lines, `${number}\\s*(?:次?播放|观看|浏览|views|plays)`),
  likes: (lines) =>
    counted(lines, `${number}\\s*(?:个?赞同?|喜欢|likes?|upvotes?)`) ?? counted(lines, `[♡♥❤👍]\\s*${number}`),
  sales: (lines) =>
    counted(lines, `(?:已售|月售|月销|销量|sold)\\s*${number}`) ??
    counted(lines, `${number}\\s*(?:人付款|人收货|人购买|条?评价|sold|bought)`),
  followers: (lines) =>
    counted(lines, `(?:粉丝|followers)\\s*${number}`) ?? counted(lines, `${number}\\s*(?:粉丝|人?关注|followers)`),
  rank: (lines) => first(lines, /^(?:第|no\.?\s*|#)?(\d{1,3})(?=\s|$|[.、])/i),
  day: (lines) => dayNumber(lines),
  expires: (lines) => dayNumber(lines.filter((line) => /到期|有效|过期|expire|until|valid/i.test(line))),
};

/** The value in its smallest unit, comparable between entries of one list; nothing when the entry does not say it. */
export function measureOf(lines: readonly string[], measure: Measure): number | undefined {
  return readers[measure](lines.flatMap((line) => line.split('\n')));
}

function first(lines: readonly string[], pattern: RegExp): number | undefined {
  for (const line of lines) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return Number(found.replaceAll(',', ''));
  }
  return undefined;
}

function counted(lines: readonly string[], source: string): number | undefined {
  const pattern = new RegExp(source, 'i');
  for (const line of lines) {
    const match = pattern.exec(line);
    if (match) return Number(match[1]?.replaceAll(',', '')) * (scale[match[2]?.toLowerCase() ?? ''] ?? 1);
  }
  return undefined;
}

/** Minutes since midnight; what arrives on the next day ("+1天") counts on. */
function clocks(lines: readonly string[]): number[] {
  return lines.flatMap((line) =>
    [...line.matchAll(/(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])/g)].map(
      ([, hour, minute]) => Number(hour) * 60 + Number(minute),
    ),
  );
}

/** How long something takes: "2h26m", "4时29分", "1小时5分钟", "35 min", and of pieces "04:29". */
function minutesIn(lines: readonly string[]): number[] {
  const hours =
    /(\d+)\s*(?:个?小时|时(?!间|段)|h(?:ours?|rs?)?(?![a-z]))\s*(?:(\d+)\s*(?:分钟?|min(?:ute)?s?|m(?![a-z])))?|(\d+)\s*(?:分钟|分(?=$|\s|·)|min(?:ute)?s?\b)/gi;
  return lines.flatMap((line) =>
    [...line.matchAll(hours)].map(
      ([, hour = '0', minute = '0', alone = '0']) => Number(hour) * 60 + Number(minute) + Number(alone),
    ),
  );
}

function metresIn(lines: readonly string[]): number[] {
  const pattern = /(\d+(?:\.\d+)?)\s*(公里|千米|km|米|m)(?![a-z\d])/gi;
  return lines.flatMap((line) =>
    [...line.matchAll(pattern)].map(
      ([, count, unit = '']) => Number(count) * (/^(公里|千米|k)/i.test(unit) ? 1000 : 1),
    ),
  );
}

function labelledMinutes(lines: readonly string[], word: RegExp): number | undefined {
  return minutesIn(lines.filter((line) => word.test(line)))[0];
}

function labelledMetres(lines: readonly string[], word: RegExp): number | undefined {
  return metresIn(lines.filter((line) => word.test(line)))[0];
}

/** Later days are larger; within a year that is not written, by month and day. */
function dayNumber(lines: readonly string[]): number | undefined {
  for (const line of lines) {
    const match = /(?:(20\d\d)\s*[-/.年]\s*)?(?<!\d)(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*[日号]|(?=\D|$))/.exec(line);
    if (!match) continue;
    const [, year = '0', month, day] = match;
    const clock = clocks([line])[0] ?? 0;
    return ((Number(year) * 12 + Number(month)) * 31 + Number(day)) * 1440 + clock;
  }
  return undefined;
}
