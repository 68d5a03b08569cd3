// The brain as a model, used by the clients that people use: OpenAI's and Anthropic's own libraries, over the real server.
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { json } from 'node:stream/consumers';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestCloud, type TestCloud } from '../../testing/cloud.js';
import { refusedDraft } from '../../testing/drafts.js';
import type { ModelReply, ModelRequest } from '../../testing/model-server.js';

let rig: TestCloud;

afterAll(() => rig?.close());

function openAi(token: string = rig.cloud.token): OpenAI {
  return new OpenAI({ baseURL: `${rig.cloud.url}/v1`, apiKey: token, maxRetries: 0 });
}

function anthropic(token: string = rig.cloud.token): Anthropic {
  return new Anthropic({ baseURL: rig.cloud.url, apiKey: token, maxRetries: 0 });
}

const weather = {
  name: 'weather',
  description: 'The weather somewhere',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

const greeting = { model: 'any', messages: [{ role: 'user' as const, content: 'Hi' }] };

describe('in front of a server with an OpenAI-compatible API', () => {
  let reply: (request: ModelRequest) => ModelReply = () => 'Hello there';
  /** What the server behind was asked last. */
  const asked = () => rig.model.requests.at(-1) as ModelRequest & Record<string, unknown>;

  beforeAll(async () => {
    rig = await startTestCloud(
      () => refusedDraft('not asked'),
      {},
      (request) => reply(request),
    );
  });
  afterAll(() => rig.close());
  afterEach(() => {
    reply = () => 'Hello there';
  });

  describe("OpenAI's client", () => {
    test('gets an answer with its usage, and what it sets reaches the model', async () => {
      const done = await openAi().chat.completions.create({
        model: 'any',
        messages: [
          { role: 'developer', content: 'Be brief' },
          { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
        ],
        stop: 'END',
        max_completion_tokens: 99,
        temperature: 0.5,
        top_p: 0.9,
      });
      expect(done.choices).toMatchObject([{ message: { content: 'Hello there' }, finish_reason: 'stop' }]);
      expect(done.usage).toMatchObject({ prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 });
      expect(asked()).toMatchObject({
        messages: [
          { role: 'system', content: 'Be brief' },
          { role: 'user', content: 'Hi' },
        ],
        stop: ['END'],
        max_tokens: 99,
        temperature: 0.5,
        top_p: 0.9,
      });
    });

    test('reads an answer as it is written, and its usage at the end if it asks', async () => {
      const chunks = await openAi().chat.completions.create({
        model: 'any',
        messages: [{ role: 'user', content: 'Hi' }],
        stream: true,
        stream_options: { include_usage: true },
      });
      const texts: string[] = [];
      let usage: OpenAI.CompletionUsage | null | undefined;
      for await (const chunk of chunks) {
        texts.push(chunk.choices[0]?.delta.content ?? '');
        usage = chunk.usage ?? usage;
      }
      expect(texts.join('')).toBe('Hello there');
      expect(texts.filter((text) => text !== '').length).toBeGreaterThan(1);
      expect(usage).toMatchObject({ total_tokens: 120 });
    });

    test('is given calls of its tools, streamed and whole, and gives back what came of them', async () => {
      reply = ({ messages }) =>
        messages.at(-1)?.role === 'tool' ? 'It rains' : { calls: [{ name: 'weather', arguments: '{"city":"Oslo"}' }] };
      const body = {
        model: 'any',
        messages: [{ role: 'user' as const, content: 'Weather in Oslo?' }],
        tools: [{ type: 'function' as const, function: weather }],
      };
      const streamed = await openAi().chat.completions.stream(body).finalChatCompletion();
      const { choices } = await openAi().chat.completions.create(body);
      for (const choice of [streamed.choices[0], choices[0]]) {
        expect(choice?.finish_reason).toBe('tool_calls');
        expect(choice?.message.tool_calls).toMatchObject([
          { type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } },
        ]);
      }
      const [call] = choices[0]?.message.tool_calls ?? [];
      const answered = await openAi().chat.completions.create({
        ...body,
        messages: [
          ...body.messages,
          { role: 'assistant', content: null, tool_calls: call ? [call] : [] },
          { role: 'tool', tool_call_id: call?.id ?? '', content: 'rain' },
        ],
      });
      expect(answered.choices[0]?.message.content).toBe('It rains');
    });

    test('gets JSON of a schema', async () => {
      reply = () => '{"city":"Oslo"}';
      const done = await openAi().chat.completions.create({
        model: 'any',
        messages: [{ role: 'user', content: 'Which city?' }],
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'city', strict: true, schema: weather.parameters },
        },
      });
      expect(JSON.parse(done.choices[0]?.message.content ?? '')).toEqual({ city: 'Oslo' });
      expect(asked().response_format).toMatchObject({ type: 'json_schema', json_schema: { name: 'city' } });
    });

    test.each([
      [{ n: 2 }, /"n" is 2.*one answer/],
      [{ frequency_penalty: 1 }, /frequency_penalty/],
      [{ temprature: 1 }, /did you mean "temperature"/],
      [{ tool_choice: { type: 'function', function: { name: 'none' } } }, /"none", which is no tool/],
    ])('is told why %j cannot be had', async (odd, why) => {
      const body = { model: 'any', messages: [{ role: 'user', content: 'Hi' }], ...odd };
      const refused = openAi().chat.completions.create(body as OpenAI.Chat.ChatCompletionCreateParamsNonStreaming);
      await expect(refused).rejects.toMatchObject({ status: 400, message: expect.stringMatching(why) });
    });

    test('is told of a wrong token and of a server behind that fails', async () => {
      await expect(openAi('wrong').models.list()).rejects.toMatchObject({ status: 401 });
      reply = () => ({ status: 400, body: { error: { message: 'no' } } });
      const body = { model: 'any', messages: [{ role: 'user' as const, content: 'Hi' }] };
      await expect(openAi().chat.completions.create(body)).rejects.toMatchObject({ status: 502 });
      await expect(openAi().chat.completions.create({ ...body, stream: true })).rejects.toMatchObject({ status: 502 });
    });

    test('finds the model in the list', async () => {
      const { data } = await openAi().models.list();
      expect(data).toHaveLength(1);
    });
  });

  test.each<[string, (signal: AbortSignal) => Promise<AsyncIterable<unknown>>]>([
    ["OpenAI's", (signal) => openAi().chat.completions.create({ ...greeting, stream: true }, { signal })],
    ["Anthropic's", (signal) => anthropic().messages.create({ ...greeting, max_tokens: 50, stream: true }, { signal })],
  ])('%s client that leaves in the middle of an answer ends it at the server behind', async (_, open) => {
    reply = () => ({ begins: 'Once upon a time' });
    const before = rig.model.left();
    const gone = new AbortController();
    const read = async () => {
      for await (const _piece of await open(gone.signal)) gone.abort();
    };
    await read().catch(() => undefined);
    expect(gone.signal.aborted).toBe(true);
    await expect.poll(rig.model.left).toBe(before + 1);
  });

  test('a client that leaves before a whole answer ends it at the server behind', async () => {
    reply = () => 'hang';
    const [before, asked] = [rig.model.left(), rig.model.requests.length];
    const gone = new AbortController();
    const left = openAi().chat.completions.create(greeting, { signal: gone.signal });
    await expect.poll(() => rig.model.requests.length).toBe(asked + 1);
    gone.abort();
    await expect(left).rejects.toThrow();
    await expect.poll(rig.model.left).toBe(before + 1);
  });

  test.each([
    ['/v1/chat/completions', { code: 'COMMAND_TOO_LONG' }],
    ['/v1/messages', { type: 'request_too_large', code: 'COMMAND_TOO_LONG' }],
  ])('%s refuses a body over its limit by its length alone, and says the limit', async (path, expected) => {
    const { hostname, port } = new URL(rig.cloud.url);
    const headers = {
      authorization: `Bearer ${rig.cloud.token}`,
      'content-type': 'application/json',
      'content-length': 33 * 1024 * 1024,
    };
    const asked = request({ hostname, port, path, method: 'POST', headers });
    asked.flushHeaders();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    const message = 'The request is over the limit of 32 MiB';
    expect(await json(response)).toMatchObject({ error: { ...expected, message } });
    asked.destroy();
  });

  test.each([
    ['arguments that are no JSON', '{"city":'],
    ['arguments that are no object', '"Oslo"'],
  ])('a conversation that holds a call with %s goes on', async (_, args) => {
    const call = { id: 'c1', type: 'function' as const, function: { name: 'weather', arguments: args } };
    const messages: OpenAI.Chat.ChatCompletionMessageParam[] = [
      ...greeting.messages,
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'another', content: 'rain' },
    ];
    const done = await openAi().chat.completions.create({ ...greeting, messages });
    expect(done.choices[0]?.message.content).toBe('Hello there');
    reply = () => ({ calls: [{ name: 'weather', arguments: args }] });
    const tools = [{ name: 'weather', input_schema: weather.parameters as Anthropic.Tool.InputSchema }];
    const { content } = await anthropic().messages.create({ ...greeting, max_tokens: 50, tools });
    expect(content).toMatchObject([{ type: 'tool_use', name: 'weather', input: {} }]);
  });

  describe("Anthropic's client", () => {
    const hi = { model: 'any', max_tokens: 50, messages: [{ role: 'user' as const, content: 'Hi' }] };

    test('gets a message with its usage; system and stop texts reach the model', async () => {
      const done = await anthropic().messages.create({
        ...hi,
        system: [{ type: 'text', text: 'Be brief', cache_control: { type: 'ephemeral' } }],
        stop_sequences: ['END'],
      });
      expect(done).toMatchObject({
        type: 'message',
        role: 'assistant',
        content: [{ type: 'text', text: 'Hello there' }],
        stop_reason: 'end_turn',
        usage: { input_tokens: 100, output_tokens: 20 },
      });
      expect(asked()).toMatchObject({
        messages: [{ role: 'system', content: 'Be brief' }, { role: 'user' }],
        stop: ['END'],
        max_tokens: 50,
      });
    });

    test('reads a message as it is written, with thoughts where it asks for them', async () => {
      const texts: string[] = [];
      const stream = anthropic()
        .messages.stream(hi)
        .on('text', (text) => texts.push(text));
      const final = await stream.finalMessage();
      expect(final.content).toMatchObject([{ type: 'text', text: 'Hello there' }]);
      expect(final.usage).toMatchObject({ input_tokens: 100, output_tokens: 20 });
      expect(texts.length).toBeGreaterThan(1);
      const thinking = { type: 'enabled' as const, budget_tokens: 1024 };
      const thoughtful = await anthropic()
        .messages.stream({ ...hi, thinking })
        .finalMessage();
      expect(thoughtful.content.map(({ type }) => type)).toEqual(['thinking', 'text']);
    });

    test('is given calls of its tools, streamed and whole, and gives back what came of them', async () => {
      reply = ({ messages }) =>
        messages.at(-1)?.role === 'tool' ? 'It rains' : { calls: [{ name: 'weather', arguments: '{"city":"Oslo"}' }] };
      const { name, description, parameters } = weather;
      const tools = [{ name, description, input_schema: parameters as Anthropic.Tool.InputSchema }];
      const streamed = await anthropic()
        .messages.stream({ ...hi, tools })
        .finalMessage();
      const whole = await anthropic().messages.create({ ...hi, tools });
      for (const { content, stop_reason } of [streamed, whole]) {
        expect(stop_reason).toBe('tool_use');
        expect(content).toMatchObject([{ type: 'tool_use', name: 'weather', input: { city: 'Oslo' } }]);
      }
      const [use] = whole.content;
      const id = use?.type === 'tool_use' ? use.id : '';
      const answered = await anthropic().messages.create({
        ...hi,
        tools,
        messages: [
          ...hi.messages,
          { role: 'assistant', content: whole.content },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: 'rain' }] },
        ],
      });
      expect(answered.content).toMatchObject([{ type: 'text', text: 'It rains' }]);
      expect(asked().messages.at(-1)).toMatchObject({ role: 'tool', tool_call_id: id, content: 'rain' });
    });

    test('counts tokens without asking the server, which it reads at the most', async () => {
      const before = rig.model.requests.length;
      const { max_tokens: _, ...said } = { ...hi, system: 'Be brief' };
      const short = await anthropic().messages.countTokens(said);
      const tools = [{ name: 'weather', description: 'Anywhere', input_schema: { type: 'object' as const } }];
      const long = await anthropic().messages.countTokens({ ...said, tools });
      expect(short.input_tokens).toBeGreaterThan(2);
      expect(long.input_tokens).toBeGreaterThan(short.input_tokens + 10);
      const odd = { ...said, mesages: [] } as Anthropic.MessageCountTokensParams;
      await expect(anthropic().messages.countTokens(odd)).rejects.toBeInstanceOf(Anthropic.BadRequestError);
      expect(rig.model.requests).toHaveLength(before);
    });

    test('is told what is wrong in the shape it knows', async () => {
      await expect(anthropic('wrong').messages.create(hi)).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
      const odd = { ...hi, max_token: 1 } as Anthropic.MessageCreateParamsNonStreaming;
      const refused = anthropic().messages.create(odd);
      await expect(refused).rejects.toBeInstanceOf(Anthropic.BadRequestError);
      await expect(refused).rejects.toMatchObject({
        error: { type: 'error', error: { type: 'invalid_request_error' } },
      });
    });
  });
});

