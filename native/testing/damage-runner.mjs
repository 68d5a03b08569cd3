// Child process of damage.test.ts: damages a model file in many seeded ways, loads each and, if that works, uses it.
//   node damage-runner.mjs ADDON MODEL SCRATCH SEED COUNT
// Prints one JSON line: how often it loaded, and the error codes met with how often. Anything that is no coded error
// ends the process with status 1; a crash ends it by a signal.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [addonPath, modelPath, scratchPath, seedText, countText] = process.argv.slice(2);
const addon = createRequire(import.meta.url)(addonPath);
const original = fs.readFileSync(modelPath);
// The head of the file is where lengths, counts, offsets and names stand.
const headLength = Math.floor(original.length / 4);

let state = Number(seedText) >>> 0;
function below(end) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * end);
}

const SIZES = [0n, 1n, 31n, 255n, 65535n, 0x7fffffffn, 0xffffffffn, 0x7fffffffffffffffn, 0xffffffffffffffffn];

function damage() {
  const bytes = Buffer.from(original);
  const kind = below(5);
  if (kind === 0) return bytes.subarray(0, below(bytes.length));
  const region = kind === 1 ? bytes.length : headLength;
  for (let times = below(4); times >= 0; times--) {
    const at = below(region - 8);
    if (kind <= 2) bytes[at] = below(256);
    else if (kind === 3) bytes.writeBigUInt64LE(SIZES[below(SIZES.length)], at);
    else bytes.writeUInt32LE(Number(SIZES[below(SIZES.length - 2)]), at);
  }
  return bytes;
}

async function use(model) {
  const { vocabularySize } = model.info();
  const tokens = model.tokenize('open the phone 手机 12', true);
  model.tokenBytes(tokens, true);
  if (tokens.some((token) => token >= vocabularySize)) throw new Error('a token outside the vocabulary');
  await model.logits(tokens.slice(0, 3)).result;
  const options = {
    grammar: 'root ::= [a-z0-9]*',
    maxTokens: 3,
    temperature: 1,
    topK: 5,
    topP: 0.9,
    minP: 0.01,
    repetitionPenalty: 1.1,
    repetitionWindow: 8,
    seed: 1,
  };
  await new Promise((resolve, reject) => {
    const look = () => {
      const { done, error } = output.take();
      if (error) reject(error);
      else if (done) resolve();
    };
    const output = model.generate({ tokens: tokens.slice(0, 2), ...options }, look);
    output.hold();
    look();
  });
}

const result = { loaded: 0, codes: {} };
for (let i = 0; i < Number(countText); i++) {
  fs.writeFileSync(scratchPath, damage());
  try {
    const model = await addon.load(scratchPath, 1, 0);
    result.loaded++;
    try {
      await use(model);
    } finally {
      model.close();
    }
  } catch (error) {
    if (!/^ENGINE_/.test(error.code) || error.code === 'ENGINE_INTERNAL') {
      console.error(error);
      process.exit(1);
    }
    result.codes[error.code] = (result.codes[error.code] ?? 0) + 1;
  }
}
console.log(JSON.stringify(result));
