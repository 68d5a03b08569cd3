// Sets of kernels beside each other, in whole passes. Each by itself is held against definitions in `sanitizers.test.ts`
// and, for arm64, in `arm64.test.ts`.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { addon } from './node/addon.js';
import { ModelFiles } from './testing/model-files.js';
import type { TensorFormat } from './testing/number-formats.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel } from './testing/random-model.js';

const SETS = ['plain', 'avx2', 'avx512', 'amx', 'neon', 'dotprod', 'i8mm'];
const TOKENS = Uint32Array.from({ length: 40 }, (_, i) => (i * 31) % 100);
/** Rows as long as the blocks of 256 values */
const WIDE: Partial<ModelShape> = {
  embedding: 256,
  headsFull: 8,
  headsSliding: 8,
  denseWidth: 256,
  expertWidth: 256,
  layers: 2,
  window: 8,
};

const files = new ModelFiles();
afterAll(() => files.remove());
afterEach(() => {
  delete process.env.FARHAND_ENGINE_KERNELS;
  delete process.env.FARHAND_ENGINE_PRECISION;
});

/** Logits by the sets that this machine has, and which of them runs if none is asked for */
async function logitsBySet(path: string, cache = 'auto'): Promise<{ bySet: Map<string, Buffer>; chosen: string }> {
  const bySet = new Map<string, Buffer>();
  for (const set of SETS) {
    process.env.FARHAND_ENGINE_KERNELS = set;
    const model = await addon().load(path, 1, 0, 0, false, undefined, cache);
    const { instructionSet } = model.info();
    if (instructionSet === set) bySet.set(set, Buffer.from((await model.logits(TOKENS).result).buffer));
    model.close();
  }
  delete process.env.FARHAND_ENGINE_KERNELS;
  const model = await addon().load(path, 1, 0);
  const chosen = model.info().instructionSet;
  model.close();
  return { bySet, chosen };
}

describe('the sets of kernels', () => {
  it.each<[TensorFormat, string, string, number]>([
    ['F32', 'exact', 'auto', 32],
    ['F32', 'exact', 'q8_0', 32],
    ['Q8_0', 'exact', 'auto', 32],
    ['Q4_0', 'fast', 'auto', 32],
    // A block of a head's values, and one of 24
    ['Q4_0', 'fast', 'q8_0', 56],
    ['Q4_K', 'fast', 'auto', 32],
    ['Q6_K', 'exact', 'auto', 32],
  ])('all but the plain one give the same logits to the last bit: %s, %s, cache %s, heads of %d', async (...kind) => {
    const [format, precision, cache, keyLength] = kind;
    process.env.FARHAND_ENGINE_PRECISION = precision;
    const shape = { ...WIDE, format, keyLength, ...(keyLength === 32 ? {} : { valueLength: 64 }) };
    const { bySet, chosen } = await logitsBySet(files.add(randomModel(shape).file), cache);
    expect([...bySet.keys()]).toContain('plain');
    expect([...bySet.keys()].at(-1)).toBe(chosen);
    const [plain, ...fast] = bySet.values();
    for (const logits of fast) expect(logits.equals(fast[0] ?? logits)).toBe(true);
    expect(fast.length === 0 || fast[0]?.length === plain?.length).toBe(true);
  });
});
