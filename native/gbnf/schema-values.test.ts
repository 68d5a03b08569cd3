import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonSchema } from '../index.js';
import { jsonSchemaToGbnf } from '../index.js';
import type { NativeModel } from '../node/addon.js';
import { addon } from '../node/addon.js';
import { anyString } from '../testing/any-string.js';
import { ModelFiles } from '../testing/model-files.js';
import { randomModel } from '../testing/random-model.js';
import { SchemaTexts } from '../testing/schema-texts.js';

const files = new ModelFiles();
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
let native: NativeModel;
let texts: SchemaTexts;

beforeAll(async () => {
  native = await addon().load(files.add(randomModel({ layers: 1 }).file), 1, 0);
  texts = new SchemaTexts(native);
});

afterAll(() => {
  native.close();
  files.remove();
});

/** A schema with a generator of its values */
interface Described {
  readonly schema: JsonSchema;
  readonly value: fc.Arbitrary<unknown>;
}

const described = (schema: JsonSchema, value: fc.Arbitrary<unknown>): Described => ({ schema, value });

/** Numbers of few digits: of the others, those are not written that take more than fifteen */
const anything = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) =>
    JSON.parse(JSON.stringify(value, (_, part) => (typeof part === 'number' ? Math.round(part % 1000) : part))),
  );

/** Made once: to make one takes longer than a test of many texts. */
const matching = [
  '^[a-c]+$',
  '^\\d{2,4}-(x|yz?)*$',
  '^["\\\\\\n京]{1,3}$',
  'a.b',
  '^(?:foo|[^a-z]{2})$',
  '^\\w+@\\w+\\.com$',
].map((pattern) => ({ pattern, text: fc.stringMatching(new RegExp(pattern, 'u')) }));

const bounds = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.nat(2000));
const leaf: fc.Arbitrary<Described> = fc.oneof(
  fc.constant(described({ type: 'boolean' }, fc.boolean())),
  fc.constant(described({ type: 'null' }, fc.constant(null))),
  fc
    .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1, maxLength: 4 })
    .map((values) => described({ enum: values }, fc.constantFrom(...values))),
  fc
    .tuple(fc.nat(3), fc.nat(5))
    .map(([minLength, more]) =>
      described(
        { type: 'string', minLength, maxLength: minLength + more },
        anyString({ minLength, maxLength: minLength + more }),
      ),
    ),
  fc.constantFrom(...matching.map(({ pattern, text }) => described({ type: 'string', pattern }, text))),
  fc
    .tuple(fc.oneof(...matching.map(({ pattern, text }) => fc.tuple(fc.constant(pattern), text))), fc.nat(4), fc.nat(9))
    .map(([[pattern, text], less, more]) => {
      const { length } = [...text];
      const [minLength, maxLength] = [Math.max(0, length - less), length + more];
      return described({ type: 'string', pattern, minLength, maxLength }, fc.constant(text));
    }),
  fc.constantFrom('date', 'time', 'date-time', 'uuid', 'ipv4', 'email', 'uri').map((format) =>
    described(
      { type: 'string', format },
      fc.constant(
        {
          date: '2024-02-11',
          time: '10:20:30Z',
          'date-time': '2024-12-31T23:59:59.5Z',
          uuid: '0b0e4a0c-7d5c-4f1e-9a53-3f2d8c1b7a66',
          ipv4: '192.168.0.255',
          email: 'a.b@example.com'.replace('a.b', 'a-b'),
          uri: 'https://www.a-b.example.com:443/x/%E4?y=/&z#top',
        }[format],
      ),
    ),
  ),
  bounds.map(([minimum, more]) =>
    described({ type: 'integer', minimum, maximum: minimum + more }, fc.integer({ min: minimum, max: minimum + more })),
  ),
  bounds.map(([least, more]) => {
    const [minimum, maximum] = [least / 100, (least + more + 1) / 100];
    const value = fc
      .integer({ min: least * 10, max: (least + more + 1) * 10 })
      .map((thousandths) => thousandths / 1000);
    return described({ type: 'number', minimum, maximum }, value);
  }),
  fc.tuple(bounds, fc.constantFrom(1, 2, 3, 7, 10, 64, 100)).map(([[least, more], step]) => {
    const [minimum, maximum] = [least * 100, least * 100 + more * 100 + step];
    const value = fc.integer({ min: Math.ceil(minimum / step), max: Math.floor(maximum / step) });
    return described(
      { type: 'integer', minimum, maximum, multipleOf: step },
      value.map((times) => times * step),
    );
  }),
  fc.constant(described({}, anything)),
  fc.constant(described({ type: 'number', exclusiveMinimum: 0, maximum: 2.5 }, fc.constantFrom(0.001, 1, 2.5, 2.4999))),
);

