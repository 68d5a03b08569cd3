// How many tokens a second outputs yield together, when 1, 8, ... are written side by side; beside llama.cpp if it is
// there (see `engine.mjs` for the peer's folder).
//   npm run build && node tests/bench/engine-many.mjs --model FILE [--peer DIR]
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { columns, median, note, percent, tokens } from './engine/figures.mjs';
import { Engine } from './engine/turns.mjs';

const help = `node tests/bench/engine-many.mjs --model FILE [options]
  --model FILE      a GGUF file of architecture step35
  --peer DIR        folder with node_modules/node-llama-cpp (default: FARHAND_ENGINE_PEER)
  --threads N       of both engines (default: all cores)
  --outputs N,N,..  how many are written side by side (default 1,8,32); ratios are to the first
  --prompt N        tokens each begins with, different for each (default 64)
  --gen N           tokens each writes (default 64)
  --runs N          turns of each (default 3)
  --json            one JSON object on stdout`;

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({
  options: {
    model: { type: 'string' },
    peer: text(process.env.FARHAND_ENGINE_PEER ?? ''),
    threads: text(String(availableParallelism())),
    outputs: text('1,8,32'),
    prompt: text('64'),
    gen: text('64'),
    runs: text('3'),
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) console.log(help);
else await main();

async function main() {
  if (flags.model === undefined) throw new Error('--model FILE is missing');
  const counts = flags.outputs.split(',').map((count) => atLeastOne('outputs', count));
  const [threads, prompt, gen, runs] = ['threads', 'prompt', 'gen', 'runs'].map((name) =>
    atLeastOne(name, flags[name]),
  );
  const sequences = Math.max(...counts);
  const settings = { model: resolve(flags.model), threads, cache: 'f16', positions: prompt + gen, sequences };
  const engines = [await new Engine('./own.mjs', {}).open(settings)];
  try {
    if (flags.peer !== '') {
      const peer = { ...settings, folder: resolve(flags.peer) };
      engines.push(await new Engine('./peer.mjs', { UV_THREADPOOL_SIZE: '1' }).open(peer));
    }
    const measured = await measure(engines, { counts, prompt, gen, runs });
    if (flags.json)
      console.log(JSON.stringify({ machine: machine(), ...settings, prompt, gen, runs, engines: measured }));
    else console.log(table(measured, settings));
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
}

/** By engine, by count: the median rate. Engines take turns. */
async function measure(engines, { counts, prompt, gen, runs }) {
  const ids = tokens(prompt * Math.max(...counts), engines[0].about.vocabularySize);
  const rates = engines.map(() => counts.map(() => []));
  for (let run = 0; run < runs; run++) {
    for (const [at, count] of counts.entries()) {
      const prompts = Array.from({ length: count }, (_, i) => ids.slice(i * prompt, (i + 1) * prompt));
      for (const [index, engine] of engines.entries()) {
        const { value, others } = await engine.turn('many', prompts, gen);
        rates[index][at].push(value);
        note(`${run + 1} ${engine.about.name} ${count} outputs: ${value.toFixed(1)} tok/s, others ${percent(others)}`);
      }
    }
  }
  return engines.map(({ about }, index) => {
    const medians = rates[index].map(median);
    return {
      engine: about.name,
      detail: about.detail,
      outputs: counts.map((count, at) => ({ count, rate: medians[at], timesFirst: medians[at] / medians[0] })),
    };
  });
}

function table(measured, { model, threads }) {
  const [own, peer] = measured;
  const cell = ({ rate, timesFirst }) => `${rate.toFixed(1)} tok/s, ${timesFirst.toFixed(2)}x of one`;
  const rows = own.outputs.map((output, at) => {
    const ratio = peer === undefined ? '' : `${(output.rate / peer.outputs[at].rate).toFixed(2)}x`;
    return [`${output.count} outputs`, ...measured.map(({ outputs }) => cell(outputs[at])), ratio];
  });
  const head = [
    '',
    ...measured.map(({ engine, detail }) => `${engine} (${detail})`),
    peer === undefined ? '' : 'ratio',
  ];
  return [`${machine()}; ${threads} threads`, model, '', ...columns([head, ...rows])].join('\n');
}

function machine() {
  return `${cpus()[0]?.model}, ${cpus().length} cores`;
}

function atLeastOne(name, given) {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is ${given}, but must be at least 1`);
  return value;
}
