import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GenerateOptions, Generation, Model } from './index.js';
import { EngineError, loadModel } from './index.js';
import { addon } from './node/addon.js';
import { ModelFiles } from './testing/model-files.js';
import { randomModel } from './testing/random-model.js';

const files = new ModelFiles();
let path: string;
let model: Model;

beforeAll(async () => {
  path = files.add(randomModel({ context: 400 }).file);
  model = await loadModel(path);
});

afterAll(async () => {
  await model.close();
  files.remove();
});

/** More letters than the context holds, so that an output ends when the limit says so. */
const LETTERS = 'root ::= [a-z]{1000}';

async function tokensOf(output: Generation): Promise<number[]> {
  const tokens: number[] = [];
  for await (const { token } of output) tokens.push(token);
  return tokens;
}

function write(options: Partial<GenerateOptions>): Generation {
  return model.generate({ tokens: [4, 5, 6], maxTokens: 20, grammar: LETTERS, ...options });
}

describe('an output', () => {
  it('takes the likeliest token each time and reports its probability', async () => {
    const prompt = [10, 20, 30, 40];
    const written: { token: number; logprob: number }[] = [];
    for await (const token of model.generate({ tokens: prompt, maxTokens: 12 })) written.push(token);
    const vocabularySize = model.info.vocabularySize;
    const logits = await model.logits([...prompt, ...written.map(({ token }) => token)]);
    for (const [i, { token, logprob }] of written.entries()) {
      const row = logits.subarray((prompt.length - 1 + i) * vocabularySize).subarray(0, vocabularySize);
      expect(token).toBe(row.indexOf(Math.max(...row)));
      const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
      expect(logprob).toBeCloseTo((row[token] ?? 0) - Math.log(total), 3);
    }
  });

  it('is repeated by the same seed and changed by another', async () => {
    const sample = (seed: number) => write({ temperature: 1.5, seed }).text();
    expect(await sample(1)).toBe(await sample(1));
    expect(await sample(1)).not.toBe(await sample(2));
  });

  it('with the likeliest token only is the greedy one at any temperature', async () => {
    const greedy = await tokensOf(write({}));
    expect(await tokensOf(write({ temperature: 5, topK: 1 }))).toEqual(greedy);
    expect(await tokensOf(write({ temperature: 5, topP: 0 }))).toEqual(greedy);
    expect(await tokensOf(write({ temperature: 5, minP: 1 }))).toEqual(greedy);
  });

  it('continues a prompt given as text as it does the same tokens', async () => {
    const tokens = model.tokenize('open the phone');
    expect(await write({ tokens }).text()).toBe(
      await model.generate({ prompt: 'open the phone', maxTokens: 20, grammar: LETTERS }).text(),
    );
  });

  it('says why it ended', async () => {
    const limited = write({});
    await limited.text();
    expect(limited.stopReason).toBe('length');
    const whole = write({ grammar: 'root ::= "open"' });
    expect(await whole.text()).toBe('open');
    expect(whole.stopReason).toBe('grammar');
    const stopped = write({ grammar: 'root ::= "xyzstopxyz"', stop: ['stop'] });
    expect(await stopped.text()).toBe('xyz');
    expect(stopped.stopReason).toBe('stop');
    const ended = write({ grammar: 'root ::= "a"*', maxTokens: 300, temperature: 3, seed: 4 });
    expect(await ended.text()).toMatch(/^a*$/);
    expect(ended.stopReason).toBe('end');
    expect(limited.stats).toMatchObject({ promptTokens: 3, generatedTokens: 20 });
  });

  it('ends at the edge of the context', async () => {
    const output = write({ tokens: new Array<number>(390).fill(7), maxTokens: 100 });
    expect((await tokensOf(output)).length).toBe(10);
    expect(output.stopReason).toBe('length');
    expect(() => write({ tokens: new Array<number>(400).fill(7) })).toThrow(
      expect.objectContaining({ code: 'ENGINE_CONTEXT_EXCEEDED' }),
    );
  });

  it('ends when its reader leaves', async () => {
    const output = write({ maxTokens: 300 });
    for await (const _ of output) break;
    expect(await output.next()).toEqual({ done: true, value: undefined });
    expect(output.stopReason).toBeUndefined();
  });

  it('waits for a slow reader instead of running ahead', async () => {
    const native = await addon().load(path, 1, 0);
    const tokens = Uint32Array.of(4, 5, 6);
    const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, repetitionWindow: 64, seed: 0 };
    const unread = native.generate({ tokens, grammar: LETTERS, maxTokens: 300, ...sampling }, () => {});
    await write({ maxTokens: 300 }).text();
    const { tokens: waiting, done } = unread.take();
    expect(waiting.length).toBeLessThanOrEqual(32);
    expect(done).toBe(false);
    unread.cancel();
    native.close();
  });

  it('ends with ENGINE_ABORTED soon after its signal', async () => {
    const abort = new AbortController();
    const output = write({ maxTokens: 300, signal: abort.signal });
    await output.next();
    abort.abort();
    await expect(tokensOf(output)).rejects.toMatchObject({ code: 'ENGINE_ABORTED' });
    await expect(tokensOf(write({ signal: abort.signal }))).rejects.toBeInstanceOf(EngineError);
    await expect(model.logits([1], { signal: abort.signal })).rejects.toMatchObject({ code: 'ENGINE_ABORTED' });
    await expect(loadModel(path, { signal: abort.signal })).rejects.toMatchObject({ code: 'ENGINE_ABORTED' });
  });

  it('is not disturbed by others written at the same time', async () => {
    const alone = await Promise.all([1, 2, 3].map(async (token) => tokensOf(write({ tokens: [token + 3] }))));
    const together = await Promise.all([1, 2, 3].map((token) => tokensOf(write({ tokens: [token + 3] }))));
    expect(together).toEqual(alone);
  });

  it('loses no token when everything unused is collected as garbage meanwhile', { timeout: 60_000 }, async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let round = 0; round < 5; round++) {
      let count = 0;
      for await (const _ of write({ maxTokens: 200, temperature: 1, seed: round })) {
        if (count++ % 40 === 0) collect();
      }
      expect(count).toBe(200);
    }
  });

  it('refuses options out of range by name', () => {
    expect(() => write({ maxTokens: 0 })).toThrow(/maxTokens is 0/);
    expect(() => write({ temperature: Number.NaN })).toThrow(/temperature is NaN/);
    expect(() => write({ topP: 1.5 })).toThrow(/topP is 1.5/);
    expect(() => write({ tokens: [] })).toThrow(/no tokens/);
    expect(() => write({ prompt: 'both' })).toThrow(/either prompt or tokens/);
    expect(() => write({ tokens: [99_999] })).toThrow(expect.objectContaining({ code: 'ENGINE_TOKEN_INVALID' }));
  });
});

