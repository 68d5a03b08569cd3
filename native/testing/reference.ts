// The step35 forward pass in double precision, written for reading: every position is computed from scratch out of
// whole vectors, with nothing fast in it. What the engine must reproduce up to rounding.

import type { ModelShape, RandomModel } from './random-model.js';
import {
  EXPERT_SCALE,
  headsOf,
  isDense,
  isSliding,
  limitsOf,
  NORM_EPSILON,
  ROPE_BASE,
  ROPE_BASE_SLIDING,
} from './random-model.js';

export type Vector = Float64Array;

/** Logits of every position: tokens.length vectors of the vocabulary's size. */
export function referenceLogits(model: RandomModel, tokens: readonly number[]): Vector[] {
  const output = weightOf(model, model.shape.tiedOutput ? 'token_embd.weight' : 'output.weight');
  const norm = weightOf(model, 'output_norm.weight');
  return referenceHidden(model, tokens).map((x) => multiply(output, rmsNorm(x, norm)));
}

/** What the last layer makes of every position. */
export function referenceHidden(model: RandomModel, tokens: readonly number[]): Vector[] {
  const embedding = weightOf(model, 'token_embd.weight');
  let stream = tokens.map((token) => embedded(embedding, token, model.shape));
  for (let layer = 0; layer < model.shape.layers; layer++) stream = runLayer(model, layer, stream);
  return stream;
}

/** One layer over all positions. */
export function runLayer(model: RandomModel, layer: number, stream: readonly Vector[]): Vector[] {
  const at = (name: string) => weightOf(model, `blk.${layer}.${name}`);
  const attended = attention(
    model,
    layer,
    stream.map((x) => rmsNorm(x, at('attn_norm.weight'))),
  );
  return stream
    .map((x, position) => sum(x, attended[position]))
    .map((x) => sum(x, feedForward(model, layer, rmsNorm(x, at('ffn_norm.weight')))));
}

/** A token's row of an embedding matrix */
export function embedded(embedding: Vector, token: number, shape: ModelShape): Vector {
  return embedding.slice(token * shape.embedding, (token + 1) * shape.embedding);
}

function attention(model: RandomModel, layer: number, inputs: readonly Vector[]): Vector[] {
  const { shape } = model;
  const at = (name: string) => weightOf(model, `blk.${layer}.${name}`);
  const heads = headsOf(shape, layer);
  const { query, key, value } = projections(model, layer);
  const turned = (matrix: Vector, norm: Vector) =>
    inputs.map((x, position) =>
      split(multiply(matrix, x), shape.keyLength).map((head) => rotate(model, layer, position, rmsNorm(head, norm))),
    );
  const queries = turned(query, at('attn_q_norm.weight'));
  const keys = turned(key, at('attn_k_norm.weight'));
  const values = inputs.map((x) => split(multiply(value, x), shape.valueLength));
  return inputs.map((x, position) => {
    const gates = multiply(at('attn_gate.weight'), x);
    const oldest = isSliding(shape, layer) ? Math.max(0, position - shape.window + 1) : 0;
    const joined = Array.from({ length: heads }, (_, head) => {
      const kvHead = Math.floor(head / (heads / shape.kvHeads));
      const scores = [];
      for (let p = oldest; p <= position; p++) {
        scores.push(dot(queries[position]?.[head], keys[p]?.[kvHead]) / Math.sqrt(shape.keyLength));
      }
      const mean = new Float64Array(shape.valueLength);
      for (const [i, share] of softmax(scores).entries()) addScaled(mean, values[oldest + i]?.[kvHead], share);
      return Array.from(mean, (component) => component * sigmoid(gates[head] ?? 0));
    });
    return multiply(at('attn_output.weight'), Float64Array.from(joined.flat()));
  });
}

function projections(model: RandomModel, layer: number): { query: Vector; key: Vector; value: Vector } {
  const { shape } = model;
  const at = (name: string) => weightOf(model, `blk.${layer}.${name}`);
  if (!shape.fusedAttention) {
    return { query: at('attn_q.weight'), key: at('attn_k.weight'), value: at('attn_v.weight') };
  }
  const fused = at('attn_qkv.weight');
  const queryEnd = headsOf(shape, layer) * shape.keyLength * shape.embedding;
  const keyEnd = queryEnd + shape.kvHeads * shape.keyLength * shape.embedding;
  return { query: fused.slice(0, queryEnd), key: fused.slice(queryEnd, keyEnd), value: fused.slice(keyEnd) };
}

