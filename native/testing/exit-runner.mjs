// Child process of exit.test.ts: begins some work on a model and ends in the midst of it.
//   node exit-runner.mjs ADDON MODEL load|logits|generate|abandon|worker
// Ends with status 3, or 0 where it simply has nothing left to wait for.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const [addonPath, modelPath, mode] = process.argv.slice(2);
const addon = createRequire(import.meta.url)(addonPath);
const options = {
  grammar: '',
  maxTokens: 10_000,
  temperature: 0,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  repetitionWindow: 64,
  seed: 0,
};
const tokens = new Uint32Array(300).fill(5);

async function writeUntilFirstToken(model) {
  let output;
  await new Promise((resolve) => {
    output = model.generate({ ...options, tokens: tokens.subarray(0, 3) }, resolve);
    output.hold();
  });
  output.release();
}

if (!isMainThread) {
  const model = await addon.load(modelPath, 1, 0);
  model.logits(tokens);
  await writeUntilFirstToken(model);
  parentPort.postMessage('busy');
} else if (mode === 'worker') {
  const worker = new Worker(fileURLToPath(import.meta.url), { argv: [addonPath, modelPath] });
  await new Promise((resolve) => worker.once('message', resolve));
  await worker.terminate();
  process.exit(3);
} else if (mode === 'load') {
  addon.load(modelPath, 1, 0);
  process.exit(3);
} else {
  const model = await addon.load(modelPath, 1, 0);
  if (mode === 'logits') model.logits(tokens);
  else await writeUntilFirstToken(model);
  if (mode !== 'abandon') process.exit(3);
}
