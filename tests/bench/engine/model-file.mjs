// A step35 model file with random weights, in the layer shapes of Step 3.5 Flash or half of them: for speed, not sense.
// Blocks are drawn from a pool of a few megabytes over and over, so that a file of gigabytes is written in seconds.
//
// GGUF, version 3, little-endian: "GGUF", u32 version, u64 tensors, u64 entries, then the entries (key, u32 kind, value),
// then the tensors (name, u32 dimensions, u64 sizes, u32 type, u64 offset), then the data, each tensor on 32 bytes.
import { closeSync, openSync, writeSync } from 'node:fs';
import { array, flag, float, half, i32, text, u32, u64 } from './gguf-values.mjs';

const ALIGNMENT = 32;
const POOL_BYTES = 4 << 20;
const NORM_EPSILON = 1e-5;

const half1 = 0x3c00;
const halved = { embedding: 2048, heads: 32, slidingHeads: 48, kvHeads: 4, dense: 5632, experts: 72, width: 768 };

/**
 * `mid` has the real layers, one dense and two with experts, and a vocabulary cut in proportion; `deep` so many layers
 * of half the width that prediction heads are as small beside them as the real ones; `sliding` is `small` without the
 * layer that sees everything.
 */
export const presets = {
  small: { ...halved, layers: 4 },
  sliding: { ...halved, layers: 4, fullEvery: 0 },
  deep: { ...halved, layers: 16 },
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

const common = { headLength: 128, used: 8, fullEvery: 4, window: 512, context: 8192, vocabulary: 8192 };

/**
 * Block size in values and bytes, ggml's number, how a block is made of random bytes for a standard deviation, and how
 * one is that has zeros and a one.
 */
export const types = {
  q4_0: {
    id: 2,
    values: 32,
    bytes: 18,
    // Sixteen values around 8 have the mean -0.5: scales of both signs, or all tokens would go to the same experts.
    fill: (block, deviation) => block.writeUInt16LE(half(deviation / 4.64) | ((block[1] & 0x80) << 8), 0),
    one: (block, at) => {
      block.writeUInt16LE(half1, 0);
      block.fill(0x88, 2);
      block[2 + (at % 16)] = at < 16 ? 0x89 : 0x98;
    },
  },
  q8_0: {
    id: 8,
    values: 32,
    bytes: 34,
    fill: (block, deviation) => block.writeUInt16LE(half(deviation / 73.9), 0),
    one: (block, at) => {
      block.writeUInt16LE(half1, 0);
      block[2 + at] = 1;
    },
  },
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
    one: (block, at) => {
      block.writeUInt16LE(half1, 0);
      block.fill(1, 4, 8);
      block.fill(1, 12, 16);
      block[16 + 32 * (at >> 6) + (at % 32)] = at % 64 < 32 ? 1 : 16;
    },
  },
};

const f32 = { id: 0, values: 1, bytes: 4 };

/**
 * Writes the file of a preset and a type; returns nothing. With `predictors` its layers add nothing, so that a token
 * follows from the one before, and so many prediction heads say what follows, but for some noise: 0 is always right.
 */
