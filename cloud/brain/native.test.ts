// The native engine as a model that converses, on the small model that ships with the project: what it says is nonsense,
// but the shapes are those of a large one.
import { fileURLToPath } from 'node:url';
import { delay } from '@farhand/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { ChatDelta, ChatModel, ChatRequest } from './chat.js';
import { openNativeModel } from './native.js';
import { jsonSchemaOf } from './structured.js';

const path = fileURLToPath(new URL('../../native/model/farhand-brain-v1.gguf', import.meta.url));
const { signal } = new AbortController();
const request: ChatRequest = { messages: [{ role: 'user', content: 'tea' }], maxTokens: 8 };
let model: ChatModel;

beforeAll(async () => {
  model = await openNativeModel(path, signal);
});

afterAll(() => model?.close());

test('a shape is kept to by grammar', async () => {
  const schema = z.strictObject({ size: z.enum(['small', 'large']), warm: z.boolean() });
  const shape = { name: 'tea', schema: jsonSchemaOf(schema) };
  const answer = await model.answer({ ...request, shape, maxTokens: 64 }, signal);
  expect(schema.safeParse(JSON.parse(answer.text)).success).toBe(true);
  expect(answer.usage.promptTokens).toBeGreaterThan(0);
  expect(answer.usage.generatedTokens).toBeGreaterThan(0);
});

test('what a shape leaves no choice about is cut as the tokenizer cuts it, not as the model would', async () => {
  const schema = z.strictObject({ note: z.literal('open the 微信 app and wait until it is there') });
  const shape = { name: 'tea', schema: jsonSchemaOf(schema) };
  const { text, usage } = await model.answer({ ...request, shape, maxTokens: 64 }, signal);
  const tokensOf = (content: string) => model.countTokens?.({ messages: [{ role: 'user', content }] }, signal);
  const [empty = 0, whole = 0] = await Promise.all([tokensOf(''), tokensOf(text)]);
  expect(JSON.parse(text)).toEqual({ note: 'open the 微信 app and wait until it is there' });
  expect(usage.generatedTokens).toBe(whole - empty);
});

test('a streamed answer is the whole one in pieces, and the limit of tokens is told', async () => {
  const deltas: ChatDelta[] = [];
  for await (const delta of model.stream(request, signal)) deltas.push(delta);
  const last = deltas.at(-1);
  const text = deltas.flatMap((delta) => (delta.type === 'text' ? delta.text : [])).join('');
  expect(last).toMatchObject({ type: 'done', answer: { text, toolCalls: [] } });
  const whole = await model.answer(request, signal);
  expect(whole.text).toBe(text);
  expect(['stop', 'length']).toContain(whole.ending);
});

test('a conversation with tools and their results is taken, pictures are not', async () => {
  const messages: ChatRequest['messages'] = [
    { role: 'user', content: 'tea' },
    { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'look_up', arguments: 'no JSON' }] },
    { role: 'tool', callId: 'c1', content: 'hot' },
  ];
  const tools = [{ name: 'look_up', description: 'Looks up', parameters: { type: 'object', properties: {} } }];
  const answer = await model.answer({ messages, tools, maxTokens: 4 }, signal);
  expect(answer.usage.generatedTokens).toBeLessThanOrEqual(4);
  const seeing = { messages: [{ role: 'user', content: 'look', pictures: ['data:,'] }] } as const;
  await expect(model.answer(seeing, signal)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
});

test('an abort ends it with its reason, and a prompt that is too long says so', async () => {
  const stopped = AbortSignal.abort(new Error('enough'));
  await expect(model.answer(request, stopped)).rejects.toThrow('enough');
  const long = { messages: [{ role: 'user', content: 'word '.repeat(1500) }] } as const;
  await expect(model.answer(long, signal)).rejects.toThrow(/has no room for this: .*tokens/);
});

test('what is far too large, or nests without end, is refused at once and as what it is: the fault of the request', async () => {
  const nested = JSON.parse(`${'{"type":"object","properties":{"a":'.repeat(3000)}{}${'}}'.repeat(3000)}`);
  const wide = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, { type: 'null' }]));
  const shaped = (schema: object) => model.answer({ ...request, shape: { name: 'x', schema: { ...schema } } }, signal);
  const [content, large] = ['hello world '.repeat(1_000_000), { enum: ['x'.repeat(300_000)] }];
  const far = model.answer({ messages: [{ role: 'user', content }] }, signal);
  await expect(far).rejects.toThrow(/there is no room in them for 12\d+ characters/);
  for (const schema of [nested, large, { type: 'object', properties: wide(5000) }, { type: 'nothing' }]) {
    await expect(shaped(schema)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  }
  // As many properties as a grammar is made for: it grows with their number.
  expect((await shaped({ type: 'object', properties: wide(900) })).text).toMatch(/^{/);
});

test('what nobody waits for any more is not written on: after an abort in the middle, and after leaving the loop', async () => {
  const row = { type: 'array', items: { type: 'boolean' }, minItems: 300, maxItems: 300 };
  const schema = { type: 'object', properties: { row }, required: ['row'], additionalProperties: false };
  const long = { ...request, shape: { name: 'row', schema }, maxTokens: 900 };
  const stop = new AbortController();
  const aborted = model.stream(long, stop.signal);
  await aborted.next();
  stop.abort(new Error('enough'));
  const rest = async () => {
    for await (const _delta of aborted);
  };
  await expect(rest()).rejects.toThrow('enough');
  for await (const delta of model.stream(long, signal)) if (delta.type === 'text') break;
  const busy = async () => {
    const before = process.cpuUsage();
    await delay(200);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 200_000;
  };
  await expect.poll(busy, { timeout: 1500, interval: 10 }).toBeLessThan(0.5);
});
