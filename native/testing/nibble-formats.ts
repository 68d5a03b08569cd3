// Tensor formats of 32 values a block: a scale, perhaps a minimum, and four or five bits a value. Value j < 16 has the
// low half of byte j, value j + 16 the high half.

import type { BlockFormat } from './number-formats.js';
import { halfAt, writeHalf } from './small-floats.js';

export const IQ4_VALUES: readonly number[] = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];
const E2M1 = [0, 0.5, 1, 1.5, 2, 3, 4, 6];
const MXFP4_VALUES = [...E2M1, ...E2M1.map((value) => -value)];

const VALUES = Array.from({ length: 32 }, (_, j) => j);

export const NIBBLE_FORMATS = {
  Q4_0: symmetric({ id: 2, bits: 4, blockBytes: 18 }),
  Q5_0: symmetric({ id: 6, bits: 5, blockBytes: 22 }),
  Q4_1: fromMinimum({ id: 3, bits: 4, blockBytes: 20 }),
  Q5_1: fromMinimum({ id: 7, bits: 5, blockBytes: 24 }),
  IQ4_NL: {
    id: 20,
    blockValues: 32,
    blockBytes: 18,
    encode: (values, out) => {
      const scale = writeHalf(largest(values) / 127, out, 0);
      writeNumbers(out, 2, undefined, (j) => nearest(IQ4_VALUES, (values[j] ?? 0) / (scale || 1)));
    },
    decode: (block) => VALUES.map((j) => halfAt(block, 0) * (IQ4_VALUES[nibble(block, 2, j)] ?? 0)),
  },
  MXFP4: {
    id: 39,
    blockValues: 32,
    blockBytes: 17,
    encode: (values, out) => {
      const power = Math.max(-127, Math.ceil(Math.log2(Math.max(largest(values), 2 ** -100) / 6)));
      out.setUint8(0, power + 127);
      writeNumbers(out, 1, undefined, (j) => nearest(MXFP4_VALUES, (values[j] ?? 0) / 2 ** power));
    },
    decode: (block) => VALUES.map((j) => 2 ** (block.getUint8(0) - 127) * (MXFP4_VALUES[nibble(block, 1, j)] ?? 0)),
  },
} as const satisfies Record<string, BlockFormat>;

interface Layout {
  readonly id: number;
  readonly bits: 4 | 5;
  readonly blockBytes: number;
}

/** scale * (n - half of the range) */
function symmetric({ id, bits, blockBytes }: Layout): BlockFormat {
  const middle = 2 ** (bits - 1);
  const high = bits === 5 ? 2 : undefined;
  const quants = bits === 5 ? 6 : 2;
  return {
    id,
    blockValues: 32,
    blockBytes,
    encode: (values, out) => {
      const scale = writeHalf(largest(values) / (middle - 1), out, 0);
      writeNumbers(out, quants, high, (j) => clampRound((values[j] ?? 0) / (scale || 1), -middle, middle - 1) + middle);
    },
    decode: (block) => VALUES.map((j) => halfAt(block, 0) * (numberAt(block, quants, high, j) - middle)),
  };
}

/** scale * n + minimum */
function fromMinimum({ id, bits, blockBytes }: Layout): BlockFormat {
  const most = 2 ** bits - 1;
  const high = bits === 5 ? 4 : undefined;
  const quants = bits === 5 ? 8 : 4;
  return {
    id,
    blockValues: 32,
    blockBytes,
    encode: (values, out) => {
      const minimum = writeHalf(Math.min(...values), out, 2);
      const scale = writeHalf((Math.max(...values) - minimum) / most, out, 0);
      writeNumbers(out, quants, high, (j) => clampRound(((values[j] ?? 0) - minimum) / (scale || 1), 0, most));
    },
    decode: (block) => VALUES.map((j) => halfAt(block, 0) * numberAt(block, quants, high, j) + halfAt(block, 2)),
  };
}

export function nibble(block: DataView, quants: number, j: number): number {
  const byte = block.getUint8(quants + (j % 16));
  return j < 16 ? byte % 16 : Math.floor(byte / 16);
}

function numberAt(block: DataView, quants: number, high: number | undefined, j: number): number {
  const fifth = high === undefined ? 0 : (block.getUint8(high + Math.floor(j / 8)) >> (j % 8)) % 2;
  return nibble(block, quants, j) + 16 * fifth;
}

/** Writes 32 numbers: their low halves from byte `quants` on, fifth bits from byte `high` on if there are any. */
function writeNumbers(out: DataView, quants: number, high: number | undefined, numberOf: (j: number) => number): void {
  for (let j = 0; j < 16; j++) out.setUint8(quants + j, (numberOf(j) % 16) + 16 * (numberOf(j + 16) % 16));
  if (high === undefined) return;
  for (let byte = 0; byte < 4; byte++) {
    const bits = Array.from({ length: 8 }, (_, i) => Math.floor(numberOf(8 * byte + i) / 16) << i);
    out.setUint8(
      high + byte,
      bits.reduce((all, bit) => all + bit),
    );
  }
}

export function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Index of the nearest entry; the first of several. */
export function nearest(table: readonly number[], value: number): number {
  let best = 0;
  for (let i = 1; i < table.length; i++) {
    if (Math.abs((table[i] ?? 0) - value) < Math.abs((table[best] ?? 0) - value)) best = i;
  }
  return best;
}

/** The same for entries that ascend. */
export function nearestAscending(table: readonly number[], value: number): number {
  const away = (i: number) => Math.abs((table[i] ?? Number.POSITIVE_INFINITY) - value);
  let best = 0;
  while (away(best + 1) < away(best)) best++;
  return best;
}

export function clampRound(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, Math.round(value)));
}
