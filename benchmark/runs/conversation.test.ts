// The cloud is played here: what it tells and what it was told is all that the conversation knows of it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { CloudService } from '@farhand/cloud';
import type { TaskEvent, TaskResult } from '@farhand/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { someTask } from '../testing/runs.js';
import { converse } from './conversation.js';

const usage = {
  brainCalls: 1,
  promptTokens: 1,
  cachedTokens: 0,
  generatedTokens: 1,
  bytesUp: 0,
  bytesDown: 0,
  cost: [],
  unpricedCalls: 0,
  personalLeft: 0,
  personalHeld: 0,
  pictureBytes: 0,
};
const ended = (over: Partial<TaskResult> = {}): TaskResult => ({
  taskId: 't',
  status: 'done',
  mode: 'edge',
  reports: [],
  answer: 'done',
  usage,
  seconds: 1,
  ...over,
});
const asks = (message: string, stopReason: 'INFO_ACTION_NEEDS_REPLY' | 'NEEDS_CONFIRMATION'): TaskResult =>
  ended({
    status: 'needs_user',
    error: { code: 'NEEDS_CONFIRMATION', message, hint: '' },
    reports: [{ subtaskId: 's1', stopReason, text: message, steps: 1, seconds: 1 }],
  });

let door: Server;
let url: string;
const answers: unknown[] = [];
const cancelled: string[] = [];
beforeAll(async () => {
  door = createServer(async (request, response) => {
    answers.push(JSON.parse(await text(request)));
    response.end(JSON.stringify({ taskId: `after-${answers.length}` }));
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
});
afterAll(() => door.close());

/** Tells the results one after the other, each behind so many steps. */
function playedCloud(results: TaskResult[], steps = 0): CloudService {
  return {
    url,
    token: 'a-token',
    submit: async () => 'first',
    cancel: async (id: string) => void cancelled.push(id),
    async *events(): AsyncGenerator<TaskEvent> {
      for (let step = 1; step <= steps; step++)
        yield { type: 'step', subtaskId: 's1', step, action: 'WAIT', explain: '' };
      yield { type: 'finished', result: results.shift() ?? ended() };
    },
  } as unknown as CloudService;
}

const userScript = { answers: [{ when: 'Which Station', say: 'the southern one' }], default: 'as you like' };
const talk = (cloud: CloudService, over: Parameters<typeof someTask>[1] = {}) =>
  converse(
    cloud,
    { task: someTask('a', { userScript, ...over }), mode: 'edge', device: 'phone' },
    new AbortController().signal,
  );

test('what is asked is answered by a word of the question, and by the default where something is lacking', async () => {
  answers.length = 0;
  const cloud = playedCloud([
    asks('which station?', 'INFO_ACTION_NEEDS_REPLY'),
    asks('what colour?', 'INFO_ACTION_NEEDS_REPLY'),
    ended(),
  ]);
  const { asked, results } = await talk(cloud, { allowsOutward: true });
  expect(asked).toEqual([
    { question: 'which station?', said: 'the southern one' },
    { question: 'what colour?', said: 'as you like' },
  ]);
  expect(answers).toEqual([
    { text: 'the southern one', allow: true },
    { text: 'as you like', allow: true },
  ]);
  expect(results.at(-1)).toMatchObject({ status: 'done' });
});

test('no script gives consent', async () => {
  answers.length = 0;
  const { asked, results } = await talk(
    playedCloud([asks('This would send "hi" to Li Si', 'NEEDS_CONFIRMATION'), ended()]),
  );
  expect(asked).toEqual([{ question: 'This would send "hi" to Li Si' }]);
  expect(results).toHaveLength(1);
  expect(answers).toEqual([]);
});

test('an agent that asks on and on is left alone, one that takes too many steps is stopped', async () => {
  const again = Array.from({ length: 9 }, () => asks('which station?', 'INFO_ACTION_NEEDS_REPLY'));
  expect((await talk(playedCloud(again))).asked).toHaveLength(4);
  cancelled.length = 0;
  const limits = { maxSteps: 5, maxSeconds: 60 };
  expect(await talk(playedCloud([ended({ status: 'failed' })], 9), { limits })).toMatchObject({ limit: 'steps' });
  expect(cancelled).toEqual(['first']);
});
