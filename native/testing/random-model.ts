// Random step35 models of any small shape: the file, and the same weights as plain numbers for `reference.ts`.
// What a layer adds is kept small beside the residual stream, as in a trained model; else rounding alone would make
// two correct engines choose different experts.

import type { MetadataValue, TensorData } from './gguf-writer.js';
import { writeGguf } from './gguf-writer.js';
import type { TensorFormat } from './number-formats.js';
import { decodeTensor, encodeTensor } from './number-formats.js';
import { KeptNormals } from './random.js';
import type { Vocabulary } from './vocabulary.js';
import { smallVocabulary, vocabularyMetadata } from './vocabulary.js';

export interface ModelShape {
  readonly seed: number;
  readonly format: TensorFormat;
  readonly layers: number;
  /** Layers before the first one with experts */
  readonly denseLayers: number;
  /** Every n-th layer, from the first, sees everything; the others see the window */
  readonly fullEvery: number;
  readonly embedding: number;
  readonly headsFull: number;
  readonly headsSliding: number;
  readonly kvHeads: number;
  readonly keyLength: number;
  readonly valueLength: number;
  readonly window: number;
  readonly denseWidth: number;
  readonly experts: number;
  readonly expertsUsed: number;
  readonly expertWidth: number;
  readonly context: number;
  readonly clamped: boolean;
  readonly ropeFactors: boolean;
  readonly tiedOutput: boolean;
  readonly fusedAttention: boolean;
  readonly legacyKeys: boolean;
  /** Multi-token-prediction blocks, which an ordinary pass skips */
  readonly predictingLayers: number;
  /** Whether those have norm, output matrix and embedding of their own */
  readonly predictingHeads: boolean;
  /**
   * If given, layers add nothing, so that every token follows from the one before, and prediction blocks that share the
   * model's head know it: they guess right but for so much of what random ones say. Otherwise all weights are random.
   */
  readonly predictingNoise: number | undefined;
  /** Whether matrices are all zeros: where only the vocabulary counts, and drawing the numbers would take longer */
  readonly blank: boolean;
  readonly preTokenizer: string;
  readonly vocabulary: Vocabulary;
}

/** Enough of everything to be damaged quickly: a dense layer, and one with experts. */
export const TINY: Partial<ModelShape> = {
  layers: 2,
  embedding: 32,
  denseWidth: 32,
  experts: 2,
  expertWidth: 32,
  expertsUsed: 1,
};

export const SMALL_SHAPE: ModelShape = {
  seed: 1,
  format: 'F32',
  layers: 5,
  denseLayers: 1,
  fullEvery: 4,
  embedding: 64,
  headsFull: 2,
  headsSliding: 4,
  kvHeads: 2,
  keyLength: 32,
  valueLength: 32,
  window: 16,
  denseWidth: 96,
  experts: 6,
  expertsUsed: 2,
  expertWidth: 64,
  context: 512,
  clamped: true,
  ropeFactors: true,
  tiedOutput: false,
  fusedAttention: false,
  legacyKeys: false,
  predictingLayers: 0,
  predictingHeads: true,
  predictingNoise: undefined,
  blank: false,
  preTokenizer: 'deepseek-v3',
  vocabulary: smallVocabulary(),
};

export const ROPE_BASE = 5e6;
export const ROPE_BASE_SLIDING = 1e4;
export const NORM_EPSILON = 1e-5;
export const EXPERT_SCALE = 3;

export interface RandomModel {
  readonly shape: ModelShape;
  readonly file: Buffer;
  /** What the file's tensors mean, by name */
  readonly weights: ReadonlyMap<string, Float64Array>;
}

export function isSliding(shape: ModelShape, layer: number): boolean {
  return layer >= shape.layers || layer % shape.fullEvery !== 0;
}

/** Prediction blocks are dense, like the first layers. */
export function isDense(shape: ModelShape, layer: number): boolean {
  return layer < shape.denseLayers || layer >= shape.layers;
}

export function headsOf(shape: ModelShape, layer: number): number {
  return isSliding(shape, layer) ? shape.headsSliding : shape.headsFull;
}

/** Limits low enough for random weights to reach: routed experts of the last two layers, shared ones of the last. */
export function limitsOf(shape: ModelShape, layer: number): { expert: number; shared: number } {
  if (!shape.clamped) return { expert: 0, shared: 0 };
  const expert = layer >= shape.layers - 2 && layer < shape.layers ? 0.7 : 0;
  return { expert, shared: layer === shape.layers - 1 || layer === 0 ? 0.9 : 0 };
}

