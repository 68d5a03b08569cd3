// The grammar of a number schema. Without bounds, or with 0 as the only one, numbers may have an exponent.

import { TooLargeError } from './automaton.js';
import type { JsonSchema } from './json-schema.js';
import { multiples } from './multiples.js';
import { type Bound, integerRange, numberRange } from './number-range.js';
import type { Rules } from './rules.js';
import { unsupported } from './unsupported.js';

export function schemaNumber(type: 'integer' | 'number', schema: JsonSchema, at: string, rules: Rules): string {
  const least = tighter(bound(schema, 'minimum', at), bound(schema, 'exclusiveMinimum', at), 1);
  const most = tighter(bound(schema, 'maximum', at), bound(schema, 'exclusiveMaximum', at), -1);
  if (schema.multipleOf !== undefined) return schemaMultiples(schema.multipleOf, least, most, at, rules);
  const written = type === 'integer' ? 'digits' : 'digits fraction';
  if (isAtLeastZero(least, most)) {
    return least === undefined ? `"-"? ${written}` : written;
  }
  const range = type === 'integer' ? integerRange(least, most) : numberRange(least, most);
  if (range === undefined) throw unsupported(at, 'has bounds with no number between them');
  return range;
}

function schemaMultiples(
  step: number,
  least: Bound | undefined,
  most: Bound | undefined,
  at: string,
  rules: Rules,
): string {
  const places = decimalPlaces(step);
  if (places !== undefined && isAtLeastZero(least, most)) {
    return `${least === undefined ? '"-"? ' : ''}digits ("." [0-9]{1,${places}})?`;
  }
  const refused = (what: string) => unsupported(`${at}/multipleOf`, `is ${step}, ${what}`);
  if (!(Number.isSafeInteger(step) && step > 0)) {
    throw refused('but only whole numbers, and 0.1, 0.01 and so on without other bounds than 0, can be written');
  }
  try {
    const range = multiples(BigInt(step), least, most, rules);
    if (range !== undefined) return range;
  } catch (error) {
    if (error instanceof TooLargeError) throw refused('too large a number for that many multiples');
    throw error;
  }
  throw refused('which has no multiple between the bounds');
}

/** Of a step that is one unit of the last place */
function decimalPlaces(step: number): number | undefined {
  const zeros = /^0\.(0*)1$/.exec(String(step))?.[1];
  return zeros === undefined ? undefined : zeros.length + 1;
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

/** Whether there are no bounds, or 0 is the only one. */
function isAtLeastZero(least: Bound | undefined, most: Bound | undefined): boolean {
  return most === undefined && (least === undefined || (least.value === 0 && !least.exclusive));
}

/** The bound that leaves less; `direction` is 1 for lower bounds and -1 for upper ones. */
function tighter(first: Bound | undefined, second: Bound | undefined, direction: 1 | -1): Bound | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  if (first.value === second.value) return { value: first.value, exclusive: true };
  return (first.value - second.value) * direction > 0 ? first : second;
}
