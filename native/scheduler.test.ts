import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GenerateOptions, Generation, Model } from './index.js';
import { loadModel, planMemory } from './index.js';
import { ModelFiles } from './testing/model-files.js';
import { Random } from './testing/random.js';
import { randomModel } from './testing/random-model.js';

/** More than two windows of 48, so that pages of sliding layers are let go and taken over. */
const SHAPE = { context: 1024, window: 48 } as const;
const LETTERS = 'root ::= [a-z]{2000}';

const files = new ModelFiles();
let path: string;
let model: Model;

beforeAll(async () => {
  path = files.add(randomModel(SHAPE).file);
  model = await loadModel(path);
});

afterAll(async () => {
  await model.close();
  files.remove();
});

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

/** What a model of its own writes, with nothing kept from before. */
async function alone(options: GenerateOptions): Promise<Written> {
  const own = await loadModel(path, { threads: 1 });
  const written = await read(own.generate(options));
  await own.close();
  return written;
}

describe('outputs that are written together', () => {
  it('say what each says alone, to the last bit, whatever the others are', async () => {
    const all = Array.from({ length: 40 }, (_, i): GenerateOptions => {
      const common = { tokens: prompt(i, 1 + ((i * 37) % 200)), maxTokens: 10 + (i % 25) };
      if (i % 4 === 1) return { ...common, temperature: 1, seed: i, grammar: LETTERS };
      if (i % 4 === 2) return { ...common, draft: 'prompt-lookup' };
      if (i % 4 === 3) return { ...common, grammar: 'root ::= ("open the " [a-z]{4} " ")*', jumpAhead: true };
      return common;
    });
    const together = await Promise.all(all.map((options) => read(model.generate(options))));
    for (const [i, options] of all.entries()) expect(together[i], `output ${i}`).toEqual(await alone(options));
  });

  it('go on while a long prompt beside them is read', async () => {
    const writer = model.generate({ tokens: prompt(1, 5), maxTokens: 900, grammar: LETTERS });
    await writer.next();
    const events: string[] = [];
    const reader = model.generate({ tokens: prompt(2, 900), maxTokens: 1 });
    const readerDone = read(reader).then(() => events.push('reader'));
    for await (const _ of writer) {
      if (events.includes('reader')) break;
      events.push('writer');
    }
    await readerDone;
    expect(events.indexOf('reader')).toBeGreaterThan(4);
  });

  it('come to their first token although a hundred others are ahead', async () => {
    const ahead = Array.from({ length: 100 }, (_, i) =>
      model.generate({ tokens: prompt(i, 4), maxTokens: 60, grammar: LETTERS }),
    );
    const all = ahead.map((output) => read(output));
    const late = await read(model.generate({ tokens: prompt(500, 4), maxTokens: 3, grammar: LETTERS }));
    expect(late.tokens).toHaveLength(3);
    for (const { tokens } of await Promise.all(all)) expect(tokens).toHaveLength(60);
  });

  it('are not held up by one that nobody reads, nor by one that is given up', async () => {
    const unread = model.generate({ tokens: prompt(3, 100), maxTokens: 500, grammar: LETTERS });
    const abort = new AbortController();
    const given = read(
      model.generate({ tokens: prompt(4, 700), maxTokens: 300, grammar: LETTERS, signal: abort.signal }),
    );
    const options = { tokens: prompt(5, 20), maxTokens: 50, grammar: LETTERS };
    const beside = read(model.generate(options));
    abort.abort();
    await expect(given).rejects.toMatchObject({ code: 'ENGINE_ABORTED' });
    expect(await beside).toEqual(await alone(options));
    for await (const _ of unread) break;
  });
});

describe('room for keys and values', () => {
  let tight: Model;

  beforeAll(async () => {
    tight = await loadModel(path, { memoryLimit: planMemory(path).total });
  });

  afterAll(() => tight.close());

  it('is waited for by outputs that would need more than there is', async () => {
    const all = [1, 2, 3, 4].map((seed) => ({ tokens: prompt(seed, 500), maxTokens: 400, grammar: LETTERS }));
    const together = await Promise.all(all.map((options) => read(tight.generate(options))));
    for (const [i, options] of all.entries()) expect(together[i]).toEqual(await alone(options));
  });

  it('is given up by an output that waits for its reader, which loses nothing', async () => {
    const options = { tokens: prompt(7, 500), maxTokens: 400, grammar: LETTERS };
    const slow = tight.generate(options);
    const first = await slow.next();
    await read(tight.generate({ tokens: prompt(8, 600), maxTokens: 400, grammar: LETTERS }));
    const rest = await read(slow);
    expect([first.value?.token, ...rest.tokens]).toEqual((await alone(options)).tokens);
  });
});

