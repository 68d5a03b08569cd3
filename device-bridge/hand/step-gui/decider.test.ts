// The Step-GUI decider against a small HTTP server that speaks the OpenAI shape.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { screen } from '../../testing/screens.js';
import type { Answered, Goal, PastStep, Sight } from '../decider.js';
import { stepGuiDecider } from './decider.js';

const tab = '\t';
const goal: Goal = { task: '打开设置', language: 'zh', app: undefined, values: {}, privacy: 'captions', maxSteps: 10 };

interface Message {
  readonly role: string;
  readonly content: string | readonly { type: string; text?: string; image_url?: { url: string } }[];
}

interface Endpoint {
  readonly url: string;
  /** The messages of each request. */
  readonly requests: Message[][];
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Answers one reply after the other; a number is an HTTP status, `never` keeps the caller waiting. */
async function endpoint(...replies: (string | number | object | 'never')[]): Promise<Endpoint> {
  const requests: Message[][] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests.push((JSON.parse(Buffer.concat(chunks).toString()) as { messages: Message[] }).messages);
    const reply = replies[Math.min(requests.length, replies.length) - 1];
    if (reply === 'never') return;
    if (typeof reply === 'number') return void response.writeHead(reply).end('{}');
    const message = typeof reply === 'string' ? { role: 'assistant', content: reply } : reply;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message }], usage: { prompt_tokens: 100, completion_tokens: 7 } }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, requests };
}

async function sight(more: Partial<Sight> = {}): Promise<Sight> {
  const png = await sharp({ create: { width: 108, height: 240, channels: 4, background: '#fff' } })
    .png()
    .toBuffer();
  return { screen: screen(), step: 1, performed: true, picture: async () => png, ...more };
}

const patience = new AbortController().signal;
const click = `<THINK>t</THINK>\nexplain:点设置${tab}action:CLICK${tab}point:500,500${tab}summary:点了设置`;

function textsOf(messages: readonly Message[] | undefined): string {
  const content = messages?.[0]?.content;
  return Array.isArray(content) ? content.map((part) => part.text ?? '').join('|') : String(content);
}

/** The brightness of the picture's first pixel, 0 to 255. */
async function topOf(message: Message | undefined): Promise<number> {
  const parts = Array.isArray(message?.content) ? message.content : [];
  const data = parts.find((part) => part.image_url)?.image_url?.url.split(',')[1] ?? '';
  return (await sharp(Buffer.from(data, 'base64')).raw().toBuffer())[0] ?? Number.NaN;
}

describe('a model on another host', () => {
  const elsewhere = (url: string): string => url.replace('127.0.0.1', '0.0.0.0');

  test.each([
    ['redacted', false, 0],
    ['open', false, 255],
    ['private', true, 255],
  ] as const)('sees at the level %s (trusted: %s) a status bar of brightness %i', async (privacy, trusted, top) => {
    const { url, requests } = await endpoint(click);
    const decider = stepGuiDecider({ url: elsewhere(url), model: 'm', trusted });
    await decider.begin({ ...goal, privacy }).next(await sight(), patience);
    expect(Math.abs((await topOf(requests[0]?.[0])) - top)).toBeLessThan(4);
  });

  test.each(['captions', 'private'] as const)('is not asked at all at the level %s', async (privacy) => {
    const { url, requests } = await endpoint(click);
    const decider = stepGuiDecider({ url: elsewhere(url), model: 'm' });
    expect(() => decider.begin({ ...goal, privacy })).toThrow(
      expect.objectContaining({ code: 'POLICY_REFUSED', hint: expect.stringContaining('FARHAND_HAND_TRUST=yes') }),
    );
    expect(requests).toEqual([]);
  });
});

describe('one step', () => {
  test('sends task, history and picture with the markers of the prompt, and reads the action', async () => {
    const { url, requests } = await endpoint(click);
    const run = stepGuiDecider({ url, model: 'm', pictureSize: { widthPx: 72, heightPx: 72 } }).begin(goal);
    const decision = await run.next(await sight(), patience);
    expect(decision).toMatchObject({ action: { action: 'CLICK', point: [500, 500] }, explain: '点设置' });
    expect(run.tokens).toEqual({ prompt: 100, generated: 7 });
    const texts = textsOf(requests[0]);
    for (const marker of [
      '# 行动原则：',
      '# Action Space:',
      '已知用户指令为：打开设置',
      '指令结束',
      '暂无历史操作',
      '<THINK>',
    ]) {
      expect(texts).toContain(marker);
    }
    expect(texts).toContain(`action:CLICK${tab}point:x,y`);
    const content = requests[0]?.[0]?.content;
    const picture = Array.isArray(content) ? content[2]?.image_url?.url : undefined;
    const size = await sharp(Buffer.from(picture?.split(',')[1] ?? '', 'base64')).metadata();
    expect(picture?.startsWith('data:image/jpeg;base64,')).toBe(true);
    expect([size.width, size.height]).toEqual([72, 72]);
  });

  test('carries the summary, the notice and the dialogue on', async () => {
    const ask = `explain:问${tab}action:INFO${tab}value:哪一个？${tab}summary:问了用户`;
    const { url, requests } = await endpoint(ask, click);
    const run = stepGuiDecider({ url, model: 'm' }).begin(goal);
    await run.next(await sight(), patience);
    await run.next(await sight({ step: 2, reply: '第一个', notice: '没有变化' }), patience);
    const texts = textsOf(requests[1]);
    for (const part of ['问了用户', '没有变化', '你曾经提出的问题：哪一个？', '用户对你的指示：第一个']) {
      expect(texts).toContain(part);
    }
  });

  test('prompt 1.0 has its own markers', async () => {
    const { url, requests } = await endpoint(click);
    await stepGuiDecider({ url, model: 'm', prompt: '1.0' })
      .begin(goal)
      .next(await sight(), patience);
    expect(textsOf(requests[0])).toContain('已知用户任务为：打开设置');
    expect(textsOf(requests[0])).not.toContain('# Action Space:');
  });

  test('a separate reasoning field is a thought, not an action', async () => {
    const { url } = await endpoint({ role: 'assistant', content: click, reasoning_content: 'action:BACK' });
    const decision = await stepGuiDecider({ url, model: 'm' })
      .begin(goal)
      .next(await sight(), patience);
    expect(decision.action.action).toBe('CLICK');
    expect(decision.thought).toBe('action:BACK t');
  });
});