/** The parts of a model file, to be altered before writing. */
export function randomModelParts(overrides: Partial<ModelShape> = {}): {
  metadata: Map<string, MetadataValue>;
  tensors: TensorData[];
} {
  const shape = { ...SMALL_SHAPE, ...overrides };
  return { metadata: metadataOf(shape), tensors: new WeightBuilder(shape).tensors };
}

export function randomModel(overrides: Partial<ModelShape> = {}): RandomModel {
  const shape = { ...SMALL_SHAPE, ...overrides };
  const { tensors } = new WeightBuilder(shape);
  let weights: Map<string, Float64Array> | undefined;
  return {
    shape,
    file: writeGguf(metadataOf(shape), tensors),
    // Most who ask for a model never look, and decoding takes as long as the rest.
    get weights() {
      weights ??= new Map(tensors.map(({ name, format, bytes }) => [name, decodeTensor(format, bytes)]));
      return weights;
    },
  };
}

function metadataOf(shape: ModelShape): Map<string, MetadataValue> {
  const stored = shape.layers + shape.predictingLayers;
  const perLayer = <T>(value: (layer: number) => T): T[] => Array.from({ length: stored }, (_, layer) => value(layer));
  const keys: [string, MetadataValue][] = [
    ['block_count', { u32: stored }],
    ['context_length', { u32: shape.context }],
    ['embedding_length', { u32: shape.embedding }],
    ['feed_forward_length', { u32: shape.denseWidth }],
    ['attention.head_count', { i32s: perLayer((layer) => headsOf(shape, layer)) }],
    ['attention.head_count_kv', { i32s: perLayer(() => shape.kvHeads) }],
    ['attention.key_length', { u32: shape.keyLength }],
    ['attention.value_length', { u32: shape.valueLength }],
    ['attention.layer_norm_rms_epsilon', { f32: NORM_EPSILON }],
    ['attention.sliding_window', { u32: shape.window }],
    ['attention.sliding_window_pattern', { bools: perLayer((layer) => isSliding(shape, layer)) }],
    ['leading_dense_block_count', { u32: shape.denseLayers }],
    ['moe_every_n_layers', { u32: 1 }],
    ['expert_count', { u32: shape.experts }],
    ['expert_feed_forward_length', { u32: shape.expertWidth }],
    ['expert_shared_feed_forward_length', { u32: shape.expertWidth }],
    ['expert_gating_func', { u32: 2 }],
    ['expert_used_count', { u32: shape.expertsUsed }],
    ['expert_weights_scale', { f32: EXPERT_SCALE }],
    ['expert_weights_norm', { bool: true }],
  ];
  if (shape.legacyKeys) {
    const dims = (layer: number) => (isSliding(shape, layer) ? shape.keyLength : shape.keyLength / 2);
    const base = (layer: number) => (isSliding(shape, layer) ? ROPE_BASE_SLIDING : ROPE_BASE);
    keys.push(
      ['rope.dimension_count_per_layer', { i32s: perLayer(dims) }],
      ['rope.freq_base_per_layer', { f32s: perLayer(base) }],
      ['swiglu_limits', { f32s: perLayer((layer) => limitsOf(shape, layer).expert) }],
      ['swiglu_limits_shared', { f32s: perLayer((layer) => limitsOf(shape, layer).shared) }],
    );
  } else {
    keys.push(
      ['rope.freq_base', { f32: ROPE_BASE }],
      ['rope.freq_base_swa', { f32: ROPE_BASE_SLIDING }],
      ['swiglu_clamp_exp', { f32s: perLayer((layer) => limitsOf(shape, layer).expert) }],
      ['swiglu_clamp_shexp', { f32s: perLayer((layer) => limitsOf(shape, layer).shared) }],
    );
  }
  if (shape.predictingLayers > 0) keys.push(['nextn_predict_layers', { u32: shape.predictingLayers }]);
  return new Map([
    ['general.architecture', { text: 'step35' }],
    ['general.name', { text: 'random' }],
    ...keys.map(([key, value]): [string, MetadataValue] => [`step35.${key}`, value]),
    ...vocabularyMetadata(shape.vocabulary, shape.preTokenizer),
  ]);
}

class WeightBuilder {
  readonly tensors: TensorData[] = [];
  readonly #normals: KeptNormals;
  readonly #shape: ModelShape;

  constructor(shape: ModelShape) {
    this.#shape = shape;
    this.#normals = new KeptNormals(shape.seed);
    const vocabularySize = shape.vocabulary.tokens.length;
    this.#linear('token_embd', shape.embedding, vocabularySize, Math.sqrt(shape.embedding));
    if (!shape.tiedOutput) this.#linear('output', shape.embedding, vocabularySize, 3);
    this.#norm('output_norm', shape.embedding);
    if (shape.ropeFactors) this.#add('rope_freqs.weight', [shape.keyLength / 2], 'F32', (i) => 1 + (i % 5) / 4);
    for (let layer = 0; layer < shape.layers + shape.predictingLayers; layer++) this.#layer(layer);
  }

