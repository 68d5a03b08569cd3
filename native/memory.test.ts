import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { CacheType, LoadOptions } from './index.js';
import { loadModel, planMemory } from './index.js';
import { addon } from './node/addon.js';
import { ModelFiles } from './testing/model-files.js';
import type { TensorFormat } from './testing/number-formats.js';
import { randomModel } from './testing/random-model.js';

const CACHES: readonly CacheType[] = ['f32', 'f16', 'q8_0'];

const files = new ModelFiles();
afterAll(() => files.remove());

describe('the memory of a model', () => {
  it('is planned from the head of the file, by the type of keys and values', () => {
    const path = files.add(randomModel().file);
    const half = planMemory(path, { contextLength: 256, cache: 'f16' });
    const full = planMemory(path, { contextLength: 256, cache: 'f32' });
    const block = planMemory(path, { contextLength: 256, cache: 'q8_0' });
    expect(half.total).toBe(half.weights + half.keysAndValues + half.batch);
    expect(half.available).toBeGreaterThan(half.total);
    expect(full.keysAndValues).toBe(2 * half.keysAndValues);
    expect(block.keysAndValues).toBeGreaterThanOrEqual((half.keysAndValues * 34) / 64);
    expect(block.keysAndValues).toBeLessThan(half.keysAndValues);
    expect(planMemory(path, { cache: 'f16' }).keysAndValues).toBeGreaterThan(half.keysAndValues);
    expect(planMemory(path, { contextLength: 256 })).toMatchObject({ keysAndValues: full.keysAndValues });
    expect(planMemory(path, { precision: 'fast' }).batch).toBeLessThan(planMemory(path, { precision: 'exact' }).batch);
  });

  it.each(CACHES.flatMap((cache) => [0, 2].map((heads): [CacheType, number, TensorFormat] => [cache, heads, 'Q4_0'])))(
    'is planned as it is taken: cache %s, %d prediction heads, %s',
    async (cache, heads, format) => {
      // With a window of 34 the whole context, read in batches, comes to hold as many pages as any way of reading it.
      const shape = { format, window: 34, context: 1600, predictingLayers: heads, predictingHeads: true };
      const path = files.add(randomModel(shape).file);
      const planned = planMemory(path, { cache });
      const model = await addon().load(path, 1, 0, 0, false, undefined, cache);
      expect(model.allocated().keysAndValues).toBe(0);
      await model.logits(
        Uint32Array.from({ length: 1600 }, (_, i) => i % 200),
        512,
        true,
      ).result;
      const { packed, keysAndValues, batch } = planned;
      expect(packed).toBeGreaterThan(0);
      expect(model.allocated()).toEqual({ packed, packedFile: 0, keysAndValues, batch });
      const { available: _, ...figures } = planned;
      expect(model.info().memory).toMatchObject(figures);
      expect(model.plan(1600, cache)).toMatchObject(figures);
      model.close();
    },
  );

  it('is taken for a long context without reading one, where only decoding after it is measured', async () => {
    const path = files.add(randomModel({ window: 34, context: 1600 }).file);
    await using model = await loadModel(path, { cache: 'q8_0' });
    const tokens = (count: number) => Array.from({ length: count }, (_, i) => i % 200);
    const { decodeMs } = await model.measure(tokens(64), tokens(2), { position: 1568 });
    expect(decodeMs).toBeGreaterThan(0);
    const native = await addon().load(path, 1, 0, 0, false, undefined, 'q8_0');
    await native.measure(Uint32Array.from(tokens(64)), Uint32Array.from(tokens(2)), 1568).result;
    expect(native.allocated().keysAndValues).toBe(planMemory(path, { cache: 'q8_0' }).keysAndValues);
    native.close();
    for (const [prompt, position] of [
      [64, 1000],
      [50, 1568],
      [64, 32],
    ] as const) {
      const measured = model.measure(tokens(prompt), tokens(2), { position });
      await expect(measured).rejects.toMatchObject({ code: 'ENGINE_OPTION_INVALID' });
    }
    await expect(model.measure(tokens(64), tokens(2), { position: 1600 })).rejects.toMatchObject({
      code: 'ENGINE_CONTEXT_EXCEEDED',
    });
  });

  it('that the limit does not allow is refused with the figures', async () => {
    const path = files.add(randomModel().file);
    await expect(loadModel(path, { memoryLimit: 100_000 })).rejects.toMatchObject({
      code: 'ENGINE_OUT_OF_MEMORY',
      message: expect.stringMatching(/^The model needs .* 100\.0 kB are available\. No context would fit/),
    });
    const { weights, batch } = planMemory(path);
    await expect(loadModel(path, { memoryLimit: weights + batch + 800_000 })).rejects.toMatchObject({
      message: expect.stringMatching(/A contextLength of \d+ would fit\.$/),
    });
  });

  it('is just enough for a context that the refusal names', async () => {
    const path = files.add(randomModel({ context: 4096 }).file);
    const memoryLimit = planMemory(path, { contextLength: 1000, cache: 'q8_0' }).total;
    const refused = await loadModel(path, { memoryLimit, cache: 'q8_0' }).catch((error: Error) => error.message);
    const contextLength = Number(/contextLength of (\d+) would/.exec(`${refused}`)?.[1]);
    // To the end of the last page
    expect(contextLength).toBe(1024);
    await (await loadModel(path, { memoryLimit, cache: 'q8_0', contextLength })).close();
    await expect(loadModel(path, { memoryLimit, cache: 'q8_0', contextLength: 1025 })).rejects.toThrow();
  });

  it('can be locked, packed copies included, or the refusal says what to do', async () => {
    const path = files.add(randomModel({ format: 'Q4_0' }).file);
    const before = lockedBytes();
    const model = await loadModel(path, { mlock: true }).catch((error: unknown) => error);
    if (model instanceof Error) return expect(model).toMatchObject({ code: 'ENGINE_LOCK_REFUSED' });
    const loaded = model as Awaited<ReturnType<typeof loadModel>>;
    if (before !== undefined) {
      expect((lockedBytes() ?? 0) - before).toBeGreaterThanOrEqual(loaded.info.memory.packed);
      expect(loaded.info.memory.packed).toBeGreaterThan(0);
    }
    return loaded.close();
  });

  it.skipIf(process.platform !== 'linux')('that may not be locked is refused with the limit and the command', () => {
    const path = files.add(randomModel({ format: 'Q4_0' }).file);
    const runner = fileURLToPath(new URL('testing/lock-runner.mjs', import.meta.url));
    // Root may lock anything, unless it gives that up.
    const user = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-ipc_lock', '--inh-caps=-ipc_lock'] : [];
    const command = [...user, process.execPath, runner, path];
    const output = execFileSync('sh', ['-c', 'ulimit -l 64 && exec "$@"', 'sh', ...command], { encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual({
      code: 'ENGINE_LOCK_REFUSED',
      message: expect.stringMatching(
        /^The model's \d+ bytes of weights can't be locked into memory: this process may lock 65536 bytes \(RLIMIT_MEMLOCK\)\. `ulimit -l \d+`/,
      ),
      hint: expect.stringContaining('ulimit -l unlimited'),
    });
  });
});

describe('the options of loading', () => {
  it.each<[object, string]>([
    [{ cache: 'q8' }, 'cache is q8, but must be one of f16, q8_0, f32, auto.'],
    [{ cache: 'q8-0' }, 'cache is q8-0, but must be one of f16, q8_0, f32, auto. Did you mean q8_0?'],
    [{ precision: 'exac' }, 'precision is exac, but must be one of exact, fast, auto. Did you mean exact?'],
    [{ mlock: 'yes' }, 'mlock is yes, but must be true or false.'],
    [{ contextLenght: 5 }, 'Did you mean contextLength?'],
  ])('are strict: %j', async (options, message) => {
    await expect(loadModel('any.gguf', options as LoadOptions)).rejects.toMatchObject({
      code: 'ENGINE_OPTION_INVALID',
      message: expect.stringContaining(message),
    });
  });

  it('precision and cache decide each by itself, and auto follows the file', async () => {
    const path = files.add(randomModel({ format: 'Q8_0' }).file);
    const loadedWith = async (options: LoadOptions): Promise<[string, string]> => {
      await using model = await loadModel(path, options);
      return [model.info.precision, model.info.cache];
    };
    expect(await loadedWith({})).toEqual(['exact', 'f32']);
    expect(await loadedWith({ precision: 'auto', cache: 'auto' })).toEqual(['exact', 'f32']);
    expect(await loadedWith({ precision: 'fast' })).toEqual(['fast', 'f16']);
    expect(await loadedWith({ precision: 'exact', cache: 'q8_0' })).toEqual(['exact', 'q8_0']);
    expect(await loadedWith({ precision: 'fast', cache: 'f32' })).toEqual(['fast', 'f32']);
  });
});

/** Of this process, where the system tells */
function lockedBytes(): number | undefined {
  const status = process.platform === 'linux' ? fs.readFileSync('/proc/self/status', 'utf8') : '';
  const kibibytes = /^VmLck:\s*(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
