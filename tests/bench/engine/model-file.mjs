// A step35 model file with random weights, in the layer shapes of Step 3.5 Flash or half of them: for speed, not sense.
// Blocks are drawn from a pool of a few megabytes over and over, so that a file of gigabytes is written in seconds.
//
// GGUF, version 3, little-endian: "GGUF", u32 version, u64 tensors, u64 entries, then the entries (key, u32 kind, value),
// then the tensors (name, u32 dimensions, u64 sizes, u32 type, u64 offset), then the data, each tensor on 32 bytes.
import { closeSync, openSync, writeSync } from 'node:fs';

const ALIGNMENT = 32;
const POOL_BYTES = 4 << 20;
const NORM_EPSILON = 1e-5;

/** `mid` has the real layers, one dense and two with experts, and a vocabulary cut in proportion. */
export const presets = {
  small: { embedding: 2048, layers: 4, heads: 32, slidingHeads: 48, kvHeads: 4, dense: 5632, experts: 72, width: 768 },
  mid: {
    embedding: 4096,
    layers: 3,
    heads: 64,
    slidingHeads: 96,
    kvHeads: 8,
    dense: 11_264,
    experts: 288,
    width: 1280,
  },
};

const common = { headLength: 128, used: 8, window: 512, context: 8192, vocabulary: 8192 };

/** Block size in values and bytes, ggml's number, and how a block is made of random bytes for a standard deviation. */
export const types = {
  q4_0: { id: 2, values: 32, bytes: 18, fill: (block, deviation) => block.writeUInt16LE(half(deviation / 4.61), 0) },
  q8_0: { id: 8, values: 32, bytes: 34, fill: (block, deviation) => block.writeUInt16LE(half(deviation / 73.9), 0) },
  q4_k: {
    id: 12,
    values: 256,
    bytes: 144,
    // All eight scales and minima are 32, and the minimum's factor makes the sixteen values symmetric.
    fill: (block, deviation) => {
      const scale = deviation / (4.61 * 32);
      block.writeUInt16LE(half(scale), 0);
      block.writeUInt16LE(half(scale * 7.5), 2);
      block.fill(0xa0, 4, 12);
      block.fill(0, 12, 16);
    },
  },
};

const f32 = { id: 0, values: 1, bytes: 4 };

/** Writes the file of a preset and a type; returns nothing. */
export function writeModel(path, preset, type) {
  const shape = { ...common, ...presets[preset] };
  const tensors = tensorsOf(shape);
  const file = openSync(path, 'w');
  try {
    write(file, head(metadataOf(shape, preset), tensors, types[type]));
    const random = randomBytes(7);
    for (const tensor of tensors) writeTensor(file, tensor, types[type], random);
  } finally {
    closeSync(file);
  }
}

function tensorsOf(shape) {
  const { embedding, headLength, kvHeads, experts, width, vocabulary } = shape;
  const tensors = [];
  const norm = (name, size) => tensors.push({ name: `${name}.weight`, sizes: [size], mean: 1, deviation: 0.15 });
  const matrix = (name, columns, rows, gain = 1, count = undefined) =>
    tensors.push({
      name: `${name}.weight`,
      sizes: count === undefined ? [columns, rows] : [columns, rows, count],
      quantised: true,
      deviation: gain / Math.sqrt(columns),
    });
  matrix('token_embd', embedding, vocabulary, Math.sqrt(embedding));
  matrix('output', embedding, vocabulary, 3);
  norm('output_norm', embedding);
  tensors.push({ name: 'rope_freqs.weight', sizes: [headLength / 2], mean: 1, deviation: 0 });
  for (let layer = 0; layer < shape.layers; layer++) {
    const block = `blk.${layer}`;
    const heads = isSliding(layer) ? shape.slidingHeads : shape.heads;
    norm(`${block}.attn_norm`, embedding);
    matrix(`${block}.attn_q`, embedding, heads * headLength);
    matrix(`${block}.attn_k`, embedding, kvHeads * headLength);
    matrix(`${block}.attn_v`, embedding, kvHeads * headLength);
    norm(`${block}.attn_q_norm`, headLength);
    norm(`${block}.attn_k_norm`, headLength);
    matrix(`${block}.attn_gate`, embedding, heads, 1.5);
    matrix(`${block}.attn_output`, heads * headLength, embedding, 0.3);
    norm(`${block}.ffn_norm`, embedding);
    const feedForward = (suffix, size, count) => {
      matrix(`${block}.ffn_gate${suffix}`, embedding, size, 1, count);
      matrix(`${block}.ffn_up${suffix}`, embedding, size, 1, count);
      matrix(`${block}.ffn_down${suffix}`, size, embedding, 0.3, count);
    };
    if (layer === 0) {
      feedForward('', shape.dense);
      continue;
    }
    tensors.push({
      name: `${block}.ffn_gate_inp.weight`,
      sizes: [embedding, experts],
      mean: 0,
      deviation: 1.5 / Math.sqrt(embedding),
    });
    tensors.push({ name: `${block}.exp_probs_b.bias`, sizes: [experts], mean: 0, deviation: 0.1 });
    feedForward('_exps', width, experts);
    feedForward('_shexp', width);
  }
  return tensors;
}

function isSliding(layer) {
  return layer % 4 !== 0;
}

