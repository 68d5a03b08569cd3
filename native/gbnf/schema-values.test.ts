import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonSchema } from '../index.js';
import { jsonSchemaToGbnf } from '../index.js';
import type { NativeConstraint, NativeModel } from '../node/addon.js';
import { addon } from '../node/addon.js';
import { ModelFiles } from '../testing/model-files.js';
import { randomModel } from '../testing/random-model.js';

const files = new ModelFiles();
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
let native: NativeModel;

beforeAll(async () => {
  native = await addon().load(files.add(randomModel({ layers: 1 }).file), 1, 0);
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
        fc.string({ unit: 'binary', minLength, maxLength: minLength + more }),
      ),
    ),
  fc
    .constantFrom(
      '^[a-c]+$',
      '^\\d{2,4}-(x|yz?)*$',
      '^["\\\\\\n京]{1,3}$',
      'a.b',
      '^(?:foo|[^a-z]{2})$',
      '^\\w+@\\w+\\.com$',
    )
    .map((pattern) => described({ type: 'string', pattern }, fc.stringMatching(new RegExp(pattern, 'u')))),
  fc.constantFrom('date', 'time', 'date-time', 'uuid', 'ipv4', 'email').map((format) =>
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
  fc.constant(described({ type: 'number', exclusiveMinimum: 0, maximum: 2.5 }, fc.constantFrom(0.001, 1, 2.5, 2.4999))),
);

const { schema } = fc.letrec<{ schema: Described }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc
      .tuple(
        fc.uniqueArray(fc.string({ maxLength: 5 }), { maxLength: 4 }),
        fc.array(tie('schema'), { minLength: 4 }),
        fc.nat(15),
      )
      .map(([names, parts, requiredBits]) =>
        objectOf(
          names.filter((name) => name !== '__proto__'),
          parts,
          requiredBits,
        ),
      ),
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
function objectOf(names: readonly string[], parts: readonly Described[], requiredBits: number): Described {
  const properties = names.map(
    (name, i) => [`p${name}`, parts[i] ?? described({ type: 'null' }, fc.constant(null))] as const,
  );
  const required = properties.filter((_, i) => (requiredBits >> i) & 1).map(([name]) => name);
  return described(
    {
      type: 'object',
      properties: Object.fromEntries(properties.map(([name, part]) => [name, part.schema])),
      required,
      additionalProperties: false,
    },
    fc
      .tuple(fc.nat(15), ...properties.map(([, part]) => part.value))
      .map(([present, ...values]) =>
        Object.fromEntries(
          properties
            .map(([name], i) => [name, values[i]] as const)
            .filter(([name], i) => required.includes(name) || ((present as number) >> i) & 1),
        ),
      ),
  );
}

function takes(constraint: NativeConstraint, text: string): boolean {
  for (const token of native.tokenize(text, false)) {
    if (!constraint.allowed().includes(token)) return false;
    constraint.accept(token);
  }
  return constraint.mayEnd();
}

/** A text under the grammar by random choices; after a while the shortest way out of strings and lists is preferred. */
function writeRandomly(constraint: NativeConstraint, choices: readonly number[]): string {
  const written: number[] = [];
  for (let i = 0; i < 3000; i++) {
    const allowed = constraint.allowed();
    if (allowed.length === 0 || (constraint.mayEnd() && i % 3 === 0)) break;
    const closing = i > 60 ? [...allowed].find((token) => /^["\]},]/.test(textOf(token))) : undefined;
    const token = closing ?? allowed[(choices[i % choices.length] ?? 0) % allowed.length] ?? 0;
    constraint.accept(token);
    written.push(token);
  }
  return Buffer.from(native.tokenBytes(Uint32Array.from(written), true)).toString('utf8');
}

function textOf(token: number): string {
  return Buffer.from(native.tokenBytes(Uint32Array.of(token), true)).toString('latin1');
}

const withValue = schema.chain((part) => fc.tuple(fc.constant(part.schema), part.value));

describe('the grammar of any schema', () => {
  it('takes every value of the schema', () => {
    fc.assert(
      fc.property(withValue, ([given, value]) => {
        expect(takes(native.constrain(jsonSchemaToGbnf(given)), JSON.stringify(value))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('lets nothing be written that the schema does not take', () => {
    fc.assert(
      fc.property(schema, fc.array(fc.nat(), { minLength: 20, maxLength: 60 }), (part, choices) => {
        const constraint = native.constrain(jsonSchemaToGbnf(part.schema));
        const text = writeRandomly(constraint, choices);
        if (!constraint.mayEnd()) return;
        expect(ajv.validate(part.schema, JSON.parse(text)), text).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
