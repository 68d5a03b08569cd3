// The file that StepFun publishes, as a sparse one: all of its head, and weights that are there only by their size. What
// its head says is read and planned as in the real one; a machine that is too small refuses it.
import fs from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { loadModel, planMemory } from './index.js';
import type { TensorPlace } from './testing/gguf-writer.js';
import { bytesOf, layOutGguf, splitGguf, writeGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import { officialMetadata, officialTensors, VOCABULARY_SIZE } from './testing/official-shape.js';
import { randomModelParts, TINY } from './testing/random-model.js';

const FILE_BYTES = 111_493_808_640;
const GIB = 2 ** 30;
const CONTEXT = 262_144;
/** Bytes that a super-block takes when it is packed, as `engine/packed-matrix.h` has them, for each that it has */
const PACKING = { Q4_K: 148 / 144, Q5_K: 180 / 176, Q6_K: 1 };

const files = new ModelFiles();
afterAll(() => files.remove());

const metadata = officialMetadata();
const tensors = officialTensors();
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** What a tensor takes in memory: token embeddings are read where they lie, other matrices are packed. */
function memoryOf(tensor: TensorPlace): number {
  const grows = tensor.name === 'token_embd.weight' ? 1 : (PACKING[tensor.format as keyof typeof PACKING] ?? 1);
  return bytesOf(tensor) * grows;
}

/** Bytes of address space: the most that this process ever had, and what it has now; Linux alone */
function addressSpace(): { most: number; now: number } | undefined {
  if (process.platform !== 'linux') return undefined;
  const status = fs.readFileSync('/proc/self/status', 'utf8');
  const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1]);
  return { most: kibibytes('VmPeak') * 1024, now: kibibytes('VmSize') * 1024 };
}

describe('the published model', () => {
  it('has as many tensors and bytes as are known of it', () => {
    expect(tensors).toHaveLength(754);
    expect(sum(tensors.map(bytesOf))).toBe(FILE_BYTES);
    const count = (format: string) => tensors.filter((one) => one.format === format).length;
    expect([count('F32'), count('Q4_K'), count('Q5_K'), count('Q6_K')]).toEqual([266, 476, 11, 1]);
  });

  if (!files.keepsSparse(FILE_BYTES)) {
    it('was NOT TRIED: the folder of temporary files keeps no sparse files of this size', () => {
      console.warn('The published model was not tried: TMPDIR keeps no sparse file of 111 GB.');
    });
    return;
  }

  const whole = files.add(layOutGguf(metadata, tensors));
  const [first = ''] = files.addSplit(splitGguf(metadata, tensors, 12).map((part) => layOutGguf(...part)));

  it('is planned from its head', () => {
    const plan = (contextLength: number, cache: 'f16' | 'q8_0') => planMemory(whole, { contextLength, cache });
    const half = plan(CONTEXT, 'f16');
    expect(half.weights).toBe(sum(tensors.map(memoryOf)));
    expect(half.packed + half.packedFile).toBe(half.weights - sum(tensors.filter(isUnpacked).map(bytesOf)));
    expect(half.batch).toBeLessThan(GIB);
    const { available: _, ...figures } = half;
    expect(planMemory(first)).toMatchObject(figures);

    // 12 layers see everything; 33 see what the last 512 tokens of a batch of 512 do, in whole pages.
    const numbersOfLayer = 8 * (128 + 128);
    for (const [cache, bytes, perToken] of [
      ['f16', 2, 49_152],
      ['q8_0', 34 / 32, 26_112],
    ] as const) {
      expect(12 * numbersOfLayer * bytes).toBe(perToken);
      const sliding = plan(CONTEXT, cache).keysAndValues - CONTEXT * perToken;
      expect(plan(CONTEXT / 2, cache).keysAndValues).toBe((CONTEXT / 2) * perToken + sliding);
      const positions = sliding / (33 * numbersOfLayer * bytes);
      expect(positions).toBeGreaterThanOrEqual(1023);
      expect(positions).toBeLessThanOrEqual(1024 + 32);
    }
  });

  it.each([
    ['whole', whole],
    ['split', first],
  ])('is refused with the figures where 24 GiB are left, at once and without taking them: %s', async (_, path) => {
    const before = addressSpace();
    const started = process.cpuUsage();
    await expect(loadModel(path, { memoryLimit: 24 * GIB })).rejects.toMatchObject({
      code: 'ENGINE_OUT_OF_MEMORY',
      message: expect.stringMatching(
        /^The model needs 127\.7 GB of memory: 114\.\d GB for weights, 13\.0 GB for keys and values of 262144 positions, \S+ MB for a pass; 25\.8 GB are available\. No context would fit/,
      ),
    });
    const { user, system } = process.cpuUsage(started);
    expect(user + system).toBeLessThan(2e6);
    const after = addressSpace();
    if (before === undefined || after === undefined) return;
    expect(after.most).toBeLessThan(Math.max(before.most, before.now + FILE_BYTES + GIB));
  });

  it('is refused with the context that would fit where only its keys and values are too many', async () => {
    const memoryLimit = 120 * GIB;
    const refused = await loadModel(whole, { memoryLimit, cache: 'f16', contextLength: 4 * CONTEXT }).then(
      () => '',
      (error: Error) => error.message,
    );
    const contextLength = Number(/A contextLength of (\d+) would fit\.$/.exec(refused)?.[1]);
    const fits = (length: number) => planMemory(whole, { cache: 'f16', contextLength: length }).total <= memoryLimit;
    expect([fits(contextLength), fits(contextLength + 1)]).toEqual([true, false]);
  });
});

function isUnpacked({ name, format }: TensorPlace): boolean {
  return format === 'F32' || name === 'token_embd.weight';
}

describe('the vocabulary of the published model', () => {
  it('ends an output on each of its three end tokens, of which the file names one, and on no other control token', async () => {
    // A model whose layers add nothing: each of these tokens is followed by the one beside it.
    const followed: readonly (readonly [number, number])[] = [
      [300, 1],
      [301, 2],
      [302, 128_007],
      [303, 0],
    ];
    const parts = randomModelParts({ ...TINY, predictingNoise: 0 });
    const width = TINY.embedding ?? 0;
    const identity = (name: string, rows: readonly number[]): TensorPlace & { bytes: Uint8Array } => {
      const values = new Float32Array(width * VOCABULARY_SIZE);
      for (const [column, row] of rows.entries()) values[row * width + column] = 1;
      return { name, dimensions: [width, VOCABULARY_SIZE], format: 'F32', bytes: new Uint8Array(values.buffer) };
    };
    const ends = [
      identity(
        'token_embd.weight',
        followed.map(([from]) => from),
      ),
      identity(
        'output.weight',
        followed.map(([, to]) => to),
      ),
    ];
    for (const [key, value] of metadata) if (key.startsWith('tokenizer.')) parts.metadata.set(key, value);
    const layers = parts.tensors.filter(({ name }) => ends.every((end) => end.name !== name));
    await using model = await loadModel(files.add(writeGguf(parts.metadata, [...ends, ...layers])));
    expect(new Set(model.info.endTokens)).toEqual(new Set([1, 2, 128_007]));
    expect(model.info.endTokens[0]).toBe(128_007);
    for (const [from, to] of followed) {
      const output = model.generate({ tokens: [from], maxTokens: 3 });
      const written: number[] = [];
      for await (const { token } of output) written.push(token);
      expect({ from, written: written[0] ?? to, reason: output.stopReason }).toEqual({
        from,
        written: to,
        reason: to === 0 ? 'length' : 'end',
      });
    }
  });
});
