// Our tokenizer beside llama.cpp's, on one random vocabulary and many random texts: are the tokens the same?
//   npm run build && node native/testing/tokenizer-bench.mjs --peer DIR
// DIR (or FARHAND_ENGINE_PEER) is a folder in which `npm install --ignore-scripts node-llama-cpp` was run. Half of the texts
// are made of what the pre-tokenizer's rules tell apart, a quarter of any characters, a quarter of words of the vocabulary.
// With --every each code point there is stands once between what shows its kind instead.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { loadModel } from '../dist/index.js';
import { largeVocabulary } from '../dist/testing/large-vocabulary.js';
import { Random } from '../dist/testing/random.js';
import { randomModel } from '../dist/testing/random-model.js';
import { smallVocabulary } from '../dist/testing/vocabulary.js';

const { values: flags } = parseArgs({
  options: {
    peer: { type: 'string', default: process.env.FARHAND_ENGINE_PEER ?? '' },
    texts: { type: 'string', default: '10000' },
    vocabulary: { type: 'string', default: '32000' },
    pre: { type: 'string', default: 'deepseek-v3' },
    seed: { type: 'string', default: '1' },
    shown: { type: 'string', default: '10' },
    every: { type: 'boolean', default: false },
  },
});
if (flags.peer === '') throw new Error('--peer DIR is needed: the folder with node_modules/node-llama-cpp');

const longestParts = 24;
const codePointsTogether = 64;
/** First and last code points of what the rules treat differently, and of scripts that people write in */
const blocks = [
  [0x00, 0x7f],
  [0x80, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x52f],
  [0x590, 0x6ff],
  [0x900, 0x97f],
  [0xe00, 0xe7f],
  [0x1100, 0x11ff],
  [0x2000, 0x206f],
  [0x20a0, 0x218f],
  [0x2190, 0x2bff],
  [0x3000, 0x30ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xe000, 0xe100],
  [0xf900, 0xfaff],
  [0xfe00, 0xffef],
  [0x10000, 0x10fff],
  [0x1d400, 0x1d7ff],
  [0x1f300, 0x1faff],
  [0x20000, 0x2ffff],
  [0xe0000, 0xe01ef],
];
const telling = [
  ...[
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\v',
    '\f',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u3000',
    '\ufeff',
    '\u200b',
    '\u200d',
  ],
  ...[
    "'s",
    "'LL",
    "'",
    '"',
    '.com',
    '!?',
    '——',
    '￥',
    '$',
    '_',
    '^a',
    '`b',
    '·',
    '、',
    '。\n',
    '…\r\n',
    '=x',
    '<|im_end|>',
  ],
  ...[
    '1',
    '12',
    '123',
    '1234567',
    '٣',
    '①',
    'Ⅻ',
    '½',
    '²',
    '万',
    '京东',
    '龥',
    '龦',
    'アプリ',
    'ー',
    'ひ',
    '한국',
    'é',
    'e\u0301',
  ],
  ...['the', ' the', 'Open', ' phone', 'aba', '😀', '👨‍👩‍👧', '\u0301', 'ß', 'ǅ', 'ª', '\u{e0001}', '\u{10ffff}', '\0'],
];

function anyCharacter(random) {
  const [first, last] = blocks[random.below(blocks.length)];
  return String.fromCodePoint(first + random.below(last - first + 1));
}

function textOf(random, words) {
  const kind = random.below(4);
  const part =
    {
      0: () => anyCharacter(random),
      1: () => (random.below(4) === 0 ? anyCharacter(random) : words[random.below(words.length)]),
    }[kind] ?? (() => (random.below(5) === 0 ? anyCharacter(random) : telling[random.below(telling.length)]));
  return Array.from({ length: 1 + random.below(longestParts) }, part).join('');
}

function* randomTexts(random, words) {
  for (let i = 0; i < Number(flags.texts); i++) yield textOf(random, words);
}

function* everyCodePoint() {
  let text = '';
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    text += `a${character}b ${character}1!${character}${character}\n`;
    if (code % codePointsTogether !== codePointsTogether - 1) continue;
    yield text;
    text = '';
  }
}

async function openPeer(path) {
  const root = join(resolve(flags.peer), 'node_modules/node-llama-cpp');
  const { getLlama } = await import(pathToFileURL(join(root, 'dist/index.js')).href);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error', progressLogs: false });
  const model = await llama.loadModel({ modelPath: path, gpuLayers: 0, vocabOnly: true });
  return { model, llama, name: `node-llama-cpp ${version}, ${llama.llamaCppRelease.release}` };
}

const folder = mkdtempSync(join(tmpdir(), 'farhand-tokenizer-'));
try {
  const size = Number(flags.vocabulary);
  const vocabulary = size === 0 ? smallVocabulary() : largeVocabulary(size, Number(flags.seed));
  const path = join(folder, 'vocabulary.gguf');
  writeFileSync(path, randomModel({ layers: 1, preTokenizer: flags.pre, vocabulary, blank: true }).file);
  const own = await loadModel(path, { threads: 1, packedFile: 'off' });
  const peer = await openPeer(path);
  const words = vocabulary.tokens.map((_, token) => own.tokenText(token)).filter((word) => !word.includes('\ufffd'));
  const random = new Random(Number(flags.seed));
  let [texts, tokens, differences] = [0, 0, 0];
  for (const text of flags.every ? everyCodePoint() : randomTexts(random, words)) {
    texts++;
    const ours = own.tokenize(text);
    const theirs = peer.model.tokenize(text, false);
    tokens += ours.length;
    if (ours.length === theirs.length && ours.every((token, at) => token === theirs[at])) continue;
    differences++;
    if (differences > Number(flags.shown)) continue;
    const at = ours.findIndex((token, place) => token !== theirs[place]);
    const shown = (ids) => ids.slice(Math.max(0, at - 1), at + 4).map((token) => own.tokenText(token));
    console.log(JSON.stringify({ text, at, ours: shown(ours), theirs: shown(theirs) }));
  }
  console.log(
    `${flags.pre}, ${vocabulary.tokens.length} tokens, beside ${peer.name}: ` +
      `${texts} texts, ${tokens} tokens, ${differences} texts differ`,
  );
  process.exitCode = differences === 0 ? 0 : 1;
  await own.close();
  await peer.llama.dispose();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
