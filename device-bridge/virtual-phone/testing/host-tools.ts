// The real tools on the host's side, for tests: an adb server and an Appium server of one's own, on free ports, with
// their files in a temporary folder. Both end with `close`.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findAdb } from '../../phone/adb.js';
import { freePort, isListening } from '../../phone/free-port.js';

const require = createRequire(import.meta.url);
const startLimitMs = 60_000;
const pollMs = 50;

export interface AdbServer {
  readonly port: number;
  /** Holds `platform-tools/adb`. */
  readonly androidHome: string;
  readonly home: string;
  /** Runs adb against this server and returns its stdout. Rejects on a non-zero exit code. */
  run(...args: string[]): Promise<string>;
  close(): Promise<void>;
}

export async function startAdbServer(): Promise<AdbServer> {
  const home = await fs.mkdtemp(path.join(os.tmpdir(), 'virtual-phone-adb-'));
  const androidHome = path.join(home, 'sdk');
  await fs.mkdir(path.join(androidHome, 'platform-tools'), { recursive: true });
  const adb = path.join(androidHome, 'platform-tools', 'adb');
  await fs.symlink(findAdb(), adb);
  const port = await freePort();
  const env = { ...process.env, HOME: home, ADB_LOCAL_TRANSPORT_MAX_PORT: '0' };
  const server = spawnOwned(adb, ['-P', String(port), 'nodaemon', 'server'], env);
  await until(() => isListening(port), server);
  return {
    port,
    androidHome,
    home,
    run: async (...args) => {
      const options = { env, encoding: 'utf8' as const, timeout: startLimitMs, maxBuffer: 64 * 1024 * 1024 };
      return (await promisify(execFile)(adb, ['-P', String(port), ...args], options)).stdout;
    },
    close: async () => {
      await end(server);
      await fs.rm(home, { recursive: true, force: true });
    },
  };
}

export interface AppiumServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function startAppium(adb: AdbServer): Promise<AppiumServer> {
  const appiumHome = path.join(adb.home, 'appium');
  await linkPackages(appiumHome, ['appium', 'appium-uiautomator2-driver']);
  const port = await freePort();
  const entry = path.join(path.dirname(require.resolve('appium/package.json')), 'index.js');
  const args = [entry, 'server', '--address', '127.0.0.1', '--port', String(port), '--log-level', 'error'];
  const env = {
    ...process.env,
    HOME: adb.home,
    APPIUM_HOME: appiumHome,
    ANDROID_HOME: adb.androidHome,
    ADB_LOCAL_TRANSPORT_MAX_PORT: '0',
  };
  const server = spawnOwned(process.execPath, args, env);
  await until(() => isReady(port), server);
  return { port, close: () => end(server) };
}

/** Makes a folder that Appium takes for a project with these packages installed. */
async function linkPackages(folder: string, names: readonly string[]): Promise<void> {
  await fs.mkdir(path.join(folder, 'node_modules'), { recursive: true });
  const dependencies: Record<string, string> = {};
  for (const name of names) {
    const manifest = require.resolve(`${name}/package.json`);
    dependencies[name] = (JSON.parse(await fs.readFile(manifest, 'utf8')) as { version: string }).version;
    await fs.symlink(path.dirname(manifest), path.join(folder, 'node_modules', name));
  }
  await fs.writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
}

/** A child that ends at the latest with this process. */
function spawnOwned(program: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(program, args, { env, stdio: 'ignore' });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

async function isReady(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
  return response?.ok ?? false;
}

async function until(condition: () => Promise<boolean>, process: ChildProcess): Promise<void> {
  const deadlineMs = performance.now() + startLimitMs;
  while (!(await condition())) {
    if (process.exitCode !== null) throw new Error(`${process.spawnfile} ended with code ${process.exitCode}`);
    if (performance.now() > deadlineMs) throw new Error(`${process.spawnfile} did not start within ${startLimitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 5000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
