import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonSchema, Model } from '../index.js';
import { jsonSchemaToGbnf, loadModel } from '../index.js';
import type { NativeModel } from '../node/addon.js';
import { addon } from '../node/addon.js';
import { anyString } from '../testing/any-string.js';
import { ModelFiles } from '../testing/model-files.js';
import { randomModel } from '../testing/random-model.js';

const PLAN: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'subtasks'],
  properties: {
    note: { type: 'string', maxLength: 6 },
    kind: { enum: ['compare', 'send', '比价'] },
    subtasks: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: {
        oneOf: [
          {
            type: 'object',
            required: ['app'],
            properties: { app: { const: '京东' }, count: { type: 'integer', minimum: 0 } },
          },
          { type: 'object', properties: { price: { type: 'number' }, sure: { type: 'boolean' } } },
        ],
      },
    },
    dueMs: { type: ['integer', 'null'] },
  },
};

const files = new ModelFiles();
let model: Model;
let native: NativeModel;

beforeAll(async () => {
  const path = files.add(randomModel({ layers: 1 }).file);
  model = await loadModel(path);
  native = await addon().load(path, 1, 0);
});

afterAll(async () => {
  native.close();
  await model.close();
  files.remove();
});

/** Whether the schema's grammar takes the text, token by token. */
function accepts(schema: JsonSchema, text: string): boolean {
  const constraint = native.constrain(jsonSchemaToGbnf(schema));
  for (const token of model.tokenize(text)) {
    if (!constraint.allowed().includes(token)) return false;
    constraint.accept(token);
  }
  return constraint.mayEnd();
}