const { schema } = fc.letrec<{ schema: Described }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc
      .tuple(
        fc.uniqueArray(fc.string({ maxLength: 5 }), { maxLength: 4 }),
        fc.array(tie('schema'), { minLength: 4, maxLength: 4 }),
        fc.nat(15),
        fc.option(tie('schema'), { nil: undefined }),
      )
      .map(([names, parts, requiredBits, others]) => objectOf(names, parts, requiredBits, others)),
    fc
      .tuple(tie('schema'), fc.nat(2), fc.nat(3))
      .map(([item, minItems, more]) =>
        described(
          { type: 'array', items: item.schema, minItems, maxItems: minItems + more },
          fc.array(item.value, { minLength: minItems, maxLength: minItems + more }),
        ),
      ),
    fc
      .array(tie('schema'), { minLength: 1, maxLength: 3 })
      .map((parts) =>
        described({ anyOf: parts.map((part) => part.schema) }, fc.oneof(...parts.map((part) => part.value))),
      ),
    tie('schema').map((part) =>
      described({ anyOf: [part.schema, { type: 'null' }] }, fc.option(part.value, { nil: null })),
    ),
  ),
}));

/** Names that look like numbers come first in a JavaScript object, so a letter goes before every name. */
function objectOf(
  names: readonly string[],
  parts: readonly Described[],
  requiredBits: number,
  others: Described | undefined,
): Described {
  const properties = names.map(
    (name, i) => [`p${name}`, parts[i] ?? described({ type: 'null' }, fc.constant(null))] as const,
  );
  const required = properties.filter((_, i) => (requiredBits >> i) & 1).map(([name]) => name);
  return described(
    {
      type: 'object',
      properties: Object.fromEntries(properties.map(([name, part]) => [name, part.schema])),
      required,
      additionalProperties: others?.schema ?? false,
    },
    fc
      .tuple(
        fc.nat(15),
        others === undefined
          ? fc.constant({})
          : fc.dictionary(fc.string().map(besides(names)), others.value, { maxKeys: 3 }),
        ...properties.map(([, part]) => part.value),
      )
      .map(([present, more, ...values]) => {
        const listed = properties
          .map(([name], i) => [name, values[i]] as const)
          .filter(([name], i) => required.includes(name) || (present >> i) & 1);
        return { ...Object.fromEntries(listed), ...more };
      }),
  );
}

/** A name that begins like a listed one, is longer than it or another; none is the same. */
function besides(names: readonly string[]): (name: string) => string {
  return (name) => (names.includes(name) ? `p${name}${' '.repeat(6)}` : `p${name}`);
}

const withValue = schema.chain((part) => fc.tuple(fc.constant(part.schema), part.value));

describe('the grammar of any schema', () => {
  it('takes every value of the schema', () => {
    fc.assert(
      fc.property(withValue, ([given, value]) => {
        expect(texts.takes(jsonSchemaToGbnf(given), JSON.stringify(value))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('lets nothing be written that the schema does not take', () => {
    fc.assert(
      fc.property(schema, fc.array(fc.nat(), { minLength: 20, maxLength: 60 }), (part, choices) => {
        const text = texts.write(jsonSchemaToGbnf(part.schema), choices);
        if (text === undefined) return;
        expect(ajv.validate(part.schema, JSON.parse(text)), text).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
