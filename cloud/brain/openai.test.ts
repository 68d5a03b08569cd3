// A brain over HTTP, against a server that speaks the OpenAI API and says what the test wants.
import { setMaxListeners } from 'node:events';
import type { FarhandError } from '@farhand/shared';
import { afterEach, describe, expect, test } from 'vitest';
import { richAccount } from '../testing/account.js';
import { openDraft, priceDraft, refusedDraft } from '../testing/drafts.js';
import { type ModelReply, type ModelRequest, type ModelServer, serveModel } from '../testing/model-server.js';
import type { Brain } from './brain.js';
import type { ChatDelta, ChatModel, ChatRequest } from './chat.js';
import { chatBrain } from './chat-brain.js';
import { connectOpenAi } from './openai.js';
import { summarise } from './summary.js';

let server: ModelServer | undefined;
let account = richAccount();
const now = new Date('2026-03-04T05:06:00');
const { signal } = new AbortController();
setMaxListeners(0, signal);

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** The server answers with these replies, in order; the last one again and again. */
async function brainWith(...replies: readonly (ModelReply | object)[]): Promise<Brain & { readonly chat: ChatModel }> {
  let next = 0;
  server = await serveModel(() => {
    const reply = replies[Math.min(next++, replies.length - 1)] ?? '';
    const isData = typeof reply === 'object' && !('status' in reply) && !('calls' in reply);
    return isData ? JSON.stringify(reply) : (reply as ModelReply);
  });
  const options = { url: server.url, model: undefined, key: undefined, timeoutMs: 1000 };
  const model = await connectOpenAi(options, signal);
  account = richAccount();
  return { ...chatBrain(model), chat: model };
}

async function failure(work: Promise<unknown>): Promise<FarhandError> {
  return work.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: FarhandError) => error,
  );
}

function request(index: number): ModelRequest {
  const found = server?.requests[index];
  if (!found) throw new Error(`there was no request ${index}`);
  return found;
}

describe('planning', () => {
  test('a draft becomes a checked plan, with the goals said in the language of the command', async () => {
    const brain = await brainWith(priceDraft('红茶', ['taobao', '京东']));
    const plan = await brain.plan('比较红茶', now, account, signal);
    expect(brain.identity).toEqual({ kind: 'openai', model: 'listed-model', host: '127.0.0.1' });
    expect(plan.language).toBe('zh');
    expect(plan.subtasks.map(({ id, app, kind }) => [id, app, kind])).toEqual([
      ['s1', 'taobao', 'app'],
      ['s2', 'jd', 'app'],
    ]);
    expect(plan.subtasks[0]?.goal).toContain('在淘宝搜索“红茶”');
    expect(account.charges).toMatchObject([
      { purpose: 'plan', usage: { promptTokens: 100, cachedTokens: 0, generatedTokens: 20 } },
    ]);
  });

  test('the model is given the schema, the apps, the intents, the date, and the command as data', async () => {
    const brain = await brainWith(openDraft('wechat'));
    await brain.plan('open 微信', now, account, signal);
    const { messages, response_format: format } = request(0);
    expect(format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } });
    expect(messages[0]?.content).toContain('wechat (微信, WeChat)');
    expect(messages[0]?.content).toContain('- send_message(recipient, text)');
    expect(JSON.parse(messages[1]?.content ?? '')).toEqual({
      now: '2026-03-04T05:06 Wednesday',
      request: 'open 微信',
      apps_named: [{ words: '微信', app: 'wechat' }],
    });
  });

  test('thoughts and a code fence around the draft do no harm', async () => {
    const draft = JSON.stringify(openDraft('wechat'));
    const brain = await brainWith(`<think>{"no": 1}</think>Here it is:\n\`\`\`json\n${draft}\n\`\`\``);
    expect((await brain.plan('open WeChat', now, account, signal)).subtasks).toHaveLength(1);
  });

  test('an unusable draft is sent back once with what is wrong', async () => {
    const brain = await brainWith(openDraft('wechatt-app'), openDraft('wechat'));
    await brain.plan('open WeChat', now, account, signal);
    expect(account.charges).toHaveLength(2);
    expect(request(1).messages.at(-1)?.content).toContain('names the app "wechatt-app"');
    expect(request(1).messages.at(-1)?.content).toContain('wechat');
  });

  test('a second unusable draft is an error that names the first thing wrong', async () => {
    const lacking = {
      refused: null,
      subtasks: [{ ...openDraft('jd').subtasks[0], intent: 'search' }],
      combine: 'last',
    };
    const brain = await brainWith(lacking);
    const error = await failure(brain.plan('search', now, account, signal));
    expect(error.code).toBe('BRAIN_ANSWER_INVALID');
    expect(error.message).toContain('subtasks.0.values.query');
  });

  test('a refusal keeps its reason', async () => {
    const brain = await brainWith(refusedDraft('No app can cook'));
    const error = await failure(brain.plan('cook', now, account, signal));
    expect(error).toMatchObject({ code: 'BRAIN_REFUSED', message: 'The brain cannot do this: No app can cook' });
  });

  test('a server that knows no schemas is asked for plain JSON from then on', async () => {
    const refusal = { status: 400, body: { error: { message: 'response_format is not supported' } } };
    const brain = await brainWith(refusal, openDraft('wechat'), openDraft('wechat'));
    await brain.plan('open WeChat', now, account, signal);
    await brain.plan('open WeChat', now, account, signal);
    const formats = server?.requests.map(({ response_format: format }) => format?.type);
    expect(formats).toEqual(['json_schema', 'json_object', 'json_object']);
  });
});

