// The bridge is killed with SIGKILL and started anew on the same folder. What it knew it knows again, what it was asked it
// goes on with, and nothing that others see is done twice. What is true is asked of the phone's data.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecuteTaskResult } from '@farhand/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killTrials, timesReceived } from './testing/kill-trials.js';
import { MortalBridge } from './testing/mortal-bridge.js';

const limitMs = 120_000;

let bridge: MortalBridge;
beforeAll(async () => {
  bridge = await MortalBridge.open(1);
});
afterAll(async () => {
  await bridge?.close();
});

async function execute(args: Record<string, unknown>): Promise<ExecuteTaskResult> {
  return (await bridge.call('execute_task', args)) as unknown as ExecuteTaskResult;
}

const message = (recipient: string, text: string): Record<string, unknown> => ({
  app: 'wechat',
  intent: 'send_message',
  task: `给${recipient}发消息`,
  values: { recipient, text },
});

describe('sessions that were left waiting when the bridge was killed', () => {
  const asking = { ...message('张', '问过的话'), confirmed: true, idempotency_key: 'asks' };
  let asked: ExecuteTaskResult;
  let consents: ExecuteTaskResult;
  let limited: ExecuteTaskResult;

  beforeAll(async () => {
    asked = await execute(asking);
    limited = await execute({ ...message('李四', '分几次发的话'), confirmed: true, max_steps: 2 });
    consents = await execute(message('李四', '确认过的话'));
    await bridge.post('switches', { name: 'login' });
    await bridge.call('describe_screen');
    await bridge.restart();
  }, limitMs);

  test('a phone in its owner’s hands is still there, untouched until it is given back', async () => {
    expect(await bridge.call('get_device_list')).toMatchObject({ devices: [{ state: 'takeover' }] });
    expect(await bridge.call('hotkey', { key: 'home' })).toMatchObject({ error: { code: 'NEEDS_TAKEOVER' } });
    await bridge.post('switches', { name: 'login', value: 'off' });
    expect(await bridge.call('hand_back')).toMatchObject({ was_taken_over: true });
    expect(await bridge.call('hotkey', { key: 'home' })).toMatchObject({ executed: true });
  });

  test(
    'a confirmation is good once; a guess is none',
    async () => {
      const { session_id, confirmation } = consents;
      const guessed = await execute({ session_id, confirmation_token: 'guessed' });
      expect(guessed).toMatchObject({ error: { code: 'NEEDS_CONFIRMATION' } });
      const sent = await execute({ session_id, confirmation_token: confirmation?.token });
      expect(sent).toMatchObject({ stop_reason: 'TASK_COMPLETED_SUCCESSFULLY', session_id });
      expect(await timesReceived(bridge, '确认过的话')).toBe(1);
    },
    limitMs,
  );

  test(
    'a question is told again to who calls again, and its answer is taken',
    async () => {
      const { session_id, text, global_step_idx: step } = asked;
      expect(await bridge.call('get_task_status', { session_id })).toMatchObject({ state: 'waiting', step });
      expect(await execute(asking)).toMatchObject({ session_id, stop_reason: 'INFO_ACTION_NEEDS_REPLY' });
      const choice = /(\d+)\. 张三丰/.exec(text)?.[1];
      const sent = await execute({ session_id, reply_from_client: choice });
      expect(sent).toMatchObject({ stop_reason: 'TASK_COMPLETED_SUCCESSFULLY', values: { sent: { to: '张三丰' } } });
      expect(sent.global_step_idx).toBeGreaterThan(step);
      expect(await timesReceived(bridge, '问过的话')).toBe(1);
    },
    limitMs,
  );

  test(
    'a step limit ends a call and not the session',
    async () => {
      expect(limited).toMatchObject({ stop_reason: 'MAX_STEPS_REACHED', local_step_idx: 2, global_step_idx: 2 });
      const { session_id } = limited;
      const second = await execute({ session_id, max_steps: 1 });
      expect(second).toMatchObject({ stop_reason: 'MAX_STEPS_REACHED', local_step_idx: 1, global_step_idx: 3 });
      expect(await execute({ session_id })).toMatchObject({ stop_reason: 'TASK_COMPLETED_SUCCESSFULLY' });
      expect(await timesReceived(bridge, '分几次发的话')).toBe(1);
    },
    limitMs,
  );

  test('a call that nobody knows is not begun when it is sent again', async () => {
    const call = { ...message('李四', '没有发过的话'), confirmed: true, idempotency_key: 'unheard of', again: true };
    expect(await execute(call)).toMatchObject({ error: { code: 'TASK_UNKNOWN' } });
  });

  test('a call of a process of the cloud that was replaced meanwhile is refused, even when it was never heard of', async () => {
    const call = { ...message('李四', '迟到的话'), confirmed: true, idempotency_key: 'moved' };
    expect(await execute({ ...call, again: true, epoch: 2 })).toMatchObject({ error: { code: 'TASK_UNKNOWN' } });
    expect(await execute({ ...call, epoch: 1 })).toMatchObject({ error: { code: 'TASK_MOVED' } });
    expect(await timesReceived(bridge, '迟到的话')).toBe(0);
  });

  test('the files are for this user alone', () => {
    const folder = join(bridge.home, 'sessions');
    const names = readdirSync(folder);
    expect(names.length).toBeGreaterThan(0);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });
});

test(
  'a message that a brain sent step by step is not sent again for its task by the next bridge',
  async () => {
    const recipient = '李四';
    const words = '一步一步发的话';
    const consent = {
      request: `给${recipient}发：${words}`,
      confirmed: true,
      app: 'wechat',
      intent: 'send_message',
      values: { recipient, text: words },
    };
    const tap = async (label: RegExp, taskId: string): Promise<Record<string, unknown>> => {
      const { text, frame_id } = await bridge.call('describe_screen', { points: true, consent });
      const line = String(text)
        .split('\n')
        .find((candidate) => label.test(candidate));
      const [, x, y] = /^@(\d+),(\d+) /.exec(line ?? '') ?? expect.unreachable(`no ${label} in ${text}`);
      return bridge.call('click', { point: [Number(x), Number(y)], frame_id, consent, task_id: taskId });
    };
    const write = async (taskId: string): Promise<Record<string, unknown>> => {
      await bridge.call('awake', { app: 'wechat', restart: true });
      await tap(/\[李四/, taskId);
      await tap(/field "/, taskId);
      await bridge.call('input_text', { text: words, consent, task_id: taskId });
      return tap(/\[发送\]/, taskId);
    };
    expect(await write('driven')).toMatchObject({ executed: true, reached_others: true });
    await bridge.restart();
    expect(await write('driven')).toMatchObject({ error: { code: 'NEEDS_CONFIRMATION' } });
    expect(await timesReceived(bridge, words)).toBe(1);
  },
  limitMs,
);

test(
  'a phone that adb forgot while the bridge was dead is got back by the next one',
  async () => {
    await bridge.kill();
    await bridge.disconnectPhone();
    await bridge.start();
    expect(await bridge.call('hotkey', { key: 'home' })).toMatchObject({ executed: true });
    await bridge.disconnectPhone();
    expect(await bridge.call('hotkey', { key: 'home' })).toMatchObject({ executed: true });
  },
  limitMs,
);

test(
  'killed at any moment, the bridge loses no message and sends none twice',
  async () => {
    const { kills, ...count } = await killTrials(bridge, { kills: 3, seed: 20261130 });
    expect(kills).toBe(3);
    expect(count).toEqual({ lost: 0, doubled: 0, asked: 0 });
  },
  3 * limitMs,
);
