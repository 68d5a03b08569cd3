// Cost of constrained decoding for a vocabulary of 128,000 tokens: documents are written token by token, and each mask is
// applied to a row of logits. Prints microseconds per token for the first document of a grammar and for later ones, of the
// engine and of xgrammar (as WebAssembly; its masks are computed, but not applied) in turns, each with its own
// grammar of a schema. In brackets the processor's time, which tells more where others are at work.
//
// Usage: node native/testing/grammar-bench.mjs [SCHEMA.json DOCUMENT.json]   (after `npm run build` and the engine's build)
//        node native/testing/grammar-bench.mjs --walks N   compares masks on walks along N random schemas instead
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { jsonSchemaToGbnf } from '../dist/index.js';
import { commonSchema } from '../dist/testing/common-schemas.js';
import { GrammarPair } from '../dist/testing/grammar-oracle.js';
import { largeVocabulary } from '../dist/testing/large-vocabulary.js';
import { ModelFiles } from '../dist/testing/model-files.js';
import { Random } from '../dist/testing/random.js';

const vocabularySize = 128_000;
const laterDocuments = 40;
const walkSteps = 60;

const text = { type: 'string', maxLength: 200 };
const order = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'state', 'lines', 'note'],
  properties: {
    id: { type: 'string' },
    state: { enum: Array.from({ length: 60 }, (_, i) => `state ${i} 状态`) },
    lines: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        oneOf: [
          {
            type: 'object',
            required: ['kind', 'title', 'tags'],
            properties: {
              kind: { const: 'goods' },
              title: text,
              tags: { type: 'array', maxItems: 5, items: { type: 'string', minLength: 2, maxLength: 12 } },
              price: { type: 'number' },
            },
          },
          {
            type: 'object',
            required: ['kind', 'days'],
            properties: { kind: { const: 'service' }, days: { type: 'integer' } },
          },
        ],
      },
    },
    note: { anyOf: [text, { type: 'null' }] },
  },
};

const orderText = JSON.stringify({
  id: 'ABC-123456',
  state: 'state 41 状态',
  lines: Array.from({ length: 8 }, (_, i) =>
    i % 3 === 2
      ? { kind: 'service', days: 30 + i }
      : {
          kind: 'goods',
          title: `苹果手机 case number ${i}, new 全新正品 with a longer text`,
          tags: ['red', '红色'],
          price: 12.5,
        },
  ),
  note: 'please call 请先打电话 before you come '.repeat(4),
});

// What a language model writes when it plans: a list of subtasks, each of an intent with its values
const value = { anyOf: [{ type: 'string', minLength: 1 }, strict({ report_of: { type: 'string' } })] };
const subtask = (intent, values) =>
  strict({
    intent: { const: intent },
    app: { type: 'string' },
    values: strict(values),
    depends_on: { type: 'array', items: { type: 'string' } },
  });
const plan = strict({
  refused: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  subtasks: {
    type: 'array',
    maxItems: 12,
    items: {
      anyOf: [
        subtask('search_product', { query: value, sort: { anyOf: [{ type: 'string' }, { type: 'null' }] } }),
        subtask('send_message', { contact: value, message: value }),
        subtask('play_music', { title: value, artist: { anyOf: [{ type: 'string' }, { type: 'null' }] } }),
        subtask('summarise', {}),
      ],
    },
  },
  combine: { enum: ['compare_prices', 'last', 'collect'] },
});

const search = (app) => ({
  intent: 'search_product',
  app,
  values: { query: 'Mac Mini M4 苹果迷你主机', sort: null },
  depends_on: [],
});
const planText = JSON.stringify({
  refused: null,
  subtasks: [
    ...['taobao', 'jd', 'pinduoduo'].map(search),
    {
      intent: 'send_message',
      app: 'wechat',
      values: { contact: '小明', message: { report_of: 's3' } },
      depends_on: ['s1', 's2', 's3'],
    },
  ],
  combine: 'compare_prices',
});

const listGrammar = `root ::= item ("\\n" item)*
item ::= "- " [^\\n]{1,80}`;

const cases = [
  { name: 'plan (schema)', schema: plan, document: planText },
  { name: 'order (schema)', schema: order, document: orderText },
  {
    name: 'list (GBNF)',
    grammar: listGrammar,
    document: '- buy milk 买牛奶\n- call mother 给妈妈打电话\n- sleep well and long',
  },
];

