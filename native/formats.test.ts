import { afterAll, describe, expect, it } from 'vitest';
import { loadModel } from './index.js';
import { ModelFiles } from './testing/model-files.js';
import type { TensorFormat } from './testing/number-formats.js';
import { decodeTensor, encodeTensor, FORMATS, TENSOR_FORMATS } from './testing/number-formats.js';
import { Random } from './testing/random.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel } from './testing/random-model.js';
import { referenceLogits } from './testing/reference.js';

const POSITIONS = 24;

/** Every row is a whole number of 256-value blocks. */
const WHOLE_BLOCKS: Partial<ModelShape> = {
  layers: 3,
  embedding: 256,
  keyLength: 64,
  valueLength: 64,
  headsFull: 4,
  headsSliding: 8,
  window: 8,
  denseWidth: 256,
  experts: 3,
  expertsUsed: 2,
  expertWidth: 256,
};

const files = new ModelFiles();
afterAll(() => files.remove());

async function largestDifference(format: TensorFormat): Promise<number> {
  const random = randomModel({ ...WHOLE_BLOCKS, format });
  await using model = await loadModel(files.add(random.file), { threads: 1 });
  const pick = new Random(3);
  const tokens = Array.from({ length: POSITIONS }, () => pick.below(model.info.vocabularySize));
  const logits = await model.logits(tokens);
  expect(model.info.tensorTypes[format]).toBeGreaterThan(0);
  return Math.max(
    ...referenceLogits(random, tokens).flatMap((row, position) =>
      Array.from(row, (value, i) => Math.abs(value - (logits[position * row.length + i] ?? Number.NaN))),
    ),
  );
}

describe('tensor formats', () => {
  it.each(TENSOR_FORMATS.map((format) => [format]))(
    '%s weights give the logits of their exact values',
    async (format) => {
      expect(await largestDifference(format)).toBeLessThan(2e-3);
    },
    60_000,
  );

  it.each(TENSOR_FORMATS.map((format) => [format]))('%s keeps numbers up to its step', (format) => {
    const random = new Random(5);
    const values = Float64Array.from({ length: 1024 }, () => random.normal());
    const kept = decodeTensor(format, encodeTensor(format, values));
    const error = values.reduce((sum, value, i) => sum + (value - (kept[i] ?? Number.NaN)) ** 2, 0);
    // Bits a value stand for the step; a format of b bits keeps noise of about 2^-2b, times 20 for a plain quantiser.
    const bits = (8 * FORMATS[format].blockBytes) / FORMATS[format].blockValues;
    expect(error / values.length).toBeLessThan(20 * 2 ** (-2 * Math.min(bits, 8)));
  });
});
