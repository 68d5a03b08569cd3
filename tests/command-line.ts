// Runs the real command line as a user would, in a process of its own, with a data folder of its own.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../setup/start.mjs', import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export class CommandLine {
  readonly home: string;
  readonly #env: Record<string, string>;
  readonly #running = new Set<Running>();

  constructor(env: Record<string, string> = {}) {
    this.home = mkdtempSync(join(tmpdir(), 'farhand-test-'));
    this.#env = env;
  }

  /** Runs to the end. */
  run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
    return this.start(args, env).ended;
  }

  start(args: readonly string[], env: Record<string, string> = {}): Running {
    const running = new Running(args, { ...process.env, ...this.#env, FARHAND_HOME: this.home, ...env });
    this.#running.add(running);
    running.ended.finally(() => this.#running.delete(running)).catch(() => {});
    return running;
  }

  /** Ends what still runs, then removes the data. */
  async close(): Promise<void> {
    for (const running of this.#running) running.interrupt();
    await Promise.allSettled([...this.#running].map(({ ended }) => ended));
    rmSync(this.home, { recursive: true, force: true });
  }
}

export class Running {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  #stdout = '';
  #stderr = '';
  readonly #waiting = new Set<() => void>();

  constructor(args: readonly string[], env: NodeJS.ProcessEnv) {
    const startedMs = performance.now();
    this.#child = spawn(process.execPath, [start, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], cwd: tmpdir() });
    this.#child.stdout.on('data', (chunk) => {
      this.#stdout += chunk;
      this.#wake();
    });
    this.#child.stderr.on('data', (chunk) => {
      this.#stderr += chunk;
      this.#wake();
    });
    this.ended = once(this.#child, 'close').then(([exitCode]) => ({
      exitCode: exitCode as number | null,
      stdout: this.#stdout,
      stderr: this.#stderr,
      seconds: (performance.now() - startedMs) / 1000,
    }));
    this.ended.finally(() => this.#wake());
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves with the output so far once it matches; rejects when the process ends without. */
  async seen(pattern: RegExp): Promise<string> {
    let ended = false;
    this.ended.finally(() => {
      ended = true;
    });
    for (;;) {
      const output = this.#stdout + this.#stderr;
      if (pattern.test(output)) return output;
      if (ended) throw new Error(`The command ended without ${pattern}:\n${output}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  interrupt(signal: NodeJS.Signals = 'SIGINT'): void {
    this.#child.kill(signal);
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
