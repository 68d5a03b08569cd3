// Numbers, texts and lists as a GGUF file stores them: little-endian, each value of its metadata with the number of its kind.

/** IEEE binary16 of a positive number within its normal range, rounded towards zero */
export function half(value) {
  const exponent = Math.floor(Math.log2(value));
  if (exponent < -14) return Math.floor(value * 2 ** 24);
  return ((exponent + 15) << 10) | Math.floor((value / 2 ** exponent - 1) * 1024);
}

export function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return { kind: 4, bytes };
}

export function i32(value) {
  return { kind: 5, bytes: u32(value).bytes };
}

export function u64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

export function float(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return { kind: 6, bytes };
}

export function flag(value) {
  return { kind: 7, bytes: Buffer.from([value ? 1 : 0]) };
}

export function text(value) {
  const bytes = Buffer.from(value, 'utf8');
  return { kind: 8, bytes: Buffer.concat([u64(bytes.length), bytes]) };
}

export function array(kind, values) {
  return { kind: 9, bytes: Buffer.concat([u32(kind).bytes, u64(values.length), ...values.map(({ bytes }) => bytes)]) };
}
