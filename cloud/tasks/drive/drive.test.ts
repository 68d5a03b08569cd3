// The brain at the controls of a phone that does what the test says.
import { FarhandError } from '@farhand/shared';
import { expect, test } from 'vitest';
import type { ChatModel, ChatRequest, ToolCall } from '../../brain/chat.js';
import { controls } from './controls.js';
import { type Driven, drive } from './drive.js';

const { signal } = new AbortController();
const subtask = {
  id: 's1',
  kind: 'app',
  app: 'jd',
  intent: 'find_price',
  goal: 'find tea',
  values: { item: 'tea' },
} as const;
const goal = { request: 'price of tea', subtask: { ...subtask, dependsOn: [] } };

interface Setting {
  readonly calls: readonly (readonly [name: string, input: object] | 'talk')[];
  readonly act?: (name: string) => { executed: boolean; reached_others?: boolean; note?: string };
  readonly screen?: (acts: number) => string;
}

/** The last call is made again and again. */
async function driven({
  calls,
  act,
  screen = () => 'a screen',
}: Setting): Promise<{ end: Driven; requests: ChatRequest[] }> {
  const requests: ChatRequest[] = [];
  const usage = { promptTokens: 0, cachedTokens: 0, generatedTokens: 0 };
  const model: ChatModel = {
    identity: { kind: 'openai', model: 'm' },
    answer: async (request) => {
      const call = calls[Math.min(requests.push(request) - 1, calls.length - 1)] ?? 'talk';
      const toolCalls: ToolCall[] =
        call === 'talk' ? [] : [{ id: 'c', name: call[0], arguments: JSON.stringify(call[1]) }];
      return { text: '', toolCalls, ending: 'tool_calls', usage };
    },
    stream: () => {
      throw new Error('nobody streams here');
    },
    close: async () => undefined,
  };
  let acts = 0;
  const phone = {
    look: async () => ({ text: screen(acts), app: 'jd', frame_id: `f${acts}` }),
    act: async (name: string) => {
      acts += 1;
      return act?.(name) ?? { executed: true };
    },
  };
  const end = await drive({ phone, model, goal, maxSteps: 10, onStep: () => undefined, signal });
  return { end, requests };
}

const lastWords = (requests: readonly ChatRequest[]) => requests.at(-1)?.messages.at(-1)?.content ?? '';
const finish = ['finish', { report: 'tea is 3', offers: [{ title: 'tea', price: 3.1, currency: 'CNY' }] }] as const;

test('the controls are the acting tools of GUI-MCP without what is said for the brain, and the ends', () => {
  expect(controls.map(({ name }) => name)).toEqual(
    'click double_click long_press swipe input_text hotkey awake finish ask_user give_up'.split(' '),
  );
  for (const { parameters } of controls) {
    expect(Object.keys(parameters.properties as object)).not.toContain('device_id');
    expect(Object.keys(parameters.properties as object)).not.toContain('consent');
  }
});

test('a finish is a report with exact prices of the app that was driven', async () => {
  const { end } = await driven({ calls: [['awake', { app: 'jd' }], finish] });
  expect(end).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', text: 'tea is 3', steps: 2 });
  expect(end.values?.offers).toEqual([
    { app: 'jd', title: 'tea', price: { minor: 310, currency: 'CNY' }, conditions: [], step: 2 },
  ]);
});

test('what was done and what it did is told in one line each, with the newest screen whole and no older one', async () => {
  const { requests } = await driven({
    calls: [['click', { point: [1, 2] }], ['awake', { app: 'nowhere' }], finish],
    act: (name) => (name === 'awake' ? { executed: false, note: 'not installed' } : { executed: true }),
    screen: (acts) => `screen ${acts}`,
  });
  const words = lastWords(requests);
  expect(words).toContain('1. click {"point":[1,2]}: the screen changed');
  expect(words).toContain('2. awake {"app":"nowhere"}: not done: not installed');
  expect(words).toContain('screen 2');
  expect(words).not.toContain('screen 1\n');
});

test('an answer that cannot be used is told what is wrong, three times in a row at the most', async () => {
  const { end, requests } = await driven({ calls: ['talk', ['click', { pont: [1, 2] }], finish] });
  expect(end.stopReason).toBe('TASK_COMPLETED_SUCCESSFULLY');
  expect(lastWords(requests)).toContain('The call of click is not valid at point');
  await expect(driven({ calls: ['talk'] })).rejects.toMatchObject({ code: 'BRAIN_ANSWER_INVALID' });
});

test('the same without effect is warned of and then stopped', async () => {
  const { end, requests } = await driven({ calls: [['click', { point: [1, 2] }]] });
  expect(end).toMatchObject({ stopReason: 'LOOP_DETECTED', steps: 5 });
  expect(lastWords(requests)).toContain('done 3 times without effect');
});

test('it ends at its limit of steps, with a question, or giving up', async () => {
  const wander = { screen: (acts: number) => `screen ${acts}` };
  expect((await driven({ ...wander, calls: [['hotkey', { key: 'back' }]] })).end.stopReason).toBe('MAX_STEPS_REACHED');
  expect((await driven({ calls: [['ask_user', { question: 'which?' }]] })).end).toMatchObject({
    stopReason: 'INFO_ACTION_NEEDS_REPLY',
    text: 'which?',
  });
  expect((await driven({ calls: [['give_up', { reason: 'no' }]] })).end.stopReason).toBe('TASK_ABORTED_BY_AGENT');
});

test('what the gate says ends the drive, what merely failed does not', async () => {
  const throwing = (code: 'NEEDS_CONFIRMATION' | 'SCREEN_CHANGED') => () => {
    throw new FarhandError(code, code);
  };
  const calls = [['click', { point: [1, 2] }], finish] as const;
  await expect(driven({ calls, act: throwing('NEEDS_CONFIRMATION') })).rejects.toThrow('NEEDS_CONFIRMATION');
  const { requests } = await driven({ calls, act: throwing('SCREEN_CHANGED') });
  expect(lastWords(requests)).toContain('not done: SCREEN_CHANGED');
});

test('that something was done which is not done twice is remembered to the end', async () => {
  const { end } = await driven({
    calls: [['click', { point: [1, 2] }], finish],
    act: () => ({ executed: true, reached_others: true }),
  });
  expect(end.reachedOthers).toBe(true);
});
