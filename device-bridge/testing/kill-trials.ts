// Messages sent by a bridge that is killed on the way, at moments drawn from a seed: at any step, and every other time
// right when the message goes out. Counts what the phone has afterwards: nothing may be lost, nothing sent twice.
import type { ExecuteTaskResult } from '@farhand/shared';
import type { MortalBridge } from './mortal-bridge.js';

const recipient = '李四';
const lastStep = 8;
const longestDelayMs = 500;
/** Of calls until a message has gone out. */
const mostCalls = 5;

export interface KillCount {
  readonly kills: number;
  readonly lost: number;
  readonly doubled: number;
  /** Messages that the user was asked about, because nobody could know whether they had gone out. */
  readonly asked: number;
}

/** Sends messages until the bridge has been killed so often. `onTrial` is told how each ended. */
export async function killTrials(
  bridge: MortalBridge,
  options: { readonly kills: number; readonly seed: number; readonly onTrial?: (line: string) => void },
): Promise<KillCount> {
  const random = randomOf(options.seed);
  const total = { kills: 0, lost: 0, doubled: 0, asked: 0 };
  for (let trial = 1; total.kills < options.kills; trial++) {
    const text = `第 ${trial} 条，种子 ${options.seed}`;
    const moment: Moment = {
      step: trial % 2 === 0 ? 'sending' : 1 + Math.floor(random() * lastStep),
      delayMs: random() * longestDelayMs,
    };
    const { kills, asked } = await sendThrough(bridge, text, [moment]);
    const arrived = await timesReceived(bridge, text);
    total.kills += kills;
    if (asked) total.asked += 1;
    else if (arrived === 0) total.lost += 1;
    if (arrived > 1) total.doubled += 1;
    const where = moment.step === 'sending' ? 'as it is sent' : `in step ${moment.step}`;
    options.onTrial?.(
      `${where}, after ${Math.round(moment.delayMs)} ms: arrived ${arrived} times${asked ? ', asked' : ''}`,
    );
  }
  return total;
}

interface Moment {
  readonly step: number | 'sending';
  readonly delayMs: number;
}

/** Calls until the message has gone out or the user has to say; each moment kills the bridge in one of the calls. */
async function sendThrough(
  bridge: MortalBridge,
  text: string,
  moments: readonly Moment[],
): Promise<{ kills: number; asked: boolean }> {
  const call = {
    app: 'wechat',
    intent: 'send_message',
    task: `给${recipient}发消息：${text}`,
    values: { recipient, text },
    confirmed: true,
    idempotency_key: text,
  };
  const left = [...moments];
  let kills = 0;
  let isBegun = false;
  for (let attempt = 1; attempt <= mostCalls; attempt++) {
    const moment = left.shift();
    const again = isBegun ? { again: true } : {};
    const { result, steps } = await callAndKill(bridge, { ...call, ...again }, moment);
    isBegun ||= steps > 0;
    if (moment) {
      kills += 1;
      await bridge.start();
    }
    if (result?.stop_reason === 'TASK_COMPLETED_SUCCESSFULLY' && left.length === 0) return { kills, asked: false };
    if (result?.stop_reason === 'NEEDS_CONFIRMATION') return { kills, asked: true };
    if (result && !moment) throw new Error(`the message ended with ${JSON.stringify(result)}`);
  }
  throw new Error(`the message had not gone out after ${mostCalls} calls`);
}

/** The bridge is dead afterwards when there is a moment: in the middle of the call, or behind its end. */
async function callAndKill(
  bridge: MortalBridge,
  call: Record<string, unknown>,
  moment: Moment | undefined,
): Promise<{ result: ExecuteTaskResult | undefined; steps: number }> {
  let steps = 0;
  let killing: Promise<void> | undefined;
  const onStep = (step: number, explain: string): void => {
    steps = step;
    const isNow = moment?.step === 'sending' ? explain.startsWith('发送给') : step === moment?.step;
    if (!isNow || killing) return;
    killing = new Promise<void>((resolve) => setTimeout(resolve, moment?.delayMs)).then(() => bridge.kill());
  };
  const result = await bridge.call('execute_task', call, onStep).catch((error: unknown) => {
    if (!killing) throw error;
  });
  if (moment) await (killing ?? bridge.kill());
  return { result: result as ExecuteTaskResult | undefined, steps };
}

interface Chats {
  readonly chats: Readonly<
    Record<string, { readonly name: string; readonly messages: readonly { readonly from: string; text: string }[] }>
  >;
}

/** Over all chats: it is sent twice, too, when two people get it. */
export async function timesReceived(bridge: MortalBridge, text: string): Promise<number> {
  const { chats } = await bridge.app<Chats>('wechat');
  const messages = Object.values(chats).flatMap((chat) => chat.messages);
  return messages.filter((message) => message.from === 'me' && message.text === text).length;
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
