// The grammar of a number schema. Without bounds, or with 0 as the only one, numbers may have an exponent.

import type { JsonSchema } from './json-schema.js';
import type { Bound } from './number-range.js';
import { integerRange, numberRange } from './number-range.js';
import { unsupported } from './unsupported.js';

export function schemaNumber(type: 'integer' | 'number', schema: JsonSchema, at: string): string {
  const least = tighter(bound(schema, 'minimum', at), bound(schema, 'exclusiveMinimum', at), 1);
  const most = tighter(bound(schema, 'maximum', at), bound(schema, 'exclusiveMaximum', at), -1);
  const written = type === 'integer' ? 'digits' : 'digits fraction';
  if (most === undefined && (least === undefined || (least.value === 0 && !least.exclusive))) {
    return least === undefined ? `"-"? ${written}` : written;
  }
  const range = type === 'integer' ? integerRange(least, most) : numberRange(least, most);
  if (range === undefined) throw unsupported(at, 'has bounds with no number between them');
  return range;
}

function bound(
  schema: JsonSchema,
  keyword: 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum',
  at: string,
): Bound | undefined {
  const value = schema[keyword];
  if (value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER) return undefined;
  if (!Number.isFinite(value) || String(value).includes('e')) {
    throw unsupported(`${at}/${keyword}`, `is ${value}, which digits without an exponent can't express`);
  }
  return { value, exclusive: keyword.startsWith('exclusive') };
}

/** The bound that leaves less; `direction` is 1 for lower bounds and -1 for upper ones. */
function tighter(first: Bound | undefined, second: Bound | undefined, direction: 1 | -1): Bound | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  if (first.value === second.value) return { value: first.value, exclusive: true };
  return (first.value - second.value) * direction > 0 ? first : second;
}
