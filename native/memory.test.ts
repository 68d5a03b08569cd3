import { afterAll, describe, expect, it } from 'vitest';
import { loadModel, planMemory } from './index.js';
import { ModelFiles } from './testing/model-files.js';
import { randomModel } from './testing/random-model.js';

const files = new ModelFiles();
afterAll(() => files.remove());

describe('the memory of a model', () => {
  it('is planned from the head of the file, by the type of keys and values', () => {
    const path = files.add(randomModel().file);
    const half = planMemory(path, { contextLength: 256, cache: 'f16' });
    const full = planMemory(path, { contextLength: 256, cache: 'f32' });
    expect(half.total).toBe(half.weights + half.keysAndValues + half.batch);
    expect(half.available).toBeGreaterThan(half.total);
    expect(full.keysAndValues).toBe(2 * half.keysAndValues);
    expect(planMemory(path, { cache: 'f16' }).keysAndValues).toBeGreaterThan(half.keysAndValues);
    expect(planMemory(path, { contextLength: 256 })).toMatchObject({ keysAndValues: full.keysAndValues });
  });

  it('that the limit does not allow is refused with the figures', async () => {
    const path = files.add(randomModel().file);
    await expect(loadModel(path, { memoryLimit: 100_000 })).rejects.toMatchObject({
      code: 'ENGINE_OUT_OF_MEMORY',
      message: expect.stringMatching(/^The model needs .* 100\.0 kB are available\. No context would fit/),
    });
    const { weights, batch } = planMemory(path);
    await expect(loadModel(path, { memoryLimit: weights + batch + 200_000 })).rejects.toMatchObject({
      message: expect.stringMatching(/A contextLength of \d+ would fit\.$/),
    });
  });

  it('can be locked, or the refusal names the limit', async () => {
    const path = files.add(randomModel().file);
    const model = await loadModel(path, { mlock: true }).catch((error: unknown) => error);
    if (model instanceof Error) expect(model).toMatchObject({ code: 'ENGINE_LOCK_REFUSED' });
    else await (model as Awaited<ReturnType<typeof loadModel>>).close();
  });
});