  #layer(layer: number): void {
    const shape = this.#shape;
    const block = `blk.${layer}`;
    const heads = headsOf(shape, layer);
    this.#norm(`${block}.attn_norm`, shape.embedding);
    const rows = [heads * shape.keyLength, shape.kvHeads * shape.keyLength, shape.kvHeads * shape.valueLength];
    if (shape.fusedAttention) {
      this.#linear(
        `${block}.attn_qkv`,
        shape.embedding,
        rows.reduce((sum, count) => sum + count),
      );
    } else {
      for (const [i, name] of ['attn_q', 'attn_k', 'attn_v'].entries()) {
        this.#linear(`${block}.${name}`, shape.embedding, rows[i] ?? 0);
      }
    }
    this.#norm(`${block}.attn_q_norm`, shape.keyLength);
    this.#norm(`${block}.attn_k_norm`, shape.keyLength);
    this.#linear(`${block}.attn_gate`, shape.embedding, heads, 1.5);
    const gain = this.#outputGain(layer);
    this.#linear(`${block}.attn_output`, heads * shape.valueLength, shape.embedding, gain);
    this.#norm(`${block}.ffn_norm`, shape.embedding);
    if (isDense(shape, layer)) this.#feedForward(block, '', shape.denseWidth, gain);
    else this.#experts(block, gain);
    if (layer >= shape.layers) this.#predictor(`${block}.nextn`);
  }

  /** How much a layer adds to the residual stream */
  #outputGain(layer: number): number {
    const { layers, predictingNoise } = this.#shape;
    if (predictingNoise === undefined) return 0.3;
    return layer < layers ? 0 : 4 * predictingNoise;
  }

  #predictor(block: string): void {
    const { embedding, vocabulary, predictingHeads, predictingNoise: noise } = this.#shape;
    if (noise === undefined) {
      this.#linear(`${block}.eh_proj`, 2 * embedding, embedding);
      this.#norm(`${block}.enorm`, embedding);
    } else {
      // The embedding as it is, and some of the rest
      const columns = 2 * embedding;
      const weight = (i: number) => (i % columns === Math.floor(i / columns) ? 1 : this.#scaled(noise, columns));
      this.#add(`${block}.eh_proj.weight`, [columns, embedding], this.#shape.format, weight);
      this.#add(`${block}.enorm.weight`, [embedding], 'F32', () => 1);
    }
    this.#norm(`${block}.hnorm`, embedding);
    if (!predictingHeads) return;
    this.#norm(`${block}.shared_head_norm`, embedding);
    this.#linear(`${block}.shared_head_head`, embedding, vocabulary.tokens.length, 3);
    this.#linear(`${block}.embed_tokens`, embedding, vocabulary.tokens.length, Math.sqrt(embedding));
  }

  #experts(block: string, gain: number): void {
    const { embedding, experts, expertWidth } = this.#shape;
    this.#add(`${block}.ffn_gate_inp.weight`, [embedding, experts], 'F32', () => this.#scaled(1.5, embedding));
    this.#add(`${block}.exp_probs_b.bias`, [experts], 'F32', () => 0.1 * this.#normals.next());
    this.#feedForward(block, '_exps', expertWidth, gain, experts);
    this.#feedForward(block, '_shexp', expertWidth, gain);
  }

  #feedForward(block: string, suffix: string, width: number, gain: number, count?: number): void {
    const { embedding } = this.#shape;
    this.#linear(`${block}.ffn_gate${suffix}`, embedding, width, 1, count);
    this.#linear(`${block}.ffn_up${suffix}`, embedding, width, 1, count);
    this.#linear(`${block}.ffn_down${suffix}`, width, embedding, gain, count);
  }

  #linear(name: string, columns: number, rows: number, gain = 1, count?: number): void {
    const dimensions = count === undefined ? [columns, rows] : [columns, rows, count];
    this.#add(`${name}.weight`, dimensions, this.#shape.format, () => this.#scaled(gain, columns));
  }

  #norm(name: string, size: number): void {
    this.#add(`${name}.weight`, [size], 'F32', () => 1 + 0.15 * this.#normals.next());
  }

  #scaled(gain: number, columns: number): number {
    if (this.#shape.blank) return 0;
    return (gain / Math.sqrt(columns)) * this.#normals.next();
  }

  #add(name: string, dimensions: readonly number[], format: TensorFormat, value: (i: number) => number): void {
    const count = dimensions.reduce((product, size) => product * size);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = value(i);
    this.tensors.push({ name, dimensions, format, bytes: encodeTensor(format, values) });
  }
}