/** Full layers turn the first half of a head by angles divided by the factors; sliding layers turn all of it. */
function rotate(model: RandomModel, layer: number, position: number, head: Vector): Vector {
  const { shape } = model;
  const sliding = isSliding(shape, layer);
  const dims = sliding ? shape.keyLength : shape.keyLength / 2;
  const base = sliding ? ROPE_BASE_SLIDING : ROPE_BASE;
  const factors = shape.ropeFactors && !sliding ? weightOf(model, 'rope_freqs.weight') : undefined;
  const turned = head.slice();
  for (let i = 0; i < dims / 2; i++) {
    const angle = (position * base ** ((-2 * i) / dims)) / (factors?.[i] ?? 1);
    const [x, y] = [head[i] ?? 0, head[i + dims / 2] ?? 0];
    turned[i] = x * Math.cos(angle) - y * Math.sin(angle);
    turned[i + dims / 2] = x * Math.sin(angle) + y * Math.cos(angle);
  }
  return turned;
}

function feedForward(model: RandomModel, layer: number, x: Vector): Vector {
  const { shape } = model;
  const { expert: expertLimit, shared: sharedLimit } = limitsOf(shape, layer);
  if (isDense(shape, layer)) return swiglu(model, layer, '', x, sharedLimit);
  const scores = multiply(weightOf(model, `blk.${layer}.ffn_gate_inp.weight`), x).map(sigmoid);
  const bias = weightOf(model, `blk.${layer}.exp_probs_b.bias`);
  const chosen = Array.from(scores.keys())
    .sort((a, b) => (scores[b] ?? 0) + (bias[b] ?? 0) - (scores[a] ?? 0) - (bias[a] ?? 0))
    .slice(0, shape.expertsUsed);
  const total = chosen.reduce((all, expert) => all + (scores[expert] ?? 0), 0);
  const result = swiglu(model, layer, '_shexp', x, sharedLimit);
  for (const expert of chosen) {
    const share = ((scores[expert] ?? 0) / total) * EXPERT_SCALE;
    addScaled(result, swiglu(model, layer, '_exps', x, expertLimit, expert), share);
  }
  return result;
}

function swiglu(model: RandomModel, layer: number, suffix: string, x: Vector, limit: number, expert?: number): Vector {
  const part = (name: string) =>
    expertPart(model.shape, weightOf(model, `blk.${layer}.${name}${suffix}.weight`), expert);
  const gate = multiply(part('ffn_gate'), x).map((value) => value * sigmoid(value));
  const up = multiply(part('ffn_up'), x);
  const activated = gate.map((value, i) => {
    const other = up[i] ?? 0;
    if (limit === 0) return value * other;
    return Math.min(value, limit) * Math.max(-limit, Math.min(limit, other));
  });
  return multiply(part('ffn_down'), activated);
}

function expertPart(shape: ModelShape, stacked: Vector, expert: number | undefined): Vector {
  if (expert === undefined) return stacked;
  const size = stacked.length / shape.experts;
  return stacked.subarray(expert * size, (expert + 1) * size);
}

export function weightOf(model: RandomModel, name: string): Vector {
  const weight = model.weights.get(name);
  if (weight === undefined) throw new Error(`no weight ${name}`);
  return weight;
}

/** matrix: (rows, x.length). Nearly all the time goes here, so no row is cut out for itself. */
export function multiply(matrix: Vector, x: Vector): Vector {
  const columns = x.length;
  const result = new Float64Array(matrix.length / columns);
  for (let row = 0; row < result.length; row++) {
    let total = 0;
    for (let i = 0; i < columns; i++) total += (matrix[row * columns + i] as number) * (x[i] as number);
    result[row] = total;
  }
  return result;
}

export function rmsNorm(x: Vector, weight: Vector): Vector {
  const scale = 1 / Math.sqrt(dot(x, x) / x.length + NORM_EPSILON);
  return x.map((value, i) => value * scale * (weight[i] ?? 0));
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((all, power) => all + power);
  return powers.map((power) => power / total);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function dot(a: Vector = new Float64Array(), b: Vector = new Float64Array()): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}

function sum(a: Vector, b: Vector = new Float64Array(a.length)): Vector {
  return a.map((value, i) => value + (b[i] ?? 0));
}

function addScaled(total: Vector, x: Vector = new Float64Array(total.length), factor: number): void {
  for (let i = 0; i < total.length; i++) total[i] = (total[i] ?? 0) + factor * (x[i] ?? 0);
}

function split(x: Vector, size: number): Vector[] {
  return Array.from({ length: x.length / size }, (_, i) => x.slice(i * size, (i + 1) * size));
}
