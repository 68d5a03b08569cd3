// The kinds of model files that converters write: split ones, both sets of keys, with and without prediction blocks.
import fs from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { loadModel } from './index.js';
import type { MetadataValue } from './testing/gguf-writer.js';
import { writeGguf, writeSplitGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModelParts } from './testing/random-model.js';

const TINY: Partial<ModelShape> = {
  layers: 5,
  embedding: 32,
  denseWidth: 32,
  experts: 2,
  expertWidth: 32,
  expertsUsed: 1,
};
const WITH_PREDICTORS: Partial<ModelShape> = { ...TINY, predictingLayers: 2 };
const TOKENS = Array.from({ length: 24 }, (_, i) => 3 + ((i * 37) % 250));

const files = new ModelFiles();
afterAll(() => files.remove());

async function logitsOf(path: string): Promise<Float32Array> {
  await using model = await loadModel(path, { threads: 1 });
  return await model.logits(TOKENS);
}

/** A model file with some entries replaced, or removed where undefined, and only the tensors that `keep` names. */
function written(
  shape: Partial<ModelShape>,
  entries: Readonly<Record<string, MetadataValue | undefined>> = {},
  keep: (name: string) => boolean = () => true,
): string {
  const { metadata, tensors } = randomModelParts(shape);
  for (const [key, value] of Object.entries(entries)) {
    if (value === undefined) metadata.delete(key);
    else metadata.set(key, value);
  }
  return files.add(
    writeGguf(
      metadata,
      tensors.filter(({ name }) => keep(name)),
    ),
  );
}

function splitInto(count: number, shape: Partial<ModelShape> = TINY): string[] {
  const { metadata, tensors } = randomModelParts(shape);
  return files.addSplit(writeSplitGguf(metadata, tensors, count));
}

async function refusal(path: string | undefined): Promise<unknown> {
  const model = await loadModel(path ?? '').catch((error: unknown) => error);
  if (!(model instanceof Error)) throw new Error('the model was loaded');
  return model;
}

function predicting(name: string): boolean {
  return /^blk\.[56]\./.test(name);
}

describe('a split model', () => {
  it('gives what the same model in one file gives, by the path of any part', async () => {
    const whole = await logitsOf(written(TINY));
    for (const path of splitInto(3)) expect(await logitsOf(path)).toEqual(whole);
  });

  it('says which part is missing', async () => {
    const paths = splitInto(3);
    fs.rmSync(paths[1] ?? '');
    for (const path of [paths[0], paths[2]]) {
      expect(await refusal(path)).toMatchObject({
        code: 'ENGINE_SPLIT_INVALID',
        message: `The model's part 2 of 3 is missing or can't be read: ${paths[1]}.`,
      });
    }
  });

  it('says when its first part is missing', async () => {
    const [first = '', second] = splitInto(2);
    fs.rmSync(first);
    expect(await refusal(second)).toMatchObject({
      code: 'ENGINE_SPLIT_INVALID',
      message: expect.stringContaining(first),
    });
  });

  it('notices parts under the name of others', async () => {
    const [, second = '', third = ''] = splitInto(3);
    fs.copyFileSync(third, second);
    expect(await refusal(second)).toMatchObject({
      code: 'ENGINE_SPLIT_INVALID',
      message: expect.stringContaining('part 2 of 3 says that it is part 3 of 3'),
    });
  });

  it('notices a part of another model', async () => {
    const [, second = ''] = splitInto(2);
    const [, other = ''] = splitInto(2, { ...TINY, layers: 2 });
    fs.copyFileSync(other, second);
    expect(await refusal(second)).toMatchObject({ code: 'ENGINE_SPLIT_INVALID' });
  });

  it('notices a tensor that two parts have', async () => {
    const { metadata, tensors } = randomModelParts(TINY);
    const [first = Buffer.alloc(0)] = writeSplitGguf(metadata, tensors, 2);
    const again = [...tensors.slice(0, -1), ...tensors.slice(0, 1)];
    const [, second = Buffer.alloc(0)] = writeSplitGguf(metadata, again, 2);
    expect(await refusal(files.addSplit([first, second])[0])).toMatchObject({
      code: 'ENGINE_GGUF_DAMAGED',
      message: expect.stringContaining('token_embd.weight stands there twice'),
    });
  });

  it('needs the names that its parts were published with', async () => {
    const [first = ''] = splitInto(2);
    const renamed = files.add(fs.readFileSync(first));
    expect(await refusal(renamed)).toMatchObject({
      code: 'ENGINE_SPLIT_INVALID',
      message: expect.stringContaining('part 1 of 2'),
    });
  });

  it('names the part that is damaged', async () => {
    const [first, second = ''] = splitInto(2);
    fs.truncateSync(second, fs.statSync(second).size - 100);
    expect(await refusal(first)).toMatchObject({
      code: 'ENGINE_GGUF_DAMAGED',
      message: expect.stringContaining('part 2 of 2'),
    });
  });
});

