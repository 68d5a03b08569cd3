// The grammar of the multiples of a whole number between two bounds. Few are named one by one; those of a power of ten are
// quotients with zeros behind them; for the rest an automaton counts digits and keeps the remainder.

import { type Automaton, type Edge, TooLargeError, tableOf, writeTable } from './automaton.js';
import { alternatives, literal } from './literal.js';
import { type Bound, integerLimits, integerRange } from './number-range.js';
import type { Rules } from './rules.js';

const MOST_NAMED = 200n;
const MOST_STATES = 4000;
const ZERO_DIGIT = 0x30;

/** Undefined if there is none. Throws TooLargeError. */
export function multiples(
  step: bigint,
  least: Bound | undefined,
  most: Bound | undefined,
  rules: Rules,
): string | undefined {
  const [low, high] = integerLimits(least, most);
  const [first, last] = [quotientUp(low, step), -quotientUp(-high, step)];
  if (first > last) return undefined;
  if (last - first < MOST_NAMED) return named(first, last, step);
  const zeros = String(step).length - 1;
  if (step === 10n ** BigInt(zeros)) return ofPower(first, last, '0'.repeat(zeros));
  if (step > MOST_STATES) throw new TooLargeError();
  const options: string[] = [];
  const add = (sign: string, from: bigint, to: bigint) => {
    const text = from > to ? undefined : writeTable(tableOf(new Multiples(step, from, to), MOST_STATES), rules);
    if (text !== undefined) options.push(sign + text);
  };
  add('"-" ', last < 0n ? -last * step : step, -first * step);
  add('', first > 0n ? first * step : 0n, last * step);
  return alternatives(options);
}

function quotientUp(value: bigint, step: bigint): bigint {
  const quotient = value / step;
  return quotient * step < value ? quotient + 1n : quotient;
}

function named(first: bigint, last: bigint, step: bigint): string {
  const count = Number(last - first) + 1;
  return alternatives(Array.from({ length: count }, (_, i) => literal(String((first + BigInt(i)) * step))));
}

function ofPower(first: bigint, last: bigint, zeros: string): string {
  const range = (from: bigint, to: bigint) =>
    from > to
      ? undefined
      : integerRange({ value: Number(from), exclusive: false }, { value: Number(to), exclusive: false });
  const negative = range(first, last < -1n ? last : -1n);
  const positive = range(first > 1n ? first : 1n, last);
  const options = [negative, positive].filter((one) => one !== undefined).map((one) => `${one} "${zeros}"`);
  if (first <= 0n && last >= 0n) options.push('"0"');
  return alternatives(options);
}

interface Digits {
  readonly count: number;
  /** Of the number so far, divided by the step */
  readonly remainder: number;
  /** How it compares with as many digits of the bounds: -1, 0 or 1 */
  readonly low: number;
  readonly high: number;
}

class Multiples implements Automaton<Digits> {
  readonly start: Digits = { count: 0, remainder: 0, low: 0, high: 0 };
  readonly #step: number;
  readonly #low: string;
  readonly #high: string;

  constructor(step: bigint, low: bigint, high: bigint) {
    this.#step = Number(step);
    this.#low = String(low);
    this.#high = String(high);
  }

  key({ count, remainder, low, high }: Digits): string {
    return `${count} ${remainder} ${low} ${high}`;
  }

  accepts({ count, remainder, low, high }: Digits): boolean {
    const notLess = count > this.#low.length || (count === this.#low.length && low >= 0);
    const notMore = count < this.#high.length || (count === this.#high.length && high <= 0);
    return count > 0 && remainder === 0 && notLess && notMore;
  }

  edges(digits: Digits): readonly Edge<Digits>[] {
    if (digits.count === this.#high.length) return [];
    const edges: Edge<Digits>[] = [];
    for (let digit = 0; digit <= 9; digit++) {
      if (digit === 0 && digits.count === 0 && this.#low !== '0') continue;
      const code = ZERO_DIGIT + digit;
      edges.push({ ranges: [[code, code]], to: this.#after(digits, digit) });
    }
    return edges;
  }

  #after({ count, remainder, low, high }: Digits, digit: number): Digits {
    // The number 0 is as good as one of full length: no digit may follow it.
    const isZero = count === 0 && digit === 0;
    return {
      count: isZero ? this.#high.length : count + 1,
      remainder: (remainder * 10 + digit) % this.#step,
      low: isZero || count >= this.#low.length ? 0 : low || Math.sign(digit - Number(this.#low.charAt(count))),
      high: isZero ? -1 : high || Math.sign(digit - Number(this.#high.charAt(count))),
    };
  }
}
