// AndroidDaily's end-to-end tasks as StepFun publishes them: UTF-8, commas, RFC 4180 quotes, twelve columns:
// 源, 类别 (always empty), 任务, 场景, APP名称, 信息处理类型, 任务复杂度, 任务模糊度, 个性化程度, 综合难度, task_tag, 需要预制.
import { createHash } from 'node:crypto';
import { FarhandError, languageOf, nearest } from '@farhand/shared';
import type { BenchTask, Facets } from '../../task.js';
import { type CsvRecord, readCsv } from '../csv.js';
import { type ImportOptions, limitsOf, nothing, type Parsed, type Rejected } from '../imported.js';
import { appsOfRow } from './apps.js';
import { readDay, shiftDates } from './dates.js';
import { draftGuideline } from './guideline.js';
import { placeOf } from './places.js';
import { deviations, subsets } from './published.js';
import { sideEffectsOf } from './side-effects.js';

export const androidDailyColumns = [
  ...['源', '类别', '任务', '场景', 'APP名称', '信息处理类型'],
  ...['任务复杂度', '任务模糊度', '个性化程度', '综合难度', 'task_tag', '需要预制'],
] as const;

/**
 * The rows name days from 30 November to 25 January "next year" and were published in December 2025; the day they were
 * written is not. This one is ours: early enough that every fixed date still lies ahead.
 */
export const writtenOn = '2025-11-28';

const words: { readonly [F in keyof Facets]: Readonly<Record<string, Facets[F]>> } = {
  scene: {
    出行交通: 'transport',
    购物消费: 'shopping',
    社交通讯: 'social',
    内容消费: 'entertainment',
    本地服务: 'local',
  },
  cognitive: { 信息筛选: 'filter', 信息查询: 'query', 信息分析: 'analyse' },
  complexity: { 原子任务: 'atomic', 复合任务: 'composite', '条件/循环任务': 'conditional' },
  ambiguity: { 低模糊度: 'low', 中模糊度: 'medium', 高模糊度: 'high' },
  personalisation: { 强个性化: 'strong', 弱个性化: 'weak', 非个性化: 'none' },
  difficulty: { easy: 'easy', medium: 'medium', hard: 'hard' },
};
const facetColumns: { readonly [F in keyof Facets]: (typeof androidDailyColumns)[number] } = {
  scene: '场景',
  cognitive: '信息处理类型',
  complexity: '任务复杂度',
  ambiguity: '任务模糊度',
  personalisation: '个性化程度',
  difficulty: '综合难度',
};

/** What levels 1 and 2 mean is not published; these are the rows they stand at. */
const preparations = [
  [],
  ['The account needs data of its own that the task speaks of: orders, chats, groups, favourites'],
  ['The account needs personal settings or circumstances that the task speaks of: home, office, contacts'],
] as const;
const unattended = '你来决定就好。';

