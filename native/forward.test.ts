import { afterAll, describe, expect, it } from 'vitest';
import { loadModel } from './index.js';
import { addon } from './node/addon.js';
import { writeGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import type { TensorFormat } from './testing/number-formats.js';
import { Random } from './testing/random.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel, randomModelParts } from './testing/random-model.js';
import { referenceLogits } from './testing/reference.js';

const POSITIONS = 96;

/** Rows as long as the blocks of 256 values, and expert widths that fill no whole group of rows by themselves */
const WIDE: Partial<ModelShape> = {
  embedding: 256,
  headsFull: 8,
  headsSliding: 8,
  denseWidth: 256,
  expertWidth: 256,
  layers: 2,
};
/** How far rounding activations to 16 bits may move a logit */
const ROUNDED = 2e-3;
/** How far keys and values kept as halves may move a logit, all else exact */
const HALF_CACHE = 1e-3;
/** How far activations rounded to 8 bits, with such a cache, may move a logit */
const ONE_DIGIT = 0.15;

const files = new ModelFiles();
afterAll(() => files.remove());

interface Case {
  readonly path: string;
  readonly tokens: readonly number[];
  readonly expected: readonly Float64Array[];
}

const cases = new Map<string, Case>();

/** A model file and what the reference makes of it: made once, for all that is held against it. */
function caseOf(overrides: Partial<ModelShape>, positions: number): Case {
  const name = JSON.stringify([overrides, positions]);
  const known = cases.get(name);
  if (known) return known;
  const random = randomModel(overrides);
  const pick = new Random(7);
  const tokens = Array.from({ length: positions }, () => pick.below(random.shape.vocabulary.tokens.length));
  const made = { path: files.add(random.file), tokens, expected: referenceLogits(random, tokens) };
  cases.set(name, made);
  return made;
}

/** Largest distance of any logit of any position from the double-precision reference. */
async function largestDifference(overrides: Partial<ModelShape>, threads = 1, positions = POSITIONS): Promise<number> {
  const { path, tokens, expected } = caseOf(overrides, positions);
  const model = await loadModel(path, { threads });
  const logits = await model.logits(tokens);
  await model.close();
  expect(logits.length).toBe(positions * model.info.vocabularySize);
  let largest = 0;
  for (const [position, row] of expected.entries()) {
    for (const [i, value] of row.entries()) {
      largest = Math.max(largest, Math.abs(value - (logits[position * row.length + i] ?? Number.NaN)));
    }
  }
  return largest;
}

describe('the forward pass', () => {
  it('equals the double-precision reference over positions that cross the sliding window', async () => {
    expect(await largestDifference({})).toBeLessThan(1e-4);
  });

  it.each<[TensorFormat]>([['F16'], ['BF16']])(
    'equals the reference on the exact values of %s weights',
    async (format) => {
      expect(await largestDifference({ format })).toBeLessThan(1e-4);
    },
  );

  it.each<[TensorFormat]>([['Q8_0'], ['Q4_0'], ['Q4_1'], ['Q4_K'], ['Q5_K'], ['Q6_K'], ['IQ4_NL'], ['MXFP4']])(
    'equals the reference on the exact values of %s weights',
    async (format) => {
      expect(await largestDifference({ format, ...WIDE }, 1, 24)).toBeLessThan(ROUNDED);
    },
  );

  it.each<[string, Partial<ModelShape>]>([
    ['with the embedding as output matrix', { tiedOutput: true }],
    ['with fused query, key and value', { fusedAttention: true }],
    ['with the keys of the first converter', { legacyKeys: true }],
    ['with multi-token-prediction blocks, which it skips', { predictingLayers: 2 }],
    ['without limits and rotation factors', { clamped: false, ropeFactors: false }],
    ['with all layers dense', { denseLayers: 5 }],
    ['with full attention only', { fullEvery: 1 }],
    ['with values of another size than keys', { valueLength: 64 }],
    ['with a window of one position', { window: 1 }],
    ['with every expert used', { expertsUsed: 6 }],
  ])('equals the reference %s', async (_, overrides) => {
    expect(await largestDifference(overrides)).toBeLessThan(1e-4);
  });

  it.each(['plain', 'avx2'])('equals the reference with the %s kernels', { timeout: 60_000 }, async (kernels) => {
    process.env.FARHAND_ENGINE_KERNELS = kernels;
    try {
      for (const format of ['F16', 'BF16'] as const) {
        expect(await largestDifference({ format })).toBeLessThan(1e-4);
      }
      expect(await largestDifference({})).toBeLessThan(1e-4);
      for (const format of ['Q8_0', 'Q4_0', 'Q4_1', 'Q4_K', 'Q5_K', 'Q6_K', 'IQ4_NL', 'MXFP4'] as const) {
        expect(await largestDifference({ format, ...WIDE }, 1, 24)).toBeLessThan(ROUNDED);
      }
    } finally {
      delete process.env.FARHAND_ENGINE_KERNELS;
    }
  });

  it.each<[TensorFormat, number]>([
    ['F32', HALF_CACHE],
    ['Q8_0', ONE_DIGIT],
    ['Q4_0', ONE_DIGIT],
  ])('stays near the reference with the fast precision: %s', async (format, bound) => {
    process.env.FARHAND_ENGINE_PRECISION = 'fast';
    try {
      const difference = await largestDifference({ format, ...WIDE });
      expect(difference).toBeLessThan(bound);
      // Less would mean that the exact arithmetic ran.
      expect(difference).toBeGreaterThan(bound / 10);
    } finally {
      delete process.env.FARHAND_ENGINE_PRECISION;
    }
  });

  it('equals the reference over more positions than one batch holds', async () => {
    expect(await largestDifference({ context: 1024, window: 40 }, 2, 600)).toBeLessThan(1e-4);
  });

  it.each<[TensorFormat]>([['F32'], ['Q8_0'], ['Q4_0']])(
    'gives the same to the last bit in batches of any size and on any number of threads: %s',
    async (format) => {
      const path = files.add(randomModel({ format, context: 1024 }).file);
      const tokens = Uint32Array.from({ length: 530 }, (_, i) => (i * 7919) % 100);
      const logits: Float32Array[] = [];
      for (const [threads, batch] of [
        [1, 1],
        [2, 7],
        [1, 512],
        [3, 512],
      ] as const) {
        const model = await addon().load(path, threads, 0);
        logits.push(await model.logits(tokens, batch).result);
        model.close();
      }
      for (const other of logits.slice(1))
        expect(Buffer.from(other.buffer).equals(Buffer.from((logits[0] ?? other).buffer))).toBe(true);
    },
  );

  it('gives the same to the last bit in batches of any size and on any number of threads: four formats in one file', async () => {
    const formats: readonly TensorFormat[] = ['Q4_K', 'Q6_K', 'MXFP4', 'IQ4_NL'];
    const shape: Partial<ModelShape> = { ...WIDE, experts: 4, context: 1024 };
    const [parts, ...others] = formats.map((format) => randomModelParts({ ...shape, format }));
    if (parts === undefined) throw new Error('There are no formats.');
    const all = [parts, ...others];
    const tensors = parts.tensors.map((tensor, i) => all[i % all.length]?.tensors[i] ?? tensor);
    for (const format of formats)
      expect(tensors.filter((tensor) => tensor.format === format).length).toBeGreaterThan(2);
    const path = files.add(writeGguf(parts.metadata, tensors));
    const tokens = Uint32Array.from({ length: 520 }, (_, i) => (i * 7919) % 100);
    for (const precision of ['exact', 'fast']) {
      const logits: Buffer[] = [];
      for (const [threads, batch] of [
        [1, 1],
        [2, 7],
        [3, 512],
      ] as const) {
        const model = await addon().load(path, threads, 0, 0, false, undefined, undefined, precision);
        logits.push(Buffer.from((await model.logits(tokens, batch).result).buffer));
        expect(model.info().precision).toBe(precision);
        model.close();
      }
      for (const other of logits.slice(1)) expect(other.equals(logits[0] ?? other)).toBe(true);
    }
  });

  it('gives the same on several threads', async () => {
    expect(await largestDifference({}, 3)).toBeLessThan(1e-4);
  });
});
