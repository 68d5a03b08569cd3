// What guesses of prediction heads gain: tokens a second that one output, or several side by side, yield without
// guesses and with 1, 2, ... of them a step, turn by turn. The outputs must be the same.
//   npm run build && node tests/bench/engine-drafts.mjs
// Without --model a random file is made whose heads are right but for --noise; how often they are is printed.
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadModel } from '@farhand/native';
import { columns, median, note, percent, tokens } from './engine/figures.mjs';
import { presets, types, writeModel } from './engine/model-file.mjs';

const HEADS = 3;

const help = `node tests/bench/engine-drafts.mjs [options]
  --model FILE      a GGUF file of architecture step35 with prediction heads; else a random one is made:
  --preset NAME     ${Object.keys(presets).join(', ')} (default deep: 3 GB)
  --type TYPE       ${Object.keys(types).join(', ')} (default q4_0)
  --noise X         how much the heads of the random file err (default 0: they are always right)
  --folder DIR      where the random file is kept (default: the system's folder for temporary files)
  --threads N       (default: all cores)
  --acceptance X    guesses go as far as they were right in this share of the latest steps (default 0.5)
  --outputs N       written side by side (default 1)
  --prompt N        tokens each begins with, different for each (default 64)
  --gen N           tokens each writes (default 96)
  --runs N          turns of each (default 3)
  --json            one JSON object on stdout`;

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({
  options: {
    model: { type: 'string' },
    preset: text('deep'),
    type: text('q4_0'),
    noise: text('0'),
    folder: text(tmpdir()),
    threads: text(String(availableParallelism())),
    acceptance: text('0.5'),
    outputs: text('1'),
    prompt: text('64'),
    gen: text('96'),
    runs: text('3'),
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) console.log(help);
else await main();

async function main() {
  const path = flags.model === undefined ? randomModel() : resolve(flags.model);
  const names = ['threads', 'outputs', 'prompt', 'gen', 'runs'];
  const settings = Object.fromEntries(names.map((name) => [name, atLeastOne(name, flags[name])]));
  note(`opening ${path}`);
  const model = await loadModel(path, { threads: settings.threads, packedFile: 'off' });
  try {
    if (model.info.predictionHeads === 0) throw new Error(`${path} has no prediction heads`);
    const rows = await measure(model, settings);
    const machine = `${cpus()[0]?.model}, ${cpus().length} cores`;
    if (flags.json) console.log(JSON.stringify({ machine, model: path, ...settings, rows }));
    else console.log([`${machine}; ${settings.threads} threads`, path, '', ...table(rows)].join('\n'));
  } finally {
    await model.dispose();
  }
}

function randomModel() {
  if (!(flags.preset in presets)) throw new Error(`There is no preset ${flags.preset}: ${Object.keys(presets)}`);
  if (!(flags.type in types)) throw new Error(`There is no type ${flags.type}: ${Object.keys(types)}`);
  const path = join(resolve(flags.folder), `farhand-bench-${flags.preset}-${flags.type}-mtp-${flags.noise}.gguf`);
  if (existsSync(path)) return path;
  note(`writing ${path}`);
  writeModel(path, flags.preset, flags.type, HEADS, Number(flags.noise));
  return path;
}

/** By guesses a step, from none on: the median rate and how many guesses were right. */
async function measure(model, { outputs, prompt, gen, runs }) {
  const ids = tokens(prompt * outputs, model.info.vocabularySize);
  const prompts = Array.from({ length: outputs }, (_, i) => ids.slice(i * prompt, (i + 1) * prompt));
  const turns = Array.from({ length: model.info.predictionHeads + 1 }, () => []);
  const expected = (await write(model, prompts, gen, 0)).written;
  for (let run = 0; run < runs; run++) {
    for (const [guesses, own] of turns.entries()) {
      const turn = await write(model, prompts, gen, guesses);
      if (JSON.stringify(turn.written) !== JSON.stringify(expected)) throw new Error('Guesses changed an output');
      own.push(turn);
      note(`${run + 1} ${guesses} a step: ${turn.rate.toFixed(1)} tok/s`);
    }
  }
  const medians = turns.map((own) => median(own.map(({ rate }) => rate)));
  return turns.map(([{ drafted, accepted }], guesses) => ({
    guesses,
    rate: medians[guesses],
    timesNone: medians[guesses] / medians[0],
    drafted,
    accepted,
  }));
}

/** Tokens a second from the end of all prompts to the end of all outputs */
async function write(model, prompts, gen, guesses) {
  const mtp = { draft: 'mtp', draftTokens: guesses, draftAcceptance: Number(flags.acceptance) };
  const draft = guesses === 0 ? {} : mtp;
  const outputs = prompts.map((prompt) => model.generate({ tokens: prompt, maxTokens: gen, ...draft }));
  const written = await Promise.all(
    outputs.map(async (output) => {
      const all = [];
      for await (const { token } of output) all.push(token);
      return all;
    }),
  );
  const sum = (count) => outputs.reduce((total, { stats }) => total + count(stats), 0);
  const ms = Math.max(...outputs.map(({ stats }) => stats.generateMs));
  return {
    written,
    // The first token of each comes with its prompt.
    rate: (sum(({ generatedTokens }) => generatedTokens - 1) * 1000) / ms,
    drafted: sum(({ draftedTokens }) => draftedTokens),
    accepted: sum(({ acceptedTokens }) => acceptedTokens),
  };
}

function table(rows) {
  const cells = rows.map(({ guesses, rate, timesNone, drafted, accepted }) => [
    guesses === 0 ? 'none' : `${guesses} a step`,
    `${rate.toFixed(1)} tok/s`,
    `${timesNone.toFixed(2)}x`,
    drafted === 0 ? '' : `${accepted} of ${drafted}, ${percent(accepted / drafted)}`,
  ]);
  return columns([['guesses', 'rate', 'ratio', 'right'], ...cells]);
}

function atLeastOne(name, given) {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is ${given}, but must be at least 1`);
  return value;
}
