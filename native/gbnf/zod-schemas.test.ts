// What zod makes of its schemas, as the native brain and the tools give them: values of each are taken, and what is written
// by chance, from the beginning of such a value on, is one to zod itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JsonSchema } from '../index.js';
import { jsonSchemaToGbnf } from '../index.js';
import type { NativeModel } from '../node/addon.js';
import { addon } from '../node/addon.js';
import { ModelFiles } from '../testing/model-files.js';
import { Random } from '../testing/random.js';
import { randomModel } from '../testing/random-model.js';
import { SchemaTexts } from '../testing/schema-texts.js';

const TEXTS_WRITTEN = 6;
const CHOICES = 40;

const files = new ModelFiles();
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

const gbnf = (schema: z.ZodType) => jsonSchemaToGbnf(z.toJSONSchema(schema) as JsonSchema);

type Row = readonly [name: string, schema: z.ZodType, taken: readonly unknown[], refused: readonly unknown[]];

const tree = z.object({
  name: z.string(),
  get children() {
    return z.array(tree);
  },
});

const rows: readonly Row[] = [
  ['object', z.object({ a: z.string(), b: z.number().optional() }), [{ a: '' }, { a: 'x', b: 1.5 }], [{}, { b: 1 }]],
  ['strictObject', z.strictObject({ a: z.null() }), [{ a: null }], [{ a: null, b: null }]],
  [
    'looseObject',
    z.looseObject({ ab: z.int(), c: z.int().optional() }),
    [{ ab: 1 }, { ab: 1, c: 2, a: { x: [true] } }, { ab: 1, abc: 'x', '': null }],
    [{ a: 1 }, { ab: 'x' }],
  ],
  ['catchall', z.object({ a: z.string() }).catchall(z.int()), [{ a: 'x', b: 2 }], [{ a: 'x', b: 'y' }]],
  ['nullish', z.object({ a: z.string().nullish() }), [{}, { a: null }, { a: 'x' }], [{ a: 1 }]],
  ['defaults and notes', z.object({ a: z.int().default(3).describe('How many') }), [{ a: 1 }], [{}]],
  [
    'named schemas',
    z.object({ a: z.int().meta({ id: 'count' }), b: tree }),
    [{ a: 1, b: { name: '', children: [] } }],
    [],
  ],
  ['intersection', z.intersection(z.object({ a: z.int() }), z.object({ b: z.int() })), [{ a: 1, b: 2 }], [{ a: 1 }]],
  ['itself', tree, [{ name: 'a', children: [{ name: 'b', children: [] }] }], [{ name: 'a' }]],
  ['record', z.record(z.string(), z.boolean()), [{}, { x: true, '"': false }], [{ x: 1 }]],
  ['record with a pattern', z.record(z.string().regex(/^[a-z]+$/), z.int()), [{ ab: 1 }], [{ A: 1 }]],
  ['record of numbers', z.record(z.number(), z.int()), [{ '5': 1 }], [{ x: 1 }]],
  ['record of an enum', z.record(z.enum(['x', 'y']), z.int()), [{ x: 1, y: 2 }], [{ x: 1 }, { x: 1, y: 2, z: 3 }]],
  ['part of a record', z.partialRecord(z.enum(['x', 'y']), z.int()), [{}, { y: 1 }, { x: 1, y: 1 }], [{ z: 1 }]],
  ['array', z.array(z.int()), [[], [1, 2]], [['x'], {}]],
  ['array of a length', z.array(z.int()).min(1).max(2), [[1], [1, 2]], [[], [1, 2, 3]]],
  ['tuple', z.tuple([z.int(), z.string()]), [[1, 'x']], [[1], [1, 'x', 2]]],
  ['tuple with a rest', z.tuple([z.int()], z.string()), [[1], [1, 'x', 'y']], [[], [1, 2]]],
  ['tuple of nothing', z.tuple([]), [[]], [[1]]],
  ['enum', z.enum(['a', '京东', '"']), ['a', '京东', '"'], ['b', 'A']],
  ['const', z.literal('only'), ['only'], ['on']],
  ['literals', z.literal(['a', 1, null, true]), ['a', 1, null, true], [2, false]],
  ['union', z.union([z.string().max(2), z.object({ a: z.int() }), z.null()]), ['ab', { a: 1 }, null], ['abc', {}]],
  [
    'discriminatedUnion',
    z.discriminatedUnion('t', [z.object({ t: z.literal('a'), n: z.int() }), z.object({ t: z.literal('b') })]),
    [{ t: 'a', n: 1 }, { t: 'b' }],
    [{ t: 'b', n: 1 }, { t: 'c' }],
  ],
  ['xor', z.xor([z.boolean(), z.int()]), [true, 3], ['x']],
  ['any', z.any(), [1, 'x', null, [{ a: [] }], { '"': 1e3 }], []],
  ['unknown within', z.object({ a: z.unknown(), b: z.array(z.any()) }), [{ a: { b: 1 }, b: [1, 'x'] }], [{ b: [] }]],
  ['json', z.json(), [{ a: [1, null, { b: 'x' }] }], []],
  ['string', z.string(), ['', '"\\\n京😀'], [1]],
  ['length', z.string().length(3), ['abc', '京东x'], ['ab', 'abcd']],
  ['pattern', z.string().regex(/^\d{2}-[a-z]*$/), ['12-', '12-ab'], ['1-a', '12-A']],
  ['pattern found anywhere', z.string().regex(/b.c/), ['abxcd'], ['abc']],
  [
    'pattern of a length',
    z
      .string()
      .regex(/^[a-z]+-\d+$/)
      .min(4)
      .max(6),
    ['a-12', 'abc-12'],
    ['a-1', 'abcd-12', 'abcd'],
  ],
  [
    'two patterns',
    z
      .string()
      .regex(/a/)
      .regex(/^[a-c]+$/),
    ['bac'],
    ['bc', 'ad'],
  ],
  ['two patterns of a length', z.string().regex(/a/).regex(/b/).max(3), ['xab', 'b"a'], ['xxab', 'ab,x', 'aa']],
  ['beginning and end', z.string().startsWith('ab').endsWith('ba'), ['abba', 'aba'], ['ab']],
  ['includes', z.string().includes('a.b'), ['xa.by'], ['axb']],
  ['lower case', z.string().lowercase().min(2), ['ab1'], ['aB', 'a']],
  ['joined lengths', z.intersection(z.string().min(2), z.string().max(3)), ['ab'], ['a', 'abcd']],
  ['template', z.templateLiteral(['a-', z.int(), z.enum(['x', 'y'])]), ['a-3x', 'a--12y'], ['a-x', 'a-3z']],
  ['url', z.url(), ['https://example.com', 'http://www.a-b.com:80/c/%20?d=e&f#g'], ['example.com', 'https://a b.com']],
  ['url of a length', z.url().max(30), ['https://a.com/item/1'], ['https://a.com/item/1234567890123456', 'https://']],
  ['email', z.email(), ['a.b+c@example.co.uk'], ['a@b', '.@b.com']],
  ['email of a length', z.email().max(254), ['a.b@example.com'], ['a@b']],
  ['uuid', z.uuid(), ['0b0e4a0c-7d5c-4f1e-9a53-3f2d8c1b7a66'], ['0b0e4a0c']],
  ['date', z.iso.date(), ['2024-02-29', '2025-12-31'], ['2025-02-29', '2025-13-01']],
  [
    'datetime',
    z.iso.datetime({ offset: true }),
    ['2024-02-29T10:20:30.5+08:00', '2024-01-01T00:00:00Z'],
    ['2024-01-01'],
  ],
  ['time', z.iso.time(), ['10:20:30', '10:20'], ['24:00']],
  ['ipv4', z.ipv4(), ['192.168.0.1'], ['256.0.0.1']],
  ['ipv6', z.ipv6(), ['::1', '2001:db8::8a2e:370:7334'], ['1::2::3']],
  ['base64', z.base64(), ['', 'YWI='], ['YWI']],
  ['e164', z.e164(), ['+8613800000000'], ['138']],
  ['ulid', z.ulid(), ['01ARZ3NDEKTSV4RRFFQ69G5FAV'], ['x']],
  ['number', z.number(), [0, -1.5, 1e21, 0.001], ['1']],
  ['int', z.int(), [0, -12], [1.5]],
  ['bounds', z.number().gt(0.5).lte(2), [0.51, 2, 1], [0.5, 2.1]],
  ['int bounds', z.int().min(-5).max(120), [-5, 0, 99, 120], [-6, 121]],
  ['positive', z.int().positive(), [1, 1000], [0, -1]],
  ['multipleOf', z.int().multipleOf(7), [0, -14, 7 * 123_456_789], [1, 8, -13]],
  ['multipleOf with bounds', z.int().min(-1000).max(123_456).multipleOf(12), [-996, 0, 123_456], [-1008, 6, 123_468]],
  ['few multiples', z.number().min(1).max(20).multipleOf(5), [5, 20], [0, 6, 25]],
  ['hundreds', z.int().multipleOf(100), [0, 100, -12_300], [10, 150]],
  ['cents', z.number().multipleOf(0.01).min(0), [0, 12.3, 12.34], [-1, 12.345]],
  ['nullable', z.int().nullable(), [null, 1], ['null']],
];

