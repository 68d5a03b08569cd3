// References in the texts of a task: `{song.title}` is a parameter, or a part of one. A text that is nothing but a reference
// becomes the value itself; within a longer text a format may follow: `{best.fen:yuan}`, `{leaving:day}`.
import { FarhandError, type Language } from '@farhand/shared';
import { valueAt } from './paths.js';

export type Values = Readonly<Record<string, unknown>>;

export const formats = ['yuan', 'day', 'weekday'] as const;
type Format = (typeof formats)[number];

const reference = /\{([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9-]+)*)(?::([a-z]+))?\}/g;
const whole = new RegExp(`^${reference.source}$`);

const months = 'January February March April May June July August September October November December'.split(' ');
const weekdaysZh = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const weekdaysEn = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** Every text in `data` with its references resolved. Throws FarhandError INPUT_INVALID for one that leads nowhere. */
export function resolved<T>(data: T, values: Values, language: Language): T {
  if (typeof data === 'string') return resolvedText(data, values, language) as T;
  if (Array.isArray(data)) return data.map((item) => resolved(item, values, language)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [resolvedKey(key, values, language), resolved(value, values, language)]),
  ) as T;
}

/** The text with its references filled in, as people read it. */
export function filledIn(text: string, values: Values, language: Language): string {
  return String(
    text.replace(reference, (found, path: string, format?: string) => {
      return written(lookUp(path, values, found), format as Format | undefined, language, found);
    }),
  );
}

/** Names of the parameters that the text refers to. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(reference)].map(([, path = '']) => path.split('.')[0] ?? '');
}

function resolvedText(text: string, values: Values, language: Language): unknown {
  const [found, path, format] = whole.exec(text) ?? [];
  if (found !== undefined && path !== undefined && format === undefined) return lookUp(path, values, found);
  return filledIn(text, values, language);
}

function resolvedKey(key: string, values: Values, language: Language): string {
  return key.includes('{') ? filledIn(key, values, language) : key;
}

function lookUp(path: string, values: Values, found: string): unknown {
  const value = valueAt(values, path);
  if (value === undefined) throw new FarhandError('INPUT_INVALID', `${found} refers to nothing that is known`);
  return value;
}

function written(value: unknown, format: Format | undefined, language: Language, found: string): string {
  if (format === 'yuan' && typeof value === 'number') return yuanText(value);
  if (format === 'day' && typeof value === 'string') return dayText(value, language);
  if (format === 'weekday' && typeof value === 'string') return weekdayText(value, language);
  if (format === undefined && (typeof value === 'string' || typeof value === 'number')) return String(value);
  throw new FarhandError('INPUT_INVALID', `${found} cannot be written: it is ${JSON.stringify(value)?.slice(0, 80)}`, {
    hint: `Formats are ${formats.join(', ')}; an object needs the name of a part.`,
  });
}

/** "4499", "24.9" from fen. */
export function yuanText(fen: number): string {
  return String(Math.round(fen) / 100);
}

/** "12月3日" or "December 3" from "2026-12-03". */
export function dayText(day: string, language: Language): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  return language === 'zh' ? `${month}月${date}日` : `${months[month - 1]} ${date}`;
}

function weekdayText(day: string, language: Language): string {
  const at = new Date(`${day}T00:00:00Z`).getUTCDay();
  return (language === 'zh' ? weekdaysZh[at] : weekdaysEn[at]) ?? '';
}
