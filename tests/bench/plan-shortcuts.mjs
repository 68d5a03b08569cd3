// What jump-ahead and guesses from the prompt gain a plan.
//   npm run build && node tests/bench/plan-shortcuts.mjs [--command TEXT] [--runs N] [--json]
// First the embedded models: the command is planned again and again, warm, with each in turns, and must come out the same.
// Then a large model that keeps to the JSON schema of a plan, of which only the count of steps can be told here: a known
// plan is followed along the engine's grammar, cut by o200k_base as a real vocabulary, after the real prompt.
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { jsonSchemaToGbnf, loadModel } from '@farhand/native';
import { decode, encode } from 'gpt-tokenizer';
import { draftJsonSchema } from '../../cloud/dist/brain/draft.js';
import { planClauses } from '../../cloud/dist/brain/embedded/planner.js';
import { planMessages } from '../../cloud/dist/brain/plan-prompt.js';
import { addon } from '../../native/dist/node/addon.js';
import { columns, median } from './engine/figures.mjs';

const { values: flags } = parseArgs({
  options: {
    command: { type: 'string', default: 'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo' },
    runs: { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
  },
});

const mostGuesses = 8;
const variants = [
  { name: 'none', options: {} },
  { name: 'jump-ahead', options: { jumpAhead: true } },
  { name: 'prompt-lookup', options: { draft: 'prompt-lookup' } },
  { name: 'both', options: { jumpAhead: true, draft: 'prompt-lookup' } },
  { name: 'both, 2 guesses', options: { jumpAhead: true, draft: 'prompt-lookup', draftTokens: 2 } },
];
/** Of a pass, in a model of many experts: three guesses a step cost 2.3 times the weights (docs/benchmarks.md). */
const guessCost = 0.43;
const modelFile = (name) => fileURLToPath(new URL(`../../native/model/${name}.gguf`, import.meta.url));
const { signal } = new AbortController();

const embedded = await planEmbedded(flags.command, Number(flags.runs));
const large = await followPlan(flags.command);
if (flags.json) console.log(JSON.stringify({ machine: cpus()[0]?.model, load: loadavg()[0], embedded, large }));
else print(embedded, large);

async function planEmbedded(command, runs) {
  const [commands, questions] = await Promise.all(
    ['farhand-brain-v1', 'farhand-brain-v3'].map((name) => loadModel(modelFile(name), { threads: 1 })),
  );
  const stats = [];
  const observed = (model, options) => ({
    detokenize: (tokens) => model.detokenize(tokens),
    generate: (asked) => {
      const generation = model.generate({ ...asked, ...options });
      stats.push(generation);
      return generation;
    },
  });
  const rows = variants.map(({ name, options }) => ({
    name,
    // Only what the models write is measured.
    models: {
      commands: observed(commands, options),
      questions: observed(questions, options),
      phrasebook: { find: () => undefined },
    },
    milliseconds: [],
  }));
  try {
    let expected;
    for (let run = 0; run <= runs; run++) {
      for (const row of run % 2 === 0 ? rows : rows.toReversed()) {
        stats.length = 0;
        const startMs = performance.now();
        const { clauses } = await planClauses(row.models, command, signal);
        const elapsedMs = performance.now() - startMs;
        expected ??= JSON.stringify(clauses);
        if (JSON.stringify(clauses) !== expected) throw new Error(`${row.name} plans otherwise`);
        row.counts = sum(stats.map((generation) => generation.stats));
        if (run > 0) row.milliseconds.push(elapsedMs);
      }
    }
  } finally {
    await Promise.all([commands.close(), questions.close()]);
  }
  const base = median(rows[0].milliseconds);
  return rows.map(({ name, milliseconds, counts }) => {
    const ms = median(milliseconds);
    return { name, ms, fastestMs: Math.min(...milliseconds), ratio: base / ms, ...counts };
  });
}

function sum(stats) {
  const keys = ['generatedTokens', 'forcedTokens', 'draftedTokens', 'acceptedTokens'];
  return Object.fromEntries(keys.map((key) => [key, stats.reduce((total, one) => total + one[key], 0)]));
}

/** Passes through a large model that writes the plan of the command's price comparison as JSON. */
async function followPlan(command) {
  const subtask = (app) => ({
    intent: 'find_price',
    app,
    values: { item: 'Mac Mini M4' },
    depends_on: [],
    when: null,
  });
  const plan = { refused: null, subtasks: ['taobao', 'jd', 'pinduoduo'].map(subtask), combine: 'compare_prices' };
  const prompt = encode(
    planMessages(command, new Date())
      .map(({ content }) => content)
      .join('\n'),
  );
  const engine = await addon().load(modelFile('farhand-brain-v1'), 1, 0);
  try {
    const constraint = engine.constrain(jsonSchemaToGbnf(draftJsonSchema()));
    const pieces = piecesOf(JSON.stringify(plan), constraint, engine);
    return variants.map(({ name, options }) => ({
      name,
      ...passes(prompt, pieces, options),
      promptTokens: prompt.length,
    }));
  } finally {
    engine.close();
  }
}

/** The text in runs that the grammar forces and runs that the model chooses */
function piecesOf(text, constraint, engine) {
  const pieces = [];
  for (let at = 0; at < text.length; ) {
    const forced = Buffer.from(constraint.forced().bytes).toString('utf8');
    const piece = forced === '' ? text.charAt(at) : forced;
    if (!text.startsWith(piece, at)) throw new Error(`The plan is not of the schema after ${text.slice(0, at)}`);
    for (const token of engine.tokenize(piece, false)) constraint.accept(token);
    const last = pieces.at(-1);
    if (forced === '' && last?.forced === false) last.text += piece;
    else pieces.push({ text: piece, forced: forced !== '' });
    at += piece.length;
  }
  return pieces;
}

function passes(prompt, pieces, { jumpAhead = false, draft, draftTokens = mostGuesses }) {
  const whole = [{ text: pieces.map(({ text }) => text).join(''), forced: false }];
  const history = [...prompt];
  let [steps, forcedTokens, drafted, accepted] = [0, 0, 0, 0];
  for (const { tokens, forced } of jumpAhead ? cutAtForced(pieces) : cutAtForced(whole)) {
    if (forced) {
      forcedTokens += tokens.length;
      history.push(...tokens);
      continue;
    }
    for (let at = 0; at < tokens.length; steps++) {
      const guesses = draft === undefined ? [] : lookUp(history, draftTokens);
      const wrong = guesses.findIndex((guess, i) => guess !== tokens[at + i]);
      const right = Math.min(wrong < 0 ? guesses.length : wrong, tokens.length - at - 1);
      drafted += guesses.length;
      accepted += right;
      history.push(...tokens.slice(at, at + right + 1));
      at += right + 1;
    }
  }
  return { tokens: history.length - prompt.length, passes: steps, forcedTokens, drafted, accepted };
}

/** Forced text costs no pass of its own; its last token is left to the model, as what follows may make it longer. */
function cutAtForced(pieces) {
  let left = '';
  return pieces.flatMap(({ text, forced }, index) => {
    const tokens = encode(left + text);
    left = '';
    if (!forced) return [{ tokens, forced }];
    if (index < pieces.length - 1) left = decode(tokens.splice(-1));
    return [{ tokens, forced }];
  });
}

/** As the engine guesses (engine/prompt-lookup.cpp): what followed the newest three or two tokens the last time. */
function lookUp(history, most) {
  for (const length of [3, 2]) {
    const clue = history.slice(-length);
    for (let at = history.length - length - 1; at >= 0; at--) {
      if (clue.every((token, i) => history[at + i] === token)) return history.slice(at + length, at + length + most);
    }
  }
  return [];
}

function print(planned, followed) {
  const head = ['', 'median', 'fastest', 'ratio', 'tokens', 'forced', 'guesses right'];
  const rows = planned.map(({ name, ms, fastestMs, ratio, ...counts }) => [
    name,
    `${ms.toFixed(1)} ms`,
    `${fastestMs.toFixed(1)} ms`,
    `${ratio.toFixed(2)}x`,
    String(counts.generatedTokens),
    String(counts.forcedTokens),
    `${counts.acceptedTokens} of ${counts.draftedTokens}`,
  ]);
  const passesHead = ['', 'passes', 'ratio', 'with the experts of guesses', 'tokens', 'forced', 'guesses right'];
  const passesRows = followed.map(({ name, tokens, passes: steps, forcedTokens, drafted, accepted }) => [
    name,
    String(steps),
    `${(followed[0].passes / steps).toFixed(2)}x`,
    `${(followed[0].passes / (steps + guessCost * drafted)).toFixed(2)}x`,
    String(tokens),
    String(forcedTokens),
    `${accepted} of ${drafted}`,
  ]);
  console.log(`${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}; the embedded models:`);
  console.log(columns([head, ...rows]).join('\n'));
  console.log(`\nA plan in JSON, after a prompt of ${followed[0].promptTokens} tokens:`);
  console.log(columns([passesHead, ...passesRows]).join('\n'));
}
