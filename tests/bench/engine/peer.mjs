// Child of the engine benchmark: llama.cpp through the npm package node-llama-cpp, from a folder of the user's choice.
// Its fair settings: one Node worker thread (UV_THREADPOOL_SIZE, set by the parent; with the usual four it decodes at
// half the speed) and a batch above the prompt's length.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rateTogether } from './together.mjs';
import { serveTurns } from './turns.mjs';

await serveTurns(async ({ model: modelPath, threads, folder, cache, positions, sequences = 1 }) => {
  const root = join(folder, 'node_modules/node-llama-cpp');
  const { getLlama } = await import(pathToFileURL(join(root, 'dist/index.js')).href);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    maxThreads: threads,
    logLevel: 'error',
    progressLogs: false,
  });
  const model = await llama.loadModel({ modelPath, gpuLayers: 0, useMmap: false, ignoreMemorySafetyChecks: true });
  const context = await model.createContext({
    sequences,
    contextSize: positions + 16,
    batchSize: Math.max(1024, positions, sequences * 64),
    threads: { ideal: threads, min: threads },
    flashAttention: 'auto',
    ignoreMemorySafetyChecks: true,
    experimentalKvCacheKeyType: cache.toUpperCase(),
    experimentalKvCacheValueType: cache.toUpperCase(),
  });
  const [sequence, ...others] = Array.from({ length: sequences }, () => context.getSequence());
  const written = async function* (into, prompt, count, seed) {
    await into.clearHistory();
    const options = { temperature: 1, topK: 1000, seed };
    let input = prompt;
    for (let i = 0; i < count; i++) {
      const asked = input.map((token, at) =>
        at < input.length - 1 ? token : [token, { generateNext: { token: true, options } }],
      );
      const output = await into.controlledEvaluate(asked);
      input = [output.at(-1).next.token];
      yield;
    }
  };
  const timed = async (work) => {
    const startedMs = performance.now();
    await work();
    return performance.now() - startedMs;
  };
  return {
    about: { name: 'llama.cpp', detail: `node-llama-cpp ${version}, ${llama.llamaCppRelease.release}` },
    prefill: async (tokens) => {
      await sequence.clearHistory();
      return timed(() => sequence.evaluateWithoutGeneratingNewTokens(tokens));
    },
    decode: async (prompt, tokens) => {
      await sequence.clearHistory();
      await sequence.evaluateWithoutGeneratingNewTokens(prompt);
      return timed(async () => {
        for (const token of tokens) {
          await sequence.controlledEvaluate([[token, { generateNext: { token: true, options: { temperature: 0 } } }]]);
        }
      });
    },
    many: (prompts, count) =>
      rateTogether(prompts.map((prompt, at) => written([sequence, ...others][at], prompt, count, at))),
    close: async () => {
      await context.dispose();
      await model.dispose();
      await llama.dispose();
    },
  };
});