describe('a beginning that was read before', () => {
  const system = prompt(100, 300);

  it('is not computed again, and changes nothing', async () => {
    const options = (seed: number): GenerateOptions => ({ tokens: [...system, ...prompt(seed, 9)], maxTokens: 30 });
    await read(model.generate(options(1)));
    const second = model.generate(options(2));
    expect(await read(second)).toEqual(await alone(options(2)));
    expect(second.stats).toMatchObject({ promptTokens: 309, cachedTokens: 288 });
  });

  it('is computed once for outputs that begin together', async () => {
    const fresh = await loadModel(path);
    const outputs = Array.from({ length: 10 }, (_, i) =>
      fresh.generate({ tokens: [...system, ...prompt(i, 20)], maxTokens: 5 }),
    );
    await Promise.all(outputs.map((output) => read(output)));
    const computed = outputs.reduce((sum, { stats }) => sum + stats.promptTokens - stats.cachedTokens, 0);
    expect(computed).toBeLessThan(320 + 9 * (320 - 256));
    await fresh.close();
  });

  it('is computed once for a thousand outputs, whole pages of it', async () => {
    await using fresh = await loadModel(path);
    const pages = prompt(101, 288);
    const outputs = Array.from({ length: 1000 }, (_, i) =>
      fresh.generate({ tokens: [...pages, 3 + (i % 200)], maxTokens: 1 }),
    );
    const written = await Promise.all(outputs.map((output) => read(output)));
    const computed = outputs.reduce((sum, { stats }) => sum + stats.promptTokens - stats.cachedTokens, 0);
    expect(computed).toBe(288 + 1000);
    for (const [i, one] of written.entries()) expect(one).toEqual(written[i % 200]);
  });

  it('is found again in the middle of a conversation, output included', async () => {
    const fresh = await loadModel(path);
    const question = { tokens: prompt(9, 70), maxTokens: 100, grammar: LETTERS };
    const answer = await read(fresh.generate(question));
    const next = { tokens: [...question.tokens, ...answer.tokens, 5, 6, 7], maxTokens: 10 };
    const second = fresh.generate(next);
    expect(await read(second)).toEqual(await alone(next));
    expect(second.stats.cachedTokens).toBeGreaterThanOrEqual(160 - 32);
    await fresh.close();
  });

  it('that was used least lately makes room for others', async () => {
    const small = await loadModel(path, { memoryLimit: planMemory(path).total });
    const cachedOf = async (seed: number): Promise<number> => {
      const output = small.generate({ tokens: prompt(seed, 130), maxTokens: 1 });
      await read(output);
      return output.stats.cachedTokens;
    };
    expect(await cachedOf(1)).toBe(0);
    expect(await cachedOf(1)).toBe(128);
    for (let seed = 2; seed < 12; seed++) expect(await cachedOf(seed)).toBe(0);
    expect(await cachedOf(11)).toBe(128);
    expect(await cachedOf(1)).toBe(0);
    await small.close();
  });
});

describe('guesses at the next tokens', () => {
  it('from the text so far are often right where it repeats, and never change the output', async () => {
    const phrase = prompt(20, 12);
    const tokens = Array.from({ length: 10 }, () => phrase).flat();
    for (const sampling of [{}, { temperature: 0.7, seed: 3 }]) {
      const plain = { tokens, maxTokens: 200, ...sampling };
      const output = model.generate({ ...plain, draft: 'prompt-lookup' });
      expect(await read(output)).toEqual(await alone(plain));
      const { draftedTokens, acceptedTokens } = output.stats;
      expect(draftedTokens).toBeGreaterThan(acceptedTokens);
      if (!('seed' in sampling)) expect(acceptedTokens).toBeGreaterThan(20);
    }
  });

  it('come from the sources there are', () => {
    expect(() => model.generate({ tokens: [4], maxTokens: 1, draft: 'tea leaves' as 'none' })).toThrow(
      /draft is tea leaves/,
    );
  });
});

describe('text without a choice', () => {
  it('is appended without asking the model', async () => {
    const grammar = 'root ::= "{\\"application\\": \\"" [a-z]{3} "\\", \\"instruction\\": \\"" [a-z]{5} "\\"}"';
    const options = { tokens: prompt(30, 10), maxTokens: 200, grammar, jumpAhead: true };
    const output = model.generate(options);
    const tokens: number[] = [];
    let text = '';
    let forced = 0;
    for await (const written of output) {
      tokens.push(written.token);
      text += written.text;
      if (Number.isNaN(written.logprob)) forced++;
    }
    expect(text).toMatch(/^\{"application": "[a-z]{3}", "instruction": "[a-z]{5}"\}$/);
    expect(output.stopReason).toBe('grammar');
    expect(output.stats.forcedTokens).toBe(forced);
    // Eight letters, and at each end of a forced text the pieces that a letter might have changed
    expect(tokens.length - forced).toBeLessThanOrEqual(12);
    expect(forced).toBeGreaterThan(20);
  });

  it('goes no further than the output may', async () => {
    const output = model.generate({
      tokens: [4],
      maxTokens: 3,
      grammar: 'root ::= "a long sentence"',
      jumpAhead: true,
    });
    expect((await read(output)).tokens).toHaveLength(3);
    expect(output.stopReason).toBe('length');
  });
});
