// The bridge as a process, as the cloud sees it: linked by token, its tools called over GUI-MCP, on a virtual phone.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ExecuteTaskResult, type GuiToolName, guiTools } from '@farhand/shared';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { builtModule } from './phone/process.js';
import { type ScriptedModel, startScriptedModel } from './testing/scripted-model.js';
import { type LinkedBridge, SmallCloud } from './testing/small-cloud.js';

const limitMs = 60_000;

interface BridgeProcess {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: string[];
  /** All that it logged so far. */
  readonly log: () => string;
}

const handKey = 'sk-the-key-of-the-hand';
const pairingCode = 'ABCD-EFGH-JKLM';

const home = mkdtempSync(join(tmpdir(), 'farhand-bridge-'));
let cloud: SmallCloud;
let model: ScriptedModel;
let bridge: BridgeProcess;
let linked: LinkedBridge;
let phone: string;

beforeAll(async () => {
  cloud = await SmallCloud.open({ parkMs: 5000 });
  model = await startScriptedModel();
  bridge = startBridge(cloud.token);
  linked = await cloud.next();
  const { devices } = await call('get_device_list', {});
  phone = (devices as { device_id: string }[])[0]?.device_id ?? '';
});
afterAll(async () => {
  await end(bridge);
  cloud?.close();
  model?.close();
  rmSync(home, { recursive: true, force: true });
});

/** It logs everything, and knows all that a log must not hold. */
function startBridge(token: string): BridgeProcess {
  const secrets = { FARHAND_TOKEN: token, FARHAND_HAND_KEY: handKey, FARHAND_PAIRING_CODE: pairingCode };
  const doors = { FARHAND_HAND_URL: model.url, FARHAND_MCP_PORT: '0' };
  const env = {
    ...process.env,
    ...secrets,
    FARHAND_CLOUD_URL: cloud.url,
    FARHAND_HOME: home,
    FARHAND_LOG: 'trace',
    ...doors,
  };
  const child = spawn(process.execPath, [builtModule('main.js'), '--virtual-phone', 'always', '--seed', '1'], { env });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    log += chunk;
  });
  return { child, lines, log: () => log };
}

async function end({ child }: BridgeProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  child.stdin.end();
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

/** The structured result of a tool, or its error as `{ error }`. */
async function call(
  name: GuiToolName,
  args: Record<string, unknown>,
  onStep?: (message: string) => void,
): Promise<Record<string, unknown>> {
  const options = onStep
    ? { onprogress: ({ message }: { message?: string | undefined }) => onStep(message ?? '') }
    : {};
  const answer = await linked.client.callTool({ name, arguments: args }, { timeout: limitMs, ...options });
  const first = (answer.content as { text?: string }[])[0];
  if (answer.isError) return JSON.parse(first?.text ?? '{}') as Record<string, unknown>;
  return guiTools[name].output.parse(answer.structuredContent) as Record<string, unknown>;
}

const priceOf = (item: string) => ({
  app: 'jd',
  intent: 'find_price',
  task: `在京东查${item}的价格`,
  values: { item },
});

test('every tool of GUI-MCP is served, with the two names that gelab-zero clients know', async () => {
  const { tools } = await linked.client.listTools();
  const names = tools.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...Object.keys(guiTools), 'list_connected_devices', 'ask_agent']));
  const ids = await linked.client.callTool({ name: 'list_connected_devices', arguments: {} });
  expect(JSON.parse((ids.content as { text: string }[])[0]?.text ?? '')).toEqual([phone]);
});

test('says that it is ready, with its phone', async () => {
  await expect.poll(() => bridge.lines.length).toBeGreaterThan(0);
  expect(JSON.parse(bridge.lines[0] ?? '')).toMatchObject({ ready: true, devices: [phone] });
});

