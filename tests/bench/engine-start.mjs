// What a start costs with weights packed in memory, with a packed file that is written, and with one that is there: time
// until the model is loaded and until its first token, the memory that is this process's own, and how fast it decodes
// afterwards. Each turn is a process of its own; the ways alternate.
//   npm run build && node tests/bench/engine-start.mjs --model small-q4_0.gguf
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadModel } from '@farhand/native';
import { columns, median, note, tokens } from './engine/figures.mjs';

const WAYS = ['packed in memory', 'file written', 'file found'];
const PROMPT = 16;

const help = `node tests/bench/engine-start.mjs --model FILE [options]
  --model FILE      a GGUF file of architecture step35 (native/testing and the other scripts here make random ones)
  --threads N       (default: all cores)
  --gen N           tokens that are decoded (default 64)
  --runs N          turns of each way (default 3)
  --drop-caches     let go of all cached pages before each turn (Linux, root)
  --json            one JSON object on stdout`;

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({
  options: {
    model: { type: 'string' },
    threads: text(String(availableParallelism())),
    gen: text('64'),
    runs: text('3'),
    'drop-caches': { type: 'boolean', default: false },
    turn: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) console.log(help);
else if (flags.model === undefined) throw new Error('--model is missing');
else if (flags.turn !== undefined) console.log(JSON.stringify(await turn(flags.turn)));
else main();

function main() {
  const model = resolve(flags.model);
  const packedFile = `${model}.bench.packed`;
  const turns = WAYS.map(() => []);
  try {
    for (let run = 0; run < Number(flags.runs); run++) {
      for (const [way, name] of WAYS.entries()) {
        if (name === 'file written') rmSync(packedFile, { force: true });
        if (flags['drop-caches']) execFileSync('sh', ['-c', 'sync; echo 3 > /proc/sys/vm/drop_caches']);
        const args = ['--model', model, '--turn', way === 0 ? 'off' : packedFile];
        const own = ['--threads', flags.threads, '--gen', flags.gen];
        const result = JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args, ...own]));
        turns[way].push(result);
        note(`${name}: loaded after ${result.loadMs.toFixed(0)} ms, ${result.perSecond.toFixed(1)} tok/s`);
      }
    }
  } finally {
    rmSync(packedFile, { force: true });
  }
  const measured = WAYS.map((name, way) => ({ name, ...medians(turns[way]), turns: turns[way] }));
  const machine = `${cpus()[0]?.model}, ${cpus().length} cores`;
  if (flags.json) console.log(JSON.stringify({ machine, model, measured }));
  else console.log([`${machine}; ${flags.threads} threads`, model, '', ...table(measured)].join('\n'));
}

/** One start, in this process */
async function turn(packedFile) {
  const started = performance.now();
  const model = await loadModel(flags.model, { packedFile, threads: Number(flags.threads), contextLength: 1024 });
  const loadMs = performance.now() - started;
  const ids = tokens(PROMPT + Number(flags.gen), model.info.vocabularySize);
  await model.logits(ids.slice(0, PROMPT), { lastOnly: true });
  const firstTokenMs = performance.now() - started;
  const { decodeMs } = await model.measure(ids.slice(0, PROMPT), ids.slice(PROMPT));
  const result = { loadMs, firstTokenMs, perSecond: (Number(flags.gen) * 1000) / decodeMs, ...residentBytes() };
  await model.close();
  return result;
}

/** Of this process: memory that is its own, and pages of files, which are shared and may be taken back */
function residentBytes() {
  const status = readFileSync('/proc/self/status', 'utf8');
  const bytesOf = (name) => Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
  return { ownBytes: bytesOf('RssAnon'), fileBytes: bytesOf('RssFile') };
}

function medians(turns) {
  return Object.fromEntries(Object.keys(turns[0]).map((name) => [name, median(turns.map((one) => one[name]))]));
}

function table(measured) {
  const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(0);
  const rows = measured.map(({ name, loadMs, firstTokenMs, ownBytes, fileBytes, perSecond }) => [
    name,
    ...[loadMs, firstTokenMs].map((ms) => ms.toFixed(0)),
    ...[ownBytes, fileBytes].map(mebibytes),
    perSecond.toFixed(1),
  ]);
  return columns([['', 'loaded ms', 'first token ms', 'own MiB', 'file MiB', 'tok/s'], ...rows]);
}