export function writeModel(path, preset, type, predictors = 0, noise = 0) {
  const shape = { ...common, ...presets[preset], predictors, noise };
  const tensors = tensorsOf(shape);
  const file = openSync(path, 'w');
  try {
    write(file, head(metadataOf(shape, preset), tensors, types[type]));
    const random = randomBytes(7);
    const pools = new Map();
    for (const tensor of tensors) writeTensor(file, tensor, types[type], random, pools);
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
  for (let layer = 0; layer < shape.layers + shape.predictors; layer++) {
    const block = `blk.${layer}`;
    const gain = layer >= shape.layers ? 0.3 * shape.noise : shape.predictors > 0 ? 0 : 0.3;
    const heads = isSliding(shape, layer) ? shape.slidingHeads : shape.heads;
    norm(`${block}.attn_norm`, embedding);
    matrix(`${block}.attn_q`, embedding, heads * headLength);
    matrix(`${block}.attn_k`, embedding, kvHeads * headLength);
    matrix(`${block}.attn_v`, embedding, kvHeads * headLength);
    norm(`${block}.attn_q_norm`, headLength);
    norm(`${block}.attn_k_norm`, headLength);
    matrix(`${block}.attn_gate`, embedding, heads, 1.5);
    matrix(`${block}.attn_output`, heads * headLength, embedding, gain);
    norm(`${block}.ffn_norm`, embedding);
    const feedForward = (suffix, size, count) => {
      matrix(`${block}.ffn_gate${suffix}`, embedding, size, 1, count);
      matrix(`${block}.ffn_up${suffix}`, embedding, size, 1, count);
      matrix(`${block}.ffn_down${suffix}`, size, embedding, gain, count);
    };
    if (layer === 0 || layer >= shape.layers) {
      feedForward('', shape.dense);
      if (layer >= shape.layers) tensors.push(...predictorTensors(shape, `${block}.nextn`));
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

/** The embedding half of a head's input goes through as it is. */
function predictorTensors({ embedding, vocabulary, noise }, block) {
  const deviation = noise / Math.sqrt(2 * embedding);
  return [
    { name: `${block}.eh_proj.weight`, sizes: [2 * embedding, embedding], quantised: true, identity: true, deviation },
    { name: `${block}.enorm.weight`, sizes: [embedding], mean: 1, deviation: 0 },
    { name: `${block}.hnorm.weight`, sizes: [embedding], mean: 1, deviation: 0 },
    {
      name: `${block}.shared_head_head.weight`,
      sizes: [embedding, vocabulary],
      quantised: true,
      like: 'output.weight',
    },
  ];
}

/** Of every so many layers the first sees everything; 0: none does. */
function isSliding({ layers, fullEvery }, layer) {
  return layer >= layers || layer % fullEvery !== 0;
}

function metadataOf(shape, preset) {
  const layers = Array.from({ length: shape.layers + shape.predictors }, (_, layer) => layer);
  const own = {
    block_count: u32(layers.length),
    ...(shape.predictors > 0 && { nextn_predict_layers: u32(shape.predictors) }),
    context_length: u32(shape.context),
    embedding_length: u32(shape.embedding),
    feed_forward_length: u32(shape.dense),
    'attention.head_count': array(
      5,
      layers.map((layer) => i32(isSliding(shape, layer) ? shape.slidingHeads : shape.heads)),
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
      layers.map((layer) => flag(isSliding(shape, layer))),
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

function writeTensor(file, tensor, type, random, pools) {
  const bytes = bytesOf(tensor, type);
  if (tensor.identity) return writeIdentity(file, tensor, type, random);
  const drawn = () => (tensor.quantised ? quantisedPool(tensor, type, random) : plainPool(tensor, bytes, random));
  const pool = pools.get(tensor.like) ?? drawn();
  pools.set(tensor.name, pool);
  for (let left = bytes; left > 0; left -= pool.length) write(file, pool.subarray(0, Math.min(left, pool.length)));
  write(file, Buffer.alloc(aligned(bytes) - bytes));
}

/** Rows that begin with those of the identity and go on at random */
function writeIdentity(file, tensor, type, random) {
  const [columns, rows] = tensor.sizes;
  const pool = quantisedPool(tensor, type, random);
  const begin = Buffer.alloc((rows / type.values) * type.bytes);
  const restBytes = (columns / type.values) * type.bytes - begin.length;
  for (let index = 0; index < rows; index++) {
    const at = Math.floor(index / type.values) * type.bytes;
    type.one(begin.fill(0).subarray(at, at + type.bytes), index % type.values);
    const drawn = (index * restBytes) % (Math.floor(pool.length / restBytes) * restBytes);
    write(file, Buffer.concat([begin, pool.subarray(drawn, drawn + restBytes)]));
  }
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