describe('a task', () => {
  test(
    'reports each step, answers with offers, and is not done twice under one key',
    async () => {
      const steps: string[] = [];
      const args = { device_id: phone, ...priceOf('Mac Mini M4'), idempotency_key: 'once', detail: 'captions' };
      const running = call('execute_task', args, (message) => steps.push(message));
      await expect.poll(() => steps.length, { timeout: 20_000 }).toBeGreaterThan(0);
      expect(await call('click', { device_id: phone, point: [500, 500] })).toMatchObject({
        error: { code: 'DEVICE_BUSY' },
      });
      expect(await call('get_task_status', { device_id: phone })).toMatchObject({ state: 'running' });
      const result = (await running) as unknown as ExecuteTaskResult;
      expect(result).toMatchObject({
        stop_reason: 'TASK_COMPLETED_SUCCESSFULLY',
        verified: 'yes',
        privacy_level: 'captions',
      });
      expect(result.values?.offers?.length).toBeGreaterThan(0);
      expect(steps.map((message) => (JSON.parse(message) as { step: number }).step)).toEqual(
        Array.from({ length: result.local_step_idx }, (_, index) => index + 1),
      );
      expect(await call('execute_task', args)).toEqual(result);
      expect(await call('get_task_status', { session_id: result.session_id })).toMatchObject({ state: 'ended' });
    },
    limitMs,
  );

  test(
    'is cancelled, and the phone is free when the cancellation is answered',
    async () => {
      let started = () => {};
      const firstStep = new Promise<void>((resolve) => {
        started = resolve;
      });
      const running = call('execute_task', { device_id: phone, ...priceOf('牛奶') }, () => started());
      await firstStep;
      expect(await call('cancel_task', { device_id: phone })).toMatchObject({
        state: 'ended',
        stop_reason: 'CANCELLED',
      });
      expect(await call('hotkey', { device_id: phone, key: 'home' })).toMatchObject({ executed: true });
      expect(await running).toMatchObject({ stop_reason: 'CANCELLED' });
    },
    limitMs,
  );

  test(
    'waits for consent and goes on with it in the same session',
    async () => {
      const values = { recipient: '李四', text: '你好' };
      const asked = (await call('execute_task', {
        device_id: phone,
        app: 'wechat',
        intent: 'send_message',
        task: '给李四问好',
        values,
      })) as unknown as ExecuteTaskResult;
      expect(asked).toMatchObject({ stop_reason: 'NEEDS_CONFIRMATION', confirmation: { kind: 'send_message' } });
      const { session_id, confirmation } = asked;
      expect(await call('execute_task', { device_id: phone, session_id })).toMatchObject({
        error: { code: 'NEEDS_CONFIRMATION' },
      });
      const confirmation_token = confirmation?.token;
      expect(await call('execute_task', { device_id: phone, session_id, confirmed: true })).toMatchObject({
        error: { code: 'INPUT_INVALID' },
      });
      const sent = await call('execute_task', { device_id: phone, session_id, confirmation_token });
      expect(sent).toMatchObject({
        stop_reason: 'TASK_COMPLETED_SUCCESSFULLY',
        session_id,
        values: { sent: { to: '李四', text: '你好' } },
      });
      expect(await call('execute_task', { device_id: phone, session_id, confirmation_token })).toMatchObject({
        error: { code: 'INPUT_INVALID' },
      });
    },
    limitMs,
  );

  test(
    'a confirmation is spent by its first use, also by a wrong one',
    async () => {
      const args = { device_id: phone, app: 'wechat', intent: 'send_message', task: '给两个人问好' };
      const ask = async (recipient: string) =>
        (await call('execute_task', { ...args, values: { recipient, text: '早' } })) as unknown as ExecuteTaskResult;
      const first = await ask('李四');
      const second = await ask('张三');
      const wrong = { device_id: phone, session_id: second.session_id, confirmation_token: first.confirmation?.token };
      expect(await call('execute_task', wrong)).toMatchObject({ error: { code: 'NEEDS_CONFIRMATION' } });
      const spent = { ...wrong, session_id: first.session_id };
      expect(await call('execute_task', spent)).toMatchObject({ error: { code: 'NEEDS_CONFIRMATION' } });
    },
    limitMs,
  );

  test.each([
    [{ device_id: 'nowhere', task: 'x' }, 'NO_DEVICE'],
    [{ task: undefined }, 'INPUT_INVALID'],
    [{ session_id: 'none' }, 'TASK_UNKNOWN'],
    [{ task: 'x', app: 'Taobo' }, 'APP_NOT_INSTALLED'],
  ])('%j is refused with %s', async (args, code) => {
    expect(await call('execute_task', { device_id: phone, ...args })).toMatchObject({ error: { code } });
  });
});

