// The engine without Node, under the compiler's address and undefined-behaviour sanitizers. FARHAND_SANITIZER_ROUNDS
// asks for longer runs: `npm run test:sanitizers` damages 100,000 files. `npm run test:threads` looks for data races
// instead, among outputs written on several threads.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeGguf, writeSplitGguf } from './testing/gguf-writer.js';
import type { KernelErrors } from './testing/kernels/kernel-errors.js';
import { expectRightKernels } from './testing/kernels/kernel-errors.js';
import { ModelFiles } from './testing/model-files.js';
import { decodeTensor, FORMATS, TENSOR_FORMATS } from './testing/number-formats.js';
import { Random } from './testing/random.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel, randomModelParts, TINY } from './testing/random-model.js';
import type { SanitizedEngine } from './testing/sanitizers/sanitized-engine.js';
import { sanitizedEngine } from './testing/sanitizers/sanitized-engine.js';

const IS_LONG = process.env.FARHAND_SANITIZER_ROUNDS !== undefined;
const ROUNDS = Number(process.env.FARHAND_SANITIZER_ROUNDS ?? 2000);
const SEED = process.env.FARHAND_SANITIZER_SEED ?? '1';
const BUILD_TIMEOUT_MS = 600_000;
const RUN_TIMEOUT_MS = 60_000 + 60 * ROUNDS;

const WHOLE_BLOCKS: Partial<ModelShape> = {
  layers: 2,
  embedding: 256,
  keyLength: 64,
  valueLength: 64,
  headsFull: 4,
  headsSliding: 4,
  window: 8,
  denseWidth: 256,
  experts: 2,
  expertsUsed: 1,
  expertWidth: 256,
};

const files = new ModelFiles();
afterAll(() => files.remove());

let engine: SanitizedEngine;
beforeAll(async () => {
  engine = await sanitizedEngine();
}, BUILD_TIMEOUT_MS);

async function outcomes(args: readonly string[], env: Record<string, string> = {}): Promise<Record<string, number>> {
  return JSON.parse((await engine.run(args, env)).toString()) as Record<string, number>;
}

let madeWithHeads: readonly string[] | undefined;

/** Models whose prediction heads are always, often or hardly ever right */
function withHeads(): readonly string[] {
  const heads: Partial<ModelShape> = { predictingLayers: 3, predictingHeads: false };
  madeWithHeads ??= [
    modelOf({ ...TINY, ...heads, predictingNoise: 0 }),
    modelOf({ ...TINY, ...heads, predictingNoise: 0.4, window: 4 }),
    modelOf({ ...WHOLE_BLOCKS, ...heads, format: 'Q4_K' }),
  ];
  return madeWithHeads;
}

function modelOf(shape: Partial<ModelShape>): string {
  return files.add(randomModel(shape).file);
}

