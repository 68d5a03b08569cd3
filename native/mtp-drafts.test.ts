// Guesses of multi-token-prediction heads: they change no output, and the counters tell which were right.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GenerateOptions, Generation, Model } from './index.js';
import { loadModel, planMemory } from './index.js';
import type { NativeModel } from './node/addon.js';
import { addon } from './node/addon.js';
import { ModelFiles } from './testing/model-files.js';
import { Random } from './testing/random.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel } from './testing/random-model.js';
import { likeliest } from './testing/reference-predictions.js';

const LETTERS = 'root ::= [a-z]{2000}';
/** Prediction blocks that are often right and often wrong, and see more than the last token */
const MIXED: Partial<ModelShape> = {
  context: 1024,
  window: 12,
  predictingLayers: 3,
  predictingHeads: false,
  predictingNoise: 0.4,
};

const ALL_HEADS = { draft: 'mtp', draftAcceptance: 0 } as const;

const files = new ModelFiles();
afterAll(() => files.remove());

function prompt(seed: number, length: number): number[] {
  const random = new Random(seed);
  return Array.from({ length }, () => 3 + random.below(200));
}

interface Written {
  readonly tokens: number[];
  readonly logprobs: number[];
}

async function read(output: Generation): Promise<Written> {
  const written: Written = { tokens: [], logprobs: [] };
  for await (const { token, logprob } of output) {
    written.tokens.push(token);
    written.logprobs.push(logprob);
  }
  return written;
}

describe('outputs with the guesses of prediction heads', () => {
  const paths: string[] = [];

  beforeAll(() => {
    const { context, window } = MIXED as ModelShape;
    for (let heads = 0; heads <= 3; heads++) {
      paths.push(files.add(randomModel({ context, window, predictingLayers: heads }).file));
    }
  });

  it.each<[string, Partial<GenerateOptions>]>([
    ['the likeliest tokens', {}],
    ['sampled', { temperature: 0.8, seed: 5 }],
    ['sampled with a penalty', { temperature: 1, topK: 20, repetitionPenalty: 1.3, seed: 6 }],
    ['with a grammar', { grammar: LETTERS, temperature: 1 }],
    [
      'with a grammar that leaves no choice at times',
      { grammar: 'root ::= ("open the " [a-z]{4} " ")*', jumpAhead: true },
    ],
  ])('are what the model writes without: %s', async (_, options) => {
    const all: Written[] = [];
    for (const path of paths) {
      await using model = await loadModel(path);
      const common = { tokens: prompt(1, 30), maxTokens: 150, ...options };
      all.push(await read(model.generate(common)), await read(model.generate({ ...common, ...ALL_HEADS })));
    }
    expect(all[0]?.tokens.length).toBeGreaterThan(0);
    for (const written of all) expect(written).toEqual(all[0]);
  });
});