describe('a run that is begun anew', () => {
  test.each(['1.0', '1.1', 'adv'] as const)(
    'asks the model (%s) what it would have asked had it never been cut off',
    async (prompt) => {
      const lines = (step: number): string =>
        [
          `verify:符合${tab}note:第${step}步的笔记`,
          `explain:第${step}步`,
          step % 7 === 3
            ? `action:INFO${tab}value:第${step}问`
            : `action:SLIDE${tab}point1:500,800${tab}point2:500,200`,
          `summary:做到第${step}步`,
        ].join(tab);
      const { url, requests } = await endpoint(...Array.from({ length: 60 }, (_, index) => lines(index + 1)));
      const decider = stepGuiDecider({ url, model: 'm', prompt });
      const steps: PastStep[] = [];
      const answers: Answered[] = [];
      const whole = decider.begin(goal);
      const lastStep = 25;
      let reply: string | undefined;
      for (let step = 1; step < lastStep; step++) {
        const { action, explain, memory } = await whole.next(await sight({ step, reply }), patience);
        steps.push({ step, action, explain, memory });
        reply = action.action === 'INFO' ? `第${step}答` : undefined;
        if (action.action === 'INFO') answers.push({ question: action.value, answer: reply ?? '', meant: reply ?? '' });
      }
      await whole.next(await sight({ step: lastStep, reply }), patience);
      const expected = requests.at(-1);
      await decider.begin(goal, { steps, answers, deeds: [] }).next(await sight({ step: lastStep }), patience);
      expect(requests.at(-1)).toEqual(expected);
      expect(JSON.stringify(expected)).toContain(prompt === 'adv' ? '第24步的笔记' : '做到第24步');
    },
  );

  test('a question that nobody answered yet is answered by the next reply; memory of another decider is none', async () => {
    const { url, requests } = await endpoint(click);
    const action = { action: 'INFO', value: '哪一个？' } as const;
    const past = { steps: [{ step: 1, action, explain: '问', memory: 'not ours' }], answers: [], deeds: [] };
    const run = stepGuiDecider({ url, model: 'm' }).begin(goal, past);
    await run.next(await sight({ step: 2, reply: '第一个' }), patience);
    expect(textsOf(requests[0])).toContain('你曾经提出的问题：哪一个？\n用户对你的指示：第一个');
  });
});

describe('when the model or its server fails', () => {
  test('an unreadable reply is asked for again with the reason, twice', async () => {
    const { url, requests } = await endpoint('nonsense', `action:CLICK${tab}point:5000,1`, click);
    const decision = await stepGuiDecider({ url, model: 'm' })
      .begin(goal)
      .next(await sight(), patience);
    expect(decision.action.action).toBe('CLICK');
    expect(JSON.stringify(requests[2])).toContain('outside 0 to 1000');
    const hopeless = await endpoint('nonsense');
    const failing = stepGuiDecider({ url: hopeless.url, model: 'm' })
      .begin(goal)
      .next(await sight(), patience);
    await expect(failing).rejects.toMatchObject({ code: 'BRAIN_ANSWER_INVALID' });
    expect(hopeless.requests).toHaveLength(3);
  });

  test('a server error is tried again, a refusal is told', async () => {
    const flaky = await endpoint(500, click);
    const decision = await stepGuiDecider({ url: flaky.url, model: 'm' })
      .begin(goal)
      .next(await sight(), patience);
    expect(decision.action.action).toBe('CLICK');
    const closed = await endpoint(401);
    const refused = stepGuiDecider({ url: closed.url, model: 'm' })
      .begin(goal)
      .next(await sight(), patience);
    await expect(refused).rejects.toMatchObject({ code: 'BRAIN_UNREACHABLE' });
  });

  test('an abort ends the wait at once', async () => {
    const { url } = await endpoint('never');
    const stop = new AbortController();
    const waiting = stepGuiDecider({ url, model: 'm' })
      .begin(goal)
      .next(await sight(), stop.signal);
    setImmediate(() => stop.abort(new Error('enough')));
    await expect(waiting).rejects.toThrow('enough');
  });
});
