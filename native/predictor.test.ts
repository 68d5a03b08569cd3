// Multi-token-prediction heads: what they say, and which files have them.
import { afterAll, describe, expect, it } from 'vitest';
import type { LoadOptions } from './index.js';
import { loadModel, planMemory } from './index.js';
import { addon } from './node/addon.js';
import { writeGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import type { TensorFormat } from './testing/number-formats.js';
import { Random } from './testing/random.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel, randomModelParts } from './testing/random-model.js';
import { referencePredictions } from './testing/reference-predictions.js';

const files = new ModelFiles();
afterAll(() => files.remove());

function prompt(seed: number, length: number): number[] {
  const random = new Random(seed);
  return Array.from({ length }, () => 3 + random.below(200));
}

describe('the logits of prediction heads', () => {
  /** Largest distance of any logit of any head from the double-precision reference */
  async function largestDifference(overrides: Partial<ModelShape>, length = 40): Promise<number> {
    const random = randomModel({ layers: 2, predictingLayers: 3, ...overrides });
    const tokens = prompt(5, length);
    const native = await addon().load(files.add(random.file), 1, 0);
    const logits = native.predictions(Uint32Array.from(tokens));
    native.close();
    const expected = referencePredictions(random, tokens);
    const size = random.shape.vocabulary.tokens.length;
    expect(logits.length).toBe(random.shape.predictingLayers * size);
    const differences = expected.flatMap((row, head) =>
      Array.from(row, (value, i) => Math.abs(value - (logits[head * size + i] ?? Number.NaN))),
    );
    return differences.reduce((most, difference) => Math.max(most, difference), 0);
  }

  it.each<[string, Partial<ModelShape>, number?]>([
    ['over positions that cross the window', {}],
    ['after two tokens', {}, 2],
    ['of a single head', { predictingLayers: 1 }],
    ['that share the head and the embedding of the model', { predictingHeads: false }],
    ['that share an embedding which is also the output', { predictingHeads: false, tiedOutput: true }],
    ['with fused query, key and value', { fusedAttention: true }],
    ['with the keys of the first converter', { legacyKeys: true }],
    ['with values of another size than keys', { valueLength: 64 }],
    ['with a window of one position', { window: 1 }],
    ['over more positions than heads take up at once', { layers: 1 }, 150],
  ])('%s equal the double-precision reference', async (_, shape, length) => {
    expect(await largestDifference(shape, length)).toBeLessThan(1e-4);
  });

  it.each<[TensorFormat]>([['Q8_0'], ['Q4_K']])('equal it on the exact values of %s weights', async (format) => {
    const wide = { embedding: 256, headsFull: 8, headsSliding: 8, denseWidth: 256, layers: 1, predictingHeads: false };
    expect(await largestDifference({ format, ...wide }, 12)).toBeLessThan(2e-3);
  });
});

describe('a model file', () => {
  const SHAPE: Partial<ModelShape> = {
    context: 1024,
    layers: 3,
    window: 12,
    predictingLayers: 3,
    predictingHeads: false,
  };

  function written(keep: (name: string) => boolean): string {
    const { metadata, tensors } = randomModelParts(SHAPE);
    const kept = tensors.filter(({ name }) => keep(name));
    return files.add(writeGguf(metadata, kept));
  }

  async function drafted(path: string, options: LoadOptions = {}): Promise<number> {
    await using model = await loadModel(path, options);
    const output = model.generate({ tokens: [4, 5, 6], maxTokens: 20, draft: 'mtp', draftAcceptance: 0 });
    await output.text();
    return output.stats.draftedTokens;
  }

  it('says how many heads it has, and loads as many as are wanted', async () => {
    const path = written(() => true);
    for (const predictionHeads of [0, 1, 2, 3, 64]) {
      await using model = await loadModel(path, { predictionHeads });
      expect(model.info).toMatchObject({ predictionHeads: Math.min(3, predictionHeads), layerCount: 3 });
      expect(model.info.layers).toHaveLength(3);
    }
    expect(await drafted(path, { predictionHeads: 0 })).toBe(0);
    expect(await drafted(path)).toBeGreaterThan(await drafted(path, { predictionHeads: 1 }));
  });

  it('without the heads that it mentions makes no guesses', async () => {
    expect(await drafted(written((name) => !/^blk\.[345]\./.test(name)))).toBe(0);
  });

  it.each([['blk.4.nextn.eh_proj'], ['blk.3.nextn.eh_proj'], ['blk.5.attn_v']])(
    'with half a head is refused, and loads with those before it: %s',
    async (missing) => {
      const path = written((name) => name !== `${missing}.weight`);
      await expect(loadModel(path)).rejects.toMatchObject({
        code: 'ENGINE_TENSOR_MISSING',
        message: expect.stringMatching(
          new RegExp(`no tensor ${missing}.*-prediction block ${missing[4]}.*predictionHeads`),
        ),
      });
      const whole = Number(missing[4]) - 3;
      await using model = await loadModel(path, { predictionHeads: whole });
      expect(model.info.predictionHeads).toBe(whole);
    },
  );

  it('is planned with its heads: their weights, keys and values, and what asking them takes', () => {
    const path = written(() => true);
    const [none, one, all] = [0, 1, 3].map((predictionHeads) => planMemory(path, { predictionHeads }));
    const { tensors } = randomModelParts(SHAPE);
    const bytesOf = (block: number) =>
      tensors.filter(({ name }) => name.startsWith(`blk.${block}.`)).reduce((sum, { bytes }) => sum + bytes.length, 0);
    // Each has a copy of the norm that it shares with the model.
    const norm = 64 * 4;
    expect((one?.weights ?? 0) - (none?.weights ?? 0)).toBe(bytesOf(3) + norm);
    expect((all?.weights ?? 0) - (none?.weights ?? 0)).toBe(bytesOf(3) + bytesOf(4) + bytesOf(5) + 3 * norm);
    // A head slides over its window and a batch: 11 positions and 512, in up to 18 pages.
    const positions = 18 * 32;
    expect((one?.keysAndValues ?? 0) - (none?.keysAndValues ?? 0)).toBe(positions * 2 * (32 + 32) * 4);
    expect(one?.batch).toBeGreaterThan(none?.batch ?? 0);
    expect(planMemory(path).total).toBe(all?.total);
  });
});
