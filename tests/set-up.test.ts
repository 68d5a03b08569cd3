// The set-up of a checkout: one at a time, and nothing left behind or stuck when one is killed.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { leftOver, processesOf } from './processes.js';

const lock = new URL('../setup/lock.mjs', import.meta.url).href;
const run = new URL('../setup/run.mjs', import.meta.url).href;
const fingerprints = new URL('../setup/fingerprint.mjs', import.meta.url).href;

let folder: string;
let children: ChildProcessByStdio<null, Readable, null>[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'farhand-test-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(script: string): ChildProcessByStdio<null, Readable, null> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function says(child: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  const [chunk] = await once(child.stdout, 'data');
  return String(chunk).trim();
}

function holder(): ChildProcessByStdio<null, Readable, null> {
  return start(`
    import { withLock } from '${lock}';
    await withLock('${folder}', () => console.log('waits'), () => {
      console.log('holds');
      return new Promise((resolve) => setTimeout(resolve, 60_000));
    });
  `);
}

test('a second start waits for the first, and goes on when that one is killed', async () => {
  const first = holder();
  expect(await says(first)).toBe('holds');
  const second = holder();
  expect(await says(second)).toBe('waits');
  first.kill('SIGKILL');
  expect(await says(second)).toBe('holds');
});

test('what a killed start was running ends with it', async () => {
  const marker = randomUUID();
  const owner = start(`
    import { runTied } from '${run}';
    console.log('runs');
    await runTied(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', '${marker}'], { what: 'a step' });
  `);
  await says(owner);
  // The owner, the tie and the command.
  await expect.poll(() => processesOf(marker).length, { timeout: 10_000 }).toBe(3);
  owner.kill('SIGKILL');
  expect(await leftOver(marker, 5000)).toEqual([]);
});

test('a change of a file is seen whatever its size and time say, also when all that was read is remembered', async () => {
  const { fingerprint } = (await import(fingerprints)) as {
    fingerprint: (root: string, paths: readonly string[], endings?: readonly string[]) => string;
  };
  const file = join(folder, 'one.ts');
  const settled = new Date(2020, 1, 1);
  const write = (content: string): void => {
    writeFileSync(file, content);
    utimesSync(file, settled, settled);
  };
  write('a');
  writeFileSync(join(folder, 'two.md'), 'never asked about');
  const ofTs = (): string => fingerprint(folder, ['.'], ['.ts']);
  const first = ofTs();
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect(ofTs()).toBe(first);
  expect(readFileSync(join(folder, '.farhand/fingerprints.json'), 'utf8')).toContain(first);
  expect(ofTs()).toBe(first);
  write('b');
  expect(ofTs()).not.toBe(first);
  write('a');
  expect(ofTs()).toBe(first);
});
