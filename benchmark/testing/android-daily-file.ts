// A file in the published format of AndroidDaily with rows of our own, as many of each kind as the public one has.
import { androidDailyColumns } from '../imports/android-daily/index.js';

export interface RowFields {
  readonly 任务?: string;
  readonly 场景?: string;
  readonly APP名称?: string;
  readonly 信息处理类型?: string;
  readonly 任务复杂度?: string;
  readonly 任务模糊度?: string;
  readonly 个性化程度?: string;
  readonly 综合难度?: string;
  readonly task_tag?: string;
  readonly 需要预制?: string;
}

const usual: Required<RowFields> = {
  任务: '打开闹钟看一眼',
  场景: '本地服务',
  APP名称: '',
  信息处理类型: '信息查询',
  任务复杂度: '原子任务',
  任务模糊度: '低模糊度',
  个性化程度: '非个性化',
  综合难度: 'easy',
  task_tag: '1',
  需要预制: '0',
};

/** One line, quoted where RFC 4180 asks for it. */
export function rowOf(fields: RowFields): string {
  const row: Record<string, string> = { ...usual, ...fields };
  return androidDailyColumns.map((column) => quoted(row[column] ?? '')).join(',');
}

export function fileOf(rows: readonly (RowFields | string)[], lineEnd = '\n'): string {
  const lines = rows.map((row) => (typeof row === 'string' ? row : rowOf(row)));
  return `${[androidDailyColumns.join(','), ...lines].join(lineEnd)}${lineEnd}`;
}

/** As many rows of each kind as were published; which kinds meet in a row is our own. */
export function rowsAsPublished(): RowFields[] {
  const columns = {
    场景: spread([78, '出行交通'], [61, '购物消费'], [43, '社交通讯'], [37, '内容消费'], [16, '本地服务']),
    信息处理类型: spread([106, '信息筛选'], [93, '信息查询'], [36, '信息分析']),
    任务复杂度: spread([174, '原子任务'], [30, '复合任务'], [31, '条件/循环任务']),
    任务模糊度: spread([164, '低模糊度'], [47, '中模糊度'], [24, '高模糊度']),
    综合难度: spread([85, 'easy'], [91, 'medium'], [59, 'hard']),
    需要预制: spread([167, '0'], [35, '1'], [33, '2']),
  };
  return Array.from({ length: 235 }, (_, index) => ({
    任务: `数到第${index + 1}页`,
    task_tag: String(index + 1),
    ...Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[index]])),
  }));
}

function spread(...counts: readonly (readonly [number, string])[]): string[] {
  return counts.flatMap(([count, value]) => Array.from({ length: count }, () => value));
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
