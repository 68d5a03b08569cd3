// What multi-token-prediction heads say, in double precision: each head is a layer over all positions, whose inputs
// join a token's embedding with what is known of the position before.

import type { RandomModel } from './random-model.js';
import type { Vector } from './reference.js';
import { embedded, multiply, referenceHidden, rmsNorm, runLayer, weightOf } from './reference.js';

/** Logits of every head after the tokens, each going on from the likeliest token of the one before. */
export function referencePredictions(model: RandomModel, tokens: readonly number[]): Vector[] {
  const { shape } = model;
  const text = [...tokens];
  // Of the position before each token: the model's own where it has seen it, then what each head made of its guess
  const known = [new Float64Array(shape.embedding), ...referenceHidden(model, tokens).slice(0, -1)];
  return Array.from({ length: shape.predictingLayers }, (_, head) => {
    const block = `blk.${shape.layers + head}.nextn`;
    const own = (part: string, fallback: string) =>
      weightOf(model, shape.predictingHeads ? `${block}.${part}.weight` : fallback);
    const embedding = own('embed_tokens', 'token_embd.weight');
    const inputs = text.map((token, position) => {
      const joined = [
        ...rmsNorm(embedded(embedding, token, shape), weightOf(model, `${block}.enorm.weight`)),
        ...rmsNorm(known[position] ?? new Float64Array(), weightOf(model, `${block}.hnorm.weight`)),
      ];
      return multiply(weightOf(model, `${block}.eh_proj.weight`), Float64Array.from(joined));
    });
    const newest = runLayer(model, shape.layers + head, inputs).at(-1) ?? new Float64Array();
    const matrix = own('shared_head_head', shape.tiedOutput ? 'token_embd.weight' : 'output.weight');
    const logits = multiply(matrix, rmsNorm(newest, own('shared_head_norm', 'output_norm.weight')));
    text.push(likeliest(logits));
    known.push(newest);
    return logits;
  });
}

export function likeliest(logits: Vector | Float32Array): number {
  let best = 0;
  for (const [token, logit] of logits.entries()) {
    if (logit > (logits[best] ?? Number.NaN)) best = token;
  }
  return best;
}
