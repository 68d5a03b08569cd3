// Our engine beside llama.cpp: same file, same threads, same cache type, turn by turn, medians and their ratios; and
// how near to the plain read rate of memory, measured in the same run, decoding comes.
//   npm run build && node tests/bench/engine.mjs --preset mid --type q4_0 --peer DIR
// DIR (or the environment variable FARHAND_ENGINE_PEER) is a folder in which `npm install --ignore-scripts
// node-llama-cpp` was run. Without it our engine is measured alone. --model FILE takes a file instead of a random one.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { columns, median, note, percent, tokens } from './engine/figures.mjs';
import { presets, types, writeModel } from './engine/model-file.mjs';
import { startNeighbours } from './engine/neighbours.mjs';
import { Engine } from './engine/turns.mjs';

const help = `node tests/bench/engine.mjs [options]
  --model FILE         a GGUF file of architecture step35; else a random one is made:
  --preset NAME        ${Object.keys(presets).join(' or ')} (default mid: the real layers, 5 GB)
  --type TYPE          ${Object.keys(types).join(', ')} (default q4_0)
  --folder DIR         where the random file is kept (default: the system's folder for temporary files)
  --peer DIR           folder with node_modules/node-llama-cpp (default: FARHAND_ENGINE_PEER)
  --threads N          of both engines (default: all cores)
  --cache TYPE         f16, q8_0 or f32: keys and values of both engines (default f16)
  --prefill N          tokens whose reading is measured (default 512)
  --prompt N, --gen N  tokens before, and tokens whose decoding is measured (default 64 and 64)
  --runs N             turns of each (default 5)
  --busy N             processes that spin meanwhile, as busy neighbours do (default 0)
  --quiet SHARE        repeat a turn while others use more of the cores than this (default 0.1)
  --patience SECONDS   ... as long as this lasts in all (default 60)
  --json               one JSON object on stdout`;

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({
  options: {
    model: { type: 'string' },
    preset: text('mid'),
    type: text('q4_0'),
    folder: text(tmpdir()),
    peer: text(process.env.FARHAND_ENGINE_PEER ?? ''),
    threads: text(String(availableParallelism())),
    cache: text('f16'),
    prefill: text('512'),
    prompt: text('64'),
    gen: text('64'),
    runs: text('5'),
    busy: text('0'),
    quiet: text('0.1'),
    patience: text('60'),
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) console.log(help);
else await main();

async function main() {
  const model = flags.model === undefined ? randomModel() : resolve(flags.model);
  const counts = { ...numbers(['threads', 'prefill', 'prompt', 'gen', 'runs'], 1), ...numbers(['busy'], 0) };
  const settings = { model, ...counts, cache: flags.cache };
  const caches = ['f16', 'q8_0', 'f32'];
  if (!caches.includes(settings.cache)) throw new Error(`--cache is ${settings.cache}, but must be one of ${caches}`);
  const reader = compileReader();
  const engines = [];
  let endNeighbours = () => {};
  try {
    engines.push(await open('./own.mjs', settings));
    if (flags.peer !== '') engines.push(await open('./peer.mjs', settings));
    endNeighbours = startNeighbours(settings.busy);
    const measured = await measure(engines, settings, reader);
    const result = summary(engines, settings, measured);
    if (flags.json) console.log(JSON.stringify(result));
    else console.log(table(result));
  } finally {
    endNeighbours();
    await Promise.all(engines.map((engine) => engine.close()));
    reader?.remove();
  }
}

function numbers(names, least) {
  return Object.fromEntries(
    names.map((name) => {
      const value = Number(flags[name]);
      if (!Number.isInteger(value) || value < least) {
        throw new Error(`--${name} is ${flags[name]}, but must be at least ${least}`);
      }
      return [name, value];
    }),
  );
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

async function open(script, settings) {
  note(`opening ${script === './own.mjs' ? 'our engine' : 'the peer'}`);
  const positions = Math.max(settings.prefill, settings.prompt + settings.gen);
  // The peer wants a single worker thread.
  const env = script === './own.mjs' ? {} : { UV_THREADPOOL_SIZE: '1' };
  return new Engine(script, env).open({ ...settings, positions, folder: resolve(flags.peer) });
}

/** Every round: the plain read rate, then each engine's prefill, then each one's decoding; who begins changes. */
async function measure(engines, { prefill, prompt, gen, runs, threads }, reader) {
  const ids = tokens(Math.max(prefill, prompt + gen), engines[0].about.vocabularySize);
  const turns = engines.map(() => ({ prefill: [], decode: [] }));
  const read = [];
  const untilMs = performance.now() + Number(flags.patience) * 1000;
  for (const engine of engines) await engine.turn('prefill', ids.slice(0, prefill));
  for (let run = 0; run < runs; run++) {
    const order = engines.map((_, index) => (run % 2 === 0 ? index : engines.length - 1 - index));
    if (reader !== undefined) read.push(...reader.rates(threads, 3));
    for (const kind of ['prefill', 'decode']) {
      for (const index of order) {
        const before = kind === 'prefill' ? [] : [ids.slice(0, prompt)];
        const counted = kind === 'prefill' ? ids.slice(0, prefill) : ids.slice(prompt, prompt + gen);
        for (;;) {
          const turn = await engines[index].turn(kind, ...before, counted);
          const rate = (counted.length * 1000) / turn.value;
          turns[index][kind].push({ rate, others: turn.others });
          note(
            `${run + 1} ${engines[index].about.name} ${kind} ${rate.toFixed(1)} tok/s, others ${percent(turn.others)}`,
          );
          if (isQuiet(turn) || performance.now() > untilMs) break;
        }
      }
    }
  }
  return { turns, read };
}

function summary(engines, settings, { turns, read }) {
  const { weightBytesPerToken } = engines[0].about;
  const readGBps = read.length === 0 ? null : median(read);
  const rows = engines.map(({ about }, index) => {
    const { prefill, decode } = turns[index];
    const decodeRate = rates(decode);
    const weightGBps = (decodeRate.median * weightBytesPerToken) / 1e9;
    const ofPlainRead = readGBps === null ? null : weightGBps / readGBps;
    return {
      engine: about.name,
      detail: about.detail,
      prefill: rates(prefill),
      decode: decodeRate,
      weightGBps,
      ofPlainRead,
    };
  });
  const [own, peer] = rows;
  const ratio =
    peer === undefined
      ? null
      : { prefill: own.prefill.median / peer.prefill.median, decode: own.decode.median / peer.decode.median };
  const { model, ...counts } = settings;
  return {
    machine: `${cpus()[0]?.model}, ${cpus().length} cores`,
    model: { path: model, bytes: statSync(model).size, weightBytesPerToken },
    ...counts,
    plainReadGBps: readGBps,
    engines: rows,
    ratio,
  };
}

/** Whether none but the engine and the neighbours that were asked for worked. */
function isQuiet({ others }) {
  return others <= Number(flags.quiet) + Number(flags.busy) / cpus().length;
}

/** Of the quiet turns, or of all if none was. */
function rates(turns) {
  const quiet = turns.filter(isQuiet);
  const used = (quiet.length > 0 ? quiet : turns).map(({ rate }) => rate);
  return {
    median: median(used),
    slowest: Math.min(...used),
    fastest: Math.max(...used),
    turns: turns.length,
    quiet: quiet.length,
  };
}

function table({ machine, model, threads, busy, cache, prefill, gen, plainReadGBps, engines, ratio }) {
  const cell = ({ median: middle, slowest, fastest, quiet, turns }) =>
    `${middle.toFixed(1)} tok/s [${slowest.toFixed(1)} to ${fastest.toFixed(1)}], ${quiet} of ${turns} quiet`;
  const read = ({ weightGBps, ofPlainRead }) =>
    `${weightGBps.toFixed(2)} GB/s${ofPlainRead === null ? '' : `, ${percent(ofPlainRead)} of plain`}`;
  const rows = [
    ['', ...engines.map(({ engine, detail }) => `${engine} (${detail})`), 'ratio'],
    [
      `prefill ${prefill}`,
      ...engines.map((row) => cell(row.prefill)),
      ratio === null ? '' : `${ratio.prefill.toFixed(2)}x`,
    ],
    [`decode ${gen}`, ...engines.map((row) => cell(row.decode)), ratio === null ? '' : `${ratio.decode.toFixed(2)}x`],
    ['weights read', ...engines.map(read), ''],
  ];
  const plain = plainReadGBps === null ? 'not measured (no g++)' : `${plainReadGBps.toFixed(2)} GB/s`;
  return [
    `${machine}; ${threads} threads, cache ${cache}${busy === 0 ? '' : `, busy neighbours: ${busy}`}`,
    `${model.path}: ${(model.bytes / 1e9).toFixed(2)} GB, ${(model.weightBytesPerToken / 1e6).toFixed(0)} MB a token`,
    `plain read: ${plain}`,
    '',
    ...columns(rows),
  ].join('\n');
}

/** The plain reader, compiled for this machine; undefined without a compiler. */
function compileReader() {
  const folder = mkdtempSync(join(tmpdir(), 'farhand-read-rate-'));
  const program = join(folder, 'read-rate');
  const source = fileURLToPath(new URL('./engine/read-rate.cpp', import.meta.url));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync(process.env.CXX ?? 'g++', ['-O3', '-march=native', '-std=c++20', '-pthread', source, '-o', program]);
  } catch (error) {
    note(`the plain read rate is left out: ${error.message.split('\n')[0]}`);
    remove();
    return undefined;
  }
  const rates = (threads, repeats) =>
    execFileSync(program, [String(threads), String(repeats)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  return { rates, remove };
}
