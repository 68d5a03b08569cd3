// The engine without Node, under the compiler's address and undefined-behaviour sanitizers. FARHAND_SANITIZER_ROUNDS
// asks for longer runs: `npm run test:sanitizers` damages 100,000 files.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import { decodeTensor, FORMATS, TENSOR_FORMATS } from './testing/number-formats.js';
import { Random } from './testing/random.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel, randomModelParts, TINY } from './testing/random-model.js';
import type { SanitizedEngine } from './testing/sanitizers/sanitized-engine.js';
import { sanitizedEngine } from './testing/sanitizers/sanitized-engine.js';

const ROUNDS = Number(process.env.FARHAND_SANITIZER_ROUNDS ?? 10_000);
const SEED = process.env.FARHAND_SANITIZER_SEED ?? '1';
const BUILD_TIMEOUT_MS = 600_000;
const RUN_TIMEOUT_MS = 60_000 + 20 * ROUNDS;

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

function modelOf(shape: Partial<ModelShape>): string {
  return files.add(randomModel(shape).file);
}

describe('under sanitizers the engine', { timeout: RUN_TIMEOUT_MS }, () => {
  it('loads or refuses files damaged in any section, and runs what it loads', async () => {
    const models = [
      modelOf(TINY),
      modelOf({ ...TINY, format: 'Q4_0', fusedAttention: true }),
      modelOf({ ...TINY, legacyKeys: true, predictingLayers: 1, tiedOutput: true }),
    ];
    const { ok, ...codes } = await outcomes(['damage', SEED, `${ROUNDS}`, ...models]);
    expect(ok).toBeGreaterThan(ROUNDS / 20);
    expect(codes).toMatchObject({
      ENGINE_GGUF_DAMAGED: expect.any(Number),
      ENGINE_METADATA_INVALID: expect.any(Number),
      ENGINE_TENSOR_MISSING: expect.any(Number),
    });
    expect(codes).not.toHaveProperty('ENGINE_OUT_OF_MEMORY');
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

  it('writes with weights of every format, on one thread and on several', async () => {
    const models = TENSOR_FORMATS.map((format) => modelOf({ ...WHOLE_BLOCKS, format }));
    expect(await outcomes(['write', '1', ...models])).toEqual({ ok: models.length });
    expect(await outcomes(['write', '3', ...models.slice(0, 5)])).toEqual({ ok: 5 });
    const plain = { FARHAND_ENGINE_KERNELS: 'plain' };
    expect(await outcomes(['write', '1', ...models], plain)).toEqual({ ok: models.length });
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
