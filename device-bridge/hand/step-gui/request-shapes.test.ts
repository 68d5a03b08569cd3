// What leaves the hand, against servers that are as strict as the ones it will meet, and what they answer in their own ways:
// Ollama, vLLM and llama.cpp's server, each with its reasoning field, its errors and what it takes of a request.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { screen } from '../../testing/screens.js';
import type { Goal, Sight } from '../decider.js';
import { stepGuiDecider } from './decider.js';

const tab = '\t';
const goal: Goal = { task: '打开设置', language: 'zh', app: undefined, values: {}, privacy: 'captions', maxSteps: 10 };
const click = `explain:点${tab}action:CLICK${tab}point:500,500${tab}summary:点了`;
const patience = new AbortController().signal;

/** Ollama takes no other addresses for pictures than these. */
const part = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1) }),
  z.strictObject({
    type: z.literal('image_url'),
    image_url: z.strictObject({ url: z.string().regex(/^data:image\/jpeg;base64,[A-Za-z0-9+/]+=*$/) }),
  }),
]);
const request = z.strictObject({
  model: z.string(),
  messages: z.array(
    z.strictObject({
      role: z.enum(['system', 'user', 'assistant']),
      content: z.union([z.string().min(1), z.array(part)]),
    }),
  ),
  temperature: z.number().min(0).max(2),
  top_p: z.number().gt(0).max(1),
  frequency_penalty: z.number().min(-2).max(2),
  max_tokens: z.int().positive(),
});
type Request = z.infer<typeof request>;