describe('under sanitizers the engine', { timeout: RUN_TIMEOUT_MS }, () => {
  it('loads or refuses files damaged in any section, and runs what it loads', async () => {
    const models = [
      modelOf(TINY),
      modelOf({ ...TINY, format: 'Q4_0', fusedAttention: true }),
      modelOf({ ...TINY, legacyKeys: true, predictingLayers: 2, predictingHeads: false, tiedOutput: true }),
      modelOf({ ...TINY, predictingLayers: 1, predictingNoise: 0 }),
      modelOf({ ...WHOLE_BLOCKS, keyLength: 32, valueLength: 32, headsFull: 8, headsSliding: 8, format: 'Q5_K' }),
    ];
    const parts = randomModelParts(TINY);
    models.push(...files.addSplit(writeSplitGguf(parts.metadata, parts.tensors, 3)));
    const { ok, ...codes } = await outcomes(['damage', SEED, `${ROUNDS}`, ...models]);
    if (IS_LONG) console.info(`Of ${ROUNDS} damaged files, from seed ${SEED} on: ${JSON.stringify({ ok, ...codes })}`);
    expect(ok).toBeGreaterThan(ROUNDS / 10);
    expect(codes).toMatchObject({
      ENGINE_GGUF_DAMAGED: expect.any(Number),
      ENGINE_METADATA_INVALID: expect.any(Number),
      ENGINE_SPLIT_INVALID: expect.any(Number),
      ENGINE_TENSOR_MISSING: expect.any(Number),
    });
    expect(codes).not.toHaveProperty('ENGINE_OUT_OF_MEMORY');
  });

  it('has right kernels in every set that this processor runs', async () => {
    const errors = JSON.parse((await engine.run(['kernels'])).toString()) as KernelErrors;
    expect(Object.keys(errors)).toContain('plain');
    expectRightKernels(errors);
  });

  it('multiplies in tiles to the same bits as without, emulated and by the instructions themselves', async () => {
    const products = await outcomes(['tiles']);
    if (Object.keys(products).length === 0) {
      console.warn('Products in tiles were not tried: they need Linux on x64 with AVX-512.');
      return;
    }
    const { emulated, trapped, real } = products;
    expect(emulated).toBeGreaterThan(0);
    if (real === undefined) expect(trapped).toBe(emulated);
    else expect(real).toBe(1);
  });

  it('takes good, damaged and random grammars', async () => {
    const { ok, ENGINE_GRAMMAR_INVALID: refused } = await outcomes(['grammars', SEED, `${ROUNDS / 4}`, modelOf(TINY)]);
    expect(ok).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it('turns any bytes into tokens and back', async () => {
    for (const preTokenizer of ['deepseek-v3', 'gpt-2']) {
      const model = modelOf({ ...TINY, preTokenizer });
      expect(await outcomes(['texts', SEED, `${ROUNDS / 4}`, model])).toEqual({ ok: ROUNDS / 4 });
    }
  });

  it('writes with prediction heads, right or wrong, on one thread and on several', async () => {
    const models = withHeads();
    expect(await outcomes(['write', '1', ...models])).toEqual({ ok: models.length });
    expect(await outcomes(['write', '3', ...models])).toEqual({ ok: models.length });
  });

  it('writes with weights of every format, on one thread and on several', async () => {
    const models = TENSOR_FORMATS.map((format) => modelOf({ ...WHOLE_BLOCKS, format }));
    expect(await outcomes(['write', '1', ...models])).toEqual({ ok: models.length });
    const some = models.filter((_, i) => IS_LONG || i % 4 === 0);
    expect(await outcomes(['write', '3', ...some])).toEqual({ ok: some.length });
    const plain = { FARHAND_ENGINE_KERNELS: 'plain' };
    expect(await outcomes(['write', '1', ...some], plain)).toEqual({ ok: some.length });
  });

  it('takes nothing from the heap in a pass, once that is made', async () => {
    const models = [...withHeads(), modelOf({ ...TINY, format: 'Q5_0' }), modelOf({ ...TINY, format: 'Q4_0' })];
    for (const threads of ['1', '3']) {
      const { making, passes } = await outcomes(['allocations', threads, ...models]);
      expect(making).toBeGreaterThan(0);
      expect(passes).toBe(0);
    }
  });

  it.each(TENSOR_FORMATS.map((format) => [format]))('reads the exact values of any bytes as %s', async (format) => {
    const random = new Random(11);
    const { blockBytes, blockValues } = FORMATS[format];
    const blocks = 64;
    const bytes = Uint8Array.from({ length: blocks * blockBytes }, () => random.below(256));
    const parts = randomModelParts(TINY);
    parts.tensors.push({ name: 'any', dimensions: [blockValues, blocks], format, bytes });
    const file = files.add(writeGguf(parts.metadata, parts.tensors));
    const output = await engine.run(['values', file, 'any']);
    const values = new Float32Array(output.buffer.slice(output.byteOffset, output.byteOffset + output.length));
    const expected = decodeTensor(format, bytes);
    expect(values.length).toBe(expected.length);
    for (const [i, value] of values.entries()) {
      const exact = expected[i] ?? 0;
      if (Number.isFinite(exact) && Math.abs(exact) < 1e38) {
        expect(Math.abs(value - exact), `value ${i}`).toBeLessThanOrEqual(
          2 ** -20 * Math.max(Math.abs(exact), 2 ** -120),
        );
      }
    }
  });
});

describe('before loading the engine', { timeout: RUN_TIMEOUT_MS }, () => {
  const shape: Partial<ModelShape> = { ...WHOLE_BLOCKS, layers: 5, window: 128, kvHeads: 2 };
  const ROOMY = 2 ** 40;

  async function plan(
    path: string,
    context: number,
    cache: string,
    available: number,
  ): Promise<Record<string, unknown>> {
    const output = await engine.run(['plan', path, `${context}`, cache, `${available}`]);
    return JSON.parse(output.toString()) as Record<string, unknown>;
  }

  it('plans weights, and keys and values by their type; sliding layers keep their window', async () => {
    const path = modelOf(shape);
    const weights = randomModelParts(shape).tensors.reduce((sum, { bytes }) => sum + bytes.length, 0);
    // Two layers see all 4096 positions, three the window of the token that is read: 128 positions, in up to 5 pages.
    const numbers = 2 * (64 + 64) * (2 * 4096 + 3 * 5 * 32);
    expect(await plan(path, 4096, 'f32', ROOMY)).toMatchObject({ weights, keysAndValues: 4 * numbers });
    expect(await plan(path, 4096, 'f16', ROOMY)).toMatchObject({ keysAndValues: 2 * numbers });
    expect(await plan(path, 4096, 'q8_0', ROOMY)).toMatchObject({
      // Eight pages of sliding layers are taken together: fewer would not fill whole pages of the system.
      keysAndValues: (34 / 32) * 2 * (64 + 64) * (2 * 4096 + 3 * 8 * 32),
    });
  });

  it('refuses with the figures what cannot fit, and says which context would', async () => {
    const path = modelOf(shape);
    const { weights, batch } = (await plan(path, 1, 'f16', ROOMY)) as { weights: number; batch: number };
    const room = weights + batch + 2 * 2 * 128 * (2 * 1024 + 3 * 5 * 32);
    const refused = await plan(path, 100_000, 'f16', room);
    expect(refused).toMatchObject({ code: 'ENGINE_OUT_OF_MEMORY' });
    expect(refused.message).toMatch(
      /needs 1\d\d\.\d MB of memory: \S+ MB for weights, 102\.\d MB for keys and values of/,
    );
    expect(refused.message).toMatch(/100000 positions, .* are available\. A contextLength of 1024 would fit\.$/);
    expect(await plan(path, 1024, 'f16', room)).toMatchObject({ weights });
    expect((await plan(path, 10, 'f16', weights)).message).toMatch(/No context would fit/);
  });

  it('takes the least of what the system has left and what control groups allow', async () => {
    const MIB = 2 ** 20;
    const available = async (entries: Readonly<Record<string, string>>) =>
      Number((await engine.run(['available', files.addTree(entries)])).toString());
    const meminfo = { 'proc/meminfo': 'MemTotal: 9000000 kB\nMemFree: 1 kB\nMemAvailable:    8388608 kB\n' };
    expect(await available(meminfo)).toBe(8192 * MIB);

    const second = {
      ...meminfo,
      'proc/self/cgroup': '0::/service/worker\n',
      'sys/fs/cgroup/service/worker/memory.max': 'max\n',
      'sys/fs/cgroup/service/worker/memory.current': `${MIB}\n`,
      'sys/fs/cgroup/service/memory.max': `${1024 * MIB}\n`,
      'sys/fs/cgroup/service/memory.current': `${624 * MIB}\n`,
      'sys/fs/cgroup/service/memory.stat': `anon ${500 * MIB}\ninactive_file ${100 * MIB}\n`,
    };
    expect(await available(second)).toBe(500 * MIB);

    const first = {
      ...meminfo,
      'proc/self/cgroup': '5:devices:/\n4:cpu,memory:/docker/abc\n0::/\n',
      'sys/fs/cgroup/memory/memory.limit_in_bytes': `${2048 * MIB}\n`,
      'sys/fs/cgroup/memory/memory.usage_in_bytes': `${2100 * MIB}\n`,
      'sys/fs/cgroup/memory/memory.stat': `total_inactive_file ${300 * MIB}\n`,
    };
    expect(await available(first)).toBe(248 * MIB);
  });
});
