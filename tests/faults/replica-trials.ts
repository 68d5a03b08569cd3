// Messages given to a cloud that does not hold the phone, while that cloud, or the one that holds it, is killed or frozen.
// How often each arrived is asked of the phones' own data.
import type { WeChatState } from '@farhand/device-bridge';
import { delay, type TaskResult } from '@farhand/shared';
import { type Ask, deedOf, resultOf } from './follow.js';
import { cloudCount, phoneCount, type ReplicaHouse } from './replica-house.js';

/** Longer than a thawed cloud needs to send what it was about to send. */
const afterThawMs = 3000;
const longestDelayMs = 600;

export const troubles = [
  'none',
  'kill the one asked',
  'freeze the one asked',
  'kill the one with the phone',
  'freeze the one with the phone',
] as const;
export type Trouble = (typeof troubles)[number];

export interface ReplicaTrial {
  readonly trouble: Trouble;
  readonly result: TaskResult | undefined;
  /** How often the message arrived, on the phone that it was for and on others. */
  readonly arrived: number;
  readonly elsewhere: number;
  /** From the trouble, or from the asking where there is none, to the end of the task. */
  readonly seconds: number;
}

/** Each trouble in turn, on each phone in turn. */
export async function* replicaTrials(house: ReplicaHouse, rounds: number): AsyncGenerator<ReplicaTrial> {
  for (let round = 0; round < rounds; round++) {
    for (const [index, trouble] of troubles.entries()) {
      const phone = (round + index) % phoneCount;
      yield await trial(house, trouble, phone, `第 ${round + 1} 轮，${trouble}`);
    }
  }
}

async function trial(house: ReplicaHouse, trouble: Trouble, phone: number, text: string): Promise<ReplicaTrial> {
  const holder = house.cloudOf(phone);
  const asked = (holder + 1) % cloudCount;
  // Is never in trouble.
  const witness: Ask = house.ask((holder + 2) % cloudCount);
  const request = { command: `给李四发微信：${text}`, confirmed: true, device: house.serial(phone) };
  const troubled = trouble.endsWith('the one asked') ? asked : holder;
  const isFrozen = trouble.startsWith('freeze');
  let startMs = performance.now();
  const { taskId } = (await (await house.ask(asked)('/v1/tasks', request)).json()) as { taskId: string };
  if (trouble !== 'none') {
    await deedOf(witness, taskId, '发送给');
    await delay(Math.random() * longestDelayMs);
    startMs = performance.now();
    if (isFrozen) house.freeze(troubled);
    else await house.kill(troubled);
  }
  const result = await resultOf(witness, taskId);
  const seconds = (performance.now() - startMs) / 1000;
  if (isFrozen) {
    house.thaw(troubled);
    await delay(afterThawMs);
  }
  const counts = (await house.states()).map(({ apps }) => {
    const { chats } = (apps as Record<string, unknown>)['com.tencent.mm'] as WeChatState;
    const said = Object.values(chats).flatMap(({ messages }) => messages as { from: string; text: string }[]);
    return said.filter((message) => message.from === 'me' && message.text === text).length;
  });
  const arrived = counts[phone] ?? 0;
  return { trouble, result, arrived, elsewhere: counts.reduce((sum, count) => sum + count, 0) - arrived, seconds };
}
