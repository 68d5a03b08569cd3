// The quick part of our suite as anybody would run it: a process that is killed at work, and gone on with. What passes
// today has to pass tomorrow.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { delay } from '@farhand/shared';
import { afterAll, expect, test } from 'vitest';
import type { Attempt } from '../attempt.js';
import type { Summary } from '../report/summary.js';
import { RunFolder } from './run-folder.js';

/** Of thirteen tasks. Raise it when more of them pass; a lower one needs a reason. */
const leastPassed = 4;
const runLimitMs = 300_000;
const lookMs = 50;

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'farhand-quick-'));
const out = join(home, 'run');
const results = join(out, 'results.jsonl');
const running = new Set<ChildProcess>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

function bench(...words: string[]): ChildProcess {
  // What a killed run leaves in the system's folder for such things is to go with the test's own.
  const env = { ...process.env, TMPDIR: home };
  const child = spawn(process.execPath, [main, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.stderr?.resume();
  return child;
}

test(
  'the quick tasks come out as they did, also when the run is killed on the way',
  async () => {
    const killed = bench('androiddaily', '--subset', 'quick', '--mode', 'edge-cloud', '--out', out);
    const ended = once(killed, 'exit');
    killed.stdout?.resume();
    while (lines().length < 2) {
      if (killed.exitCode !== null) throw new Error(`the run ended with ${killed.exitCode}`);
      await delay(lookMs);
    }
    killed.kill('SIGKILL');
    await ended;
    const before = lines();

    const resumed = bench('resume', out, '--json');
    const [said] = await Promise.all([text(resumed.stdout as NodeJS.ReadableStream), once(resumed, 'exit')]);
    const summary = JSON.parse(said) as Summary & { report: string };
    const [arm] = summary.arms;
    const attempts = RunFolder.open(out).attempts();
    expect(lines().slice(0, before.length)).toEqual(before);
    expect(new Set(attempts.map(({ taskId }) => taskId)).size).toBe(summary.attemptsPlanned);
    expect(attempts.filter(({ labels }) => !labels.includes('environment'))).toHaveLength(summary.attemptsPlanned);
    expect(arm?.passed, failures(attempts)).toBeGreaterThanOrEqual(leastPassed);

    const passed = attempts.find(({ verdict }) => verdict.pass);
    const kept = readdirSync(join(out, passed?.folder ?? ''));
    expect(kept).toEqual(expect.arrayContaining(['001.jpg', 'after.json', 'attempt.json', 'steps.jsonl']));
    expect(readFileSync(summary.report, 'utf8')).toContain('data:image/jpeg;base64');
  },
  runLimitMs,
);

function lines(): string[] {
  return existsSync(results) ? readFileSync(results, 'utf8').split('\n').slice(0, -1) : [];
}

function failures(attempts: readonly Attempt[]): string {
  return attempts
    .filter(({ verdict }) => !verdict.pass)
    .map(({ taskId, labels, report }) => `${taskId}: ${labels.join(', ')}: ${report.slice(0, 100)}`)
    .join('\n');
}
