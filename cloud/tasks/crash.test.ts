// A cloud process is killed in the middle of its tasks; the next one on the same home goes on, or records the failure.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type TaskEvent, type TaskResult, taskResultSchema } from '@farhand/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectBridge, type HandInput, type HandWork, type TestBridge } from '../testing/bridge.js';
import { messageDraft, priceDraft } from '../testing/drafts.js';
import { type ModelServer, requestedCommand, serveModel } from '../testing/model-server.js';
import { pricedHand } from '../testing/phone.js';

interface Process {
  readonly child: ChildProcess;
  readonly url: string;
  readonly token: string;
  readonly bridgeUrl: string;
}

const entry = fileURLToPath(new URL('../dist/testing/cloud-process.js', import.meta.url));
const priced = pricedHand({ taobao: 100, jd: 90 });
let home: string;
let model: ModelServer;
const processes: Process[] = [];
const bridges: TestBridge[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'farhand-crash-'));
  model = await serveModel((request) => {
    const isMessage = requestedCommand(request).startsWith('Tell');
    return JSON.stringify(isMessage ? messageDraft('Li Lei', 'hello') : priceDraft('tea', ['taobao', 'jd']));
  });
});

afterEach(async () => {
  await Promise.all(bridges.splice(0).map((bridge) => bridge.close()));
  await Promise.all(processes.splice(0).map(end));
  await model.close();
  await rm(home, { recursive: true, force: true });
});

async function start(env: NodeJS.ProcessEnv = {}): Promise<Process> {
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, FARHAND_HOME: home, FARHAND_BRAIN_URL: model.url, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const started = { child, ...(JSON.parse(line) as Omit<Process, 'child'>) };
  processes.push(started);
  return started;
}

async function databasePort(): Promise<number> {
  const pidFile = await readFile(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  return Number(pidFile.split('\n')[3]);
}

async function dial(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect').finally(() => socket.destroy());
}

async function end({ child }: Process): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}

async function kill({ child }: Process): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function phones(
  { bridgeUrl: url, token }: Process,
  work: HandWork,
  knows: readonly string[] = [],
): Promise<TestBridge> {
  const bridge = await connectBridge({ url, token, serials: ['phone-1', 'phone-2'], work, knows });
  bridges.push(bridge);
  return bridge;
}

async function submit({ url, token }: Process, body: Record<string, unknown>): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/tasks`, { method: 'POST', headers, body: JSON.stringify(body) });
  return ((await response.json()) as { taskId: string }).taskId;
}

async function reportedSubtasks({ url, token }: Process, taskId: string): Promise<string[]> {
  const response = await fetch(`${url}/v1/tasks/${taskId}`, { headers: { authorization: `Bearer ${token}` } });
  const { reports } = (await response.json()) as Pick<TaskResult, 'reports'>;
  return reports.map(({ subtaskId }) => subtaskId);
}

async function ended({ url, token }: Process, taskId: string): Promise<{ result: TaskResult; events: TaskEvent[] }> {
  const headers = { authorization: `Bearer ${token}` };
  const stream = await (await fetch(`${url}/v1/tasks/${taskId}/events`, { headers })).text();
  const data = stream.split('\n').filter((line) => line.startsWith('data: '));
  const events = data.map((line) => JSON.parse(line.slice('data: '.length)) as TaskEvent);
  const response = await fetch(`${url}/v1/tasks/${taskId}`, { headers });
  return { result: taskResultSchema.parse(await response.json()), events };
}

/** Resolves once JD and the message are under way, neither of which ever ends. */
function stuckHand(): { work: HandWork; stuck: Promise<unknown> } {
  const waiting = new Map<string, () => void>();
  const begun = (key: string) => new Promise<void>((resolve) => waiting.set(key, resolve));
  const stuck = Promise.all([begun('jd'), begun('wechat')]);
  const work: HandWork = (input, tools) => {
    if (input.app === 'taobao') return priced(input, tools);
    waiting.get(input.app ?? '')?.();
    return new Promise(() => undefined);
  };
  return { work, stuck };
}

test('a killed cloud is followed by one that repeats only what was under way, and never an outward action', async () => {
  const first = await start();
  const { work, stuck } = stuckHand();
  await phones(first, work);
  const prices = await submit(first, { command: 'Compare tea on Taobao and JD', device: 'phone-1' });
  const message = await submit(first, { command: 'Tell Li Lei hello', confirmed: true, device: 'phone-2' });
  await stuck;
  await expect.poll(() => reportedSubtasks(first, prices)).toEqual(['s1']);
  await kill(first);

  const second = await start();
  const again = await phones(second, priced);
  const [compared, sent] = await Promise.all([ended(second, prices), ended(second, message)]);
  expect(compared.result.status).toBe('done');
  expect(compared.result.answer).toContain('The cheapest tea is on JD.com: ¥0.90');
  expect(compared.events.filter(({ type }) => type === 'planned')).toHaveLength(1);
  expect(again.received.map(({ app, idempotency_key: key }: HandInput) => [app, key])).toEqual([
    ['jd', `${prices}:s2`],
  ]);
  expect(model.requests).toHaveLength(2);
  expect(sent.result).toMatchObject({ status: 'needs_user', error: { code: 'NEEDS_TAKEOVER' } });
  expect(sent.result.error?.message).toContain('may have happened already');

  const port = await databasePort();
  await end(second);
  await expect(dial(port)).rejects.toThrow('ECONNREFUSED');
}, 90_000);

test('a cloud that shall not resume records interrupted tasks as failed', async () => {
  const first = await start();
  const { work, stuck } = stuckHand();
  await phones(first, work);
  const prices = await submit(first, { command: 'Compare tea on Taobao and JD', device: 'phone-1' });
  await submit(first, { command: 'Tell Li Lei hello', confirmed: true, device: 'phone-2' });
  await stuck;
  await kill(first);

  const second = await start({ FARHAND_RESUME: 'off' });
  const bridge = await phones(second, priced);
  const { result } = await ended(second, prices);
  expect(result).toMatchObject({ status: 'failed', error: { code: 'CANCELLED' } });
  expect(bridge.received).toEqual([]);
}, 90_000);

test('a killed cloud leaves no database server behind', async () => {
  const first = await start();
  const port = await databasePort();
  await dial(port);
  await kill(first);
  const reachable = () =>
    dial(port).then(
      () => true,
      () => false,
    );
  await expect.poll(reachable, { timeout: 20_000 }).toBe(false);
}, 90_000);
