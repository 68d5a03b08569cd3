// A real Appium server as a process of our own. It gets a private home whose node_modules links to the appium and
// driver of this installation: Appium finds its driver there from any current directory, and writes its cache there and
// not into a folder that other users and checkouts share. It ends with the adb server: without that, a command or a session
// that is being opened would hang for up to a minute and a half, and what was sent to a phone could arrive after its time.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { delay, FarhandError } from '@farhand/shared';
import type { Adb } from './adb.js';
import { freePort } from './free-port.js';
import { type Companion, startCompanion } from './process.js';

const startLimitMs = 30_000;
const statusPollMs = 50;
const startAttempts = 2;
const require = createRequire(import.meta.url);

export class AppiumServer {
  readonly #adb: Adb;
  readonly #folder: string;
  #process: Companion | undefined;
  #starting: Promise<number> | undefined;
  #port = 0;
  readonly #stopping = new AbortController();

  constructor(adb: Adb) {
    this.#adb = adb;
    this.#folder = mkdtempSync(join(tmpdir(), 'farhand-appium-'));
    prepareHome(this.#folder, adb.file);
  }

  /** Process id of the running server, for diagnosis. */
  get pid(): number | undefined {
    return this.#process?.running ? this.#process.pid : undefined;
  }

  /** The port of a server that is ready; starts one when none runs, also after one has died. */
  async ready(signal?: AbortSignal): Promise<number> {
    if (this.#stopping.signal.aborted) throw new FarhandError('APPIUM_FAILED', 'The Appium server was already stopped');
    if (this.#process?.running && this.#port !== 0 && !this.#starting) return this.#port;
    this.#starting ??= this.#start(signal).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Ends the server and its sessions and removes its home. */
  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#stopping.abort();
    await this.#process?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(signal?: AbortSignal): Promise<number> {
    let failure: FarhandError | undefined;
    for (let attempt = 0; attempt < startAttempts; attempt++) {
      const port = await freePort();
      const server = this.#spawn(port);
      this.#process = server;
      const problem = await waitUntilReady(server, port, signal);
      if (problem === undefined) {
        this.#port = port;
        this.#endWithAdb(server);
        return port;
      }
      await server.stop();
      failure = new FarhandError('APPIUM_FAILED', `Appium did not start: ${problem}`);
    }
    throw failure;
  }

  /** Whoever uses it then finds it dead, and has it started again. */
  #endWithAdb(server: Companion): void {
    const over = new AbortController();
    void server.ended.then(() => over.abort());
    const signal = AbortSignal.any([over.signal, this.#stopping.signal]);
    void this.#adb.serverEnd(signal).then(
      () => server.stop(0),
      () => {},
    );
  }

  #spawn(port: number): Companion {
    const script = join(dirname(require.resolve('appium/package.json')), 'index.js');
    const args = ['server', '--address', '127.0.0.1', '--port', String(port)];
    return startCompanion(
      script,
      [...args, '--use-drivers', 'uiautomator2', '--log-level', 'error', '--log-no-colors'],
      {
        cwd: this.#folder,
        env: {
          APPIUM_HOME: join(this.#folder, 'appium'),
          ANDROID_HOME: process.env.ANDROID_HOME || join(this.#folder, 'sdk'),
        },
        lastWill: { run: this.#adb.killCommand(), remove: this.#folder },
      },
    );
  }
}

/** What went wrong, or nothing once /status answers. */
async function waitUntilReady(server: Companion, port: number, signal?: AbortSignal): Promise<string | undefined> {
  const deadlineMs = performance.now() + startLimitMs;
  while (performance.now() < deadlineMs) {
    if (!server.running) return `${await server.ended}. ${server.lastLines()}`;
    if (await answersStatus(port)) return undefined;
    await delay(statusPollMs, signal);
  }
  return `no answer on port ${port} within ${startLimitMs / 1000} s. ${server.lastLines()}`;
}

async function answersStatus(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/status`, { signal: AbortSignal.timeout(2000) });
    return response.ok;
  } catch {
    return false;
  }
}

function prepareHome(folder: string, adbFile: string): void {
  const modules = join(folder, 'appium', 'node_modules');
  mkdirSync(modules, { recursive: true });
  const dependencies: Record<string, string> = {};
  for (const name of ['appium', 'appium-uiautomator2-driver']) {
    const manifest = require.resolve(`${name}/package.json`);
    dependencies[name] = (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
    symlinkSync(dirname(manifest), join(modules, name), 'dir');
  }
  const manifest = { name: 'farhand-appium-home', private: true, dependencies };
  writeFileSync(join(folder, 'appium', 'package.json'), JSON.stringify(manifest));
  mkdirSync(join(folder, 'sdk', 'platform-tools'), { recursive: true });
  symlinkSync(adbFile, join(folder, 'sdk', 'platform-tools', 'adb'));
}
