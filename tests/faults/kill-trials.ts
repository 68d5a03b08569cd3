// Tasks during which something is killed, at moments drawn from a seed, and what became of them: the truth about prices
// and messages is asked of the phone's own data. Nothing may be lost, nothing sent twice; a failure must be said.
import { cheapestOffers, productNamed, products, type ShopState, type WeChatState } from '@farhand/device-bridge';
import { delay, type TaskEvent, type TaskResult } from '@farhand/shared';
import { reportedPrices } from '../house.js';
import type { MortalHouse, Target } from './mortal-house.js';

const endLimitMs = 240_000;
const pollMs = 250;
const recipient = '李四';
const shops = ['com.taobao.taobao', 'com.jingdong.app.mall', 'com.xunmeng.pinduoduo'];
const goods = ['Mac Mini M4', '辛拉面', 'Mate 70 Pro'];

/** `right`: done as asked. `honest`: not done, and said so. `wrong`: said to be done and is not as it says. */
export type Verdict = 'right' | 'honest' | 'wrong' | 'lost' | 'doubled';
export type Counts = Record<Verdict, number>;

export interface Trial {
  readonly target: Target;
  readonly verdict: Verdict;
  readonly line: string;
}

/** Tasks one after the other, each with one kill. */
export async function* killTrials(
  house: MortalHouse,
  options: { readonly kills: number; readonly seed: number; readonly targets: readonly Target[] },
): AsyncGenerator<Trial> {
  const random = randomOf(options.seed);
  let kills = 0;
  for (let trial = 1; kills < options.kills; trial++) {
    const target = options.targets[Math.floor(random() * options.targets.length)] ?? 'cloud';
    const job = trial % 2 === 0 ? message(house, `第 ${trial} 条，种子 ${options.seed}`) : prices(house, trial);
    const moment: Moment = {
      // Every other message is interrupted as it goes out.
      atSending: trial % 4 === 0,
      delayMs: Math.floor(random() * (trial % 4 === 0 ? 500 : job.usualMs)),
    };
    const startedMs = performance.now();
    const { result, killed } = await runAndKill(house, job, target, moment);
    if (killed) kills += 1;
    const verdict = await job.judge(result);
    const when = `${moment.atSending ? 'as it is sent, after ' : 'after '}${moment.delayMs} ms`;
    const said = result
      ? [result.status, result.error?.code, result.error?.message].filter(Boolean).join(' ')
      : 'no end';
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
    const line = `${kills}: ${killed ? target : `no ${target}`} ${when}, ${job.name}: ${verdict} (${said}, ${seconds} s)`;
    yield { target, verdict, line };
  }
}

interface Moment {
  readonly atSending: boolean;
  readonly delayMs: number;
}

interface Job {
  readonly name: string;
  /** How long it takes when nothing is killed, on a busy machine. */
  readonly usualMs: number;
  readonly request: object;
  judge(result: TaskResult | undefined): Promise<Verdict>;
}

function prices(house: MortalHouse, trial: number): Job {
  const item = goods[trial % goods.length] ?? '';
  return {
    name: 'prices',
    usualMs: 14_000,
    request: { command: `Compare ${item} prices across Taobao, JD.com and Pinduoduo` },
    judge: async (result) => {
      if (!result) return 'lost';
      if (result.status !== 'done') return result.error ? 'honest' : 'wrong';
      const { apps } = await house.state();
      const states = shops.map((shop) => (apps as Record<string, unknown>)[shop] as ShopState);
      const truth = cheapestOffers(states, productNamed(products, item)?.id ?? '').map((offer) => offer.finalPriceFen);
      return isSame(truth, Object.values(reportedPrices(result))) ? 'right' : 'wrong';
    },
  };
}

function message(house: MortalHouse, text: string): Job {
  return {
    name: 'message',
    usualMs: 5000,
    request: { command: `给${recipient}发微信：${text}`, confirmed: true },
    judge: async (result) => {
      const { chats } = ((await house.state()).apps as Record<string, unknown>)['com.tencent.mm'] as WeChatState;
      const sent = Object.values(chats).flatMap(({ messages }) => messages as { from: string; text: string }[]);
      const times = sent.filter((said) => said.from === 'me' && said.text === text).length;
      if (times > 1) return 'doubled';
      if (!result || (result.status === 'done' && times === 0)) return 'lost';
      if (result.status === 'done') return 'right';
      return result.error ? 'honest' : 'wrong';
    },
  };
}

async function runAndKill(
  house: MortalHouse,
  job: Job,
  target: Target,
  moment: Moment,
): Promise<{ result: TaskResult | undefined; killed: boolean }> {
  const { taskId } = (await (await house.ask('/v1/tasks', job.request)).json()) as { taskId: string };
  if (moment.atSending) await sending(house, taskId);
  await delay(moment.delayMs);
  const killed = await house.kill(target);
  return { result: await resultOf(house, taskId), killed };
}

/** Resolves when the message goes out, or the task ends before. */
async function sending(house: MortalHouse, taskId: string): Promise<void> {
  const { body } = await house.ask(`/v1/tasks/${taskId}/events`);
  if (!body) return;
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split('\n').filter((line) => line.startsWith('data: {') && line.endsWith('}'));
    const steps = events.map((line) => JSON.parse(line.slice('data: '.length)) as TaskEvent);
    if (steps.some((event) => event.type === 'step' && event.explain.startsWith('发送给'))) return;
  }
}

/** Asked over and over, also of a cloud that is just being started. Undefined when the task does not end. */
async function resultOf(house: MortalHouse, taskId: string): Promise<TaskResult | undefined> {
  const deadlineMs = performance.now() + endLimitMs;
  while (performance.now() < deadlineMs) {
    const answer = await house.ask(`/v1/tasks/${taskId}`).catch(() => undefined);
    const task = answer?.ok ? ((await answer.json()) as TaskResult | { status: 'running' }) : undefined;
    if (task && task.status !== 'running') return task as TaskResult;
    await delay(pollMs);
  }
  return undefined;
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  const sorted = (numbers: readonly number[]): string => [...numbers].sort((a, b) => a - b).join();
  return sorted(one) === sorted(other);
}

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
