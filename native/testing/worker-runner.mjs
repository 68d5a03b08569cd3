// Worker of worker.test.ts: loads a model by the built package, writes, computes and disposes of everything.
import { parentPort, workerData } from 'node:worker_threads';

const { loadModel } = await import(workerData.engine);
const model = await loadModel(workerData.model);
const context = model.createContext();
const { text } = await context.generate({ tokens: [5, 6, 7], maxTokens: 40, temperature: 1, seed: 3 }).answer();
const logits = await model.logits([5, 6, 7], { lastOnly: true });
await context.dispose();
await model.dispose();
parentPort.postMessage({ text, logits });
