// Grammars of the decimal numbers between two bounds, digit by digit. Bounded numbers are written without an exponent,
// with at most 15 digits before the point and about as many after it, so that what is written is what is read.

import { alternatives } from './literal.js';

export interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

const LARGEST = '9'.repeat(15);
const ANY_DIGITS = '[0-9]{0,14}';
const NOT_ZERO_DIGITS = '[0]{0,14} [1-9] [0-9]{0,14}';
const ANY_FRACTION = '("." [0-9]{1,15})?';

/** A magnitude as decimal digits: before the point, and after it without zeros at the end. */
interface Edge {
  readonly whole: string;
  readonly fraction: string;
  readonly exclusive: boolean;
}

/** The first and the last integer of a range, of 15 digits at most. */
export function integerLimits(least: Bound | undefined, most: Bound | undefined): [first: bigint, last: bigint] {
  const limit = BigInt(LARGEST);
  const low = least === undefined ? -limit : ceiling(least);
  const high = most === undefined ? limit : -ceiling({ value: -most.value, exclusive: most.exclusive });
  return [low < -limit ? -limit : low, high > limit ? limit : high];
}

/** The integers of a range; undefined if there is none. */
export function integerRange(least: Bound | undefined, most: Bound | undefined): string | undefined {
  const [first, last] = integerLimits(least, most);
  const options: string[] = [];
  if (first < 0n && first <= last) options.push(`"-" ${wholes(last < 0n ? -last : 1n, -first)}`);
  if (last >= 0n && first <= last) options.push(wholes(first > 0n ? first : 0n, last));
  return options.length === 0 ? undefined : alternatives(options);
}

/** The numbers of a range; undefined if there is none. Bounds must be written without an exponent. */
export function numberRange(least: Bound | undefined, most: Bound | undefined): string | undefined {
  const options: string[] = [];
  if (least === undefined || least.value < 0) {
    const from = most !== undefined && most.value < 0 ? edge(most) : { ...ZERO, exclusive: true };
    const part = magnitudes(from, least === undefined ? NO_LIMIT : edge(least));
    if (part !== undefined) options.push(`"-" ${part}`);
  }
  if (most === undefined || most.value >= 0) {
    const from = least !== undefined && least.value >= 0 ? edge(least) : ZERO;
    const part = magnitudes(from, most === undefined ? NO_LIMIT : edge(most));
    if (part !== undefined) options.push(part);
  }
  return options.length === 0 ? undefined : alternatives(options);
}

const ZERO: Edge = { whole: '0', fraction: '', exclusive: false };
const NO_LIMIT: Edge = { whole: LARGEST, fraction: '', exclusive: false };

function ceiling({ value, exclusive }: Bound): bigint {
  const whole = BigInt(Math.ceil(value));
  return exclusive && Number.isInteger(value) ? whole + 1n : whole;
}

function edge({ value, exclusive }: Bound): Edge {
  const [whole = '0', fraction = ''] = String(Math.abs(value)).split('.');
  return { whole, fraction, exclusive };
}

function magnitudes(low: Edge, high: Edge): string | undefined {
  const first = BigInt(low.whole);
  const last = BigInt(high.whole);
  if (first > last) return undefined;
  if (first === last) {
    const fraction = fractionBetween(low, high);
    return fraction === undefined ? undefined : `"${low.whole}" ${fraction}`;
  }
  const options = [`"${low.whole}" ${fractionAtLeast(low)}`];
  if (last - first > 1n) options.push(`${wholes(first + 1n, last - 1n)} ${ANY_FRACTION}`);
  const highest = fractionAtMost(high);
  if (highest !== undefined) options.push(`"${high.whole}" ${highest}`);
  return alternatives(options);
}

function fractionAtLeast({ fraction, exclusive }: Edge): string {
  if (fraction === '' && !exclusive) return ANY_FRACTION;
  return `"." ${digitsAtLeast(fraction, exclusive)}`;
}

function fractionAtMost({ fraction, exclusive }: Edge): string | undefined {
  if (fraction === '') return exclusive ? undefined : '("." [0]{1,15})?';
  return `("." ${oneOrMoreDigitsAtMost(fraction, exclusive)})?`;
}

