// What differs between two states, as entries that came or went and values that are others now.
import { isDeepStrictEqual } from 'node:util';
import { keyOf } from './paths.js';

export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Of the list or record for what came or went, of the value for what changed. */
  readonly path: string;
  /** What the entry is known by there; empty in lists of nameless entries. */
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

export function differences(before: unknown, after: unknown, path: string): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    return isKeyed([...before, ...after])
      ? betweenRecords(byKey(before), byKey(after), path)
      : betweenLists(before, after, path);
  }
  if (isRecord(before) && isRecord(after)) return betweenRecords(before, after, path);
  return [{ kind: 'changed', path, key: '', before, after }];
}

function betweenRecords(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  path: string,
): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): Difference[] => {
    if (!Object.hasOwn(before, key)) return [{ kind: 'added', path, key, before: undefined, after: after[key] }];
    if (!Object.hasOwn(after, key)) return [{ kind: 'removed', path, key, before: before[key], after: undefined }];
    return differences(before[key], after[key], `${path}.${key}`);
  });
}

/** Entries are the same when they are equal, wherever they stand. */
function betweenLists(before: readonly unknown[], after: readonly unknown[], path: string): Difference[] {
  const left = [...before];
  const added = after.filter((item) => {
    const at = left.findIndex((other) => isDeepStrictEqual(other, item));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...added.map((item): Difference => ({ kind: 'added', path, key: '', before: undefined, after: item })),
    ...left.map((item): Difference => ({ kind: 'removed', path, key: '', before: item, after: undefined })),
  ];
}

function isKeyed(list: readonly unknown[]): boolean {
  const keys = list.map(keyOf);
  return keys.every((key) => key !== undefined);
}

/** An id that appears twice keeps both entries apart. */
function byKey(list: readonly unknown[]): Record<string, unknown> {
  const entries: Record<string, unknown> = {};
  for (const item of list) {
    const key = keyOf(item) ?? '';
    entries[Object.hasOwn(entries, key) ? `${key} again` : key] = item;
  }
  return entries;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