describe('guesses of prediction heads', () => {
  let path: string;
  let model: Model;
  let native: NativeModel;

  beforeAll(async () => {
    path = files.add(randomModel(MIXED).file);
    model = await loadModel(path);
    native = await addon().load(path, 1, 0);
  });

  afterAll(async () => {
    await model.close();
    native.close();
  });

  /** What a model of its own writes without guesses, and with nothing kept from before */
  async function alone({
    draft: _,
    draftTokens: __,
    draftAcceptance: ___,
    ...options
  }: GenerateOptions): Promise<Written> {
    await using own = await loadModel(path, { threads: 1, predictionHeads: 0 });
    return await read(own.generate(options));
  }

  /** What the counters come to if every step asks heads that read the text so far from its beginning. */
  function expectedCounts(tokens: readonly number[], written: readonly number[], heads: number, acceptance: number) {
    const size = model.info.vocabularySize;
    const counts = { draftedTokens: 0, acceptedTokens: 0 };
    // Of the latest steps with a guess of this depth, those in which it and all before it were right
    const shares = [1, 1, 1];
    let refused = 0;
    const worthWhile = (most: number): number => {
      const depth = shares.findIndex((share, i) => i === most || share < acceptance);
      const count = depth < 0 ? most : Math.min(depth, most);
      return count < most && ++refused % 16 === 0 ? count + 1 : count;
    };
    // The first token comes with the prompt.
    for (let done = 1; done < written.length; ) {
      const logits = native.predictions(Uint32Array.from([...tokens, ...written.slice(0, done)]));
      const room = Math.min(heads, written.length - done - 1);
      const guesses = Array.from({ length: worthWhile(room) }, (_, i) =>
        likeliest(logits.subarray(i * size, (i + 1) * size)),
      );
      const wrong = guesses.findIndex((guess, i) => guess !== written[done + i]);
      const right = wrong < 0 ? guesses.length : wrong;
      for (const i of guesses.keys()) shares[i] = (shares[i] ?? 1) * (7 / 8) + (i < right ? 1 / 8 : 0);
      counts.draftedTokens += guesses.length;
      counts.acceptedTokens += right;
      done += right + 1;
    }
    return counts;
  }

  it.each([
    [1, 0, 2],
    [2, 0, 3],
    [3, 0, 5],
    [3, 0.1, 4],
    [3, 0.3, 7],
  ])(
    'are those of heads that saw what was written and nothing else: %i a step, acceptance %f, seed %i',
    async (most, draftAcceptance, seed) => {
      const options = { tokens: prompt(seed, 70), maxTokens: 150, temperature: 0.3, seed };
      const output = model.generate({ ...options, draft: 'mtp', draftTokens: most, draftAcceptance });
      const written = await read(output);
      expect(written.tokens).toHaveLength(150);
      expect(written).toEqual(await alone(options));
      const { draftedTokens, acceptedTokens } = output.stats;
      expect({ draftedTokens, acceptedTokens }).toEqual(
        expectedCounts(options.tokens, written.tokens, most, draftAcceptance),
      );
      expect(acceptedTokens).toBeGreaterThan(0);
      expect(draftedTokens).toBeGreaterThan(acceptedTokens);
    },
  );

  it('are all right where heads say what the model says', async () => {
    await using sure = await loadModel(files.add(randomModel({ ...MIXED, predictingNoise: 0 }).file));
    const output = sure.generate({ tokens: prompt(3, 9), maxTokens: 101, ...ALL_HEADS });
    expect((await read(output)).tokens).toHaveLength(101);
    // The prompt gives the first token, and each step the last one's successor and three guesses.
    expect(output.stats).toMatchObject({ draftedTokens: 75, acceptedTokens: 75 });
  });

  it('are made seldom where heads are wrong, and go on where they are right', async () => {
    const drafted = async (predictingNoise: number): Promise<number> => {
      await using own = await loadModel(files.add(randomModel({ ...MIXED, predictingNoise }).file));
      const output = own.generate({ tokens: prompt(3, 9), maxTokens: 160, draft: 'mtp' });
      await read(output);
      return output.stats.draftedTokens;
    };
    expect(await drafted(5)).toBeLessThan(40);
    expect(await drafted(0)).toBeGreaterThan(100);
  });

  it('change nothing for outputs that are written together', async () => {
    const all = Array.from({ length: 30 }, (_, i): GenerateOptions => {
      const common = { tokens: prompt(i, 1 + ((i * 37) % 200)), maxTokens: 10 + (i % 25), temperature: 0.5, seed: i };
      if (i % 4 === 1) return { ...common, grammar: LETTERS, ...ALL_HEADS };
      if (i % 4 === 2) return { ...common, draft: 'prompt-lookup' };
      if (i % 4 === 3) return common;
      return { ...common, ...ALL_HEADS };
    });
    const outputs = all.map((options) => model.generate(options));
    const together = await Promise.all(outputs.map((output) => read(output)));
    for (const [i, options] of all.entries()) expect(together[i], `output ${i}`).toEqual(await alone(options));
    const accepted = outputs.filter((_, i) => i % 4 === 0).map(({ stats }) => stats.acceptedTokens);
    expect(accepted.reduce((sum, count) => sum + count)).toBeGreaterThan(5);
  });

  it('go on after a beginning that another output computed, heads included', async () => {
    const beginning = prompt(8, 160);
    const options = { tokens: [...beginning, 7, 8, 9], maxTokens: 80, temperature: 0.5, seed: 7 };
    await using fresh = await loadModel(path);
    await read(fresh.generate({ tokens: beginning, maxTokens: 1 }));
    const output = fresh.generate({ ...options, ...ALL_HEADS });
    expect(await read(output)).toEqual(await alone(options));
    expect(output.stats.cachedTokens).toBeGreaterThanOrEqual(128);
    expect(output.stats.acceptedTokens).toBeGreaterThan(2);
  });

  it('go on after the output has given its cache up and read its text again', async () => {
    await using tight = await loadModel(path, { memoryLimit: planMemory(path).total });
    const options = { tokens: prompt(9, 400), maxTokens: 300, temperature: 0.5, seed: 8 };
    const slow = tight.generate({ ...options, ...ALL_HEADS });
    const first = await slow.next();
    await read(tight.generate({ tokens: prompt(10, 600), maxTokens: 300, grammar: LETTERS, ...ALL_HEADS }));
    const rest = await read(slow);
    expect([first.value?.token, ...rest.tokens]).toEqual((await alone(options)).tokens);
    expect(slow.stats.acceptedTokens).toBeGreaterThan(20);
  });
});
