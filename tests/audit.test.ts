// A task's record from end to end: a message is sent by the whole house, and `audit` shows it to people and to scripts,
// finds what was changed in it and bears with what a crash leaves.
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { House } from './house.js';

const main = new URL('../cloud/dist/cli/main.js', import.meta.url).href;

let house: House;
let task: string;
beforeAll(async () => {
  house = await House.open(1);
  const result = await house.ask('给微信上的李四发消息：晚点到', { confirmed: true });
  expect(result).toMatchObject({ status: 'done', answer: expect.stringContaining('李四') });
  task = result.taskId;
});
afterAll(() => house?.close());

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
