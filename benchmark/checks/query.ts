// Questions to the phone's state: one table, the rows that fit, in an order, and what of them is wanted.
import { FarhandError, nearest } from '@farhand/shared';
import { z } from 'zod';
import { valueAt } from './paths.js';
import { isPhoneApp, type PhoneTruth, stateOf } from './phone-apps.js';
import { type Row, type ViewName, views } from './views.js';
import { fits, whereSchema } from './where.js';

export const querySchema = z.strictObject({
  from: z
    .string()
    .describe(
      'A view, or what stands in an app: a list of rows, "music.songs"; of single values, each with an `id`; or one row',
    ),
  with: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe('What the view needs'),
  where: whereSchema.optional(),
  lowest: z.string().optional().describe('Path of what the rows are put in order by'),
  highest: z.string().optional(),
  take: z.string().optional().describe('Path into a row; absent, the whole row'),
  all: z.literal(true).optional().describe('Every row, not the first alone; with an order, all that share its best'),
  count: z.literal(true).optional().describe('How many rows fit'),
  sum: z.string().optional().describe('Path of what is added up'),
});
export type Query = z.infer<typeof querySchema>;

/** All rows that fit, in order. References must be resolved. Throws FarhandError INPUT_INVALID for an unknown table. */
export function rowsOf(phone: PhoneTruth, { from, with: given = {}, where = {}, lowest, highest }: Query): Row[] {
  const found = tableOf(phone, from, given).filter((row) => fits(row, where));
  const path = lowest ?? highest;
  if (path === undefined) return found;
  const sign = lowest === undefined ? -1 : 1;
  return found.toSorted((a, b) => sign * compare(valueAt(a, path), valueAt(b, path)));
}

/**
 * What the query asks for; undefined when no row fits. Without `all`, a best that several rows share is no answer: throws
 * FarhandError INPUT_INVALID.
 */
export function answerOf(phone: PhoneTruth, query: Query): unknown {
  const rows = rowsOf(phone, query);
  if (query.count) return rows.length;
  if (query.sum !== undefined) {
    const path = query.sum;
    return rows.reduce((total, row) => total + Number(valueAt(row, path)), 0);
  }
  const taken = (row: Row): unknown => (query.take === undefined ? row : valueAt(row, query.take));
  const path = query.lowest ?? query.highest;
  const best = path === undefined ? rows : rows.filter((row) => valueAt(row, path) === valueAt(rows[0], path));
  if (query.all) return best.length === 0 ? undefined : best.map(taken);
  const [first] = rows;
  if (path !== undefined && best.length > 1) {
    throw new FarhandError('INPUT_INVALID', `${best.length} rows of ${query.from} share the best ${path}`);
  }
  return first && taken(first);
}

function tableOf(phone: PhoneTruth, from: string, given: Readonly<Record<string, string | number>>): Row[] {
  if (Object.hasOwn(views, from)) return views[from as ViewName](phone, given);
  const [app = '', ...rest] = from.split('.');
  const table = isPhoneApp(app) ? valueAt(stateOf(phone, app), rest.join('.')) : undefined;
  if (Array.isArray(table)) return table.map((row) => (isRow(row) ? row : { id: row }));
  if (isRow(table)) return [table];
  const near = nearest(from, Object.keys(views));
  throw new FarhandError('INPUT_INVALID', `There is no table "${from}"${near ? `; did you mean "${near}"?` : ''}`);
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}