describe('over the native engine', () => {
  const engine = createRequire(import.meta.url).resolve('@farhand/native');
  // It can do nothing but plan; here it only has to write, and its grammar keeps it to the schema.
  const brainModelPath = join(dirname(engine), '..', 'model', 'farhand-brain-v1.gguf');

  beforeAll(async () => {
    rig = await startTestCloud(() => refusedDraft('not asked'), { brainUrl: undefined, brainModelPath });
  });

  test('both clients get what the engine writes, whole and streamed', async () => {
    const schema = {
      type: 'object',
      properties: { yes: { type: 'boolean' } },
      required: ['yes'],
      additionalProperties: false,
    };
    const body = {
      model: 'any',
      messages: [{ role: 'user' as const, content: 'open WeChat' }],
      response_format: { type: 'json_schema' as const, json_schema: { name: 'yes', schema } },
      temperature: 0,
    };
    const whole = await openAi().chat.completions.create(body);
    const text = whole.choices[0]?.message.content ?? '';
    expect(JSON.parse(text)).toEqual({ yes: expect.any(Boolean) });
    expect(whole.usage?.prompt_tokens).toBeGreaterThan(0);
    const streamed = await openAi().chat.completions.stream(body).finalChatCompletion();
    expect(streamed.choices[0]?.message.content).toBe(text);
    const message = await anthropic()
      .messages.stream({
        model: 'any',
        max_tokens: 50,
        temperature: 0,
        messages: body.messages,
        output_config: { format: { type: 'json_schema', schema } },
      })
      .finalMessage();
    expect(message.content).toMatchObject([{ type: 'text', text }]);
    expect(message.usage.output_tokens).toBe(whole.usage?.completion_tokens);
    const counted = await anthropic().messages.countTokens({
      model: 'any',
      messages: body.messages,
      output_config: { format: { type: 'json_schema', schema } },
    });
    expect(counted.input_tokens).toBe(message.usage.input_tokens + (message.usage.cache_read_input_tokens ?? 0));
    const cut = await openAi().chat.completions.create({ ...body, max_tokens: 1 });
    expect(cut.choices[0]?.finish_reason).toBe('length');
  });
});

describe('with the embedded brain alone', () => {
  test('a conversation is refused with the setting that connects a model, and the list is empty', async () => {
    await rig.close();
    rig = await startTestCloud(() => refusedDraft('not asked'), { brainUrl: undefined });
    const body = { model: 'any', messages: [{ role: 'user' as const, content: 'Hi' }] };
    const refused = openAi().chat.completions.create(body);
    await expect(refused).rejects.toMatchObject({ status: 422, code: 'BRAIN_REFUSED' });
    await expect(refused).rejects.toMatchObject({ error: { hint: expect.stringContaining('FARHAND_BRAIN_URL') } });
    expect((await openAi().models.list()).data).toEqual([]);
  });
});
