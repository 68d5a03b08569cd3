// The MCP server as other agents meet it: the real client over both transports, on a whole service.
import { pathToFileURL } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { countTokens } from 'gpt-tokenizer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announceService, withdrawService } from '../cli/service-file.js';
import { builtProgram } from '../process.js';
import { connectBridge, type TestBridge } from '../testing/bridge.js';
import { ask, post, startTestCloud, type TestCloud } from '../testing/cloud.js';
import { messageDraft, openDraft, priceDraft } from '../testing/drafts.js';
import { endlessHand, pricedHand } from '../testing/phone.js';
import { agentTools, instructions } from './tools.js';

const mostTools = 12;
const mostTokens = 2500;
const commandLine = pathToFileURL(builtProgram('cli/main.js')).href;
const picture = Buffer.from('a picture'.repeat(200)).toString('base64');

let rig: TestCloud;
let bridge: TestBridge;
const endless = endlessHand();
const priced = pricedHand({ taobao: 100, jd: 200 });

beforeAll(async () => {
  rig = await startTestCloud((command) => {
    if (command.startsWith('Compare')) return priceDraft('tea', ['taobao', 'jd']);
    return command.startsWith('open') ? openDraft('wechat') : messageDraft('Zhang San', 'at three');
  });
  bridge = await connectBridge({
    url: rig.cloud.bridgeUrl,
    token: rig.cloud.token,
    serials: ['phone-1'],
    screen: picture,
    steer: () => ({ text: 'Settings\n[Wi-Fi]', app: 'com.android.settings', frame_id: 'f1' }),
    work: (input, tools) => (input.intent === 'open' ? endless.work(input, tools) : priced(input, tools)),
  });
  announceService(rig.home, { url: rig.cloud.url, token: rig.cloud.token, pid: process.pid });
});

afterAll(async () => {
  withdrawService(rig.home, process.pid);
  await bridge?.close();
  await rig?.close();
});

type Era = 'auto' | 'legacy';

async function overHttp(era: Era = 'auto', token: string = rig.cloud.token): Promise<Client> {
  const headers = { authorization: `Bearer ${token}` };
  const client = new Client({ name: 'test', version: '0' }, { versionNegotiation: { mode: era } });
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', rig.cloud.url), { requestInit: { headers } }));
  return client;
}

/** The command line as `npm start -- mcp` runs it, without the set-up before it. */
async function overStdio(): Promise<Client> {
  const client = new Client({ name: 'test', version: '0' }, { versionNegotiation: { mode: 'auto' } });
  const args = ['--input-type=module', '-e', `import { main } from '${commandLine}'; await main(['mcp'])`];
  const env = { ...(process.env as Record<string, string>), FARHAND_HOME: rig.home };
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: 'pipe' }));
  return client;
}

async function call<T = Record<string, unknown>>(client: Client, name: string, input: object = {}): Promise<T> {
  const answer = await client.callTool({ name, arguments: { ...input } });
  expect(answer.isError, JSON.stringify(answer.content)).toBeFalsy();
  return answer.structuredContent as T;
}

test('there are at most 12 tools, and all their text takes at most 2,500 tokens', async () => {
  const client = await overHttp();
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual(Object.keys(agentTools).sort());
  expect(tools.length).toBeLessThanOrEqual(mostTools);
  const text = [client.getInstructions() ?? '', ...tools.map((tool) => JSON.stringify(tool))];
  expect(text[0]).toBe(instructions);
  expect(countTokens(text.join('\n'))).toBeLessThanOrEqual(mostTokens);
  await client.close();
});

