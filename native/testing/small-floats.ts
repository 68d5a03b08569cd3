// The short floating-point formats, as bit patterns in plain arithmetic.

const word = new DataView(new ArrayBuffer(4));

export function float32Bits(value: number): number {
  word.setFloat32(0, value);
  return word.getUint32(0);
}

export function fromFloat32Bits(bits: number): number {
  word.setUint32(0, bits >>> 0);
  return word.getFloat32(0);
}

/** IEEE binary16, rounded towards zero; magnitudes beyond its range become the largest. */
export function toHalf(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const magnitude = Math.min(Math.abs(value), 65504);
  if (magnitude < 2 ** -24) return sign;
  const exponent = Math.max(Math.floor(Math.log2(magnitude)), -14);
  const fraction = Math.floor(magnitude * 2 ** (10 - exponent));
  return sign | (exponent === -14 && fraction < 1024 ? fraction : ((exponent + 15) << 10) | (fraction - 1024));
}

export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

export function halfAt(block: DataView, offset: number): number {
  return fromHalf(block.getUint16(offset, true));
}

/** Writes the number as a half and returns what was written. */
export function writeHalf(value: number, out: DataView, offset: number): number {
  out.setUint16(offset, toHalf(value), true);
  return halfAt(out, offset);
}