describe('a schema of zod', () => {
  it.each(rows)('%s', (_, schema, taken, refused) => {
    const grammar = gbnf(schema);
    for (const value of taken) {
      expect(schema.safeParse(value).success, JSON.stringify(value)).toBe(true);
      expect(texts.takes(grammar, JSON.stringify(value)), JSON.stringify(value)).toBe(true);
    }
    for (const value of refused) expect(texts.takes(grammar, JSON.stringify(value)), JSON.stringify(value)).toBe(false);
    let written = 0;
    for (let seed = 1; seed <= TEXTS_WRITTEN; seed++) {
      const random = new Random(seed);
      const known = JSON.stringify(taken[seed % taken.length]);
      const beginning = [...known].slice(0, random.below(known.length + 1)).join('');
      const choices = Array.from({ length: CHOICES }, () => random.below(1 << 30));
      const text = texts.write(grammar, choices, beginning);
      if (text === undefined) continue;
      written++;
      expect(schema.safeParse(JSON.parse(text)).error?.message, text).toBeUndefined();
    }
    expect(written).toBeGreaterThan(0);
  });

  it.each<[string, z.ZodType, string]>([
    ['z.jwt()', z.object({ a: z.jwt() }), '#/properties/a/format is "jwt"'],
    ['z.hostname()', z.hostname(), '#/pattern looks ahead'],
    ['z.iso.duration()', z.iso.duration(), '#/pattern looks ahead'],
    ['z.emoji()', z.array(z.emoji()), '#/items/pattern looks ahead'],
    ['z.never()', z.object({ a: z.never() }), '#/properties/a/not is a keyword'],
    ['z.looseRecord()', z.looseRecord(z.string().regex(/^a/), z.int()), '#/patternProperties is a keyword'],
    ['steps of a half', z.number().multipleOf(0.5), '#/multipleOf is 0.5'],
    ['cents with a bound', z.number().multipleOf(0.01).max(5), '#/multipleOf is 0.01'],
    ['joined numbers', z.intersection(z.int().min(1), z.int().max(3)), '#/allOf joins parts'],
  ])('%s is refused by keyword and place', (_, schema, words) => {
    expect(() => gbnf(schema)).toThrow(expect.objectContaining({ code: 'ENGINE_SCHEMA_UNSUPPORTED' }));
    expect(() => gbnf(schema)).toThrow(words);
  });
});
