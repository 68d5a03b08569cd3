// The one door to other processes: argument arrays only, a limit and a signal on everything, and a lifeline for what
// runs beside us. Node children get lifeline.ts preloaded, so that they end with us however we end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { abortReason } from '@farhand/shared';

const maxOutputBytes = 4 * 1024 * 1024;
const keptLines = 40;

export interface RunOptions {
  /** Time after which the process is killed. */
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs to the end. Rejects when the file cannot be started (ENOENT), on abort, and when the limit has passed. */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const { signal, limitMs } = options;
    if (signal?.aborted) return reject(abortReason(signal));
    const child = spawn(file, args, { env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let failure: Error | undefined;
    const end = (error: Error) => {
      failure ??= error;
      child.kill('SIGKILL');
    };
    const onAbort = () => end(abortReason(signal as AbortSignal));
    const timer = setTimeout(
      () => end(new Error(`${file} ${args.join(' ')} did not end within ${limitMs} ms`)),
      limitMs,
    );
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.length > maxOutputBytes) end(new Error(`${file} printed more than ${maxOutputBytes} bytes`));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-maxOutputBytes);
    });
    child.on('error', (error) => {
      finish();
      reject(error);
    });
    // 'exit' and not 'close': a daemon that the process leaves behind may keep its pipes open for ever.
    child.on('exit', (code) => {
      finish();
      setImmediate(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        if (failure) reject(failure);
        else resolve({ code, stdout, stderr });
      });
    });
  });
}

export interface Companion {
  readonly pid: number;
  /** Resolves once, with a sentence for people, when the process has ended. */
  readonly ended: Promise<string>;
  readonly running: boolean;
  /** Lines of stdout as they come. */
  onLine(listener: (line: string) => void): void;
  /** The last lines of both outputs, for an error's sentence. */
  lastLines(): string;
  /** Sends a message to a companion that was started with `onMessage`; to one that has ended, nothing happens. */
  tell(message: object): void;
  /** SIGTERM, then SIGKILL after `graceMs`. May be called again. */
  stop(graceMs?: number): Promise<void>;
}

export interface CompanionOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** What the lifeline does when we are gone, before it ends the process. */
  readonly lastWill?: LastWill;
  /** Opens a channel for messages both ways, whose bytes are copied as they are; told what the companion sends. */
  readonly onMessage?: (message: unknown) => void;
}

/** Read by lifeline.ts from the environment variable FARHAND_LAST_WILL, as JSON. */
export interface LastWill {
  /** One command to run: file and arguments. */
  readonly run?: readonly string[];
  /** One folder to remove. */
  readonly remove?: string;
}

/** Starts a Node program that lives beside us and ends with us, even when we are killed. */
export function startCompanion(script: string, args: readonly string[], options: CompanionOptions = {}): Companion {
  const lifeline = pathToFileURL(builtModule('phone/lifeline.js')).href;
  const child = spawn(process.execPath, ['--import', lifeline, script, ...args], {
    env: { ...process.env, ...options.env, FARHAND_LAST_WILL: JSON.stringify(options.lastWill ?? {}) },
    ...(options.cwd ? { cwd: options.cwd } : {}),
    stdio: options.onMessage ? ['pipe', 'pipe', 'pipe', 'ipc'] : ['pipe', 'pipe', 'pipe'],
    serialization: 'advanced',
  });
  if (options.onMessage) child.on('message', options.onMessage);
  return watch(child, script);
}

function watch(child: ChildProcess, name: string): Companion {
  const kept: string[] = [];
  const listeners: ((line: string) => void)[] = [];
  const keep = (line: string) => {
    kept.push(line);
    if (kept.length > keptLines) kept.shift();
  };
  eachLine(child.stdout, (line) => {
    keep(line);
    for (const listener of listeners) listener(line);
  });
  eachLine(child.stderr, keep);
  child.stdin?.on('error', () => {});
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`${name} could not be started: ${error.message}`));
    child.on('exit', (code, signal) => resolve(`${name} ended with ${signal ?? `code ${code}`}`));
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  return {
    pid: child.pid ?? -1,
    ended,
    get running() {
      return isRunning();
    },
    onLine: (listener) => listeners.push(listener),
    lastLines: () => kept.join('\n'),
    tell: (message) => {
      // A channel that closes in between is what `ended` tells.
      if (child.connected) child.send(message, () => {});
    },
    stop: async (graceMs = 3000) => {
      if (!isRunning()) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exit;
      clearTimeout(timer);
    },
  };
}

function eachLine(stream: NodeJS.ReadableStream | null, listener: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(-10_000);
    for (const line of lines) listener(line);
  });
}

/** A compiled module of this package, wherever this file runs from: other processes can only run what is built. */
export function builtModule(path: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'dist', path);
}