describe('prediction blocks', () => {
  it.each<[string, Partial<ModelShape>, Record<string, MetadataValue | undefined>, (name: string) => boolean]>([
    ['with heads of their own', {}, {}, () => true],
    ['that share the head of the model', { predictingHeads: false }, {}, () => true],
    ['that are declared but not there', {}, {}, (name) => !predicting(name)],
    ['that are there but not declared', {}, { 'step35.nextn_predict_layers': undefined }, () => true],
    [
      'with lists for the layers alone',
      {},
      {
        'step35.attention.head_count': { i32s: [2, 4, 4, 4, 2] },
        'step35.swiglu_clamp_exp': { f32s: [0, 0, 0, 0.7, 0.7] },
      },
      () => true,
    ],
  ])('%s leave the logits as they are', async (_, shape, entries, keep) => {
    const path = written({ ...WITH_PREDICTORS, ...shape }, entries, keep);
    expect(await logitsOf(path)).toEqual(await logitsOf(written(TINY)));
  });

  it('alone are no model', async () => {
    const ends = ['token_embd.weight', 'output.weight', 'output_norm.weight', 'rope_freqs.weight'];
    const path = written(WITH_PREDICTORS, {}, (name) => predicting(name) || ends.includes(name));
    expect(await refusal(path)).toMatchObject({
      code: 'ENGINE_TENSOR_MISSING',
      message: expect.stringContaining('only the multi-token-prediction blocks'),
    });
  });

  it.each([['nextn.enorm'], ['nextn.hnorm'], ['attn_k'], ['ffn_down']])('need their %s', async (part) => {
    const path = written(WITH_PREDICTORS, {}, (name) => name !== `blk.6.${part}.weight`);
    expect(await refusal(path)).toMatchObject({
      code: 'ENGINE_TENSOR_MISSING',
      message: expect.stringContaining(`blk.6.${part}`),
    });
  });
});

describe('metadata', () => {
  const pattern = [0, 1, 1, 1, 0];

  it.each<[string, Partial<ModelShape>, Record<string, MetadataValue | undefined>]>([
    ['of the first converter', { legacyKeys: true }, {}],
    [
      'of the first converter, with the sliding layers as whole numbers and a mask for the factors',
      { legacyKeys: true },
      { 'step35.attention.sliding_window_pattern': { i32s: pattern }, 'step35.rope.scaling.apply_mask': { u32: 1 } },
    ],
    ['with one number for all layers', {}, { 'step35.attention.head_count_kv': { u32: 2 } }],
    ['with signed numbers', {}, { 'step35.embedding_length': { i32: 32 }, 'step35.expert_count': { i32: 2 } }],
    ['without the kind of gating', {}, { 'step35.expert_gating_func': undefined }],
    ['with the rotated part of a head given', {}, { 'step35.rope.dimension_count': { u32: 32 } }],
  ])('%s mean the same model', async (_, shape, entries) => {
    expect(await logitsOf(written({ ...TINY, ...shape }, entries))).toEqual(await logitsOf(written(TINY)));
  });
});
