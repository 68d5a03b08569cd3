// How far logits are from the exact answer for the same quantised weights: ours, and those of llama.cpp, on the same
// files and positions. The exact answer is the double-precision reference. Prints the mean divergence (Kullback-Leibler,
// in nats) of each position's probabilities from the exact ones, for random models whose experts are all used, and for
// ones that choose a few, where rounding now and then chooses others: a few positions then decide the mean.
//
// Usage: node native/testing/exactness-bench.mjs [--peer DIR] [--positions N] [--seeds N] [--types Q4_0,Q4_K]
//   --peer DIR   folder with node_modules/node-llama-cpp (default: FARHAND_ENGINE_PEER; without it ours alone)
// After `npm run build` and the engine's build.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { loadModel } from '../dist/index.js';
import { ModelFiles } from '../dist/testing/model-files.js';
import { Random } from '../dist/testing/random.js';
import { randomModel } from '../dist/testing/random-model.js';
import { referenceLogits } from '../dist/testing/reference.js';

const { values: flags } = parseArgs({
  options: {
    peer: { type: 'string', default: process.env.FARHAND_ENGINE_PEER ?? '' },
    positions: { type: 'string', default: '160' },
    seeds: { type: 'string', default: '2' },
    types: { type: 'string', default: 'Q4_0,Q4_1,Q4_K,Q5_K,Q6_K,Q8_0,IQ4_NL,MXFP4' },
  },
});

/** Rows of whole blocks of 256, which every type has */
const wide = {
  layers: 4,
  embedding: 256,
  headsFull: 8,
  headsSliding: 8,
  keyLength: 64,
  valueLength: 64,
  denseWidth: 512,
  expertWidth: 256,
};
const shapes = { 'all experts': { experts: 6, expertsUsed: 6 }, '2 of 6': { experts: 6, expertsUsed: 2 } };

const files = new ModelFiles();
const llama = flags.peer === '' ? undefined : await openPeer(resolve(flags.peer));
try {
  const heads = [
    'weights',
    'experts',
    'ours (fast)',
    'ours (exact)',
    'llama.cpp',
    'fast / llama.cpp',
    'of the medians',
  ];
  console.log(heads.join('\t'));
  for (const format of flags.types.split(',')) {
    for (const [name, shape] of Object.entries(shapes)) console.log((await row(format, name, shape)).join('\t'));
  }
} finally {
  await llama?.dispose();
  files.remove();
}

async function row(format, name, shape) {
  const divergences = { fast: [], exact: [], peer: [] };
  for (let seed = 1; seed <= Number(flags.seeds); seed++) {
    const random = randomModel({ ...wide, ...shape, format, seed });
    const path = files.add(random.file);
    const pick = new Random(seed + 6);
    const size = random.shape.vocabulary.tokens.length;
    const tokens = Array.from({ length: Number(flags.positions) }, () => pick.below(size));
    const exact = referenceLogits(random, tokens);
    const add = (to, rows) => to.push(...exact.map((right, position) => divergence(right, rows[position])));
    add(divergences.fast, await ownLogits(path, tokens, 'fast'));
    add(divergences.exact, await ownLogits(path, tokens, 'exact'));
    if (llama !== undefined) add(divergences.peer, await peerLogits(path, tokens, size));
  }
  const [fast, exact, peer] = Object.values(divergences).map(mean);
  const figures = [fast, exact].map((value) => value.toExponential(2));
  if (llama === undefined) return [format, name, ...figures];
  const middle = median(divergences.fast) / median(divergences.peer);
  return [format, name, ...figures, peer.toExponential(2), `${(fast / peer).toFixed(2)}x`, `${middle.toFixed(2)}x`];
}

async function ownLogits(path, tokens, precision) {
  process.env.FARHAND_ENGINE_PRECISION = precision;
  const model = await loadModel(path, { threads: 1 });
  const logits = await model.logits(tokens);
  const { vocabularySize } = model.info;
  await model.dispose();
  return tokens.map((_, position) => logits.subarray(position * vocabularySize, (position + 1) * vocabularySize));
}

async function openPeer(folder) {
  const root = join(folder, 'node_modules/node-llama-cpp');
  const { getLlama } = await import(pathToFileURL(join(root, 'dist/index.js')).href);
  return getLlama({ gpu: false, build: 'never', maxThreads: 1, logLevel: 'error', progressLogs: false });
}

/** With its usual cache of halves, as in our fast mode. */
async function peerLogits(modelPath, tokens, size) {
  const model = await llama.loadModel({ modelPath, gpuLayers: 0, useMmap: false, ignoreMemorySafetyChecks: true });
  const context = await model.createContext({
    contextSize: tokens.length + 16,
    batchSize: 1024,
    threads: { ideal: 1, min: 1 },
    flashAttention: 'auto',
    ignoreMemorySafetyChecks: true,
    experimentalKvCacheKeyType: 'F16',
    experimentalKvCacheValueType: 'F16',
  });
  const asked = tokens.map((token) => [token, { generateNext: { logits: true, options: { temperature: 0 } } }]);
  const output = await context.getSequence().controlledEvaluate(asked);
  await context.dispose();
  await model.dispose();
  return output.map(({ next }) => Array.from({ length: size }, (_, token) => next.logits.get(token)));
}

/** Of the given logits' probabilities from the right ones'. */
function divergence(right, given) {
  const [p, q] = [logProbabilities(right), logProbabilities(given)];
  return p.reduce((sum, one, i) => sum + Math.exp(one) * (one - q[i]), 0);
}

function logProbabilities(logits) {
  const largest = logits.reduce((most, value) => Math.max(most, value));
  const total = logits.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  return Array.from(logits, (value) => value - largest - Math.log(total));
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