describe('the grammar of a schema', () => {
  it.each([
    ['{"kind":"compare","subtasks":[{"app":"京东"}]}', true],
    [
      '{"note":"a\\n😀","kind":"比价","subtasks":[{"app":"京东","count":12},{"price":-1.5e3,"sure":true}],"dueMs":null}',
      true,
    ],
    ['{"kind":"send","subtasks":[{},{"sure":false}],"dueMs":-7}', true],
    ['{"kind":"other","subtasks":[{"app":"京东"}]}', false],
    ['{"kind":"send","subtasks":[]}', false],
    ['{"kind":"send","subtasks":[{},{},{}]}', false],
    ['{"subtasks":[{}],"kind":"send"}', false],
    ['{"kind":"send","subtasks":[{}],"more":1}', false],
    ['{"kind":"send","subtasks":[{"app":"京东","count":-1}]}', false],
    ['{"note":"1234567","kind":"send","subtasks":[{}]}', false],
    ['{"kind":"send","subtasks":[{}],}', false],
    ['{"kind":"send","subtasks":[{"count":01}]}', false],
  ])('judges %s: %j', (text, valid) => {
    expect(accepts(PLAN, text)).toBe(valid);
  });

  it('takes what JSON.stringify writes of any string', () => {
    fc.assert(
      fc.property(anyString(), (text) => {
        expect(accepts({ type: 'string' }, JSON.stringify(text))).toBe(true);
      }),
    );
  });

  it('takes exactly the objects whose required properties are there, in order', () => {
    const names = ['a', 'b', 'c', 'd'];
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'null' as const }]));
    fc.assert(
      fc.property(fc.subarray(names), fc.subarray(names), (required, present) => {
        const text = JSON.stringify(Object.fromEntries(present.map((name) => [name, null])));
        const valid = required.every((name) => present.includes(name));
        expect(accepts({ type: 'object', properties, required }, text)).toBe(valid);
      }),
    );
  });

  it('makes a model with random weights write valid documents', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const grammar = jsonSchemaToGbnf(PLAN);
      const output = model.generate({ tokens: [5], grammar, maxTokens: 400, temperature: 1, seed });
      const text = await output.text();
      expect(output.stopReason).toBe('grammar');
      const plan = JSON.parse(text) as { kind: string; subtasks: unknown[] };
      expect(['compare', 'send', '比价']).toContain(plan.kind);
      expect(plan.subtasks.length).toBeGreaterThan(0);
    }
  });

  it('keeps to a pattern and to the format of addresses at once', () => {
    const schema: JsonSchema = { type: 'string', format: 'uri', pattern: '/item/' };
    expect(accepts(schema, '"https://a.com/item/1"')).toBe(true);
    expect(accepts(schema, '"https://a.com/i"')).toBe(false);
    expect(accepts(schema, '"/item/"')).toBe(false);
  });

  it('may call itself through $defs', () => {
    const tree: JsonSchema = {
      $ref: '#/$defs/tree',
      $defs: { tree: { type: 'array', items: { $ref: '#/$defs/tree' } } },
    };
    expect(accepts(tree, '[[],[[[]],[]]]')).toBe(true);
    expect(accepts(tree, '[[]')).toBe(false);
  });

  it.each<[JsonSchema, string]>([
    [{ type: 'string', pattern: '^(?!x)' }, '#/pattern looks ahead'],
    [{ type: 'string', pattern: '^\\p{L}$' }, '#/pattern uses \\p'],
    [{ type: 'string', pattern: '^ab$', minLength: 3 }, 'no text of moderate length'],
    [{ type: 'string', pattern: '^(a|b)*a(a|b){14}$', maxLength: 90 }, '#/pattern is too intricate'],
    [{ type: 'string', pattern: '^((a{500}){500})$', maxLength: 90 }, '#/pattern repeats too much'],
    [{ type: 'string', allOf: [{ pattern: 'a' }, { pattern: '\\bb' }] }, '#/allOf/1/pattern uses \\b'],
    [{ allOf: [{ type: 'object' }, { type: 'object' }] }, '#/allOf joins parts that are not all of strings'],
    [{ type: 'integer', allOf: [{ minimum: 3 }] }, '#/allOf joins parts'],
    [{ type: 'string', pattern: '('.repeat(60) }, '#/pattern is nested too deeply'],
    [{ type: 'string', format: 'jwt' }, '#/format is "jwt"'],
    [{ type: 'object', properties: { a: { type: 'array' } } }, '#/properties/a'],
    [{ type: 'object', propertyNames: { pattern: '^a$' } }, '#/propertyNames needs a schema'],
    [
      { type: 'object', properties: { a: {} }, propertyNames: { type: 'string' }, additionalProperties: {} },
      '#/propertyNames stands beside listed properties',
    ],
    [{ type: 'object', patternProperties: { '^a': {} } }, '#/patternProperties is a keyword'],
    [{ type: 'array', prefixItems: [{}], items: false, minItems: 2 }, '#/minItems is more than prefixItems has'],
    [{ type: 'array', prefixItems: [{}, {}], maxItems: 1 }, '#/maxItems is less than there are in prefixItems'],
    [{ type: 'object', required: ['x'] }, '"x"'],
    [{ type: 'integer', multipleOf: 1234567 }, '#/multipleOf is 1234567, too large'],
    [{ type: 'number', multipleOf: 2.5 }, '#/multipleOf is 2.5, but only whole numbers'],
    [{ type: 'integer', multipleOf: 7, minimum: 1, maximum: 6 }, '#/multipleOf is 7, which has no multiple'],
    [{ type: 'integer', minimum: 5, maximum: 4 }, 'no number between'],
    [{ anyOf: [{ type: 'null' }, { type: 'string', not: {} }] }, '#/anyOf/1/not'],
    [{ $ref: '#', minLength: 3 }, '#/minLength'],
    [{ $ref: 'other.json' }, 'other.json'],
    [{ type: 'text' as 'string' }, 'text'],
    [{ minimum: 3 }, 'no type'],
  ])('refuses %j', (schema, words) => {
    expect(() => jsonSchemaToGbnf(schema)).toThrow(expect.objectContaining({ code: 'ENGINE_SCHEMA_UNSUPPORTED' }));
    expect(() => jsonSchemaToGbnf(schema)).toThrow(words);
  });
});
