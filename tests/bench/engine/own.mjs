// Child of the engine benchmark: our engine. Measures one turn whenever it is asked.
import { loadModel } from '@farhand/native';
import { rateTogether } from './together.mjs';
import { serveTurns } from './turns.mjs';

// An f32 cache goes with exact arithmetic, smaller ones with fast.
await serveTurns(async ({ model, threads, cache }) => {
  const loaded = await loadModel(model, {
    threads,
    cache,
    precision: cache === 'f32' ? 'exact' : 'fast',
    packedFile: 'off',
  });
  const { weightBytesPerToken, instructionSet, vocabularySize } = loaded.info;
  return {
    about: { name: 'farhand', detail: instructionSet, weightBytesPerToken, vocabularySize },
    prefill: async (tokens) => (await loaded.measure(tokens, [])).promptMs,
    decode: async (prompt, tokens) => (await loaded.measure(prompt, tokens)).decodeMs,
    // Each token by chance, so that sequences meet different experts as texts do
    many: (prompts, count) =>
      rateTogether(
        prompts.map((tokens, seed) => loaded.generate({ tokens, maxTokens: count, temperature: 1, topK: 1000, seed })),
      ),
    close: () => loaded.dispose(),
  };
});
