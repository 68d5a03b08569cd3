// Writes training data as JSON lines: token ids of the canonical request, one slot tag for each of them, and token
// ids of the plan to write.
//   node generate.mjs tokenizer --out lexicons/tokenizer.json
//   node generate.mjs extend --tokenizer lexicons/tokenizer.json     (brings in new marks of the plan language)
//   node generate.mjs samples --seed 1 --count 20000 --out part.jsonl [--held-out | --every-line] [--text] [--focus WORDS]
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tagCount } from './corpus/answers.mjs';
import { readPhrasings } from './corpus/phrasings.mjs';
import { Random } from './corpus/random.mjs';
import { Samples } from './corpus/samples.mjs';
import { commonHanzi, rareHanzi, Values } from './corpus/values.mjs';
import { apps, specialTokens } from './encoding.mjs';
import { buildTokenizer, pieces, Tokenizer } from './tokenizer.mjs';

const signs = '，。？！、：；“”‘’（）《》【】「」…—～·￥';
const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    tokenizer: { type: 'string', default: 'native/training/lexicons/tokenizer.json' },
    'held-out': { type: 'boolean', default: false },
    'every-line': { type: 'boolean', default: false },
    text: { type: 'boolean', default: false },
    focus: { type: 'string', default: '' },
  },
});

function openSamples(seed, choice) {
  const random = new Random(seed);
  const { sections, complaints } = readPhrasings(new URL('./phrasings/', import.meta.url));
  for (const complaint of complaints) console.error(complaint);
  const values = new Values(random);
  return {
    samples: new Samples(random, values, sections, choice, options.focus.split(',').filter(Boolean)),
    random,
    values,
  };
}

function drawSample(samples) {
  for (;;) {
    const sample = samples.draw();
    if (sample !== undefined) return sample;
  }
}

function makeTokenizer() {
  const { samples } = openSamples(Number(options.seed), 'train');
  const words = new Map();
  const hanzi = new Map();
  for (let i = 0; i < 60_000; i += 1) {
    for (const unit of drawSample(samples).canonical.units) {
      if (unit.kind === 'word') for (const piece of pieces(unit.text)) words.set(piece, (words.get(piece) ?? 0) + 1);
      if (unit.kind === 'hanzi') hanzi.set(unit.text, (hanzi.get(unit.text) ?? 0) + 1);
    }
  }
  const inApps = apps.flatMap((app) => [...app.names.zh]);
  const rare = [...hanzi].filter(([, count]) => count >= 12).map(([character]) => character);
  const characters = [...new Set([...commonHanzi, ...rare, ...inApps, ...signs])].filter((one) =>
    encodesToThreeBytes(one),
  );
  const frequent = [...words].sort((a, b) => b[1] - a[1]).slice(0, 20_000);
  const special = ['<pad>', ...specialTokens];
  const tokenizer = buildTokenizer({ special, characters, words: frequent, wordMerges: 2400 });
  writeFileSync(options.out, JSON.stringify({ ...tokenizer, tagCount }));
  console.error(
    `${tokenizer.tokens.length} tokens, ${tokenizer.merges.length} merges, ${characters.length} characters`,
  );
}

/** Puts the marks of today's plan language in front of a tokenizer that knew fewer; all other tokens stay. */
function extendTokenizer() {
  const old = JSON.parse(readFileSync(options.tokenizer, 'utf8'));
  const marks = ['<pad>', ...specialTokens];
  const tokens = [...marks, ...old.tokens.slice(old.special)];
  writeFileSync(options.tokenizer, JSON.stringify({ ...old, special: marks.length, tokens, tagCount }));
}

function encodesToThreeBytes(character) {
  return new TextEncoder().encode(character).length === 3;
}

function encodeSample(tokenizer, sample) {
  const prompt = [];
  const tags = [];
  for (const [index, unit] of sample.canonical.units.entries()) {
    const gap = tokenizer.encode(unit.gap);
    const ids = tokenizer.encode(unit.text);
    const tag = sample.tags[index];
    const inside = tag > 0 && (tag - 1) % 2 === 1;
    for (const id of gap) {
      prompt.push(id);
      tags.push(inside ? tag : 0);
    }
    for (const [position, id] of ids.entries()) {
      prompt.push(id);
      tags.push(tag > 0 && position > 0 && !inside ? tag + 1 : tag);
    }
  }
  return { p: prompt, g: tags, t: tokenizer.encode(sample.target), k: sample.group };
}

/** Strings to repeat: every hanzi is as likely as any other, which ordinary values never are. */
function anyHanzi(random, pools) {
  return Array.from({ length: random.between(4, 36) }, () => random.pick(random.pick(pools))).join('');
}

function someWords(random, values) {
  const strings = Array.from({ length: random.between(1, 3) }, () => values.meaningless(random.pick(['zh', 'en'])));
  return ` ${strings.join(' ').toLowerCase()}`;
}

function makeSamples() {
  const tokenizer = new Tokenizer(JSON.parse(readFileSync(options.tokenizer, 'utf8')));
  const choice = options['held-out'] ? 'held-out' : options['every-line'] ? 'all' : 'train';
  const { samples, random, values } = openSamples(Number(options.seed), choice);
  const ownToken = rareHanzi.filter((character) => tokenizer.encode(character).length === 1);
  const pools = [commonHanzi, commonHanzi, ownToken, rareHanzi];
  const out = createWriteStream(options.out);
  for (let i = 0; i < Number(options.count); i += 1) {
    const sample = drawSample(samples);
    const row = encodeSample(tokenizer, sample);
    if (options.text)
      Object.assign(row, { q: sample.request, o: sample.target, l: sample.language, f: sample.focused });
    out.write(`${JSON.stringify(row)}\n`);
    if (!options['held-out'] && random.chance(0.1)) {
      const text = random.chance(0.5) ? anyHanzi(random, pools) : someWords(random, values);
      out.write(`${JSON.stringify({ e: tokenizer.encode(text) })}\n`);
    }
  }
  out.end();
}

if (positionals[0] === 'tokenizer') makeTokenizer();
else if (positionals[0] === 'extend') extendTokenizer();
else makeSamples();
