// Comma-separated files (RFC 4180) as records by column name, each with the line it begins on. What cannot be read is
// told by its line; the records around it are kept.
import { FarhandError } from '@farhand/shared';
import { type CsvError, parse } from 'csv-parse/sync';
import type { Rejected } from './imported.js';

export interface CsvRecord {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

interface Read {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Throws INPUT_INVALID when the first record lacks one of `columns`, or has one twice. A quote that is never closed
 * swallows the rest of the file: the record that it begins in is rejected, and says so.
 */
export function readCsv(
  text: string,
  columns: readonly string[],
  what: string,
): { records: CsvRecord[]; rejected: Rejected[] } {
  const rejected: Rejected[] = [];
  const rows = parse(text, {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: (error) => void rejected.push(broken(error)),
  }) as unknown as Read[];
  const [head, ...body] = rows;
  const names = (head?.record ?? []).map((name) => name.trim());
  checkColumns(names, columns, what);
  // The parser says where a record ends; it begins behind the one before.
  let begins = (head?.info.lines ?? 0) + 1;
  const records: CsvRecord[] = [];
  for (const { record, info } of body) {
    const line = Math.max(begins, info.lines - lineFeeds(record));
    begins = info.lines + 1;
    if (record.every((field) => field.trim() === '')) continue;
    if (record.length === names.length) {
      records.push({ line, fields: Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])) });
    } else {
      rejected.push({ line, why: `it has ${record.length} columns, not ${names.length}` });
    }
  }
  return { records, rejected };
}

function broken(error: CsvError | undefined): Rejected {
  const line = Number((error as { lines?: unknown } | undefined)?.lines ?? 0);
  return { line, why: `it is no CSV: ${error?.message ?? 'unknown error'}` };
}

function lineFeeds(record: readonly string[]): number {
  return record.reduce((sum, field) => sum + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

function checkColumns(names: readonly string[], columns: readonly string[], what: string): void {
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new FarhandError(
      'INPUT_INVALID',
      `The ${what} lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`,
    );
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new FarhandError('INPUT_INVALID', `The ${what} has the column "${twice}" twice`);
}
