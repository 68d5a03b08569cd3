// The model file that StepFun publishes (Step 3.5 Flash, Q4_K_S), without its weights: the table of its tensors and its
// metadata, written down as they are known, apart from the shapes that other tests make up.

import type { MetadataValue, TensorPlace } from './gguf-writer.js';
import type { TensorFormat } from './number-formats.js';
import type { Vocabulary } from './vocabulary.js';
import { BYTE_LETTERS, CONTROL, vocabularyMetadata } from './vocabulary.js';

export const LAYERS = 45;
const DENSE_LAYERS = 3;
const WIDTH = 4096;
const HEAD = 128;
const KV_HEADS = 8;
const EXPERTS = 288;
const EXPERT_WIDTH = 1280;
const DENSE_WIDTH = 11_264;
export const VOCABULARY_SIZE = 128_896;

const perLayer = <T>(value: (layer: number) => T): T[] => Array.from({ length: LAYERS }, (_, layer) => value(layer));
const isFull = (layer: number) => layer % 4 === 0;
const headsOf = (layer: number) => (isFull(layer) ? 64 : 96);

export function officialTensors(): TensorPlace[] {
  const tensor = (name: string, dimensions: number[], format: TensorFormat): TensorPlace => ({
    name,
    dimensions,
    format,
  });
  return [
    tensor('output.weight', [WIDTH, VOCABULARY_SIZE], 'Q6_K'),
    tensor('output_norm.weight', [WIDTH], 'F32'),
    tensor('rope_freqs.weight', [HEAD / 2], 'F32'),
    tensor('token_embd.weight', [WIDTH, VOCABULARY_SIZE], 'Q4_K'),
    ...perLayer((layer) =>
      blockTensors(layer).map(([name, dimensions, format]) => tensor(`blk.${layer}.${name}`, dimensions, format)),
    ).flat(),
  ];
}

function blockTensors(layer: number): [string, number[], TensorFormat][] {
  const heads = headsOf(layer);
  const down = layer < 5 ? 'Q5_K' : 'Q4_K';
  const network = (suffix: string, width: number, experts: number[]): [string, number[], TensorFormat][] => [
    [`ffn_down${suffix}.weight`, [width, WIDTH, ...experts], down],
    [`ffn_gate${suffix}.weight`, [WIDTH, width, ...experts], 'Q4_K'],
    [`ffn_up${suffix}.weight`, [WIDTH, width, ...experts], 'Q4_K'],
  ];
  return [
    ['attn_gate.weight', [WIDTH, heads], 'Q4_K'],
    ['attn_k.weight', [WIDTH, KV_HEADS * HEAD], 'Q4_K'],
    ['attn_k_norm.weight', [HEAD], 'F32'],
    ['attn_norm.weight', [WIDTH], 'F32'],
    ['attn_output.weight', [heads * HEAD, WIDTH], 'Q4_K'],
    ['attn_q.weight', [WIDTH, heads * HEAD], 'Q4_K'],
    ['attn_q_norm.weight', [HEAD], 'F32'],
    ['attn_v.weight', [WIDTH, KV_HEADS * HEAD], layer < 4 ? 'Q5_K' : 'Q4_K'],
    ['ffn_norm.weight', [WIDTH], 'F32'],
    ...(layer < DENSE_LAYERS
      ? network('', DENSE_WIDTH, [])
      : [
          ['exp_probs_b.bias', [EXPERTS], 'F32'] satisfies [string, number[], TensorFormat],
          ['ffn_gate_inp.weight', [WIDTH, EXPERTS], 'F32'] satisfies [string, number[], TensorFormat],
          ...network('_exps', EXPERT_WIDTH, [EXPERTS]),
          ...network('_shexp', EXPERT_WIDTH, []),
        ]),
  ];
}

export function officialMetadata(): Map<string, MetadataValue> {
  const keys: [string, MetadataValue][] = [
    ['block_count', { u32: LAYERS }],
    ['context_length', { u32: 262_144 }],
    ['embedding_length', { u32: WIDTH }],
    ['feed_forward_length', { u32: DENSE_WIDTH }],
    ['attention.head_count', { i32s: perLayer(headsOf) }],
    ['rope.freq_base', { f32: 5e6 }],
    ['rope.freq_base_swa', { f32: 1e4 }],
    ['expert_gating_func', { u32: 2 }],
    ['attention.key_length', { u32: HEAD }],
    ['attention.value_length', { u32: HEAD }],
    ['attention.head_count_kv', { i32s: perLayer(() => KV_HEADS) }],
    ['attention.sliding_window', { u32: 512 }],
    ['attention.sliding_window_pattern', { bools: perLayer((layer) => !isFull(layer)) }],
    ['expert_count', { u32: EXPERTS }],
    ['expert_used_count', { u32: 8 }],
    ['expert_feed_forward_length', { u32: EXPERT_WIDTH }],
    ['expert_shared_feed_forward_length', { u32: EXPERT_WIDTH }],
    ['expert_weights_scale', { f32: 3 }],
    ['expert_weights_norm', { bool: true }],
    ['leading_dense_block_count', { u32: DENSE_LAYERS }],
    ['moe_every_n_layers', { u32: 1 }],
    ['attention.layer_norm_rms_epsilon', { f32: 1e-5 }],
    ['swiglu_clamp_exp', { f32s: perLayer((layer) => (layer >= 43 ? 7 : 0)) }],
    ['swiglu_clamp_shexp', { f32s: perLayer((layer) => (layer === 44 ? 16 : 0)) }],
  ];
  return new Map<string, MetadataValue>([
    ['general.architecture', { text: 'step35' }],
    ['general.type', { text: 'model' }],
    ['general.name', { text: 'Step 3.5 Flash' }],
    ...keys.map(([key, value]): [string, MetadataValue] => [`step35.${key}`, value]),
    ...vocabularyMetadata(officialVocabulary(), 'deepseek-v3'),
    ['tokenizer.ggml.add_bos_token', { bool: false }],
    ['general.quantization_version', { u32: 2 }],
    ['general.file_type', { u32: 14 }],
  ]);
}

/** Of its size and with its control tokens in their places; the texts between them are made up. */
export function officialVocabulary(): Vocabulary {
  const control = new Map([
    [0, '<｜begin▁of▁sentence｜>'],
    [1, '<｜end▁of▁sentence｜>'],
    [2, '<｜▁pad▁｜>'],
    [128_007, '<|im_end|>'],
  ]);
  const texts = mergedTexts();
  const tokens: string[] = [];
  const kinds: number[] = [];
  const merges: string[] = [];
  for (let token = 0; token < VOCABULARY_SIZE; token++) {
    const special = control.get(token);
    const [text, merge] = special === undefined ? (texts.next().value ?? ['']) : [special];
    tokens.push(text);
    kinds.push(special === undefined ? 1 : CONTROL);
    if (merge !== undefined) merges.push(merge);
  }
  return { tokens, kinds, merges, endToken: 128_007 };
}

/** Every byte, then every pair, then as many of three as are wanted, with the merges that make them */
function* mergedTexts(): Generator<[string, string?]> {
  for (const letter of BYTE_LETTERS) yield [letter];
  for (const left of BYTE_LETTERS) for (const right of BYTE_LETTERS) yield [left + right, `${left} ${right}`];
  for (const left of BYTE_LETTERS) {
    for (const middle of BYTE_LETTERS) {
      for (const right of BYTE_LETTERS) yield [left + middle + right, `${left + middle} ${right}`];
    }
  }
}
