import { describe, expect, it } from 'vitest';
import { EngineError } from '../errors.js';
import { STEP_TEMPLATE } from '../testing/step-template.js';
import { AnswerParser } from './answer-parser.js';
import { type ChatPrompt, ChatTemplate, thoughtIsOpen } from './chat-template.js';
import type { ToolDefinition } from './messages.js';

const template = new ChatTemplate(STEP_TEMPLATE, { bos_token: '<BOS>' });
const search = { name: 'search', description: '找', parameters: { type: 'object', properties: {} } } as const;

function render(prompt: Partial<ChatPrompt>, by = template): string {
  const messages = [{ role: 'user', content: 'Hi' }] as const;
  return by.render({ messages, tools: [], thinking: undefined, variables: {}, ...prompt });
}

describe('a chat template', () => {
  it('turns a conversation with tools into a prompt', () => {
    const text = render({
      tools: [search],
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'First' },
        { role: 'assistant', content: 'Answer', thinking: 'forgotten' },
        { role: 'user', content: 'Second' },
        {
          role: 'assistant',
          content: '',
          thinking: 'kept',
          toolCalls: [{ name: 'search', arguments: { query: 'a\n"b"', counts: [1, 2] } }],
        },
        { role: 'tool', content: 'one' },
        { role: 'tool', content: 'two' },
      ],
    });
    expect(text).toBe(
      [
        '<BOS><|im_start|>system\nBe brief.\n\n# Tools\n\n<tools>\n',
        '{"type": "function", "function": {"name": "search", "description": "找", "parameters": {"type": "object", "properties": {}}}}',
        '\n</tools><|im_end|>\n<|im_start|>user\nFirst<|im_end|>\n<|im_start|>assistant\nAnswer<|im_end|>\n',
        '<|im_start|>user\nSecond<|im_end|>\n<|im_start|>assistant\n<think>\nkept\n</think>\n',
        '<tool_call>\n<function=search>\n<parameter=query>\na\n"b"\n</parameter>\n',
        '<parameter=counts>\n[1, 2]\n</parameter>\n</function>\n</tool_call><|im_end|>\n',
        '<|im_start|>tool_response\n<tool_response>one</tool_response><tool_response>two</tool_response><|im_end|>\n',
        '<|im_start|>assistant\n<think>\n',
      ].join(''),
    );
    expect(thoughtIsOpen(text)).toBe(true);
  });

  it('that always opens a thought is given an empty one where none is wanted', () => {
    expect(render({ thinking: false })).toMatch(/<\|im_start\|>assistant\n<think>\n\n<\/think>\n$/);
    expect(thoughtIsOpen(render({ thinking: false }))).toBe(false);
  });

  it('is given null arguments in the form that it can write, and its own text reads as the same call', () => {
    const parameters = { type: 'object', properties: { size: { type: ['number', 'null'] }, all: { type: 'object' } } };
    const call = { name: 'search', arguments: { size: null, all: { nested: [null, true] } } } as const;
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: '', toolCalls: [call] },
    ] as const;
    const text = render({ messages });
    expect(text).toContain('<parameter=size>\nnull\n</parameter>\n<parameter=all>\n{"nested": [null, true]}\n');
    const parser = new AnswerParser([{ name: 'search', parameters } as ToolDefinition], false);
    const written = /<tool_call>.*<\/tool_call>/s.exec(text)?.[0] ?? '';
    expect(parser.push(written)).toEqual([{ type: 'toolCall', call }]);
    const whole = new ChatTemplate('{{ messages[1].tool_calls[0].function.arguments | tojson }}', {});
    expect(render({ messages }, whole)).toBe(JSON.stringify(call.arguments).replace(/[:,]/g, '$& '));
  });

  it('takes a thought out of the text that it stands in', () => {
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: '<think>\nHm.\n\n</think>\n\nYes' },
    ] as const;
    expect(render({ messages })).toContain('<|im_start|>assistant\n<think>\nHm.\n</think>\nYes<|im_end|>');
  });

  it('with a switch for thoughts is asked by it', () => {
    const asking = new ChatTemplate("{{ 'on' if enable_thinking is not defined or enable_thinking else 'off' }}", {});
    expect([undefined, true, false].map((thinking) => render({ thinking }, asking))).toEqual(['on', 'on', 'off']);
  });

  it('is ChatML where the file has none', () => {
    expect(render({}, new ChatTemplate(undefined, {}))).toBe('<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n');
  });

  it('reads further variables', () => {
    expect(render({ variables: { effort: 'low' } }, new ChatTemplate('{{ effort }}', {}))).toBe('low');
  });

  it('that is broken, or refuses, says why', () => {
    const failing = new ChatTemplate("{{ raise_exception('no system turn') }}", {});
    expect(() => new ChatTemplate('{% if %}', {})).toThrow(EngineError);
    expect(() => render({}, failing)).toThrow(
      expect.objectContaining({ code: 'ENGINE_TEMPLATE_INVALID', message: expect.stringContaining('no system turn') }),
    );
  });
});
