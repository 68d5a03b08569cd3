// Tensor formats of 256 values a block, cut into sub-blocks of 16 or 32 with packed scales of their own. Bits are
// written and read one value at a time, by the place where each value's bits lie.

import { clampRound, IQ4_VALUES, largest, nearestAscending } from './nibble-formats.js';
import type { BlockFormat } from './number-formats.js';
import { halfAt, writeHalf } from './small-floats.js';

/** Where `count` bits of a number lie: from bit `bit` of byte `byte` on. */
interface Place {
  readonly byte: number;
  readonly bit: number;
  readonly count: number;
}

const VALUES = Array.from({ length: 256 }, (_, i) => i);

/** Two-bit numbers: each half of 128 values has 32 bytes, each run of 32 values two bits of them. */
function twoBits(start: number, i: number): Place {
  return { byte: start + 32 * Math.floor(i / 128) + (i % 32), bit: 2 * (Math.floor(i / 32) % 4), count: 2 };
}

/** Four-bit numbers: sub-blocks 2c and 2c + 1 share 32 bytes, the first has the low halves. */
function pairedNibble(start: number, i: number): Place {
  return { byte: start + 32 * Math.floor(i / 64) + (i % 32), bit: 4 * (Math.floor(i / 32) % 2), count: 4 };
}

/** Low to high bits of six-bit scale `s` of 8 and of its minimum, in the 12 bytes after the two halves */
function scalePlaces(s: number): Place[] {
  if (s < 4) return [{ byte: 4 + s, bit: 0, count: 6 }];
  return [
    { byte: 8 + s, bit: 0, count: 4 },
    { byte: s, bit: 6, count: 2 },
  ];
}

function minimumPlaces(s: number): Place[] {
  if (s < 4) return [{ byte: 8 + s, bit: 0, count: 6 }];
  return [
    { byte: 8 + s, bit: 4, count: 4 },
    { byte: 4 + s, bit: 6, count: 2 },
  ];
}

/** Low to high bits of six-bit scale `s` of 16 of Q3_K */
function q3ScalePlaces(s: number): Place[] {
  return [
    { byte: 96 + (s % 8), bit: s < 8 ? 0 : 4, count: 4 },
    { byte: 104 + (s % 4), bit: 2 * Math.floor(s / 4), count: 2 },
  ];
}

/** Low to high bits of value `i` of Q6_K */
function q6Places(i: number): Place[] {
  const half = Math.floor(i / 128);
  const run = Math.floor(i / 32) % 4;
  return [
    { byte: 64 * half + 32 * (run % 2) + (i % 32), bit: run < 2 ? 0 : 4, count: 4 },
    { byte: 128 + 32 * half + (i % 32), bit: 2 * run, count: 2 },
  ];
}

function fifthBit(i: number): Place {
  return { byte: 16 + (i % 32), bit: Math.floor(i / 32), count: 1 };
}

function q3Places(i: number): Place[] {
  return [twoBits(32, i), { byte: i % 32, bit: Math.floor(i / 32), count: 1 }];
}

function xsScalePlaces(s: number): Place[] {
  return [
    { byte: 4 + Math.floor(s / 2), bit: 4 * (s % 2), count: 4 },
    { byte: 2 + Math.floor(s / 4), bit: 2 * (s % 4), count: 2 },
  ];
}

function xsPlace(i: number): Place {
  return { byte: 8 + 16 * Math.floor(i / 32) + (i % 16), bit: i % 32 < 16 ? 0 : 4, count: 4 };
}

function readBits(block: DataView, places: readonly Place[] = []): number {
  let shift = 0;
  let number = 0;
  for (const { byte, bit, count } of places) {
    number += ((block.getUint8(byte) >> bit) & ((1 << count) - 1)) << shift;
    shift += count;
  }
  return number;
}

/** The bytes must be 0 where the bits go. */
function writeBits(out: DataView, places: readonly Place[] = [], number = 0): void {
  let rest = number;
  for (const { byte, bit, count } of places) {
    out.setUint8(byte, out.getUint8(byte) | ((rest & ((1 << count) - 1)) << bit));
    rest >>= count;
  }
}

export const K_FORMATS = {
  Q2_K: withMinima({
    id: 10,
    blockBytes: 84,
    subBlock: 16,
    scaleAt: 80,
    minimumAt: 82,
    mostScale: 15,
    mostQuant: 3,
    scale: (s) => [{ byte: s, bit: 0, count: 4 }],
    minimum: (s) => [{ byte: s, bit: 4, count: 4 }],
    quant: (i) => [twoBits(16, i)],
  }),
  Q4_K: withMinima({
    id: 12,
    blockBytes: 144,
    subBlock: 32,
    scaleAt: 0,
    minimumAt: 2,
    mostScale: 63,
    mostQuant: 15,
    scale: scalePlaces,
    minimum: minimumPlaces,
    quant: (i) => [pairedNibble(16, i)],
  }),
  Q5_K: withMinima({
    id: 13,
    blockBytes: 176,
    subBlock: 32,
    scaleAt: 0,
    minimumAt: 2,
    mostScale: 63,
    mostQuant: 31,
    scale: scalePlaces,
    minimum: minimumPlaces,
    quant: (i) => [pairedNibble(48, i), fifthBit(i)],
  }),
  Q3_K: aroundZero({
    id: 11,
    blockBytes: 110,
    subBlock: 16,
    scaleAt: 108,
    mostScale: 31,
    readScale: (block, s) => readBits(block, q3ScalePlaces(s)) - 32,
    writeScale: (out, s, scale) => writeBits(out, q3ScalePlaces(s), scale + 32),
    table: [-4, -3, -2, -1, 0, 1, 2, 3],
    quant: q3Places,
  }),
  Q6_K: aroundZero({
    id: 14,
    blockBytes: 210,
    subBlock: 16,
    scaleAt: 208,
    mostScale: 127,
    readScale: (block, s) => block.getInt8(192 + s),
    writeScale: (out, s, scale) => out.setInt8(192 + s, scale),
    table: Array.from({ length: 64 }, (_, n) => n - 32),
    quant: q6Places,
  }),
  IQ4_XS: aroundZero({
    id: 23,
    blockBytes: 136,
    subBlock: 32,
    scaleAt: 0,
    mostScale: 31,
    readScale: (block, s) => readBits(block, xsScalePlaces(s)) - 32,
    writeScale: (out, s, scale) => writeBits(out, xsScalePlaces(s), scale + 32),
    table: IQ4_VALUES,
    quant: (i) => [xsPlace(i)],
  }),
} as const satisfies Record<string, BlockFormat>;