describe.each([
  ['streamable HTTP', () => overHttp()],
  ['streamable HTTP, as clients of before 2026 speak it', () => overHttp('legacy')],
  ['stdio', overStdio],
])('over %s', (_name, connect) => {
  let client: Client;
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client.close());

  test('a task is run, followed to its answer, and found in the list', async () => {
    const { task_id } = await call<{ task_id: string }>(client, 'run_task', { command: 'Compare tea prices' });
    const followed = await call(client, 'follow_task', { task_id });
    expect(followed).toMatchObject({ task_id, status: 'done', result: { answer: expect.stringContaining('Taobao') } });
    expect(followed.steps).toContain('s1 step 2 COMPLETE: Read the price');
    const rest = await call(client, 'follow_task', { task_id, after: followed.next });
    expect(rest).toMatchObject({ status: 'done', steps: [], next: followed.next });
    const { tasks } = await call<{ tasks: { taskId: string }[] }>(client, 'list_tasks', { limit: 1 });
    expect(tasks).toMatchObject([{ taskId: task_id, status: 'done' }]);
  });

  test('phones are listed and looked at', async () => {
    const { devices } = await call<{ devices: object[] }>(client, 'list_devices');
    expect(devices).toMatchObject([{ device_id: 'phone-1', state: 'idle' }]);
    const { content } = await client.callTool({ name: 'screenshot', arguments: { device: 'phone-1' } });
    expect(content[0]).toEqual({ type: 'image', data: picture, mimeType: 'image/jpeg' });
    const init = { headers: { accept: 'image/*' } };
    const shown = await ask(rig.cloud, '/v1/devices/phone-1/screenshot', init);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await shown.arrayBuffer()).toString('base64')).toBe(picture);
    const written = await (await ask(rig.cloud, '/v1/devices/phone-1/screenshot')).json();
    expect(written).toEqual({ width: 2, height: 4, mimeType: 'image/jpeg', picture });
    expect(await call(client, 'describe_screen', { device: 'phone-1' })).toMatchObject({ text: 'Settings\n[Wi-Fi]' });
    expect(await call(client, 'hand_back', { device: 'phone-1' })).toMatchObject({ was_taken_over: false });
  });
});

test('a task that asks is answered once, however often the answer is given', async () => {
  const client = await overHttp();
  const { task_id } = await call<{ task_id: string }>(client, 'run_task', { command: 'Tell Zhang San: at three' });
  expect(await call(client, 'follow_task', { task_id })).toMatchObject({
    status: 'needs_user',
    result: { error: { code: 'NEEDS_CONFIRMATION' } },
  });
  const answers = await Promise.all(
    [1, 2, 3].map(() => call<{ task_id: string }>(client, 'answer_task', { task_id, allow: true })),
  );
  const [next] = answers;
  expect(new Set(answers.map((answer) => answer.task_id)).size).toBe(1);
  expect(next?.task_id).not.toBe(task_id);
  expect(await call(client, 'follow_task', { task_id: next?.task_id })).toMatchObject({ status: 'done' });
  const sent = bridge.received.filter(({ intent }) => intent === 'send_message');
  expect(sent).toMatchObject([{ confirmed: true }]);
  await client.close();
});

test('a long task is told as far as it has come, and can be cancelled', async () => {
  const client = await overHttp();
  const { task_id } = await call<{ task_id: string }>(client, 'run_task', { command: 'open WeChat' });
  await endless.begun;
  const running = await call(client, 'follow_task', { task_id, wait_seconds: 1 });
  expect(running).toMatchObject({ status: 'running', steps: expect.arrayContaining(['s1 begins on phone-1']) });
  await call(client, 'cancel_task', { task_id });
  const ended = await call(client, 'follow_task', { task_id, after: running.next });
  expect(ended).toMatchObject({ status: 'failed', result: { error: { code: 'CANCELLED' } } });
  await client.close();
});

test('what cannot be done is an error of the table, and what was misspelt is named', async () => {
  const client = await overHttp();
  const unknown = await client.callTool({ name: 'follow_task', arguments: { task_id: 'none' } });
  expect(unknown.isError).toBe(true);
  expect(JSON.stringify(unknown.content)).toContain('TASK_UNKNOWN');
  const away = await client.callTool({ name: 'screenshot', arguments: { device: 'phone-2' } });
  expect(JSON.stringify(away.content)).toContain('NO_DEVICE');
  const odd = await client.callTool({ name: 'run_task', arguments: { comand: 'x' } });
  expect(odd.isError).toBe(true);
  expect(JSON.stringify(odd.content)).toContain('comand');
  await client.close();
});

test('without a token there is no MCP, and a token that may only run tasks is offered no phones', async () => {
  await expect(overHttp('auto', 'wrong')).rejects.toThrow();
  const request = { user: 'local', name: 'an agent', scopes: ['tasks'] };
  const { token } = (await (await post(rig.cloud, '/v1/tokens', request)).json()) as { token: string };
  const client = await overHttp('auto', token);
  const names = (await client.listTools()).tools.map(({ name }) => name);
  expect(names).toContain('run_task');
  expect(names).not.toContain('screenshot');
  await client.close();
});
