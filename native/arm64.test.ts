// The engine on arm64: on such a machine as it is, elsewhere compiled by a cross compiler and run in emulation. A machine
// that can do neither says so and tests nothing here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addon } from './node/addon.js';
import type { CacheType } from './node/load-types.js';
import type { Arm64Engine } from './testing/arm64/arm64-engine.js';
import { arm64Engine, missingForArm64, PROCESSORS } from './testing/arm64/arm64-engine.js';
import type { KernelErrors } from './testing/kernels/kernel-errors.js';
import { expectRightKernels } from './testing/kernels/kernel-errors.js';
import { ModelFiles } from './testing/model-files.js';
import type { TensorFormat } from './testing/number-formats.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel } from './testing/random-model.js';

const BUILD_TIMEOUT_MS = 600_000;
const RUN_TIMEOUT_MS = 60_000;

/** Enough to cross the sliding window of 8 and the border of a page */
const TOKENS = Array.from({ length: 40 }, (_, i) => (i * 31) % 100);
/** Formats with the precision of small files and that of large ones, which other kernels serve, and every cache */
const CASES: readonly (readonly [TensorFormat, 'exact' | 'fast', CacheType | 'auto'])[] = [
  ...(['F32', 'F16', 'BF16', 'Q8_0', 'Q4_0', 'Q4_K', 'Q5_K', 'Q6_K'] as const).map(
    (format) => [format, 'exact', 'auto'] as const,
  ),
  ...(['F32', 'Q8_0', 'Q4_0', 'Q4_K'] as const).map((format) => [format, 'fast', 'auto'] as const),
  ['F32', 'exact', 'q8_0'],
  ['Q4_0', 'fast', 'q8_0'],
];
const SHAPE: Partial<ModelShape> = { layers: 3, window: 8 };
/** Rows as long as the blocks of 256 values */
const WIDE: Partial<ModelShape> = {
  ...SHAPE,
  layers: 2,
  embedding: 256,
  headsFull: 8,
  headsSliding: 8,
  denseWidth: 256,
  expertWidth: 256,
  experts: 4,
};

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

interface Model {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly cache: string;
  /** Of all positions, as the addon of this machine computes them */
  readonly logits: Float32Array;
  /** Whether that ran kernels with fused multiply-add, as those of arm64 are */
  readonly fused: boolean;
}

async function modelOf(files: ModelFiles, format: TensorFormat, precision: string, cache: string): Promise<Model> {
  const path = files.add(randomModel({ ...(format.endsWith('_K') ? WIDE : SHAPE), format }).file);
  const environment = { FARHAND_ENGINE_PRECISION: precision };
  Object.assign(process.env, environment);
  try {
    const model = await addon().load(path, 1, 0, 0, false, undefined, cache);
    const logits = await model.logits(Uint32Array.from(TOKENS)).result;
    const fused = model.info().instructionSet !== 'plain';
    model.close();
    return { path, environment, cache, logits, fused };
  } finally {
    delete process.env.FARHAND_ENGINE_PRECISION;
  }
}

function testOnArm64(): void {
  const files = new ModelFiles();
  const models = new Map<string, Model>();
  const modelNamed = (name: string): Model => {
    const model = models.get(name);
    if (model === undefined) throw new Error(`There is no model of ${name}.`);
    return model;
  };
  let engine: Arm64Engine;
  beforeAll(async () => {
    engine = await arm64Engine();
    for (const [format, precision, cache] of CASES) {
      models.set(`${format} ${precision} ${cache}`, await modelOf(files, format, precision, cache));
    }
  }, BUILD_TIMEOUT_MS);
  afterAll(() => files.remove());

  describe.each(PROCESSORS)('on arm64 ($name) the engine', { timeout: RUN_TIMEOUT_MS }, (processor) => {
    async function logits(model: Model, threads: number, batch: number): Promise<Float32Array> {
      const args = ['logits', model.path, `${threads}`, `${batch}`, model.cache, ...TOKENS.map((token) => `${token}`)];
      const output = await engine.run(processor, args, model.environment);
      return new Float32Array(output.buffer.slice(output.byteOffset, output.byteOffset + output.length));
    }

    it('has right kernels in every set that the processor runs', async () => {
      const errors = JSON.parse((await engine.run(processor, ['kernels'])).toString()) as KernelErrors;
      if (processor.kernels !== undefined) expect(Object.keys(errors)).toEqual(processor.kernels);
      expectRightKernels(errors);
    });

    it.each(CASES)('computes what this machine computes, to the last bit: %s %s, cache %s', async (...kind) => {
      const model = modelNamed(kind.join(' '));
      const found = await logits(model, 1, 512);
      expect(largestDifference(found, model.logits)).toBeLessThanOrEqual(model.fused ? 0 : 2e-3);
    });

    it.each(['F32 exact auto', 'Q4_0 exact auto', 'Q4_0 fast auto', 'Q4_0 fast q8_0'])(
      'gives the same in batches of any size and on any number of threads: %s',
      async (name) => {
        const model = modelNamed(name);
        const whole = await logits(model, 1, 512);
        expect(largestDifference(await logits(model, 1, 1), whole)).toBe(0);
        expect(largestDifference(await logits(model, 3, 7), whole)).toBe(0);
      },
    );
  });
}

function largestDifference(found: Float32Array, expected: Float32Array): number {
  expect(found.length).toBe(expected.length);
  let largest = 0;
  for (const [i, value] of expected.entries()) {
    const difference = Math.abs((found[i] ?? Number.NaN) - value);
    largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
  }
  return largest;
}
