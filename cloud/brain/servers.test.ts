// Several model servers by name: each role and each fallback may have another one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@farhand/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../config.js';
import { richAccount } from '../testing/account.js';
import { openDraft } from '../testing/drafts.js';
import { type ModelServer, serveModel } from '../testing/model-server.js';
import { openBrains } from './open-brain.js';
import { brainName, roles } from './roles.js';
import { readBrainServers } from './servers.js';

const { signal } = new AbortController();
const home = mkdtempSync(join(tmpdir(), 'farhand-brains-'));
let first: ModelServer;
let second: ModelServer;

beforeAll(async () => {
  first = await serveModel(() => 'I would rather not.');
  second = await serveModel(({ response_format: format }) =>
    format ? JSON.stringify(openDraft('wechat')) : 'the second speaks',
  );
  write({ big: { url: first.url, vision: true }, small: { url: second.url, model: 'tiny', key: `\${SMALL_KEY}` } });
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  rmSync(home, { recursive: true, force: true });
});

function write(servers: object): void {
  writeFileSync(join(home, 'brains.json'), JSON.stringify({ servers }));
}

function open(settings: NodeJS.ProcessEnv = {}) {
  process.env.SMALL_KEY = 'sk-of-the-small-one';
  const { config } = loadConfig({ home }, settings);
  return openBrains(config, createLogger('test', 'silent'), signal);
}

test('a fallback and a role have servers of their own, and the books tell them apart', async () => {
  const brains = open({ FARHAND_PLANNER: 'big,small', FARHAND_COMBINER: 'small:other', FARHAND_JUDGE: 'big' });
  const account = richAccount();
  const { plan, brain } = await brains.plan('open WeChat', new Date(), account, signal);
  expect([plan.subtasks[0]?.intent, brain.model]).toEqual(['open', 'tiny']);
  expect([first.requests.length, second.requests.length]).toEqual([2, 1]);
  const chat = brains.chat('combiner', account, 'summarise');
  expect((await chat.answer({ messages: [] }, signal)).text).toBe('the second speaks');
  expect(second.requests.at(-1)?.model).toBe('other');
  expect(account.charges.map(({ identity: { model } }) => model)).toEqual([
    'listed-model',
    'listed-model',
    'tiny',
    'other',
  ]);
  expect(roles.map((role) => brains.sees(role))).toEqual([false, false, true]);
  await brains.close();
});

test('without orders all servers are asked, that of FARHAND_BRAIN_URL first', async () => {
  const brains = open({ FARHAND_BRAIN_URL: 'http://127.0.0.1:1/v1' });
  expect(brains.order('planner').map(brainName)).toEqual(['openai', 'big', 'small', 'embedded']);
  await brains.close();
});

test('what is wrong is told by name, and keys are never quoted', () => {
  expect(() => open({ FARHAND_JUDGE: 'bigg' })).toThrow(/FARHAND_JUDGE names bigg.+did you mean big\?/);
  expect(() => readBrainServers({ home }, {})).toThrow('needs the variable SMALL_KEY');
  expect(readBrainServers({ home }, { SMALL_KEY: 'sk-1' }).get('small')?.key).toBe('sk-1');
  const file = join(home, 'broken.json');
  writeFileSync(file, '{"servers": {"a": {"key": "sk-secret"');
  expect(() => readBrainServers({ home, brainsFile: file })).toThrow(/^(?!.*sk-secret).*is no JSON/);
  expect(() => readBrainServers({ home, brainsFile: join(home, 'gone.json') })).toThrow('cannot be read');
  writeFileSync(file, JSON.stringify({ servers: { openai: { url: 'http://a/v1' } } }));
  expect(() => readBrainServers({ home, brainsFile: file })).toThrow('"openai" in the brains file');
});