describe('failures', () => {
  test('a server that is busy for a moment is asked again', async () => {
    const brain = await brainWith({ status: 503, body: {} }, openDraft('wechat'));
    expect((await brain.plan('open WeChat', now, account, signal)).subtasks).toHaveLength(1);
  });

  test('a wrong key, an unknown model and no answer are told apart', async () => {
    const wrongKey = await brainWith({ status: 401, body: { error: { message: 'no' } } });
    expect((await failure(wrongKey.plan('x', now, account, signal))).hint).toContain('FARHAND_BRAIN_KEY');
    await server?.close();
    const unknown = await brainWith({ status: 404, body: { error: { message: 'no' } } });
    expect((await failure(unknown.plan('x', now, account, signal))).message).toContain(
      'does not know the model "listed-model"',
    );
    await server?.close();
    const gone = await failure(unknown.plan('x', now, account, signal));
    expect(gone).toMatchObject({ code: 'BRAIN_UNREACHABLE', retryable: true });
  });

  test('an abort ends the wait at once with its reason', async () => {
    const brain = await brainWith('hang');
    const controller = new AbortController();
    const planning = failure(brain.plan('x', now, account, controller.signal));
    controller.abort(new Error('enough'));
    expect((await planning).message).toBe('enough');
  });

  test('an empty answer is no answer, and paid for all the same', async () => {
    const brain = await brainWith('');
    expect((await failure(brain.plan('x', now, account, signal))).code).toBe('BRAIN_ANSWER_INVALID');
    expect(account.charges).toHaveLength(1);
  });
});

test('a summary is asked for in the language of the command, from the reports alone', async () => {
  const brain = await brainWith('<think>hm</think> 明天有雨 ');
  const reports = [
    { subtaskId: 's1', stopReason: 'TASK_COMPLETED_SUCCESSFULLY' as const, text: 'rain', steps: 1, seconds: 1 },
  ];
  const text = await summarise(brain.chat, reports, '总结天气', signal);
  expect(text).toBe('明天有雨');
  expect(request(0).messages[0]?.content).toContain('Write Chinese');
  expect(request(0).response_format).toBeUndefined();
});

describe('a conversation', () => {
  const tools = [{ name: 'look_up', description: 'Looks up', parameters: { type: 'object', properties: {} } }];
  const request: ChatRequest = {
    messages: [
      { role: 'user', content: 'what is this?', pictures: ['data:image/png;base64,AA=='] },
      { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'look_up', arguments: '{"a":1}' }] },
      { role: 'tool', callId: 'c1', content: 'a cat' },
    ],
    tools,
    toolChoice: 'required',
  };

  test('tools, their calls and results, and pictures go to the server in its own words', async () => {
    const { chat } = await brainWith({ calls: [{ name: 'look_up', arguments: '{"b":2}' }] });
    const answer = await chat.answer(request, signal);
    expect(answer).toMatchObject({ ending: 'tool_calls', toolCalls: [{ name: 'look_up', arguments: '{"b":2}' }] });
    const sent = server?.requests[0];
    expect(sent).toMatchObject({
      tool_choice: 'required',
      tools: [{ type: 'function', function: { name: 'look_up' } }],
    });
    expect(sent?.messages[0]?.content).toMatchObject([{ type: 'text' }, { type: 'image_url' }]);
    expect(sent?.messages[1]).toMatchObject({ content: null, tool_calls: [{ id: 'c1', type: 'function' }] });
    expect(sent?.messages[2]).toMatchObject({ role: 'tool', tool_call_id: 'c1', content: 'a cat' });
  });

  test('a streamed answer is the same as a whole one, in pieces', async () => {
    for (const reply of ['hello there', { calls: [{ name: 'look_up', arguments: '{"b":2}' }] }] as const) {
      const { chat } = await brainWith(reply as ModelReply);
      const deltas: ChatDelta[] = [];
      for await (const delta of chat.stream(request, signal)) deltas.push(delta);
      const last = deltas.at(-1);
      const whole = await chat.answer(request, signal);
      expect(last).toEqual({ type: 'done', answer: whole });
      expect(deltas.flatMap((delta) => (delta.type === 'text' ? delta.text : [])).join('')).toBe(whole.text);
      expect(deltas.flatMap((delta) => (delta.type === 'tool_call' ? delta.call : []))).toEqual(whole.toolCalls);
      await server?.close();
    }
  });
});
