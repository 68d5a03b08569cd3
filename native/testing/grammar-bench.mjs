// Cost of constrained decoding for a vocabulary of 128,000 tokens: documents are written token by token, and each mask is
// applied to a row of logits. Prints microseconds per token for the first document of a grammar and for later ones.
//
// Usage: node native/testing/grammar-bench.mjs [SCHEMA.json DOCUMENT.json]   (after `npm run build` and the engine's build)
import { readFileSync } from 'node:fs';
import { jsonSchemaToGbnf } from '../dist/index.js';
import { addon } from '../dist/node/addon.js';
import { largeVocabulary } from '../dist/testing/large-vocabulary.js';
import { ModelFiles } from '../dist/testing/model-files.js';
import { randomModel } from '../dist/testing/random-model.js';

const vocabularySize = 128_000;
const laterDocuments = 40;

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
          title: `苹果手机 case number ${i}, "new" 全新正品 with a longer text`,
          tags: ['red', '红色'],
          price: 12.5,
        },
  ),
  note: 'please call 请先打电话 before you come '.repeat(4),
});

const listGrammar = `root ::= item ("\\n" item)*
item ::= "- " [^\\n]{1,80}`;

const cases = [
  ['order (schema)', jsonSchemaToGbnf(order), orderText],
  ['list (GBNF)', listGrammar, '- buy milk 买牛奶\n- call mother 给妈妈打电话\n- sleep well and long'],
];

const [schemaFile, documentFile] = process.argv.slice(2);
if (documentFile) {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const document = JSON.stringify(JSON.parse(readFileSync(documentFile, 'utf8')));
  cases.push([schemaFile, jsonSchemaToGbnf(schema), document]);
}

const files = new ModelFiles();
const path = files.add(
  randomModel({ vocabulary: largeVocabulary(vocabularySize), layers: 1, embedding: 32, tiedOutput: true }).file,
);
const model = await addon().load(path, 1, 0);
const logits = new Float32Array(vocabularySize);

/** Microseconds for each token: its mask, applied, and the step to the next. */
function write(grammar, tokens) {
  const constraint = model.constrain(grammar);
  return Array.from(tokens, (token) => {
    logits.fill(1);
    const start = performance.now();
    constraint.forbidOthers(logits);
    const allowed = logits[token] === 1;
    constraint.accept(token);
    const microseconds = (performance.now() - start) * 1000;
    if (!allowed) throw new Error(`The grammar does not allow token ${token}`);
    return microseconds;
  });
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
for (const [name, grammar, document] of cases) {
  const tokens = model.tokenize(document, false);
  const compiling = performance.now();
  model.constrain(grammar);
  const compileMs = performance.now() - compiling;
  const first = mean(write(grammar, tokens));
  const later = Array.from({ length: laterDocuments }, () => mean(write(grammar, tokens)));
  console.log(
    `${name}: ${tokens.length} tokens, compile ${compileMs.toFixed(1)} ms, first ${first.toFixed(1)} us/token, later ${median(later).toFixed(1)} us/token`,
  );
}
model.close();
files.remove();
