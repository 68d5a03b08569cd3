// The phone as a process of its own. Runs what is built, as whoever starts it does.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { readOptions } from './options.js';
import { readSnapshot } from './snapshot/file.js';
import { startVirtualPhone } from './start.js';

const program = fileURLToPath(new URL('../dist/virtual-phone/main.js', import.meta.url));
const children: ChildProcess[] = [];

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], { stdio: 'pipe' });
  children.push(child);
  return child;
}

async function firstText(stream: NodeJS.ReadableStream | null): Promise<string> {
  const [chunk] = (await once(stream as NodeJS.ReadableStream, 'data')) as [Buffer];
  return chunk.toString('utf8');
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

test('says where it is once it is ready, ends with its standard input or on SIGTERM, and begins with the snapshot of one that ended, with the clock it is told', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'farhand-phone-'));
  const file = path.join(folder, 'phone.json');
  const first = start('--seed', '5', '--switch', 'density=300', '--save', file, '--json');
  const { serial, controlUrl } = JSON.parse(await firstText(first.stdout)) as { serial: string; controlUrl: string };
  expect(serial).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(await (await fetch(`${controlUrl}/state`)).json()).toMatchObject({ unknownCommands: [] });
  first.stdin?.end();
  expect(await once(first, 'exit')).toEqual([0, null]);

  const second = start('--snapshot', file, '--time', '2027-01-01 09:00', '--freeze', '--json');
  const again = JSON.parse(await firstText(second.stdout)) as { controlUrl: string };
  expect(await (await fetch(`${again.controlUrl}/state`)).json()).toMatchObject({
    display: { dpi: 300 },
    clock: { isFrozen: true, timeMs: Date.UTC(2027, 0, 1, 1) },
  });
  second.kill('SIGTERM');
  expect(await once(second, 'exit')).toEqual([0, null]);
  rmSync(folder, { recursive: true });
}, 40_000);

test.each([
  [['--seed', 'x'], "--seed must be a whole number, got 'x'"],
  [['--sead', '1'], "Unknown option '--sead'"],
  [['--time-scale', '-1'], '--time-scale'],
  [['--switch', 'pop-up'], 'popup'],
])('bad usage %j is explained', (args, message) => {
  expect(() => readOptions(args)).toThrow(expect.objectContaining({ code: expect.stringMatching(/USAGE|INVALID/) }));
  expect(complaintOf(() => readOptions(args))).toContain(message);
});

test('what the phone itself refuses ends the program with the sentence and its code', async () => {
  const child = start('--port', '5555');
  const exit = once(child, 'exit');
  expect(await firstText(child.stderr)).toContain('Port 5555 is one that adb servers claim');
  expect(await exit).toEqual([2, null]);
}, 20_000);

test('a snapshot that is not there and a time that is none are named', async () => {
  await expect(readSnapshot('/nowhere.json')).rejects.toThrow('The snapshot /nowhere.json cannot be read');
  const phone = await startVirtualPhone({ seed: 1 });
  expect(() => phone.changeClock({ time: 'noon' })).toThrow('"noon" is no time');
  await phone.close();
});

function complaintOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (thrown) {
    const { message, hint } = thrown as { message: string; hint?: string };
    return `${message} ${hint}`;
  }
}
