// Everything Farhand is, in processes that can be killed: the cloud with its Postgres, the bridge with its Appium, and an
// adb server. Only the phone outlives everything, as phones do. What a service manager would start anew (cloud and
// bridge) is started anew here; the rest is left to the product.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloudMain } from '@farhand/cloud';
import {
  type AdbServer,
  bridgeMain,
  startAdbServer,
  type VirtualPhoneState,
  virtualPhoneMain,
} from '@farhand/device-bridge';
import { delay } from '@farhand/shared';
import { processesOf } from '../processes.js';
import { endProgram, firstLine, startProgram } from './programs.js';

export const targets = ['cloud', 'bridge', 'appium', 'adb', 'postgres'] as const;
export type Target = (typeof targets)[number];

const token = 'a-token-for-a-mortal-house';
const serviceManagerPauseMs = 500;
const lookMs = 200;

export class MortalHouse {
  readonly home: string = mkdtempSync(join(tmpdir(), 'farhand-mortal-house-'));
  readonly #adb: AdbServer;
  readonly #phone: ChildProcess;
  readonly #serial: string;
  readonly #controlUrl: string;
  #cloud: ChildProcess | undefined;
  #bridge: ChildProcess | undefined;
  #url = '';

  private constructor(adb: AdbServer, phone: ChildProcess, said: { serial: string; controlUrl: string }) {
    this.#adb = adb;
    this.#phone = phone;
    this.#serial = said.serial;
    this.#controlUrl = said.controlUrl;
  }

  static async open(seed: number): Promise<MortalHouse> {
    const adb = await startAdbServer();
    const phone = startProgram(virtualPhoneMain, ['--seed', String(seed), '--json']);
    const house = new MortalHouse(adb, phone, JSON.parse(await firstLine(phone)));
    await adb.run('connect', house.#serial);
    await house.#startCloud();
    house.#startBridge();
    while (!(await house.#hasPhone())) await delay(lookMs);
    return house;
  }

  /** Kills with SIGKILL, then starts again what a service manager would. False when there was nothing to kill. */
  async kill(target: Target): Promise<boolean> {
    const pids = this.#pidsOf(target);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    if (target === 'cloud' || target === 'bridge') {
      await delay(serviceManagerPauseMs);
      if (target === 'cloud') await this.#startCloud();
      else this.#startBridge();
    }
    return pids.length > 0;
  }

  async state(): Promise<VirtualPhoneState> {
    return (await (await fetch(`${this.#controlUrl}/state`)).json()) as VirtualPhoneState;
  }

  /** Other goods; carts, favourites and chats as they were at first. */
  async reset(seed: number): Promise<void> {
    const { ok } = await fetch(`${this.#controlUrl}/reset`, { method: 'POST', body: JSON.stringify({ seed }) });
    if (!ok) throw new Error('the phone was not reset');
  }

  /** A request to the cloud's API. Rejects while no cloud runs. */
  async ask(path: string, body?: object): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
  }

  async close(): Promise<void> {
    for (const child of [this.#bridge, this.#cloud, this.#phone]) if (child) await endProgram(child);
    await this.#adb.run('kill-server').catch(() => undefined);
    await this.#adb.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  async #hasPhone(): Promise<boolean> {
    const { devices } = (await (await this.ask('/v1/devices')).json()) as { devices: { state: string }[] };
    return devices.some(({ state }) => state === 'idle');
  }

  #pidsOf(target: Target): number[] {
    switch (target) {
      case 'cloud':
        return this.#cloud?.pid === undefined ? [] : [this.#cloud.pid];
      case 'bridge':
        return this.#bridge?.pid === undefined ? [] : [this.#bridge.pid];
      case 'postgres':
        return [Number(readFileSync(join(this.home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])];
      case 'appium':
        return processesOf(this.home).flatMap(({ pid, command }) =>
          /appium\/index\.js server/.test(command) ? [pid] : [],
        );
      case 'adb': {
        const server = new RegExp(`adb .*(-P ${this.#adb.port} nodaemon server|tcp:${this.#adb.port} fork-server)`);
        return processesOf(String(this.#adb.port)).flatMap(({ pid, command }) => (server.test(command) ? [pid] : []));
      }
    }
  }

  async #startCloud(): Promise<void> {
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    this.#cloud = this.#spawn(cloudMain, [], { FARHAND_PORT: port, FARHAND_TASK_TIMEOUT_SECONDS: '150' });
    this.#url = (JSON.parse(await firstLine(this.#cloud)) as { url: string }).url;
  }

  #startBridge(): void {
    this.#bridge = this.#spawn(bridgeMain, ['--virtual-phone', 'never'], {
      FARHAND_CLOUD_URL: this.#url,
      ANDROID_ADB_SERVER_PORT: String(this.#adb.port),
    });
    this.#bridge.stdout?.resume();
  }

  #spawn(script: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
    return startProgram(script, args, { FARHAND_HOME: this.home, FARHAND_TOKEN: token, ...env });
  }
}