/** value = d * scale * n - dmin * minimum, scale and minimum being whole numbers of a sub-block */
function withMinima(layout: {
  readonly id: number;
  readonly blockBytes: number;
  readonly subBlock: number;
  readonly scaleAt: number;
  readonly minimumAt: number;
  readonly mostScale: number;
  readonly mostQuant: number;
  readonly scale: (s: number) => Place[];
  readonly minimum: (s: number) => Place[];
  readonly quant: (i: number) => Place[];
}): BlockFormat {
  const { subBlock, mostScale, mostQuant } = layout;
  const quantAt = VALUES.map(layout.quant);
  const subBlocks = VALUES.slice(0, 256 / subBlock);
  const scaleAt = subBlocks.map(layout.scale);
  const minimumAt = subBlocks.map(layout.minimum);
  return {
    id: layout.id,
    blockValues: 256,
    blockBytes: layout.blockBytes,
    encode: (values, out) => {
      const parts = cut(values, subBlock);
      const lows = parts.map((part) => Math.max(0, -Math.min(...part)));
      const steps = parts.map((part, s) => (Math.max(...part) + (lows[s] ?? 0)) / mostQuant);
      const d = writeHalf(Math.max(...steps) / mostScale, out, layout.scaleAt) || 1;
      const dmin = writeHalf(Math.max(...lows) / mostScale, out, layout.minimumAt) || 1;
      for (const [s, part] of parts.entries()) {
        const scale = clampRound((steps[s] ?? 0) / d, 0, mostScale);
        const minimum = clampRound((lows[s] ?? 0) / dmin, 0, mostScale);
        writeBits(out, scaleAt[s], scale);
        writeBits(out, minimumAt[s], minimum);
        for (const [l, value] of part.entries()) {
          const quant = clampRound((value + dmin * minimum) / (d * scale || 1), 0, mostQuant);
          writeBits(out, quantAt[subBlock * s + l], quant);
        }
      }
    },
    decode: (block) => {
      const d = halfAt(block, layout.scaleAt);
      const dmin = halfAt(block, layout.minimumAt);
      const scales = scaleAt.map((places) => d * readBits(block, places));
      const minima = minimumAt.map((places) => dmin * readBits(block, places));
      return quantAt.map((places, i) => {
        const s = Math.floor(i / subBlock);
        return (scales[s] ?? 0) * readBits(block, places) - (minima[s] ?? 0);
      });
    },
  };
}

/** value = d * scale * table[n], scale being a signed whole number of a sub-block */
function aroundZero(layout: {
  readonly id: number;
  readonly blockBytes: number;
  readonly subBlock: number;
  readonly scaleAt: number;
  readonly mostScale: number;
  readonly readScale: (block: DataView, s: number) => number;
  readonly writeScale: (out: DataView, s: number, scale: number) => void;
  /** Ascending */
  readonly table: readonly number[];
  readonly quant: (i: number) => Place[];
}): BlockFormat {
  const { subBlock, table } = layout;
  const reach = Math.max(...table);
  const quantAt = VALUES.map(layout.quant);
  const subBlocks = VALUES.slice(0, 256 / subBlock);
  return {
    id: layout.id,
    blockValues: 256,
    blockBytes: layout.blockBytes,
    encode: (values, out) => {
      const parts = cut(values, subBlock);
      const steps = parts.map((part) => largest(part) / reach);
      const d = writeHalf(Math.max(...steps) / layout.mostScale, out, layout.scaleAt) || 1;
      for (const [s, part] of parts.entries()) {
        // Every other sub-block has a negative scale, so that signs are tried too.
        const scale = clampRound((steps[s] ?? 0) / d, 1, layout.mostScale) * (s % 2 === 0 ? 1 : -1);
        layout.writeScale(out, s, scale);
        for (const [l, value] of part.entries()) {
          writeBits(out, quantAt[subBlock * s + l], nearestAscending(table, value / (d * scale)));
        }
      }
    },
    decode: (block) => {
      const d = halfAt(block, layout.scaleAt);
      const scales = subBlocks.map((s) => d * layout.readScale(block, s));
      return quantAt.map(
        (places, i) => (scales[Math.floor(i / subBlock)] ?? 0) * (table[readBits(block, places)] ?? 0),
      );
    },
  };
}

function cut(values: readonly number[], size: number): number[][] {
  return Array.from({ length: values.length / size }, (_, s) => values.slice(s * size, (s + 1) * size));
}
