// The tensor formats of GGUF, written and read back with plain arithmetic: what the engine's kernels are held against.

export type TensorFormat = 'F32' | 'F16' | 'BF16' | 'Q8_0' | 'Q4_0';

interface Format {
  /** ggml's number of the type */
  readonly id: number;
  readonly blockValues: number;
  readonly blockBytes: number;
  encode(values: readonly number[], out: DataView): void;
  decode(block: DataView): number[];
}

export const FORMATS: Readonly<Record<TensorFormat, Format>> = {
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
      const scale = writeScale(Math.max(...values.map(Math.abs)) / 127, out);
      for (const [i, value] of values.entries())
        out.setInt8(2 + i, scale === 0 ? 0 : clampRound(value / scale, -128, 127));
    },
    decode: (block) => {
      const scale = fromHalf(block.getUint16(0, true));
      return Array.from({ length: 32 }, (_, i) => scale * block.getInt8(2 + i));
    },
  },
  Q4_0: {
    id: 2,
    blockValues: 32,
    blockBytes: 18,
    encode: (values, out) => {
      const scale = writeScale(Math.max(...values.map(Math.abs)) / 7, out);
      const quant = (i: number) => (scale === 0 ? 8 : clampRound((values[i] ?? 0) / scale, -8, 7) + 8);
      for (let i = 0; i < 16; i++) out.setUint8(2 + i, quant(i) | (quant(i + 16) << 4));
    },
    decode: (block) => {
      const scale = fromHalf(block.getUint16(0, true));
      const packed = Array.from({ length: 16 }, (_, i) => block.getUint8(2 + i));
      return [...packed.map((byte) => scale * ((byte & 15) - 8)), ...packed.map((byte) => scale * ((byte >> 4) - 8))];
    },
  },
};

/** The bytes of a tensor whose rows are whole blocks. */
export function encodeTensor(format: TensorFormat, values: Float64Array): Uint8Array {
  const { blockValues, blockBytes, encode } = FORMATS[format];
  const bytes = new Uint8Array((values.length / blockValues) * blockBytes);
  for (let block = 0; block < values.length / blockValues; block++) {
    const first = block * blockValues;
    encode(Array.from(values.subarray(first, first + blockValues)), new DataView(bytes.buffer, block * blockBytes));
  }
  return bytes;
}

/** What those bytes mean. */
export function decodeTensor(format: TensorFormat, bytes: Uint8Array): Float64Array {
  const { blockValues, blockBytes, decode } = FORMATS[format];
  const values = new Float64Array((bytes.length / blockBytes) * blockValues);
  for (let block = 0; block < bytes.length / blockBytes; block++) {
    values.set(decode(new DataView(bytes.buffer, bytes.byteOffset + block * blockBytes)), block * blockValues);
  }
  return values;
}

function writeScale(scale: number, out: DataView): number {
  const half = toHalf(scale);
  out.setUint16(0, half, true);
  return fromHalf(half);
}

function clampRound(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, Math.round(value)));
}

function float32Bits(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return view.getUint32(0);
}

function fromFloat32Bits(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits >>> 0);
  return view.getFloat32(0);
}

/** IEEE binary16, rounded towards zero; magnitudes beyond its range become the largest. */
function toHalf(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const magnitude = Math.min(Math.abs(value), 65504);
  if (magnitude < 2 ** -24) return sign;
  const exponent = Math.max(Math.floor(Math.log2(magnitude)), -14);
  const fraction = Math.floor(magnitude * 2 ** (10 - exponent));
  return sign | (exponent === -14 && fraction < 1024 ? fraction : ((exponent + 15) << 10) | (fraction - 1024));
}

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
