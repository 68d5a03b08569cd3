// A cloud process is killed in the middle of its tasks; the next one on the same home goes on, or records the failure.
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectBridge, type HandInput, type HandWork, type TestBridge } from '../testing/bridge.js';
import { CloudProcess } from '../testing/cloud-processes.js';
import { messageDraft, priceDraft, type TestDraft } from '../testing/drafts.js';
import { type ModelServer, requestedCommand, serveModel } from '../testing/model-server.js';
import { pricedHand } from '../testing/phone.js';

const priced = pricedHand({ taobao: 100, jd: 90 });
let home: string;
let model: ModelServer;
const processes: CloudProcess[] = [];
const bridges: TestBridge[] = [];

const findAndTell: TestDraft = {
  refused: null,
  subtasks: [
    { intent: 'search', app: 'xiaohongshu', values: { query: 'hotpot' }, depends_on: [] },
    {
      intent: 'send_message',
      app: 'wechat',
      values: { recipient: 'Li Si', text: { report_of: 's1' } },
      depends_on: [],
    },
  ],
  combine: 'last',
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'farhand-crash-'));
});

beforeEach(async () => {
  model = await serveModel((request) => {
    const [word = ''] = requestedCommand(request).split(' ');
    const tell = messageDraft('Li Lei', 'hello');
    const drafts: Record<string, TestDraft> = {
      Compare: priceDraft('tea', ['taobao', 'jd']),
      Tell: tell,
      Find: findAndTell,
    };
    return JSON.stringify(drafts[word]);
  });
});

afterEach(async () => {
  await Promise.all(bridges.splice(0).map((bridge) => bridge.close()));
  await Promise.all(processes.splice(0).map((process) => process.end()));
  await model.close();
});

afterAll(() => rm(home, { recursive: true, force: true }));

async function start(env: NodeJS.ProcessEnv = {}): Promise<CloudProcess> {
  const started = await CloudProcess.start({ FARHAND_HOME: home, FARHAND_BRAIN_URL: model.url, ...env });
  processes.push(started);
  return started;
}

async function postmaster(): Promise<{ pid: number; port: number }> {
  const pidFile = (await readFile(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n');
  return { pid: Number(pidFile[0]), port: Number(pidFile[3]) };
}

async function dial(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect').finally(() => socket.destroy());
}

async function phones(
  { bridgeUrl: url, token }: CloudProcess,
  work: HandWork,
  knows: readonly string[] = [],
): Promise<TestBridge> {
  const bridge = await connectBridge({ url, token, serials: ['phone-1', 'phone-2'], work, knows });
  bridges.push(bridge);
  return bridge;
}

/** Resolves once JD and the message are under way, neither of which ever ends. */
function stuckHand(): { work: HandWork; stuck: Promise<unknown> } {
  const waiting = new Map<string, () => void>();
  const begun = (key: string) => new Promise<void>((resolve) => waiting.set(key, resolve));
  const stuck = Promise.all([begun('jd'), begun('wechat')]);
  const work: HandWork = (input, tools) => {
    if (input.app === 'taobao') return priced(input, tools);
    if (input.app === 'xiaohongshu') return Promise.resolve({ text: 'Hotpot at 8' });
    waiting.get(input.app ?? '')?.();
    return new Promise(() => undefined);
  };
  return { work, stuck };
}

test('a killed cloud is followed by one that repeats only what was under way, and never an outward action', async () => {
  const first = await start();
  const { work, stuck } = stuckHand();
  await phones(first, work);
  const shown = await first.submit({ command: 'Find hotpot and tell Li Si', device: 'phone-1' });
  const question = (await first.ended(shown)).result;
  expect(question.error?.message).toBe('This would send "Hotpot at 8" to Li Si on WeChat');
  const prices = await first.submit({ command: 'Compare tea on Taobao and JD', device: 'phone-1' });
  const message = await first.submit({ command: 'Tell Li Lei hello', confirmed: true, device: 'phone-2' });
  await stuck;
  await expect.poll(() => first.reportedSubtasks(prices)).toEqual(['s1']);
  await first.kill();

  const second = await start();
  const again = await phones(second, priced);
  const [compared, sent] = await Promise.all([second.ended(prices), second.ended(message)]);
  expect(compared.result.status).toBe('done');
  expect(compared.result.answer).toContain('The cheapest tea is on JD.com: ¥0.90');
  expect(compared.events.filter(({ type }) => type === 'planned')).toHaveLength(1);
  expect(again.received.map(({ app, idempotency_key: key }: HandInput) => [app, key])).toEqual([
    ['jd', `${prices}:s2`],
  ]);
  expect(model.requests).toHaveLength(3);
  const { result: told } = await second.ended(await second.answer(shown, { allow: true }));
  expect(told.status).toBe('done');
  const { values, idempotency_key: key } = again.received.at(-1) ?? {};
  expect(values).toEqual({ recipient: 'Li Si', text: 'Hotpot at 8' });
  expect([again.received.length, key]).toEqual([2, `${told.taskId}:s2`]);
  expect(sent.result).toMatchObject({ status: 'needs_user', error: { code: 'NEEDS_TAKEOVER' } });
  expect(sent.result.error?.message).toContain('may have happened already');

  const { port } = await postmaster();
  await second.end();
  await expect(dial(port)).rejects.toThrow('ECONNREFUSED');
}, 90_000);

test('a cloud that shall not resume records interrupted tasks as failed', async () => {
  const first = await start();
  const { work, stuck } = stuckHand();
  await phones(first, work);
  const prices = await first.submit({ command: 'Compare tea on Taobao and JD', device: 'phone-1' });
  await first.submit({ command: 'Tell Li Lei hello', confirmed: true, device: 'phone-2' });
  await stuck;
  await first.kill();

  const second = await start({ FARHAND_RESUME: 'off' });
  const bridge = await phones(second, priced);
  const { result } = await second.ended(prices);
  expect(result).toMatchObject({ status: 'failed', error: { code: 'CANCELLED' } });
  expect(bridge.received).toEqual([]);
}, 90_000);

test('a killed cloud leaves no database server behind', async () => {
  const first = await start();
  const { port } = await postmaster();
  await dial(port);
  await first.kill();
  const reachable = () =>
    dial(port).then(
      () => true,
      () => false,
    );
  await expect.poll(reachable, { timeout: 20_000 }).toBe(false);
}, 90_000);

test('a database that is killed is started anew where it was, and no task is lost', async () => {
  const cloud = await start();
  const { pid, port } = await postmaster();
  const taobao = pricedHand({ taobao: 100, jd: 90 });
  const killing: HandWork = async (input, tools) => {
    if (input.app === 'jd') process.kill((await postmaster()).pid, 'SIGKILL');
    return taobao(input, tools);
  };
  const bridge = await phones(cloud, killing);
  const prices = await cloud.submit({ command: 'Compare tea on Taobao and JD', device: 'phone-1' });
  const { result } = await cloud.ended(prices);
  expect(result.answer).toContain('The cheapest tea is on JD.com: ¥0.90');
  expect(bridge.received.map(({ app }) => app)).toEqual(['taobao', 'jd']);
  const after = await postmaster();
  expect(after.pid).not.toBe(pid);
  expect(after.port).toBe(port);
}, 90_000);