describe('single looks and actions', () => {
  test('no picture leaves by default: what it shows comes in words', async () => {
    const answer = await linked.client.callTool({ name: 'get_screenshot', arguments: { device_id: phone } });
    expect((answer.content as { type: string }[]).map(({ type }) => type)).toEqual(['text']);
    expect(answer.structuredContent).toMatchObject({ width: 1080, height: 2400, text: expect.stringContaining('\n') });
  });

  test('an app opens by name, an unknown one opens nothing', async () => {
    expect(await call('awake', { device_id: phone, app: '淘宝' })).toMatchObject({
      executed: true,
      package: 'com.taobao.taobao',
    });
    expect(await call('awake', { device_id: phone, app: '快手' })).toMatchObject({ executed: false });
    expect(await call('describe_screen', { device_id: phone })).toMatchObject({ app: 'com.taobao.taobao' });
  });

  test('the screen is told in words, and swipes and keys are done', async () => {
    await call('awake', { device_id: phone, app: '微信', restart: true });
    const { text } = await call('describe_screen', { device_id: phone });
    expect(text).toMatch(/<NAME_\d+>/);
    expect(text).not.toContain('李四');
    expect(await call('swipe', { device_id: phone, point1: [500, 700], point2: [500, 400] })).toMatchObject({
      executed: true,
    });
    expect(await call('hotkey', { device_id: phone, key: 'back' })).toMatchObject({ executed: true });
  });

  test(
    'a brain that drives sees points, acts on the screen it saw, and sends what the user allowed once',
    async () => {
      const values = { recipient: '李四', text: '三点开会' };
      const consent = { request: '给李四发消息', confirmed: true, app: 'wechat', intent: 'send_message', values };
      const steered = { device_id: phone, task_id: 'driven', consent };
      const look = async (): Promise<{ text: string; frame_id: string }> =>
        (await call('describe_screen', { ...steered, points: true })) as never;
      const act = async (name: GuiToolName, args: object): Promise<object> => {
        const { frame_id } = await look();
        return call(name, { ...steered, frame_id, ...args });
      };
      const pointOf = async (words: string | RegExp): Promise<number[]> => {
        const line = (await look()).text.split('\n').find((one) => one.match(words)) ?? '';
        return (/@(\d+),(\d+)/.exec(line)?.slice(1) ?? []).map(Number);
      };
      await call('awake', { ...steered, app: '微信', restart: true });
      const stale = (await look()).frame_id;
      // The recipient is in the user's own words, so the list names him.
      expect(await act('click', { point: await pointOf('李四') })).toMatchObject({
        executed: true,
        screen_changed: true,
      });
      await look();
      expect(await call('click', { ...steered, frame_id: stale, point: [500, 500] })).toMatchObject({
        error: { code: 'SCREEN_CHANGED' },
      });
      const send = async (): Promise<object> => {
        await act('input_text', { point: await pointOf('field "'), text: values.text });
        return act('click', { point: await pointOf(/\[发送\]/) });
      };
      expect(await send()).toMatchObject({ executed: true, reached_others: true });
      expect(await send()).toMatchObject({ error: { code: 'NEEDS_CONFIRMATION' } });
      await act('input_text', { point: await pointOf('field "'), text: '别的话' });
      expect(await act('click', { point: await pointOf(/\[发送\]/) })).toMatchObject({
        error: { code: 'NEEDS_CONFIRMATION' },
      });
    },
    limitMs,
  );
});

