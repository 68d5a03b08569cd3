// The tensor formats of GGUF, written and read back with plain arithmetic: what the engine's kernels are held against.

import { K_FORMATS } from './k-formats.js';
import { clampRound, largest, NIBBLE_FORMATS } from './nibble-formats.js';
import { float32Bits, fromFloat32Bits, fromHalf, halfAt, toHalf, writeHalf } from './small-floats.js';

export interface BlockFormat {
  /** ggml's number of the type */
  readonly id: number;
  readonly blockValues: number;
  readonly blockBytes: number;
  /** `values` has blockValues numbers, `out` blockBytes zeros. */
  encode(values: readonly number[], out: DataView): void;
  decode(block: DataView): number[];
}

export type TensorFormat = 'F32' | 'F16' | 'BF16' | 'Q8_0' | keyof typeof NIBBLE_FORMATS | keyof typeof K_FORMATS;

export const FORMATS: Readonly<Record<TensorFormat, BlockFormat>> = {
  F32: {
    id: 0,
    blockValues: 1,
    blockBytes: 4,
    encode: ([value = 0], out) => out.setFloat32(0, value, true),
    decode: (block) => [block.getFloat32(0, true)],
  },
  F16: {
    id: 1,
    blockValues: 1,
    blockBytes: 2,
    encode: ([value = 0], out) => out.setUint16(0, toHalf(value), true),
    decode: (block) => [fromHalf(block.getUint16(0, true))],
  },
  BF16: {
    id: 30,
    blockValues: 1,
    blockBytes: 2,
    encode: ([value = 0], out) => out.setUint16(0, float32Bits(value) >>> 16, true),
    decode: (block) => [fromFloat32Bits(block.getUint16(0, true) << 16)],
  },
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

/** The bytes of a tensor whose rows are whole blocks. */
export function encodeTensor(format: TensorFormat, values: Float64Array): Uint8Array {
  const { blockValues, blockBytes, encode } = FORMATS[format];
  const bytes = new Uint8Array((values.length / blockValues) * blockBytes);
  for (let block = 0; block < values.length / blockValues; block++) {
    const first = block * blockValues;
    const out = new DataView(bytes.buffer, block * blockBytes, blockBytes);
    encode(Array.from(values.subarray(first, first + blockValues)), out);
  }
  return bytes;
}

/** What those bytes mean. */
export function decodeTensor(format: TensorFormat, bytes: Uint8Array): Float64Array {
  const { blockValues, blockBytes, decode } = FORMATS[format];
  const values = new Float64Array((bytes.length / blockBytes) * blockValues);
  for (let block = 0; block < bytes.length / blockBytes; block++) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + block * blockBytes, blockBytes);
    values.set(decode(view), block * blockValues);
  }
  return values;
}
