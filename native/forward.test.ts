import { afterAll, describe, expect, it } from 'vitest';
import { loadModel } from './index.js';
import { ModelFiles } from './testing/model-files.js';
import type { TensorFormat } from './testing/number-formats.js';
import { Random } from './testing/random.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel } from './testing/random-model.js';
import { referenceLogits } from './testing/reference.js';

const POSITIONS = 96;

const files = new ModelFiles();
afterAll(() => files.remove());

/** Largest distance of any logit of any position from the double-precision reference. */
async function largestDifference(overrides: Partial<ModelShape>, threads = 1): Promise<number> {
  const random = randomModel(overrides);
  const model = await loadModel(files.add(random.file), { threads });
  const pick = new Random(7);
  const tokens = Array.from({ length: POSITIONS }, () => pick.below(model.info.vocabularySize));
  const logits = await model.logits(tokens);
  await model.close();
  const expected = referenceLogits(random, tokens);
  expect(logits.length).toBe(POSITIONS * model.info.vocabularySize);
  return Math.max(
    ...expected.flatMap((row, position) =>
      Array.from(row, (value, i) => Math.abs(value - (logits[position * row.length + i] ?? Number.NaN))),
    ),
  );
}

describe('the forward pass', () => {
  it('equals the double-precision reference over positions that cross the sliding window', async () => {
    expect(await largestDifference({})).toBeLessThan(1e-4);
  });

  it.each<[TensorFormat]>([['F16'], ['BF16'], ['Q8_0'], ['Q4_0']])(
    'equals the reference on the exact values of %s weights',
    async (format) => {
      expect(await largestDifference({ format })).toBeLessThan(1e-4);
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

  it('equals the reference with the plain kernels', async () => {
    process.env.FARHAND_ENGINE_KERNELS = 'plain';
    try {
      for (const format of ['F32', 'F16', 'BF16', 'Q8_0', 'Q4_0'] as const) {
        expect(await largestDifference({ format, layers: 3 })).toBeLessThan(1e-4);
      }
    } finally {
      delete process.env.FARHAND_ENGINE_KERNELS;
    }
  });

  it('gives the same on several threads', async () => {
    expect(await largestDifference({}, 3)).toBeLessThan(1e-4);
  });
});
