import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerParser, type AnswerPart } from './answer-parser.js';
import type { ToolDefinition } from './messages.js';

const tools: readonly ToolDefinition[] = [
  {
    name: 'search',
    parameters: {
      type: 'object',
      properties: {
        query: { type: 'string' },
        count: { type: 'integer' },
        exact: { type: 'boolean' },
        price: { type: ['number', 'null'] },
        filters: { type: 'array', items: { type: 'string' } },
        options: { type: 'object' },
      },
    },
  },
  { name: 'f', parameters: { type: 'object' } },
];

function parse(pieces: readonly string[], inThought = false): AnswerPart[] {
  const parser = new AnswerParser(tools, inThought);
  return joined([...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()]);
}

/** Neighbours of one kind as one part */
function joined(parts: readonly AnswerPart[]): AnswerPart[] {
  const whole: AnswerPart[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (part.type === 'text' && last?.type === 'text')
      whole[whole.length - 1] = { ...last, text: last.text + part.text };
    else if (part.type === 'thinking' && last?.type === 'thinking') {
      whole[whole.length - 1] = { ...last, text: last.text + part.text };
    } else whole.push(part);
  }
  return whole;
}

function written(name: string, parameters: readonly (readonly [string, string])[]): string {
  const lines = parameters.map(([key, value]) => `<parameter=${key}>\n${value}\n</parameter>\n`);
  return `<tool_call>\n<function=${name}>\n${lines.join('')}</function>\n</tool_call>`;
}

describe('an answer', () => {
  it('is split into thought, text and tool calls', () => {
    const call = written('search', [
      ['query', 'Mac Mini\nM4'],
      ['count', '3'],
      ['exact', 'true'],
      ['price', 'null'],
      ['filters', '["new", "used"]'],
      ['options', '{"sort": "price"}'],
      ['unknown', '7'],
    ]);
    expect(parse([`<think>\nLet me look.\n</think>\n\nOne moment.${call}${call}`])).toEqual([
      { type: 'thinking', text: 'Let me look.' },
      { type: 'text', text: 'One moment.' },
      ...Array.from({ length: 2 }, () => ({
        type: 'toolCall',
        call: {
          name: 'search',
          arguments: {
            query: 'Mac Mini\nM4',
            count: 3,
            exact: true,
            price: null,
            filters: ['new', 'used'],
            options: { sort: 'price' },
            unknown: '7',
          },
        },
      })),
    ]);
  });

  it('begins in the thought that its prompt opened', () => {
    expect(parse(['Hm.\n</think>\nYes.'], true)).toEqual([
      { type: 'thinking', text: 'Hm.' },
      { type: 'text', text: 'Yes.' },
    ]);
  });

  it('ends its thought where a tool call begins', () => {
    const call = written('search', [['query', 'x']]);
    expect(parse([`Hm.\n${call}`], true).map(({ type }) => type)).toEqual(['thinking', 'toolCall']);
  });

  it.each([
    [
      'a call without its closing mark',
      '<tool_call>\n<function=f>\n<parameter=a>\n1\n</parameter>\n</function>',
      { a: '1' },
    ],
    [
      'a call without its closing function',
      '<tool_call><function=f><parameter=a>1</parameter></tool_call>',
      { a: '1' },
    ],
    [
      'a parameter that is not closed',
      '<tool_call>\n<function=f>\n<parameter=a>\n1\n</function>\n</tool_call>',
      { a: '1' },
    ],
    [
      'a value that speaks of marks',
      written('f', [['a', 'x </parameter> y </tool_call> z']]),
      { a: 'x </parameter> y </tool_call> z' },
    ],
    ['an empty value', written('f', [['a', '']]), { a: '' }],
    ['no parameters', written('f', []), {}],
    ['JSON', '<tool_call>\n{"name": "f", "arguments": {"a": [1]}}\n</tool_call>', { a: [1] }],
    ['JSON in JSON', '<tool_call>{"name": "f", "arguments": "{\\"a\\": 1}"}</tool_call>', { a: 1 }],
    ['Python', "<tool_call>{'name': 'f', 'arguments': {'a': None}}</tool_call>", { a: null }],
    ['JSON without arguments', '<tool_call>{"name": "f"}</tool_call>', {}],
  ])('understands %s', (_, text, expected) => {
    expect(parse([text])).toEqual([{ type: 'toolCall', call: { name: 'f', arguments: expected } }]);
  });

  it.each([
    ['a call that was cut off', '<tool_call>\n<function=search>\n<parameter=query>\nMac'],
    ['a call that is none', '<tool_call>hello</tool_call>'],
    ['a call of no tool', written('remove', [['query', 'x']])],
    ['a JSON call of no tool', '<tool_call>{"name": "remove", "arguments": {}}</tool_call>'],
    ['a JSON call whose arguments are none', '<tool_call>{"name": "f", "arguments": [1]}</tool_call>'],
    ['half a mark', 'a < b <tool_'],
    ['half a thought', ' <thi'],
  ])('passes %s on as text', (_, text) => {
    expect(parse([text])).toEqual([{ type: 'text', text }]);
  });

  const fragment = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom(
      '<think>',
      '</think>',
      '<tool_call>',
      '</tool_call>',
      '<function=search>',
      '</function>',
      '\n',
      '<',
      '</',
    ),
    fc.constantFrom('<parameter=query>', '<parameter=count>', '</parameter>', '3', '\n\n', 'text', '京东', '😀'),
    fc.constant(written('search', [['count', '3']])),
  );
  const answer = fc.array(fragment, { maxLength: 14 }).map((parts) => parts.join(''));

  it('has the same parts however it is cut into pieces', () => {
    fc.assert(
      fc.property(answer, fc.boolean(), fc.array(fc.nat(), { maxLength: 12 }), (text, inThought, places) => {
        const cuts = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
        const pieces = cuts.slice(1).map((cut, index) => text.slice(cuts[index], cut));
        const whole = parse([text], inThought);
        return isDeepStrictEqual([parse(pieces, inThought), parse([...text], inThought)], [whole, whole]);
      }),
      { numRuns: 5000 },
    );
  });

  it('without marks is its own text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('<'));
        expect(parse([text])).toEqual(text === '' ? [] : [{ type: 'text', text }]);
      }),
    );
  });

  it('gives back the calls that a template wrote', () => {
    const value = fc.string({ maxLength: 30 }).filter((text) => !/[<\r]/.test(text));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), value, { maxKeys: 4 }), (given) => {
        expect(parse([written('f', Object.entries(given))])).toEqual([
          { type: 'toolCall', call: { name: 'f', arguments: given } },
        ]);
      }),
    );
  });

  it('is read in time that grows with its length, whatever marks it repeats', () => {
    const open = `<tool_call><function=f><parameter=a>${'x'.repeat(1000)}`;
    const parser = new AnswerParser(tools, false);
    const start = performance.now();
    for (const piece of [open, ...Array(1000).fill(`</tool_call>${' '.repeat(20)}`), ...Array(1000).fill('\n')]) {
      expect(parser.push(piece)).toEqual([]);
    }
    expect(parser.push('</parameter></function></tool_call>')).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
