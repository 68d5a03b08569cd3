// Checks that data from outside has the shape of an app's own state. The state that a seed gives is the pattern: its
// fields must all be there with the same types, and no others. An empty list or object allow any JSON, null
// allows anything and nothing; so do fields that only some elements of a list have.
import { FarhandError } from '@farhand/shared';

/** @throws FarhandError INPUT_INVALID that names the first place that differs */
export function checkShape<State>(pattern: State, value: unknown, name: string): State {
  compare(pattern, value, name);
  return structuredClone(value) as State;
}

function compare(pattern: unknown, value: unknown, place: string): void {
  if (pattern === null || pattern === undefined) return;
  if (Array.isArray(pattern)) {
    if (!Array.isArray(value)) throw refusal(place, 'a list', value);
    const element = merged(pattern);
    value.forEach((item, index) => {
      compare(element, item, `${place}[${index}]`);
    });
    return;
  }
  if (typeof pattern !== 'object') {
    if (typeof value !== typeof pattern) throw refusal(place, `a ${typeof pattern}`, value);
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal(place, 'an object', value);
  const known = pattern as Record<string, unknown>;
  if (Object.keys(known).length === 0) return;
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(known, key))
      throw refusal(`${place}.${key}`, 'no such field', (value as Record<string, unknown>)[key]);
  }
  for (const [key, inner] of Object.entries(known)) {
    if (!Object.hasOwn(value, key) && inner === null) continue;
    if (!Object.hasOwn(value, key)) throw refusal(`${place}.${key}`, `a ${typeof inner}`, undefined);
    compare(inner, (value as Record<string, unknown>)[key], `${place}.${key}`);
  }
}

/** One element that stands for all of a list: null where they differ in type. */
function merged(list: readonly unknown[]): unknown {
  return list.reduce<unknown>((all, item, index) => (index === 0 ? item : merge(all, item)), undefined);
}

function merge(first: unknown, second: unknown): unknown {
  if (
    first === null ||
    second === null ||
    typeof first !== typeof second ||
    Array.isArray(first) !== Array.isArray(second)
  )
    return null;
  if (Array.isArray(first) && Array.isArray(second)) return [...first, ...second];
  if (typeof first !== 'object') return first;
  const [one, other] = [first as Record<string, unknown>, second as Record<string, unknown>];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in one && key in other ? merge(one[key], other[key]) : null]),
  );
}

export function refusal(place: string, wanted: string, value: unknown): FarhandError {
  const found = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
  return new FarhandError('INPUT_INVALID', `${place} must be ${wanted}, got ${found}`);
}