describe('a client of gelab-zero, over HTTP and without a cloud', () => {
  let client: Client;
  let address: URL;
  beforeAll(async () => {
    await vi.waitUntil(() => bridge.lines.length > 0, { timeout: 15_000 });
    address = new URL((JSON.parse(bridge.lines[0] ?? '') as { mcpUrl: string }).mcpUrl);
    client = new Client({ name: 'gelab', version: '0' }, { versionNegotiation: { mode: 'legacy' } });
    await client.connect(new StreamableHTTPClientTransport(address));
  });
  afterAll(() => client?.close());

  const ask = async (args: object): Promise<Record<string, unknown>> => {
    const answer = await client.callTool({ name: 'ask_agent', arguments: { ...args } }, { timeout: limitMs });
    const said = JSON.parse((answer.content as { text: string }[])[0]?.text ?? '') as Record<string, unknown>;
    if (!answer.isError) expect(answer.structuredContent).toEqual(said);
    return said;
  };

  test('lists the phones', async () => {
    const ids = await client.callTool({ name: 'list_connected_devices', arguments: {} });
    expect(JSON.parse((ids.content as { text: string }[])[0]?.text ?? '')).toEqual([phone]);
    expect(ids.structuredContent).toEqual({ result: [phone] });
  });

  test(
    'asks, is asked, answers, and the session goes on where it was',
    async () => {
      const none = { session_id: null, reply_from_client: null };
      model.play(() => 'INFO\tvalue:哪一个？');
      const asked = await ask({ device_id: phone, task: '打开设置，看看版本', max_steps: 5, ...none });
      expect(asked).toMatchObject({
        device_info: { device_id: phone, device_wm_size: [1080, 2400] },
        task: '打开设置，看看版本',
        final_action: { agent_action: { action: 'INFO', value: '哪一个？' }, global_step_idx: 1 },
        stop_reason: 'INFO_ACTION_NEEDS_REPLY',
        local_step_idx: 1,
        global_step_idx: 1,
      });
      const { session_id } = asked;
      const actions = ['WAIT\tvalue:1', 'COMPLETE\treturn:看到了'];
      model.play(() => actions.shift() ?? 'ABORT\tvalue:no more');
      const ended = await ask({ device_id: phone, task: null, session_id, reply_from_client: '左边的' });
      expect(ended).toMatchObject({
        session_id,
        reply_from_client: '左边的',
        final_action: { agent_action: { action: 'COMPLETE', return: '看到了' }, global_step_idx: 3 },
        stop_reason: 'TASK_COMPLETED_SUCCESSFULLY',
        local_step_idx: 2,
        global_step_idx: 3,
      });
      expect(model.asked).toMatch(/哪一个？.*左边的/s);
      expect(await ask({ device_id: phone, task: 'x', session_id })).toMatchObject({
        error: { code: 'INPUT_INVALID' },
      });
    },
    limitMs,
  );

  test('nothing is served to a page in a browser, nor under another name', async () => {
    const { port } = address;
    const statusFor = async (headers: Record<string, string>): Promise<number | undefined> => {
      const request = http.request({ port, path: '/mcp', method: 'POST', headers });
      request.end('{}');
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await statusFor({ origin: 'http://evil.example' })).toBe(403);
    expect(await statusFor({ host: `evil.example:${port}` })).toBe(403);
    expect(await statusFor({})).toBeGreaterThanOrEqual(400);
    expect((await fetch(new URL('/', address))).status).toBe(404);
  });
});

test(
  'a broken link is dialled again, and the phone is still there; nothing that lets anybody in was logged',
  async () => {
    linked.link.close();
    linked = await cloud.next();
    await cloud.dropSockets();
    const { devices } = await call('get_device_list', {});
    expect(devices).toMatchObject([{ device_id: phone, state: 'idle' }]);
    const [resumeToken = ''] = cloud.resumeTokens;
    expect(resumeToken).not.toBe('');
    const log = bridge.log();
    expect(log).toContain('"level"');
    for (const secret of [cloud.token, resumeToken, handKey, pairingCode]) expect(log).not.toContain(secret);
  },
  limitMs,
);

test(
  'a wrong token ends the bridge with one line that says so',
  async () => {
    const refused = startBridge('wrong');
    const [code] = (await once(refused.child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(JSON.parse(refused.lines[0] ?? '')).toMatchObject({ error: { code: 'LINK_REFUSED' } });
  },
  limitMs,
);

test(
  'killed with SIGKILL, the bridge leaves no process behind',
  async () => {
    const doomed = startBridge(cloud.token);
    await cloud.next();
    await expect.poll(() => doomed.lines.length, { timeout: 10_000 }).toBeGreaterThan(0);
    const family = descendantsOf(doomed.child.pid ?? 0);
    expect(family.length).toBeGreaterThanOrEqual(2);
    doomed.child.kill('SIGKILL');
    await expect.poll(() => family.filter(isRunning), { timeout: 15_000 }).toEqual([]);
  },
  limitMs,
);

/** Processes that a process started, and those that these started; by /proc. */
function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(name) : undefined;
    const parent = stat && /\) \S (\d+)/.exec(stat)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const found = [pid];
  for (const [child, parent] of [...parents].sort(([a], [b]) => a - b)) if (found.includes(parent)) found.push(child);
  return found.slice(1);
}

function readStat(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  const stat = readStat(String(pid));
  return stat !== undefined && !/\) Z /.test(stat);
}
