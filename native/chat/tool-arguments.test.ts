import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema, JsonValue } from '../gbnf/json-schema.js';
import { readPythonLiteral } from './python-literal.js';
import { readToolCall } from './tool-arguments.js';

function argument(schema: JsonSchema, text: string, definitions: Readonly<Record<string, JsonSchema>> = {}): JsonValue {
  const parameters: JsonSchema = { type: 'object', properties: { a: schema }, $defs: definitions };
  const call = `<function=f>\n<parameter=a>\n${text}\n</parameter>\n</function>`;
  return readToolCall(call, [{ name: 'f', parameters }])?.arguments.a ?? null;
}

describe('an argument', () => {
  it.each<[JsonSchema, string, JsonValue]>([
    [{ type: 'array' }, "['new', \"it's\", 'a\\'b']", ['new', "it's", "a'b"]],
    [{ type: 'object' }, "{'a': True, 'b': None, 'c': [False, 1.5, -2,],}", { a: true, b: null, c: [false, 1.5, -2] }],
    [{ type: 'array' }, '(1, (2,), (3))', [1, [2], 3]],
    [{ type: 'object' }, '{"sure": true, "open": None}', { sure: true, open: null }],
    [{ type: 'object' }, '{1: 2}', { '1': 2 }],
    [{ type: 'array' }, "['a' for a in b]", "['a' for a in b]"],
    [{ type: 'object' }, "{'a', 'b'}", "{'a', 'b'}"],
    [{ type: 'array' }, '"[1]"', '"[1]"'],
    [{ type: 'boolean' }, 'True', true],
    [{ type: 'boolean' }, '0', false],
    [{ type: 'integer' }, '3.0', 3],
    [{ type: 'integer' }, '12345678901234567890', '12345678901234567890'],
    [{ type: 'number' }, '1e999', '1e999'],
    [{ type: 'integer' }, 'None', null],
    [{ type: 'string' }, 'None', 'None'],
    [{ type: ['string', 'null'] }, 'null', null],
    [{ type: ['boolean', 'integer'] }, '1', 1],
    [{ type: ['string', 'boolean'] }, '1', '1'],
    [{ type: ['string', 'number'] }, '1.5', 1.5],
    [{ type: 'number', nullable: true }, 'null', null],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, '7', 7],
    [{ enum: [1, 2] }, '2', 2],
    [{}, '{"x": 1}', { x: 1 }],
    [{}, '5', '5'],
    [{ $ref: '#/$defs/list' }, '[5]', [5]],
    [{ allOf: [{ $ref: '#/$defs/list' }] }, '[5]', [5]],
    [{ $ref: '#/$defs/itself' }, '5', '5'],
  ])('of %j written as %s', (schema, text, expected) => {
    const definitions: Record<string, JsonSchema> = { list: { type: 'array' }, itself: { $ref: '#/$defs/itself' } };
    expect(argument(schema, text, definitions)).toEqual(expected);
  });

  const value = fc.jsonValue({ maxDepth: 4 }).map((any) => JSON.parse(JSON.stringify(any)) as JsonValue);

  it('is what was meant, in JSON as in Python', () => {
    fc.assert(
      fc.property(value, fc.boolean(), (meant, single) => {
        expect(argument({ type: 'array' }, JSON.stringify([meant]))).toEqual([meant]);
        expect(argument({ type: 'array' }, python([meant], single ? "'" : '"'))).toEqual([meant]);
      }),
      { numRuns: 150 },
    );
  });

  it('in Python is a value or none, and never an error, whatever it is', () => {
    const part = fc.constantFrom(...`{}[](),:'"\\ \n-1.e_xuUTrueNonef`.split(''), 'True', 'None', "'a'", '[', '{');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const read = readPythonLiteral(parts.join(''));
        if (read !== undefined) expect(readPythonLiteral(python(read, "'"))).toEqual(read);
      }),
      { numRuns: 1500 },
    );
    expect(readPythonLiteral('['.repeat(100_000))).toBeUndefined();
    expect(readPythonLiteral("'\\ud83d\\ude00\\U0001f600\\x41\\q'")).toBe('😀😀A\\q');
  });
});

/** As Python's repr() writes it, with the quote given. */
function python(value: JsonValue, quote: string): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const escaped = value.replace(/[\\\n\r]/g, (sign) => (sign === '\\' ? '\\\\' : sign === '\n' ? '\\n' : '\\r'));
    return `${quote}${escaped.replaceAll(quote, `\\${quote}`)}${quote}`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => python(item, quote)).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${python(key, quote)}: ${python(item as JsonValue, quote)}`)
    .join(', ')}}`;
}
