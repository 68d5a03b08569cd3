// Compares what leaves the hand with what the reference would send, byte for byte, over whole runs: the hand talks to a model
// server of this process, and what arrives there is laid beside the reference's own messages for the same run.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Observation } from '../../../phone/phone.js';
import type { Goal } from '../../decider.js';
import { stepGuiDecider } from '../decider.js';
import type { PromptTemplate } from '../prompt-template.js';
import { askReference, type ReferenceStep } from './python.js';

export interface Compared {
  readonly what: string;
  readonly isSame: boolean;
  readonly ours: string;
  readonly reference: string;
}

interface Trial {
  readonly what: string;
  readonly steps: readonly ReferenceStep[];
}

const task = '打开{设置}，把 "蓝牙" 关掉\n然后告诉我';
const told = (summary: string): ReferenceStep => ({ action: 'WAIT', value: '1', summary, comment: '' });
const asked = (value: string, comment: string): ReferenceStep => {
  return { action: 'INFO', value, summary: `问了：${value}`, comment };
};

const trials: readonly Trial[] = [
  { what: 'first step', steps: [] },
  { what: 'step with a summary', steps: [told('打开了设置 {1} "a" \\ $&')] },
  { what: 'step after INFO', steps: [told('打开了设置'), asked('是哪一个？', '耳机 {task}')] },
  {
    what: 'two questions later',
    steps: [asked('哪个？', '左'), told('点了'), asked('确定？', '是的'), told('又点了')],
  },
];

export async function compareWithReference(
  checkout: string,
  template: PromptTemplate,
  screen: Observation,
  png: Buffer,
): Promise<Compared[]> {
  const sent = await Promise.all(trials.map(({ steps }) => lastRequest(template, steps, screen, png)));
  const cases = sent.map(({ picture }, index) => ({ task, picture, steps: trials[index]?.steps ?? [] }));
  const wanted = await askReference(checkout, cases);
  return trials.map(({ what }, index) => {
    const ours = sent[index]?.messages ?? '';
    const reference = JSON.stringify(wanted[index]);
    return { what, ours, reference, isSame: ours === reference };
  });
}

/** What the hand sends after these steps, in the bytes of its request. */
async function lastRequest(
  template: PromptTemplate,
  steps: readonly ReferenceStep[],
  screen: Observation,
  png: Buffer,
): Promise<{ messages: string; picture: string }> {
  const bodies: string[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { action, value, summary } = steps[bodies.length] ?? told('');
    bodies.push(Buffer.concat(chunks).toString());
    const content = `<THINK> t </THINK>\nexplain:e\taction:${action}\tvalue:${value}\tsummary:${summary}`;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const goal: Goal = { task, language: 'zh', values: {}, privacy: 'open', maxSteps: steps.length + 1 };
    const run = stepGuiDecider({ url, model: 'gelab-zero-4b-preview', trusted: true, template }).begin(goal);
    const limit = AbortSignal.timeout(30_000);
    for (let index = 0; index <= steps.length; index++) {
      const reply = steps[index - 1]?.comment;
      const sight = { screen, step: index + 1, performed: true, picture: async () => png };
      await run.next({ ...sight, ...(reply && { reply }) }, limit);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  const body = bodies.at(-1) ?? '';
  const { messages } = JSON.parse(body) as { messages: { content: { image_url?: { url: string } }[] }[] };
  const text = JSON.stringify(messages);
  if (!body.includes(`"messages":${text}`)) throw new Error('The request writes its messages in another way');
  return { messages: text, picture: messages[0]?.content[2]?.image_url?.url ?? '' };
}