/** Throws INPUT_INVALID for a file without these columns, CONFIG_INVALID without a run date. */
export function importAndroidDaily(text: string, options: ImportOptions): Parsed {
  const { runDate } = options;
  if (runDate === undefined) {
    throw new FarhandError('CONFIG_INVALID', 'AndroidDaily holds fixed dates, and no run date was given', {
      hint: 'Pin one: --run-date 2026-11-30',
    });
  }
  checkDay(runDate);
  const suiteVersion = `csv-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  const { records, rejected: unreadable } = readCsv(text, androidDailyColumns, 'AndroidDaily file');
  const tasks: BenchTask[] = [];
  const rejected: Rejected[] = [...unreadable];
  const lineOf = new Map<string, number>();
  for (const record of records) {
    const read = readRow(record, suiteVersion, { ...options, runDate });
    const twin = 'task' in read ? lineOf.get(read.task.id) : undefined;
    if ('why' in read) rejected.push({ line: record.line, why: read.why });
    else if (twin !== undefined) rejected.push({ line: record.line, why: `its task_tag is that of line ${twin}` });
    else {
      lineOf.set(read.task.id, record.line);
      tasks.push(read.task);
    }
  }
  rejected.sort((a, b) => a.line - b.line);
  return { ...nothing, tasks, rejected, notes: deviations(tasks), subsets };
}

function checkDay(runDate: string): void {
  try {
    readDay(runDate);
  } catch (cause) {
    throw new FarhandError('CONFIG_INVALID', `The run date cannot be "${runDate}": it is no day such as 2026-11-30`, {
      cause,
    });
  }
}

function readRow(
  { fields }: CsvRecord,
  suiteVersion: string,
  options: ImportOptions & { readonly runDate: string },
): { task: BenchTask } | { why: string } {
  const instruction = (fields.任务 ?? '').trim();
  if (instruction === '') return { why: 'its 任务 is empty' };
  const tag = (fields.task_tag ?? '').trim();
  if (!/^[1-9]\d*$/.test(tag)) return { why: `its task_tag "${tag}" is no number` };
  const level = (fields.需要预制 ?? '').trim();
  if (!/^[012]$/.test(level)) return { why: `its 需要预制 "${level}" is not 0, 1 or 2` };
  const facets = readFacets(fields);
  if ('why' in facets) return facets;
  return {
    task: toTask({ id: `ad-${tag}`, instruction, level: Number(level), facets, fields, suiteVersion }, options),
  };
}

function readFacets(fields: CsvRecord['fields']): Facets | { why: string } {
  const found: Record<string, string> = {};
  for (const [facet, known] of Object.entries(words)) {
    const column = facetColumns[facet as keyof Facets];
    const given = (fields[column] ?? '').trim();
    const value = Object.hasOwn(known, given) ? (known as Record<string, string>)[given] : undefined;
    if (value === undefined) {
      const near = nearest(given, Object.keys(known));
      return { why: `its ${column} "${given}" is unknown${near === undefined ? '' : `; did you mean "${near}"?`}` };
    }
    found[facet] = value;
  }
  return found as Facets;
}

interface Row {
  readonly id: string;
  readonly instruction: string;
  readonly level: number;
  readonly facets: Facets;
  readonly fields: CsvRecord['fields'];
  readonly suiteVersion: string;
}

function toTask(
  row: Row,
  { runDate, place: given, allowOutward = false }: ImportOptions & { runDate: string },
): BenchTask {
  const { instruction, facets } = row;
  const dated = shiftDates(instruction, writtenOn, runDate);
  const { apps, warnings: appWarnings } = appsOfRow(instruction, row.fields.APP名称 ?? '');
  const placed = placeOf(instruction, given);
  const stops = sideEffectsOf(instruction).filter(({ isOutward }) => !(isOutward && allowOutward));
  const isAllowed = allowOutward && stops.length === 0;
  return {
    id: row.id,
    suite: 'androiddaily',
    suiteVersion: row.suiteVersion,
    instruction,
    ...(dated.text !== instruction && { instructionEffective: dated.text }),
    language: languageOf(instruction),
    apps: apps.map(({ name, package: packageName }) => ({
      name,
      ...(packageName !== undefined && { package: packageName }),
    })),
    facets,
    prepare: { level: row.level, steps: [...(preparations[row.level] ?? []), ...placed.steps] },
    ...(placed.place && { place: placed.place }),
    ...(stops.length > 0 && { stopBefore: stops.map(({ stopBefore }) => stopBefore).join('; ') }),
    guideline: draftGuideline({ instruction: dated.text, apps, facets, stops }),
    userScript: { answers: [], default: unattended },
    allowsOutward: isAllowed,
    limits: limitsOf(facets.complexity === 'atomic'),
    check: { kind: 'judge' },
    heldBack: false,
    warnings: [
      ...appWarnings,
      ...dated.shifted.map(({ from, to }) => `the date "${from}" was shifted to "${to}"`),
      ...dated.warnings,
      ...placed.warnings,
    ],
  };
}
