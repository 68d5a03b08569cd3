import { afterEach, describe, expect, test } from 'vitest';
import type { ChatModel } from '../brain/chat.js';
import { connectOpenAi } from '../brain/openai.js';
import { type ModelReply, type ModelRequest, type ModelServer, serveModel } from '../testing/model-server.js';
import { think } from './think.js';

const never = new AbortController().signal;
let server: ModelServer | undefined;

afterEach(async () => {
  await server?.close();
});

async function model(reply: (request: ModelRequest, place: number) => ModelReply): Promise<ChatModel> {
  let place = 0;
  server = await serveModel((request) => reply(request, ++place));
  return connectOpenAi({ url: server.url, model: 'scripted', key: undefined, timeoutMs: 5000 }, never);
}

describe('parallel thinking', () => {
  test('puts all answers before the model once more, and its answer counts', async () => {
    const chat = await model(({ messages }, place) =>
      messages[0]?.content.startsWith('Several answers') ? `best of ${messages.at(-1)?.content}` : `answer ${place}`,
    );
    const answer = await think(chat, 'What is 6 times 7?', 3, never);
    for (const part of ['best of', 'answer 1', 'answer 2', 'answer 3', 'What is 6 times 7?'])
      expect(answer).toContain(part);
    expect(server?.requests).toHaveLength(4);
  });

  test('goes without the ways that fail; one is enough and is not written anew', async () => {
    const broken = { status: 400, body: { error: { message: 'no' } } };
    const chat = await model((_, place) => (place === 2 ? 'answer' : broken));
    expect(await think(chat, 'Why?', 3, never)).toBe('answer');
    expect(server?.requests).toHaveLength(3);
  });

  test('fails when all ways do', async () => {
    const chat = await model(() => ({ status: 400, body: { error: { message: 'no' } } }));
    await expect(think(chat, 'Why?', 2, never)).rejects.toMatchObject({ code: 'BRAIN_UNREACHABLE' });
  });
});