const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

const files = new ModelFiles();
const vocabulary = largeVocabulary(vocabularySize);
const pair = await GrammarPair.open(vocabulary, files);
const logits = new Float32Array(vocabularySize);
try {
  const { values: flags, positionals } = parseArgs({ options: { walks: { type: 'string' } }, allowPositionals: true });
  if (flags.walks !== undefined) await compare(Number(flags.walks));
  else for (const one of given(positionals)) await measure(one);
} finally {
  pair.close();
  files.remove();
}

function given([schemaFile, documentFile]) {
  if (documentFile === undefined) return cases;
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const document = JSON.stringify(JSON.parse(readFileSync(documentFile, 'utf8')));
  return [{ name: schemaFile, schema, document }];
}

function strict(properties) {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

async function measure({ name, schema, grammar = jsonSchemaToGbnf(schema), document }) {
  const tokens = pair.engine.tokenize(document, false);
  const compile = await timed(async () => pair.engine.constrain(grammar));
  let compiled;
  const oracleCompile = await timed(async () => {
    compiled = await pair.oracle.compile(schema === undefined ? { grammar } : { schema });
  });
  const own = [];
  const oracle = [];
  for (let i = 0; i <= laterDocuments; i++) {
    own.push(await write(grammar, tokens));
    oracle.push(await writeByOracle(compiled, tokens));
  }
  compiled.dispose();
  console.log(`${name}: ${tokens.length} tokens`);
  console.log(`  engine:   ${figures(compile, own)}`);
  console.log(`  xgrammar: ${figures(oracleCompile, oracle)}`);
}

function figures(compile, [first, ...later]) {
  const both = ({ wall, cpu }, unit, digits) => `${wall.toFixed(digits)} (${cpu.toFixed(digits)}) ${unit}`;
  const middle = { wall: median(later.map(({ wall }) => wall)), cpu: median(later.map(({ cpu }) => cpu)) };
  const compiling = both({ wall: compile.wall / 1000, cpu: compile.cpu / 1000 }, 'ms', 1);
  return `compile ${compiling}, first ${both(first, 'us/token', 1)}, later ${both(middle, 'us/token', 1)}`;
}

/** Microseconds, by the clock and of the processor. */
async function timed(work) {
  const before = process.cpuUsage();
  const startMs = performance.now();
  await work();
  const wall = (performance.now() - startMs) * 1000;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: user + system };
}

/** The means of what the tokens took. */
function perToken(times) {
  return { wall: mean(times.map(({ wall }) => wall)), cpu: mean(times.map(({ cpu }) => cpu)) };
}

/** For each token its mask, applied, and the step to the next. */
async function write(grammar, tokens) {
  const constraint = pair.engine.constrain(grammar);
  const times = [];
  for (const token of tokens) {
    logits.fill(1);
    const step = async () => {
      constraint.forbidOthers(logits);
      if (logits[token] !== 1) throw new Error(`The grammar does not allow token ${token}`);
      constraint.accept(token);
    };
    times.push(await timed(step));
  }
  return perToken(times);
}

/** The same of xgrammar, whose masks come with the step before them. */
async function writeByOracle(compiled, tokens) {
  const constraint = await pair.oracle.follow(compiled);
  const times = [];
  for (const token of tokens) times.push(await timed(() => constraint.accept(token)));
  constraint.dispose();
  return perToken(times);
}

async function compare(walks) {
  let steps = 0;
  let differences = 0;
  for (let seed = 1; seed <= walks; seed++) {
    const schema = commonSchema(new Random(seed));
    const both = [
      await pair.walkSchema(schema, new Random(seed), walkSteps),
      await pair.walkGrammar(jsonSchemaToGbnf(schema), new Random(seed + 1), walkSteps),
    ];
    for (const { written, difference } of both) {
      steps += written.length + 1;
      if (difference === undefined) continue;
      differences++;
      console.log(JSON.stringify(schema), 'after', JSON.stringify(pair.textOf(written)), difference);
    }
  }
  console.log(`${walks} random schemas, ${steps} masks of ${vocabularySize} tokens, ${differences} differences`);
  process.exitCode = differences === 0 ? 0 : 1;
}
