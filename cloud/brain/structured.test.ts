import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ChatMessage, ChatModel, ChatRequest } from './chat.js';
import { askFor, wanted } from './structured.js';

const { signal } = new AbortController();
const schema = wanted('choice', z.strictObject({ why: z.string(), count: z.int() }));

function modelSaying(...answers: readonly string[]): ChatModel & { readonly requests: ChatRequest[] } {
  const requests: ChatRequest[] = [];
  const usage = { promptTokens: 0, cachedTokens: 0, generatedTokens: 0 };
  return {
    requests,
    identity: { kind: 'openai', model: 'm' },
    answer: async (request) => {
      requests.push(request);
      return { text: answers[requests.length - 1] ?? '', toolCalls: [], ending: 'stop', usage };
    },
    stream: () => {
      throw new Error('nobody streams here');
    },
    close: async () => undefined,
  };
}

const question: ChatMessage[] = [{ role: 'user', content: 'how many?' }];

test('whatever stands around the JSON, the data is found in it', async () => {
  const noise = fc.constantFrom('', 'Sure! ', '```json\n', '<think>{"count": 9}</think>\n', '\n\n');
  const data = fc.record({ why: fc.string(), count: fc.integer() });
  await fc.assert(
    fc.asyncProperty(noise, data, fc.constantFrom('', '\n```', ' Done.'), async (before, value, after) => {
      const model = modelSaying(`${before}${JSON.stringify(value)}${after}`);
      expect(await askFor(model, question, schema, signal)).toEqual(value);
    }),
    { numRuns: 200 },
  );
});

test('an answer that cannot be used goes back once with what is wrong with it', async () => {
  const model = modelSaying('{"why": "x", "cuont": 1}', '{"why": "x", "count": 1}');
  expect(await askFor(model, question, schema, signal)).toEqual({ why: 'x', count: 1 });
  const [first, second] = model.requests;
  expect(first?.shape).toMatchObject({ name: 'choice', schema: { additionalProperties: false } });
  expect(second?.messages.slice(0, 2)).toEqual([
    ...question,
    { role: 'assistant', content: '{"why": "x", "cuont": 1}' },
  ]);
  expect(second?.messages.at(-1)?.content).toContain('The choice');
});

test('a second one that cannot be used is an error', async () => {
  const model = modelSaying('no', 'still no', '{"why": "x", "count": 1}');
  await expect(askFor(model, question, schema, signal)).rejects.toMatchObject({ code: 'BRAIN_ANSWER_INVALID' });
  expect(model.requests).toHaveLength(2);
});
