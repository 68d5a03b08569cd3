// The tensor formats of GGUF, written and read back with plain arithmetic: what the engine's kernels are held against.

import { K_FORMATS } from './k-formats.js';
import { clampRound, largest, NIBBLE_FORMATS } from './nibble-formats.js';
import { float32Bits, fromFloat32Bits, fromHalf, halfAt, toHalf, writeHalf } from './small-floats.js';

export interface BlockFormat {
  /** ggml's number of the type */
  readonly id: number;
  readonly blockValues: number;
  readonly blockBytes: number;
  /** `values` has blockValues numbers, `out` blockBytes zeros; several blocks where a block is one value. */
  encode(values: readonly number[], out: DataView): void;
  decode(block: DataView): number[];
}

export type TensorFormat = 'F32' | 'F16' | 'BF16' | 'Q8_0' | keyof typeof NIBBLE_FORMATS | keyof typeof K_FORMATS;

export const FORMATS: Readonly<Record<TensorFormat, BlockFormat>> = {
  F32: ofNumbers(
    0,
    4,
    (value, out, at) => out.setFloat32(at, value, true),
    (block, at) => block.getFloat32(at, true),
  ),
  F16: ofNumbers(
    1,
    2,
    (value, out, at) => out.setUint16(at, toHalf(value), true),
    (block, at) => fromHalf(block.getUint16(at, true)),
  ),
  BF16: ofNumbers(
    30,
    2,
    (value, out, at) => out.setUint16(at, float32Bits(value) >>> 16, true),
    (block, at) => fromFloat32Bits(block.getUint16(at, true) << 16),
  ),
  Q8_0: {
    id: 8,
    blockValues: 32,
    blockBytes: 34,
    encode: (values, out) => {
      const scale = writeHalf(largest(values) / 127, out, 0) || 1;
      for (const [i, value] of values.entries()) out.setInt8(2 + i, clampRound(value / scale, -128, 127));
    },
    decode: (block) => Array.from({ length: 32 }, (_, i) => halfAt(block, 0) * block.getInt8(2 + i)),
  },
  ...NIBBLE_FORMATS,
  ...K_FORMATS,
};

export const TENSOR_FORMATS: readonly TensorFormat[] = Object.keys(FORMATS) as TensorFormat[];

/** Blocks of a single value are written and read many at a time. */
const RUN = 1024;

function ofNumbers(
  id: number,
  bytes: number,
  write: (value: number, out: DataView, at: number) => void,
  read: (block: DataView, at: number) => number,
): BlockFormat {
  return {
    id,
    blockValues: 1,
    blockBytes: bytes,
    encode: (values, out) => values.forEach((value, i) => void write(value, out, bytes * i)),
    decode: (block) => Array.from({ length: block.byteLength / bytes }, (_, i) => read(block, bytes * i)),
  };
}

/** The bytes of a tensor whose rows are whole blocks. */
export function encodeTensor(format: TensorFormat, values: Float64Array): Uint8Array {
  const { blockValues, blockBytes, encode } = FORMATS[format];
  const bytes = new Uint8Array((values.length / blockValues) * blockBytes);
  const most = blockValues === 1 ? RUN : blockValues;
  for (let first = 0; first < values.length; first += most) {
    const run = Array.from(values.subarray(first, first + most));
    const blocks = run.length / blockValues;
    encode(run, new DataView(bytes.buffer, (first / blockValues) * blockBytes, blocks * blockBytes));
  }
  return bytes;
}

/** What those bytes mean. */
export function decodeTensor(format: TensorFormat, bytes: Uint8Array): Float64Array {
  const { blockValues, blockBytes, decode } = FORMATS[format];
  const values = new Float64Array((bytes.length / blockBytes) * blockValues);
  const most = blockValues === 1 ? RUN * blockBytes : blockBytes;
  for (let first = 0; first < bytes.length; first += most) {
    const length = Math.min(most, bytes.length - first);
    values.set(
      decode(new DataView(bytes.buffer, bytes.byteOffset + first, length)),
      (first / blockBytes) * blockValues,
    );
  }
  return values;
}
