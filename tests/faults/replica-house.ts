// Three clouds on one Postgres, and two bridges with a phone each, linked to two of them by a gateway as deploy/ has one:
// all in processes that can be killed or frozen. A killed cloud is started anew, as a service manager would.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
import type { Ask } from './follow.js';
import { Gateway } from './gateway.js';
import { endProgram, firstLine, startProgram } from './programs.js';

export const cloudCount = 3;
export const phoneCount = 2;

const token = 'a-token-for-a-house-of-replicas';
const serviceManagerPauseMs = 500;
const lookMs = 200;

interface Cloud {
  child: ChildProcess;
  readonly url: string;
}

interface Beside {
  readonly adb: AdbServer;
  readonly phone: ChildProcess;
  readonly bridge: ChildProcess;
  readonly gateway: Gateway;
  readonly serial: string;
  readonly controlUrl: string;
}

export class ReplicaHouse {
  readonly #home: string = mkdtempSync(join(tmpdir(), 'farhand-replica-house-'));
  readonly #clouds: Cloud[] = [];
  readonly #phones: Beside[] = [];

  static async open(): Promise<ReplicaHouse> {
    const house = new ReplicaHouse();
    try {
      for (let index = 0; index < cloudCount; index++) house.#clouds.push(await house.#startCloud('0'));
      for (let index = 0; index < phoneCount; index++) house.#phones.push(await house.#startPhone(index));
      while ((await house.#idlePhones()) < phoneCount) await delay(lookMs);
      return house;
    } catch (error) {
      await house.close();
      throw error;
    }
  }

  ask(cloud: number): Ask {
    const { url } = this.#cloud(cloud);
    return (path, body) =>
      fetch(`${url}${path}`, {
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      });
  }

  serial(phone: number): string {
    return this.#beside(phone).serial;
  }

  /** The cloud that the phone's bridge is linked to. */
  cloudOf(phone: number): number {
    const { reached } = this.#beside(phone).gateway;
    return this.#clouds.findIndex(({ url }) => Number(new URL(url).port) === reached);
  }

  /** With SIGKILL, and back half a second later. */
  async kill(cloud: number): Promise<void> {
    const { child, url } = this.#cloud(cloud);
    child.kill('SIGKILL');
    await delay(serviceManagerPauseMs);
    this.#clouds[cloud] = await this.#startCloud(new URL(url).port);
  }

  freeze(cloud: number): void {
    this.#cloud(cloud).child.kill('SIGSTOP');
  }

  thaw(cloud: number): void {
    this.#cloud(cloud).child.kill('SIGCONT');
  }

  /** What each phone knows to be true. */
  states(): Promise<VirtualPhoneState[]> {
    return Promise.all(
      this.#phones.map(
        async ({ controlUrl }) => (await (await fetch(`${controlUrl}/state`)).json()) as VirtualPhoneState,
      ),
    );
  }

  async close(): Promise<void> {
    for (const { bridge, gateway } of this.#phones) {
      await endProgram(bridge);
      await gateway.close();
    }
    for (const { child } of this.#clouds) {
      child.kill('SIGCONT');
      await endProgram(child);
    }
    for (const { phone, adb } of this.#phones) {
      await endProgram(phone);
      await adb.run('kill-server').catch(() => undefined);
      await adb.close();
    }
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** All on one home: the first starts the database that comes with Farhand, the others find it. */
  async #startCloud(port: string): Promise<Cloud> {
    const env = { FARHAND_HOME: this.#home, FARHAND_TOKEN: token, FARHAND_PORT: port };
    const child = startProgram(cloudMain, [], { ...env, FARHAND_TASK_TIMEOUT_SECONDS: '150' });
    return { child, url: (JSON.parse(await firstLine(child)) as { url: string }).url };
  }

  /** The bridge of the first phone reaches the first cloud, that of the second the second; without it, the next one. */
  async #startPhone(index: number): Promise<Beside> {
    const adb = await startAdbServer();
    const phone = startProgram(virtualPhoneMain, ['--seed', String(index + 1), '--json']);
    const { serial, controlUrl } = JSON.parse(await firstLine(phone)) as { serial: string; controlUrl: string };
    await adb.run('connect', serial);
    const gateway = await Gateway.open(() => this.#portsFrom(index));
    const bridge = startProgram(bridgeMain, ['--virtual-phone', 'never'], {
      FARHAND_HOME: join(this.#home, `bridge-${index}`),
      FARHAND_TOKEN: token,
      FARHAND_CLOUD_URL: `http://127.0.0.1:${gateway.port}`,
      ANDROID_ADB_SERVER_PORT: String(adb.port),
    });
    bridge.stdout?.resume();
    return { adb, phone, bridge, gateway, serial, controlUrl };
  }

  #portsFrom(first: number): number[] {
    const clouds = [...this.#clouds.slice(first), ...this.#clouds.slice(0, first)];
    return clouds.map(({ url }) => Number(new URL(url).port));
  }

  async #idlePhones(): Promise<number> {
    const { devices } = (await (await this.ask(cloudCount - 1)('/v1/devices')).json()) as {
      devices: { state: string }[];
    };
    return devices.filter(({ state }) => state === 'idle').length;
  }

  #cloud(index: number): Cloud {
    const cloud = this.#clouds[index];
    if (!cloud) throw new RangeError(`there is no cloud ${index}`);
    return cloud;
  }

  #beside(index: number): Beside {
    const beside = this.#phones[index];
    if (!beside) throw new RangeError(`there is no phone ${index}`);
    return beside;
  }
}