function metadataOf(shape, preset) {
  const layers = Array.from({ length: shape.layers }, (_, layer) => layer);
  const own = {
    block_count: u32(shape.layers),
    context_length: u32(shape.context),
    embedding_length: u32(shape.embedding),
    feed_forward_length: u32(shape.dense),
    'attention.head_count': array(
      5,
      layers.map((layer) => i32(isSliding(layer) ? shape.slidingHeads : shape.heads)),
    ),
    'attention.head_count_kv': array(
      5,
      layers.map(() => i32(shape.kvHeads)),
    ),
    'attention.key_length': u32(shape.headLength),
    'attention.value_length': u32(shape.headLength),
    'attention.layer_norm_rms_epsilon': float(NORM_EPSILON),
    'attention.sliding_window': u32(shape.window),
    'attention.sliding_window_pattern': array(
      7,
      layers.map((layer) => flag(isSliding(layer))),
    ),
    'rope.dimension_count': u32(shape.headLength),
    'rope.freq_base': float(5e6),
    'rope.freq_base_swa': float(1e4),
    expert_count: u32(shape.experts),
    expert_used_count: u32(shape.used),
    expert_feed_forward_length: u32(shape.width),
    expert_shared_feed_forward_length: u32(shape.width),
    expert_gating_func: u32(2),
    expert_weights_scale: float(3),
    expert_weights_norm: flag(true),
    leading_dense_block_count: u32(1),
  };
  const letters = byteLetters();
  const special = ['<｜begin▁of▁sentence｜>', '<｜end▁of▁sentence｜>', '<｜▁pad▁｜>'];
  const known = [...special, ...letters, 'ab'];
  const filler = Array.from({ length: shape.vocabulary - known.length }, (_, i) => `<|unused_${i}|>`);
  const kinds = [...special.map(() => 3), ...letters.map(() => 1), 1, ...filler.map(() => 5)];
  return {
    'general.architecture': text('step35'),
    'general.name': text(`random ${preset}`),
    ...Object.fromEntries(Object.entries(own).map(([key, value]) => [`step35.${key}`, value])),
    'tokenizer.ggml.model': text('gpt2'),
    'tokenizer.ggml.pre': text('deepseek-v3'),
    'tokenizer.ggml.tokens': array(8, [...known, ...filler].map(text)),
    'tokenizer.ggml.token_type': array(5, kinds.map(i32)),
    'tokenizer.ggml.merges': array(8, [text('a b')]),
    'tokenizer.ggml.bos_token_id': u32(0),
    'tokenizer.ggml.eos_token_id': u32(1),
  };
}

/** One printable character per byte: GPT-2's alphabet. */
function byteLetters() {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCodePoint(printable ? byte : next++);
  });
}

function head(metadata, tensors, type) {
  const entries = Object.entries(metadata);
  const parts = [Buffer.from('GGUF'), u32(3).bytes, u64(tensors.length), u64(entries.length)];
  for (const [key, { kind, bytes }] of entries) parts.push(text(key).bytes, u32(kind).bytes, bytes);
  let offset = 0;
  for (const tensor of tensors) {
    const { id } = tensor.quantised ? type : f32;
    parts.push(text(tensor.name).bytes, u32(tensor.sizes.length).bytes, ...tensor.sizes.map(u64), u32(id).bytes);
    parts.push(u64(offset));
    offset += aligned(bytesOf(tensor, type));
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...parts, Buffer.alloc(aligned(length) - length)]);
}

function writeTensor(file, tensor, type, random) {
  const bytes = bytesOf(tensor, type);
  const pool = tensor.quantised ? quantisedPool(tensor, type, random) : plainPool(tensor, bytes, random);
  for (let left = bytes; left > 0; left -= pool.length) write(file, pool.subarray(0, Math.min(left, pool.length)));
  write(file, Buffer.alloc(aligned(bytes) - bytes));
}

function quantisedPool({ deviation }, { bytes, fill }, random) {
  const pool = random(Math.floor(POOL_BYTES / bytes) * bytes);
  for (let at = 0; at < pool.length; at += bytes) fill(pool.subarray(at, at + bytes), deviation);
  return pool;
}

/** Uniform values of the mean and deviation wanted */
function plainPool({ mean, deviation }, bytes, random) {
  const pool = random(bytes);
  for (let at = 0; at < bytes; at += 4) {
    pool.writeFloatLE(mean + deviation * Math.sqrt(12) * (pool.readUInt32LE(at) / 2 ** 32 - 0.5), at);
  }
  return pool;
}

function bytesOf({ sizes, quantised }, type) {
  const { values, bytes } = quantised ? type : f32;
  return (sizes.reduce((product, size) => product * size) / values) * bytes;
}

function aligned(length) {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function write(file, bytes) {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** xorshift32 (Marsaglia 2003) */
function randomBytes(seed) {
  let state = seed;
  return (length) => {
    const words = new Uint32Array(Math.ceil(length / 4));
    for (let i = 0; i < words.length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      words[i] = state;
    }
    return Buffer.from(words.buffer, 0, length);
  };
}

/** IEEE binary16 of a positive number within its normal range, rounded towards zero */
function half(value) {
  const exponent = Math.floor(Math.log2(value));
  if (exponent < -14) return Math.floor(value * 2 ** 24);
  return ((exponent + 15) << 10) | Math.floor((value / 2 ** exponent - 1) * 1024);
}

function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return { kind: 4, bytes };
}

function i32(value) {
  return { kind: 5, bytes: u32(value).bytes };
}

function u64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return { kind: 6, bytes };
}

function flag(value) {
  return { kind: 7, bytes: Buffer.from([value ? 1 : 0]) };
}

function text(value) {
  const bytes = Buffer.from(value, 'utf8');
  return { kind: 8, bytes: Buffer.concat([u64(bytes.length), bytes]) };
}

function array(kind, values) {
  return { kind: 9, bytes: Buffer.concat([u32(kind).bytes, u64(values.length), ...values.map(({ bytes }) => bytes)]) };
}
