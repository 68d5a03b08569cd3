// Whether the condition of a subtask holds, read by rules from what earlier subtasks brought back: a figure against a limit,
// one price against another, or a matter that the report affirms. Where nothing decides, that is said, and nothing is done.
import type { Condition, Report } from '@farhand/shared';
import { figuresIn, type Unit } from './figures.js';

export type Decision = { readonly holds: boolean } | { readonly unclear: string };

type Comparison = (value: number, limit: number) => boolean;

/** The first that fits decides: "不超过" before "超过". */
const comparisons: readonly (readonly [RegExp, Comparison])[] = [
  [/不(超过|高于|大于|多于|贵于)|至多|最多|at most|no more than|up to/i, (value, limit) => value <= limit],
  [/不(低于|少于|小于)|至少|at least|no less than/i, (value, limit) => value >= limit],
  [
    /没?(超过|高于|大于|多于)|以上|以后|之后|晚于|more than|over|above|exceeds?|longer than|after|later than/i,
    (value, limit) => value > limit,
  ],
  [
    /不到|不足|低于|少于|小于|以内|以下|之内|以前|之前|早于|less than|under|below|within|before|earlier than/i,
    (value, limit) => value < limit,
  ],
];
const units: readonly (readonly [RegExp, Unit])[] = [
  [/[¥￥]|\d\s*(元|块|yuan|rmb|cny)/i, 'money'],
  [/公里|千米|\d\s*(km|米|m(?![a-z])|kilomet|met(?:re|er)s?)/i, 'metres'],
  [/分钟|小时|\d\s*(min|h(?:ours?)?\b)/i, 'minutes'],
  [/\d{1,2}[:：]\d{2}|\d\s*点/, 'clock'],
];
const cheaper = /便宜|更?低|划算|cheap|lower|less/i;
const dearer = /贵|更?高|dear|expensive|higher|more/i;
const idle =
  /要是|如果|假如|的话|需要|得|才能听|才能看|能|还?有没有|还有|有|是|了|\bif\b|\bthere (?:is|are)\b|\bit (?:is|has)\b|[《》"“”\s]/gi;
const denied = /没有?|无|不需?要?|否|免|候补|售罄|\bno\b|\bnot\b|n't|without|sold out/i;

/** Reports of the subtasks that the condition names. */
export function decide(condition: Condition, reports: readonly Report[]): Decision {
  const outcome = condition.than === undefined ? fulfilled(condition, reports) : compared(condition, reports);
  if (outcome === undefined) return { unclear: `nothing brought back tells whether "${condition.test}" holds` };
  return { holds: outcome === condition.holds };
}

function compared({ report, than, test }: Condition, reports: readonly Report[]): boolean | undefined {
  const [a, b] = [report, than].map((id) => priceOf(reports.find(({ subtaskId }) => subtaskId === id)));
  if (a === undefined || b === undefined) return undefined;
  if (cheaper.test(test)) return a < b;
  return dearer.test(test) ? a > b : undefined;
}

/** The cheapest offer, or the first amount that is told. */
function priceOf(report: Report | undefined): number | undefined {
  if (!report) return undefined;
  const offers = report.values?.offers?.map(({ price }) => price.minor) ?? [];
  return offers.length > 0 ? Math.min(...offers) : figuresIn(report.text, 'money')[0];
}

function fulfilled({ report: id, test }: Condition, reports: readonly Report[]): boolean | undefined {
  const report = reports.find(({ subtaskId }) => subtaskId === id);
  if (!report) return undefined;
  const unit = units.find(([words]) => words.test(test))?.[1] ?? 'count';
  const limit = figuresIn(test, unit)[0];
  const comparison = comparisons.find(([words]) => words.test(test));
  if (limit === undefined || !comparison) return affirmed(report.text, test);
  const value = unit === 'money' ? priceOf(report) : figureNamed(withoutTitle(report), test, unit);
  if (value === undefined) return undefined;
  const isNegated = /没(超过|高于|大于|多于)/.test(test);
  return comparison[1](value, limit) !== isNegated;
}

/** The figures of a title are no findings. */
function withoutTitle({ text, values }: Report): string {
  const title = values?.details?.title ?? '';
  return title === '' ? text : text.replaceAll(title, ' ');
}

/** A count is of something: the figure that stands beside a word of the test, else the first. */
function figureNamed(text: string, test: string, unit: Unit): number | undefined {
  const figures = figuresIn(text, unit);
  if (unit !== 'count') return figures[0];
  const noun = /(播放|观看|浏览|点赞|赞|粉丝|评论|收藏|销量|回答|集|views|plays|likes|followers)/i.exec(test)?.[1];
  if (noun === undefined) return figures[0];
  const beside = new RegExp(
    `(\\d[\\d,.]*\\s?(?:万|亿|k|m)?)\\+?\\s?次?${noun}|${noun}\\D{0,4}(\\d[\\d,.]*\\s?(?:万|亿|k|m)?)`,
    'i',
  ).exec(text);
  return figuresIn(beside?.[1] ?? beside?.[2] ?? text, unit)[0];
}

/** Whether the report says of the matter that it is so. */
function affirmed(text: string, test: string): boolean | undefined {
  const matter = test.replaceAll(idle, '').replace(denied, '');
  const isDenial = denied.test(test.replaceAll(/有没有|是不是/g, ''));
  if (matter === '') return undefined;
  const at = text.toLowerCase().indexOf(matter.toLowerCase());
  if (at < 0) return isDenial;
  const around = text.slice(Math.max(0, at - 3), at + matter.length + 6);
  return !denied.test(around.replaceAll(matter, '')) !== isDenial;
}