function fractionBetween(low: Edge, high: Edge): string | undefined {
  const width = Math.max(low.fraction.length, high.fraction.length);
  const [lowDigits, highDigits] = [low.fraction.padEnd(width, '0'), high.fraction.padEnd(width, '0')];
  if (lowDigits > highDigits) return undefined;
  if (lowDigits === highDigits) {
    if (low.exclusive || high.exclusive) return undefined;
    return low.fraction === '' ? '("." [0]{1,15})?' : `".${low.fraction}"`;
  }
  if (low.fraction === '' && !low.exclusive) return fractionAtMost(high);
  return `"." ${digitsBetween(low.fraction, low.exclusive, high.fraction, high.exclusive)}`;
}

/** Digits after the point whose value is at least that of the given ones. */
function digitsAtLeast(digits: string, exclusive: boolean): string {
  if (digits === '') return exclusive ? NOT_ZERO_DIGITS : ANY_DIGITS;
  const digit = Number(digits.charAt(0));
  const options = [`"${digit}" ${digitsAtLeast(digits.slice(1), exclusive)}`];
  if (digit < 9) options.push(`[${digit + 1}-9] ${ANY_DIGITS}`);
  return alternatives(options);
}

function oneOrMoreDigitsAtMost(digits: string, exclusive: boolean): string {
  const digit = Number(digits.charAt(0));
  const options: string[] = [];
  if (digit > 0) options.push(`[0-${digit - 1}] ${ANY_DIGITS}`);
  const rest = digits.slice(1);
  if (rest !== '') options.push(`"${digit}" (${oneOrMoreDigitsAtMost(rest, exclusive)})?`);
  else if (!exclusive) options.push(`"${digit}" [0]{0,14}`);
  return alternatives(options);
}

function digitsBetween(low: string, lowExclusive: boolean, high: string, highExclusive: boolean): string {
  const first = Number(low.charAt(0));
  const last = Number(high.charAt(0));
  const lowRest = low.slice(1);
  const highRest = high.slice(1);
  if (first === last) return `"${first}" ${digitsBetween(lowRest, lowExclusive, highRest, highExclusive)}`;
  const options = [`"${first}" ${digitsAtLeast(lowRest, lowExclusive)}`];
  if (last - first > 1) options.push(`[${first + 1}-${last - 1}] ${ANY_DIGITS}`);
  if (highRest !== '') options.push(`"${last}" (${oneOrMoreDigitsAtMost(highRest, highExclusive)})?`);
  else if (!highExclusive) options.push(`"${last}" [0]{0,14}`);
  return alternatives(options);
}

/** The whole numbers from first to last, both at least 0. */
function wholes(first: bigint, last: bigint): string {
  const options: string[] = [];
  for (let length = String(first).length; length <= String(last).length; length++) {
    const shortest = length === 1 ? 0n : 10n ** BigInt(length - 1);
    const longest = 10n ** BigInt(length) - 1n;
    const low = first > shortest ? first : shortest;
    const high = last < longest ? last : longest;
    options.push(sameLength(String(low), String(high)));
  }
  return alternatives(options);
}

function sameLength(low: string, high: string): string {
  if (low === high) return `"${low}"`;
  const rest = low.length - 1;
  const first = Number(low.charAt(0));
  const last = Number(high.charAt(0));
  if (rest === 0) return `[${first}-${last}]`;
  if (first === last) return `"${first}" ${sameLength(low.slice(1), high.slice(1))}`;
  const fromZero = low.slice(1) === '0'.repeat(rest);
  const toNine = high.slice(1) === '9'.repeat(rest);
  const options: string[] = [];
  if (!fromZero) options.push(`"${first}" ${sameLength(low.slice(1), '9'.repeat(rest))}`);
  const [from, to] = [fromZero ? first : first + 1, toNine ? last : last - 1];
  if (from <= to) options.push(`[${from}-${to}] [0-9]{${rest}}`);
  if (!toNine) options.push(`"${last}" ${sameLength('0'.repeat(rest), high.slice(1))}`);
  return alternatives(options);
}