interface Reply {
  readonly status?: number;
  readonly body: object;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: (asked: Request, count: number) => Reply): Promise<{ url: string; asked: Request[] }> {
  const asked: Request[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const parsed = request.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
    const isRight = incoming.method === 'POST' && incoming.url === '/v1/chat/completions' && parsed.success;
    if (parsed.success) asked.push(parsed.data);
    const error = { error: { message: `bad request: ${parsed.error ?? incoming.url}` } };
    const { status = 200, body } = isRight ? answer(parsed.data, asked.length) : { status: 400, body: error };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

async function sight(more: Partial<Sight> = {}): Promise<Sight> {
  const png = await sharp({ create: { width: 108, height: 240, channels: 4, background: '#fff' } })
    .png()
    .toBuffer();
  return { screen: screen(), step: 1, performed: true, picture: async () => png, ...more };
}

const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const completion = (message: object, more: object = {}): Reply => ({
  body: {
    id: 'x',
    object: 'chat.completion',
    created: 1,
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage,
    ...more,
  },
});

const servings: Readonly<Record<string, Reply>> = {
  Ollama: completion({ role: 'assistant', content: click, reasoning: 'hm' }, { system_fingerprint: 'fp_ollama' }),
  vLLM: completion({ role: 'assistant', content: click, reasoning_content: 'hm', tool_calls: [] }),
  'llama.cpp': completion(
    { role: 'assistant', content: click, reasoning_content: 'hm' },
    { timings: { prompt_n: 9, predicted_n: 3 } },
  ),
};

test.each(Object.entries(servings))('%s: the request is taken and the answer read', async (_name, reply) => {
  for (const prompt of ['1.0', '1.1', 'adv'] as const) {
    const { url, asked } = await serve(() => reply);
    const run = stepGuiDecider({ url, model: 'gelab-zero-4b-preview', prompt }).begin(goal);
    const decision = await run.next(await sight(), patience);
    expect(decision.action).toEqual({ action: 'CLICK', point: [500, 500] });
    expect(run.tokens).toEqual({ prompt: 9, generated: 3 });
    expect(asked).toHaveLength(1);
  }
});

test('llama.cpp: a model that still loads is waited for', async () => {
  const loading = { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } };
  const { url, asked } = await serve((_asked, count) =>
    count === 1 ? { status: 503, body: loading } : completion({ role: 'assistant', content: click }),
  );
  const decision = await stepGuiDecider({ url, model: 'm' })
    .begin(goal)
    .next(await sight(), patience);
  expect(decision.action.action).toBe('CLICK');
  expect(asked).toHaveLength(2);
});

test.each([
  ['Ollama', 404, { error: { message: "model 'm' not found", type: 'not_found_error' } }, /not found/],
  ['vLLM', 404, { object: 'error', message: 'The model `m` does not exist.', code: 404 }, /does not exist|404/],
  ['llama.cpp', 400, { error: { code: 400, message: 'image input is not supported' } }, /image input/],
])('%s: what it refuses is told', async (_name, status, body, words) => {
  const { url } = await serve(() => ({ status, body }));
  const asking = stepGuiDecider({ url, model: 'm' })
    .begin(goal)
    .next(await sight(), patience);
  await expect(asking).rejects.toMatchObject({ code: 'BRAIN_UNREACHABLE', message: expect.stringMatching(words) });
});

test('sampling and dialect follow the model', async () => {
  const { url, asked } = await serve(() => completion({ role: 'assistant', content: click }));
  for (const model of ['gelab-zero-4b-preview', 'step-gui-1', 'step-3.7-flash', 'something-else']) {
    await stepGuiDecider({ url, model })
      .begin(goal)
      .next(await sight(), patience);
  }
  expect(asked.map(({ temperature, max_tokens, messages }) => [temperature, max_tokens, messages[0]?.role])).toEqual([
    [0.1, 4096, 'user'],
    [0.1, 4096, 'user'],
    [1, 32_768, 'system'],
    [0.1, 4096, 'user'],
  ]);
});

const adv = (step: number): string =>
  `我先看看。\nverify:符合${tab}note:第${step}步的笔记${tab}explain:第${step}步${tab}action:SLIDE${tab}point1:500,800${tab}point2:500,300${tab}key_process:滑动`;

const textOf = (asked: Request | undefined): string => JSON.stringify(asked?.messages.at(-1)?.content ?? '');

/** Walks so many steps; a request without a picture is one that folds. */
async function walk(steps: number, fold: Reply): Promise<{ asked: Request[]; folds: Request[] }> {
  const isFold = (one: Request): boolean => !JSON.stringify(one).includes('image_url');
  let step = 0;
  const { url, asked } = await serve((one) => {
    if (isFold(one)) return fold;
    step += 1;
    return completion({ role: 'assistant', content: adv(step) });
  });
  const run = stepGuiDecider({ url, model: 'step-3.7-flash' }).begin(goal);
  for (let at = 1; at <= steps; at++) await run.next(await sight({ step: at }), patience);
  return { asked: asked.filter((one) => !isFold(one)), folds: asked.filter(isFold) };
}

test('adv: every step is told as data without points, and only the newest picture', async () => {
  const { asked, folds } = await walk(4, { body: {} });
  const last = textOf(asked.at(-1));
  for (const part of ['任务：打开设置', '这是第3步的环境信息', '第3步的笔记', '<-----第4步截图----->', 'direction']) {
    expect(last).toContain(part);
  }
  expect(last).not.toContain('point1');
  expect(last.match(/image_url/g)).toHaveLength(2);
  expect(folds).toHaveLength(0);
});

test('adv: a long run is folded by the model every ten steps', async () => {
  const state =
    '<<<STATE_COMPRESSION>>>{"completed_progress":["找到了列表"],"current_subgoal":"打开"}<<<END_STATE_COMPRESSION>>>';
  const { asked, folds } = await walk(31, completion({ role: 'assistant', content: state }));
  expect(folds).toHaveLength(2);
  const last = textOf(asked.at(-1));
  expect(last).toContain('covered_steps');
  expect(last).toContain('找到了列表');
  expect(last).not.toContain('第20步的笔记');
  expect(last).toContain('第21步的笔记');
  expect(textOf(folds[1])).toContain('找到了列表');
});

test('adv: without a usable folding answer the steps are merged by rule, and lists stay short', async () => {
  const { asked } = await walk(41, completion({ role: 'assistant', content: 'no state at all' }));
  const block = /STATE_COMPRESSION>>>\\\\n(.*?)\\\\n<<</.exec(JSON.stringify(textOf(asked.at(-1))))?.[1] ?? '';
  expect(block).toContain('第30步的笔记');
  expect(block).not.toContain('第20步的笔记');
});

test('adv: a call for the user keeps its tag', async () => {
  const call = `verify:符合${tab}note:无${tab}explain:付款${tab}action:CALL_USER${tab}value:请付款${tab}tag:confirm_action`;
  const { url } = await serve(() => completion({ role: 'assistant', content: call }));
  const decision = await stepGuiDecider({ url, model: 'step-3.6-flash' })
    .begin(goal)
    .next(await sight(), patience);
  expect(decision.action).toEqual({ action: 'INFO', value: '请付款', tag: 'confirm_action' });
});
