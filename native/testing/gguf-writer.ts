// Writes GGUF files (version 3) for tests: metadata in the order given, tensors aligned to 32 bytes.

import type { TensorFormat } from './number-formats.js';
import { FORMATS } from './number-formats.js';

export type MetadataValue =
  | { readonly u16: number }
  | { readonly u32: number }
  | { readonly i32: number }
  | { readonly f32: number }
  | { readonly bool: boolean }
  | { readonly text: string }
  | { readonly i32s: readonly number[] }
  | { readonly f32s: readonly number[] }
  | { readonly bools: readonly boolean[] }
  | { readonly texts: readonly string[] };

/** A tensor by its place in the table; without bytes it is all zeros */
export interface TensorPlace {
  readonly name: string;
  /** Row length first */
  readonly dimensions: readonly number[];
  readonly format: TensorFormat;
  readonly bytes?: Uint8Array;
}

export interface TensorData extends TensorPlace {
  readonly bytes: Uint8Array;
}

/** A file by what stands in it; the rest are zeros, which a file system need not store. */
export interface SparseFile {
  readonly length: number;
  readonly pieces: readonly { readonly at: number; readonly bytes: Uint8Array }[];
}

type Metadata = ReadonlyMap<string, MetadataValue>;

const ALIGNMENT = 32;
const KIND = { u16: 2, u32: 4, i32: 5, f32: 6, bool: 7, text: 8, array: 9 } as const;

export function writeGguf(metadata: Metadata, tensors: readonly TensorData[]): Buffer {
  const { length, pieces } = layOutGguf(metadata, tensors);
  const file = Buffer.alloc(length);
  for (const { at, bytes } of pieces) file.set(bytes, at);
  return file;
}

/** The same for tensors too large to be written. */
export function layOutGguf(metadata: Metadata, tensors: readonly TensorPlace[]): SparseFile {
  const head = new ByteWriter();
  head.bytes(Buffer.from('GGUF'));
  head.u32(3);
  head.u64(tensors.length);
  head.u64(metadata.size);
  for (const [key, value] of metadata) {
    head.text(key);
    writeValue(head, value);
  }
  let offset = 0;
  const placed = tensors.map((tensor) => {
    head.text(tensor.name);
    head.u32(tensor.dimensions.length);
    for (const size of tensor.dimensions) head.u64(size);
    head.u32(FORMATS[tensor.format].id);
    head.u64(offset);
    const at = offset;
    offset = aligned(offset + bytesOf(tensor));
    return { at, bytes: tensor.bytes ?? new Uint8Array() };
  });
  const start = aligned(head.length);
  const pieces = placed.map(({ at, bytes }) => ({ at: start + at, bytes }));
  return { length: start + offset, pieces: [{ at: 0, bytes: head.done() }, ...pieces] };
}

/** Of a tensor's data in its file */
export function bytesOf({ dimensions, format, bytes }: TensorPlace): number {
  const { blockBytes, blockValues } = FORMATS[format];
  return bytes?.length ?? (dimensions.reduce((product, size) => product * size) / blockValues) * blockBytes;
}

/** A model of several files: metadata in the first, tensors dealt out in their order. */
export function splitGguf<T extends TensorPlace>(
  metadata: Metadata,
  tensors: readonly T[],
  count: number,
): [Map<string, MetadataValue>, T[]][] {
  const share = Math.ceil(tensors.length / count);
  return Array.from({ length: count }, (_, part) => {
    const split: [string, MetadataValue][] = [
      ['split.no', { u16: part }],
      ['split.count', { u16: count }],
      ['split.tensors.count', { i32: tensors.length }],
    ];
    const entries = part === 0 ? [...metadata, ...split] : split;
    return [new Map(entries), tensors.slice(part * share, (part + 1) * share)];
  });
}

export function writeSplitGguf(metadata: Metadata, tensors: readonly TensorData[], count: number): Buffer[] {
  return splitGguf(metadata, tensors, count).map((part) => writeGguf(...part));
}

function writeValue(out: ByteWriter, value: MetadataValue): void {
  const array = <T>(kind: number, items: readonly T[], write: (item: T) => void) => {
    out.u32(KIND.array);
    out.u32(kind);
    out.u64(items.length);
    items.forEach(write);
  };
  if ('u16' in value) {
    out.u32(KIND.u16);
    out.u16(value.u16);
  } else if ('i32' in value) {
    out.u32(KIND.i32);
    out.u32(value.i32);
  } else if ('u32' in value) {
    out.u32(KIND.u32);
    out.u32(value.u32);
  } else if ('f32' in value) {
    out.u32(KIND.f32);
    out.f32(value.f32);
  } else if ('bool' in value) {
    out.u32(KIND.bool);
    out.flag(value.bool);
  } else if ('text' in value) {
    out.u32(KIND.text);
    out.text(value.text);
  } else if ('i32s' in value) {
    array(KIND.i32, value.i32s, (item) => out.u32(item));
  } else if ('f32s' in value) {
    array(KIND.f32, value.f32s, (item) => out.f32(item));
  } else if ('bools' in value) {
    array(KIND.bool, value.bools, (item) => out.flag(item));
  } else {
    array(KIND.text, value.texts, (item) => out.text(item));
  }
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

class ByteWriter {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  bytes(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.length += bytes.length;
  }

  u16(value: number): void {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value);
    this.bytes(bytes);
  }

  u32(value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value >>> 0);
    this.bytes(bytes);
  }

  u64(value: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    this.bytes(bytes);
  }

  f32(value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    this.bytes(bytes);
  }

  flag(value: boolean): void {
    this.bytes(Uint8Array.of(value ? 1 : 0));
  }

  text(value: string): void {
    const bytes = Buffer.from(value, 'utf8');
    this.u64(bytes.length);
    this.bytes(bytes);
  }

  done(): Buffer {
    return Buffer.concat(this.#parts);
  }
}
