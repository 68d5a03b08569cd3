// What a task leaves behind: a message is sent by the whole house, and `audit` shows its record to people and to scripts,
// finds what was changed in it and bears with what a crash leaves; a collector is told its trace.
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { House } from './house.js';

const main = new URL('../cloud/dist/cli/main.js', import.meta.url).href;

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

interface Batch {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

const spans: Span[] = [];
let collector: Server;
let house: House;
let task: string;
beforeAll(async () => {
  collector = createServer((request, response) => {
    void json(request).then((body) => {
      const { resourceSpans } = body as Batch;
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as { port: number };
  house = await House.open(1, { FARHAND_OTLP_URL: `http://127.0.0.1:${port}` });
  const body = { command: '给微信上的李四发消息：晚点到', confirmed: true };
  task = (await house.request<{ taskId: string }>('POST', '/v1/tasks', body)).taskId;
  const result = await house.cloud.result(task);
  expect(result).toMatchObject({ status: 'done', answer: expect.stringContaining('李四') });
});
afterAll(async () => {
  await house?.close();
  collector?.closeAllConnections();
  collector?.close();
});

async function audit(...args: string[]): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const script = 'const { main } = await import(process.argv[1]); await main(process.argv.slice(2));';
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, main, 'audit', ...args], {
    env: { ...process.env, FARHAND_HOME: house.home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { exitCode, stdout, stderr };
}

const file = (): string => join(house.home, 'audit', `${task}.jsonl`);

test('the record says what was done, what the gate made of it, and what left', async () => {
  const { exitCode, stdout } = await audit(task, '--json');
  expect(exitCode).toBe(0);
  const record = JSON.parse(stdout) as { lines: Record<string, unknown>[]; ledger: Record<string, unknown>[] };
  expect(record).toMatchObject({ task, intact: true, ended: true, torn: [] });
  const sending = record.lines.filter(({ kind, class: of }) => kind === 'gate' && of === 'outward');
  expect(sending).toMatchObject([{ gate: 'allow', action: 'CLICK', why: expect.stringContaining('晚点到') }]);
  expect(record.lines.at(-1)).toMatchObject({ kind: 'sent', class: 'report' });
  expect(record.ledger.map((row) => row.class)).toEqual(expect.arrayContaining(['caption', 'report']));
});

test('people get a table, and the list of tasks', async () => {
  const shown = await audit(task);
  expect(shown.stdout).toMatch(/begun .*晚点到/);
  expect(shown.stdout).toMatch(/to the cloud +report +1 × +\d+ bytes/);
  expect(shown.stdout).toMatch(/✓ \d+ lines, unbroken/);
  expect((await audit()).stdout).toContain(task);
  const unknown = await audit('nothing');
  expect(unknown).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('TASK_UNKNOWN') });
});

test('a changed line is named, and a line that a crash cut off is borne with', async () => {
  const whole = readFileSync(file(), 'utf8');
  appendFileSync(file(), '{"seq":99,"ti');
  const torn = await audit(task);
  expect(torn).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('was cut off when the bridge stopped') });
  const lines = whole.split('\n');
  writeFileSync(file(), lines.with(4, (lines[4] ?? '').replace('"time":"2', '"time":"3')).join('\n'));
  const changed = await audit(task);
  expect(changed).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('broken at line 5') });
});

test('one trace leads from the request over task and step to the tap, and says nothing of what was sent', async () => {
  const toTaps = () => spans.filter(({ name }) => name === 'action CLICK').map(wayTo);
  const way = ['POST /v1/tasks', 'task', 'subtask s1', 'execute_task', 'step', 'action CLICK'];
  // Spans are sent every few seconds, each when it has ended.
  await expect.poll(toTaps, { timeout: 20_000 }).toContainEqual(way);
  expect(JSON.stringify(spans)).not.toMatch(/晚点到|李四/);
}, 30_000);

/** Names from the root of the span's trace to the span. */
function wayTo(span: Span): string[] {
  const parent = spans.find(({ spanId, traceId }) => spanId === span.parentSpanId && traceId === span.traceId);
  return parent ? [...wayTo(parent), span.name] : [span.name];
}
