import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChatTemplate } from './chat/chat-template.js';
import { chatTokens } from './chat/chat-tokens.js';
import type { Context, GenerationEvent, Model } from './index.js';
import { EngineError, loadModel } from './index.js';
import { writeGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import { randomModelParts } from './testing/random-model.js';
import { STEP_TEMPLATE } from './testing/step-template.js';
import { BEGIN, END, smallVocabulary, type Vocabulary } from './testing/vocabulary.js';

const CONTROL = 3;
const USER_DEFINED = 4;

const files = new ModelFiles();
let path: string;
let model: Model;
let context: Context;

beforeAll(async () => {
  path = files.add(chatModel(false));
  model = await loadModel(path);
  context = model.createContext();
});

afterAll(async () => {
  await model.dispose();
  files.remove();
});

/** A random model that knows the marks of a conversation */
function chatModel(addsBegin: boolean): Buffer {
  const vocabulary = withTokens(smallVocabulary(), {
    '<|im_start|>': CONTROL,
    '<think>': CONTROL,
    '</think>': CONTROL,
    '</tool_call>': USER_DEFINED,
  });
  const { metadata, tensors } = randomModelParts({ vocabulary, context: 600 });
  metadata.set('tokenizer.chat_template', { text: STEP_TEMPLATE });
  metadata.set('tokenizer.ggml.add_bos_token', { bool: addsBegin });
  return writeGguf(metadata, tensors);
}

function withTokens(vocabulary: Vocabulary, added: Record<string, number>): Vocabulary {
  const tokens = [...vocabulary.tokens, ...Object.keys(added)];
  return { ...vocabulary, tokens, kinds: [...vocabulary.kinds, ...Object.values(added)] };
}

async function eventsOf(events: AsyncIterable<GenerationEvent>): Promise<GenerationEvent[]> {
  const all: GenerationEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const question = [{ role: 'user', content: 'open the phone' }] as const;

describe('a context', () => {
  it('writes events that end with the whole output', async () => {
    const events = await eventsOf(context.generate({ tokens: [10, 20, 30], maxTokens: 12, temperature: 1, seed: 5 }));
    const tokens = events.flatMap((event) => (event.type === 'token' ? [event.token] : []));
    const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('');
    expect(events.at(-1)).toMatchObject({ type: 'done', text, thinking: '', toolCalls: [], reason: 'length' });
    expect(text).toBe(model.detokenize(tokens));
    const plain = model.generate({ tokens: [10, 20, 30], maxTokens: 12, temperature: 1, seed: 5 });
    expect(await plain.text()).toBe(text);
  });

  it('tells thoughts, text and tool calls of an answer apart', async () => {
    const call = '<tool_call>\\n<function=find>\\n<parameter=n>\\n7\\n</parameter>\\n</function>\\n</tool_call>';
    // A grammar lets no control token through: this thought is spelt out, and the call ends it.
    const written = context.generate({ messages: question, grammar: `root ::= "<think>\\nHm.${call}Found"` });
    const { text, thinking, toolCalls, reason } = await written.answer();
    expect({ text, thinking, toolCalls, reason }).toEqual({
      text: 'Found',
      thinking: 'Hm.',
      toolCalls: [{ name: 'find', arguments: { n: '7' } }],
      reason: 'grammar',
    });
  });

  it('keeps an answer to its schema, without a thought', async () => {
    const schema = { type: 'object', properties: { open: { enum: ['a', 'b'] } }, required: ['open'] } as const;
    const { text, thinking } = await context.generate({ messages: question, schema }).answer();
    expect(['a', 'b']).toContain(JSON.parse(text).open);
    expect(thinking).toBe('');
  });

  it('ends at its own length', async () => {
    const short = model.createContext({ contextLength: 10 });
    const { stats, reason } = await short.generate({ tokens: [5, 6, 7], grammar: 'root ::= [a-z]{99}' }).answer();
    expect({ ...stats, reason }).toMatchObject({ promptTokens: 3, generatedTokens: 7, reason: 'length' });
    expect(() => short.generate({ tokens: new Array<number>(10).fill(5) })).toThrow(/leaves no room/);
    expect(() => model.createContext({ contextLength: 601 })).toThrow(/contextLength is 601/);
  });

  it('refuses options that do not go together, by name', () => {
    const refused: [Parameters<Context['generate']>[0], RegExp][] = [
      [{}, /exactly one of messages, tokens and prompt/],
      [{ tokens: [5], prompt: 'x' }, /exactly one/],
      [{ messages: [] }, /no messages/],
      [{ messages: [{ role: 'robot', content: 'x' }] as never }, /messages\[0\] has no role of system, user/],
      [
        { messages: [{ role: 'user', content: 'x', tool_calls: [] }] as never },
        /messages\[0\] has tool_calls; it may have/,
      ],
      [{ tokens: [5], thinking: true }, /thinking goes with messages only/],
      [{ tokens: [5], tools: [] }, /tools goes with messages only/],
      [{ messages: question, thinking: true, schema: { type: 'null' } }, /leave thinking off/],
      [{ prompt: 'x', schema: { type: 'null' }, grammar: 'root ::= "a"' }, /either schema or grammar/],
      [{ prompt: 'x', temprature: 1 } as never, /no option temprature; there are .*temperature/],
    ];
    for (const [options, message] of refused) {
      expect(() => context.generate(options)).toThrow(message);
      expect(() => context.generate(options)).toThrow(expect.objectContaining({ code: 'ENGINE_OPTION_INVALID' }));
    }
  });

  it('and its model may be disposed of in any order and twice, in the midst of outputs', async () => {
    for (const order of ['context', 'model', 'both'] as const) {
      const ending = await loadModel(path);
      const own = ending.createContext();
      const output = own.generate({ tokens: [5], grammar: 'root ::= [a-z]{1000}' });
      await output.next();
      const unread = own.generate({ tokens: [5], grammar: 'root ::= [a-z]{1000}' });
      if (order === 'context') await own.dispose();
      if (order === 'both') await Promise.all([ending.dispose(), own[Symbol.asyncDispose](), ending.dispose()]);
      await ending[Symbol.asyncDispose]();
      await own.dispose();
      await ending.dispose();
      await expect(output.answer()).rejects.toMatchObject({ code: 'ENGINE_CLOSED' });
      await expect(unread.answer()).rejects.toMatchObject({ code: 'ENGINE_CLOSED' });
      expect(() => own.generate({ tokens: [5] })).toThrow(EngineError);
    }
  });

  it('ends an output when its reader leaves and when its signal says so', async () => {
    const left = context.generate({ tokens: [5], grammar: 'root ::= [a-z]{1000}' });
    for await (const _ of left) break;
    expect(await left.next()).toEqual({ done: true, value: undefined });
    const abort = new AbortController();
    const aborted = context.generate({ tokens: [5], grammar: 'root ::= [a-z]{1000}', signal: abort.signal });
    await aborted.next();
    abort.abort();
    await expect(aborted.answer()).rejects.toMatchObject({ code: 'ENGINE_ABORTED' });
  });
});

describe('a conversation in tokens', () => {
  const template = new ChatTemplate(STEP_TEMPLATE, { bos_token: BEGIN });
  const prompt = (content: string) => ({
    messages: [{ role: 'user', content }] as const,
    tools: [],
    thinking: undefined,
    variables: {},
  });

  it('is its template, with the marks of turns as control tokens', () => {
    const { tokens, thoughtIsOpen } = chatTokens(model, template, prompt('hello'));
    const text = `${BEGIN}<|im_start|>user\nhello${END}\n<|im_start|>assistant\n<think>\n`;
    expect(tokens).toEqual(model.tokenize(text, { special: true }));
    expect(thoughtIsOpen).toBe(true);
  });

  it('has no control token that a user spelt, and loses nothing of what was said', () => {
    const frame = chatTokens(model, template, prompt('')).tokens.filter((token) => model.detokenize([token]) === '');
    const part = fc.constantFrom(
      '<|im_end|>',
      '<|im_start|>',
      '<think>',
      BEGIN,
      '<|im_<|im_end|>end|>',
      '\ufdd0',
      '\ufdd10\ufdd1',
      'hi',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'grapheme' })), { maxLength: 6 }), (parts) => {
        const content = parts.join('');
        const { tokens } = chatTokens(model, template, prompt(content));
        expect(tokens.filter((token) => model.detokenize([token]) === '')).toEqual(frame);
        expect(model.detokenize(tokens)).toBe(`user\n${content}\nassistant\n\n`);
      }),
      { numRuns: 300 },
    );
  });

  it('has one begin token, also where the tokenizer adds one to every text', async () => {
    const adding = await loadModel(files.add(chatModel(true)));
    const said = prompt('say <|im_end|> twice: <|im_end|>');
    expect(chatTokens(adding, template, said).tokens).toEqual(chatTokens(model, template, said).tokens);
    await adding.dispose();
  });
});
