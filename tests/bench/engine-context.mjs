// What a decoded token and the cache cost after texts of 1k to 256k tokens, by how keys and values are kept; and that both
// stay the same where all layers slide. Long texts are not read: the pages of a short one come again and again.
//   npm run build && node tests/bench/engine-context.mjs --preset small --type q4_0
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadModel } from '@farhand/native';
import { columns, median, note, tokens } from './engine/figures.mjs';
import { presets, types, writeModel } from './engine/model-file.mjs';

/** Tokens that are read: the window of all layers that slide */
const PROMPT = 512;

const help = `node tests/bench/engine-context.mjs [options]
  --model FILE      a GGUF file of architecture step35; else a random one is made:
  --preset NAME     ${Object.keys(presets).join(', ')} (default small); sliding: no layer sees everything
  --type TYPE       ${Object.keys(types).join(', ')} (default q4_0)
  --folder DIR      where the random file is kept (default: the system's folder for temporary files)
  --caches T,T,..   f32, f16, q8_0 (default f16,q8_0)
  --contexts N,N,.. tokens before those that are decoded (default 1024,4096,16384,65536,131072,262144)
  --threads N       (default: all cores)
  --gen N           tokens that are decoded in a turn (default 16)
  --runs N          turns of each context (default 3)
  --json            one JSON object on stdout`;

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({
  options: {
    model: { type: 'string' },
    preset: text('small'),
    type: text('q4_0'),
    folder: text(tmpdir()),
    caches: text('f16,q8_0'),
    contexts: text('1024,4096,16384,65536,131072,262144'),
    threads: text(String(availableParallelism())),
    gen: text('16'),
    runs: text('3'),
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) console.log(help);
else await main();

async function main() {
  const path = flags.model === undefined ? randomModel() : resolve(flags.model);
  const contexts = flags.contexts.split(',').map((count) => atLeast('contexts', count, PROMPT));
  const [threads, gen, runs] = ['threads', 'gen', 'runs'].map((name) => atLeast(name, flags[name], 1));
  const measured = [];
  for (const cache of flags.caches.split(','))
    measured.push(await measure(path, { cache, contexts, threads, gen, runs }));
  const machine = `${cpus()[0]?.model}, ${cpus().length} cores`;
  if (flags.json) console.log(JSON.stringify({ machine, model: path, threads, gen, runs, contexts, measured }));
  else console.log([`${machine}; ${threads} threads`, path, '', ...table(contexts, measured)].join('\n'));
}

function randomModel() {
  if (!(flags.preset in presets)) throw new Error(`There is no preset ${flags.preset}: ${Object.keys(presets)}`);
  if (!(flags.type in types)) throw new Error(`There is no type ${flags.type}: ${Object.keys(types)}`);
  const path = join(resolve(flags.folder), `farhand-bench-${flags.preset}-${flags.type}.gguf`);
  if (existsSync(path)) return path;
  note(`writing ${path}`);
  writeModel(path, flags.preset, flags.type);
  return path;
}

/** By context: milliseconds a token, the planned bytes of keys and values, and those that the process grew by. */
async function measure(path, { cache, contexts, threads, gen, runs }) {
  const contextLength = Math.max(...contexts) + gen;
  const model = await loadModel(path, { threads, cache, precision: 'fast', contextLength, packedFile: 'off' });
  try {
    const ids = tokens(PROMPT + gen, model.info.vocabularySize);
    const [prompt, decoded] = [ids.slice(0, PROMPT), ids.slice(PROMPT)];
    await model.measure(prompt, decoded);
    // Pages are kept for the next sequence, so that the process grows from context to context.
    const planned = (positions) => model.planMemory({ contextLength: positions + gen }).keysAndValues;
    const before = process.memoryUsage.rss() - planned(PROMPT);
    const rows = [];
    for (const position of contexts) {
      const turns = [];
      for (let run = 0; run < runs; run++)
        turns.push((await model.measure(prompt, decoded, { position })).decodeMs / gen);
      const grownBytes = process.memoryUsage.rss() - before;
      rows.push({ position, msPerToken: median(turns), turns, plannedBytes: planned(position), grownBytes });
      note(`${cache} ${position}: ${turns.map((ms) => ms.toFixed(2)).join(', ')} ms a token`);
    }
    return { cache, rows };
  } finally {
    await model.dispose();
  }
}

function table(contexts, measured) {
  const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(0);
  const head = measured.map(({ cache }) => [`${cache}: ms a token`, 'planned MiB', 'grown by MiB']);
  const rows = contexts.map((position, at) => [
    `${position}`,
    ...measured.flatMap(({ rows }) => {
      const { msPerToken, plannedBytes, grownBytes } = rows[at];
      return [msPerToken.toFixed(2), mebibytes(plannedBytes), mebibytes(grownBytes)];
    }),
  ]);
  return columns([['context', ...head.flat()], ...rows]);
}

function atLeast(name, given, least) {
  const value = Number(given);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} is ${given}, but must be at least ${least}`);
  return value;
}
