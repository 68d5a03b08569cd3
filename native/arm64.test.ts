// The engine on arm64: on such a machine as it is, elsewhere compiled by a cross compiler and run in emulation. A machine
// that can do neither says so and tests nothing here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addon } from './node/addon.js';
import type { Arm64Engine } from './testing/arm64/arm64-engine.js';
import { arm64Engine, missingForArm64, PROCESSORS } from './testing/arm64/arm64-engine.js';
import type { KernelErrors } from './testing/kernels/kernel-errors.js';
import { expectRightKernels } from './testing/kernels/kernel-errors.js';
import { ModelFiles } from './testing/model-files.js';
import type { TensorFormat } from './testing/number-formats.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel } from './testing/random-model.js';
import { referenceLogits } from './testing/reference.js';

const BUILD_TIMEOUT_MS = 600_000;
const RUN_TIMEOUT_MS = 60_000;

/** Positions that cross the sliding window */
const POSITIONS = 24;
/** Rows as long as the blocks of 256 values */
const WIDE: Partial<ModelShape> = {
  embedding: 256,
  headsFull: 8,
  headsSliding: 8,
  denseWidth: 256,
  expertWidth: 256,
  layers: 2,
};
/** How far 32-bit floats may move a logit */
const FLOATS = 1e-4;
/** How far rounding activations to 16 bits may move a logit */
const ROUNDED = 2e-3;

const missing = missingForArm64();
if (missing === undefined) testOnArm64();
else tellWhatIsMissing(missing);

function tellWhatIsMissing(what: string): void {
  describe('on arm64 the engine', () => {
    it(`was NOT TRIED: this machine is no arm64 and lacks ${what}`, () => {
      console.warn(`The engine was not tried on arm64: install ${what} to try it in emulation.`);
      expect(process.arch).not.toBe('arm64');
    });
  });
}

function testOnArm64(): void {
  const files = new ModelFiles();
  let engine: Arm64Engine;
  beforeAll(async () => {
    engine = await arm64Engine();
  }, BUILD_TIMEOUT_MS);
  afterAll(() => files.remove());

  describe.each(PROCESSORS)('on arm64 ($name) the engine', { timeout: RUN_TIMEOUT_MS }, (processor) => {
    async function logits(
      path: string,
      tokens: readonly number[],
      threads = 1,
      batch = 512,
      env = {},
    ): Promise<Float32Array> {
      const args = ['logits', path, `${threads}`, `${batch}`, ...tokens.map((token) => `${token}`)];
      const output = await engine.run(processor, args, env);
      return new Float32Array(output.buffer.slice(output.byteOffset, output.byteOffset + output.length));
    }

    it('has right kernels in every set that the processor runs', async () => {
      const errors = JSON.parse((await engine.run(processor, ['kernels'])).toString()) as KernelErrors;
      if (processor.kernels !== undefined) expect(Object.keys(errors)).toEqual(processor.kernels);
      expectRightKernels(errors);
    });

    it.each<[TensorFormat, Partial<ModelShape>, number]>([
      ['F32', {}, FLOATS],
      ['F16', {}, FLOATS],
      ['BF16', {}, FLOATS],
      ['Q8_0', WIDE, ROUNDED],
      ['Q4_0', WIDE, ROUNDED],
      ['Q4_K', WIDE, ROUNDED],
      ['Q6_K', WIDE, ROUNDED],
      ['MXFP4', WIDE, ROUNDED],
    ])('equals the double-precision reference and this machine: %s', async (format, shape, bound) => {
      const random = randomModel({ ...shape, format });
      const path = files.add(random.file);
      const tokens = Array.from({ length: POSITIONS }, (_, i) => (i * 7919) % random.shape.vocabulary.tokens.length);
      const found = await logits(path, tokens);
      expect(largestDifference(found, referenceLogits(random, tokens).flatMap((row) => [...row]))).toBeLessThan(bound);
      const model = await addon().load(path, 1, 0);
      const here = await model.logits(Uint32Array.from(tokens)).result;
      model.close();
      console.log(format, processor.name, largestDifference(found, here));
      expect(largestDifference(found, here)).toBeLessThan(bound);
    });

    it.each<[TensorFormat]>([['F32'], ['Q8_0'], ['Q4_0']])(
      'gives the same to the last bit in batches of any size and on any number of threads: %s',
      async (format) => {
        const path = files.add(randomModel({ format }).file);
        const tokens = Array.from({ length: 40 }, (_, i) => (i * 31) % 100);
        const whole = Buffer.from((await logits(path, tokens)).buffer);
        for (const [threads, batch] of [
          [1, 1],
          [2, 7],
          [3, 512],
        ] as const) {
          expect(Buffer.from((await logits(path, tokens, threads, batch)).buffer).equals(whole)).toBe(true);
        }
      },
    );
  });
}

function largestDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length);
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs((found[i] ?? Number.NaN) - (expected[i] ?? Number.NaN));
    largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
  }
  return largest;
}