describe('a model', () => {
  it('that is closed ends its outputs and computations and refuses new ones', async () => {
    const closing = await loadModel(path);
    const output = closing.generate({ tokens: [5], maxTokens: 300, grammar: LETTERS });
    await output.next();
    const unread = closing.generate({ tokens: [5], maxTokens: 300, grammar: LETTERS });
    await Promise.all([closing.close(), closing.close()]);
    await closing.close();
    await closing[Symbol.asyncDispose]();
    await expect(tokensOf(output)).rejects.toMatchObject({ code: 'ENGINE_CLOSED' });
    await expect(tokensOf(unread)).rejects.toMatchObject({ code: 'ENGINE_CLOSED' });
    expect(() => closing.tokenize('open')).toThrow(expect.objectContaining({ code: 'ENGINE_CLOSED' }));
    expect(closing.info.architecture).toBe('step35');
  });

  it('refuses more tokens than its context holds', async () => {
    const short = await loadModel(path, { contextLength: 4 });
    await expect(short.logits([1, 2, 3, 4, 5])).rejects.toMatchObject({ code: 'ENGINE_CONTEXT_EXCEEDED' });
    expect((await short.logits([1, 2, 3, 4])).length).toBe(4 * short.info.vocabularySize);
    expect(await short.logits([])).toHaveLength(0);
    await short.close();
  });
});
