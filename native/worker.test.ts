import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { loadModel } from './index.js';
import { ModelFiles } from './testing/model-files.js';
import { randomModel } from './testing/random-model.js';

const files = new ModelFiles();
afterAll(() => files.remove());

describe('worker threads', () => {
  it('each use the engine as the main thread does, at the same time', async () => {
    const path = files.add(randomModel().file);
    const engine = new URL('./dist/index.js', import.meta.url).href;
    const workers = [1, 2, 3].map(() => {
      return new Worker(new URL('./testing/worker-runner.mjs', import.meta.url), {
        workerData: { engine, model: path },
      });
    });
    const model = await loadModel(path);
    const own = model.createContext().generate({ tokens: [5, 6, 7], maxTokens: 40, temperature: 1, seed: 3 });
    const { text } = await own.answer();
    const logits = await model.logits([5, 6, 7], { lastOnly: true });
    await model.dispose();
    for (const answers of await Promise.all(workers.map((worker) => once(worker, 'message')))) {
      expect(answers).toEqual([{ text, logits }]);
    }
    await Promise.all(workers.map((worker) => worker.terminate()));
  });
});
