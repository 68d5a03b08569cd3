// What a run plays on: one cloud in this process, and for each phone a bridge in a process of its own that starts a
// virtual phone. A bridge that has ended is started anew for the next attempt. Everything ends with this process, also
// when it is killed: bridges and database watch it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type CloudService, loadConfig, startCloud } from '@farhand/cloud';
import { bridgeMain } from '@farhand/device-bridge';
import { delay, type ErrorBody, FarhandError, isErrorCode, withLimit } from '@farhand/shared';
import { PhoneControl } from './phone-control.js';

const startLimitMs = 120_000;
const endLimitMs = 10_000;
const lookMs = 100;

export interface StagePhone {
  readonly serial: string;
  readonly control: PhoneControl;
  /** Where its bridge keeps records and sessions. */
  readonly home: string;
}

interface Bridge {
  readonly child: ChildProcess;
  readonly phone: StagePhone;
}

export class Stage {
  readonly cloud: CloudService;
  readonly #home: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #bridges = new Map<number, Bridge>();

  private constructor(cloud: CloudService, home: string, env: NodeJS.ProcessEnv) {
    this.cloud = cloud;
    this.#home = home;
    this.#env = env;
  }

  /** `env`: settings of brain and hand. Throws as `startCloud` does. */
  static async open(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Stage> {
    const home = mkdtempSync(join(tmpdir(), 'farhand-bench-'));
    // A run has a database and a port of its own.
    const { FARHAND_DATABASE_URL: _database, FARHAND_PORT: _port, FARHAND_TOKEN: _token, ...settings } = env;
    try {
      const { config } = loadConfig({}, { ...settings, FARHAND_HOME: home });
      return new Stage(await startCloud(config, { signal }), home, settings);
    } catch (error) {
      rmSync(home, { recursive: true, force: true });
      throw error;
    }
  }

  /** The phone of this number, started when it is first asked for or has ended. Throws what its bridge tells. */
  async phone(number: number): Promise<StagePhone> {
    const known = this.#bridges.get(number);
    if (known && isAlive(known.child)) return known.phone;
    const home = join(this.#home, `phone-${number}`);
    const child = spawn(process.execPath, [bridgeMain], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // A Ctrl-C in the terminal reaches this process alone, which ends its bridges in order.
      detached: true,
      env: {
        ...this.#env,
        FARHAND_HOME: home,
        FARHAND_CLOUD_URL: this.cloud.bridgeUrl,
        FARHAND_TOKEN: this.cloud.token,
        FARHAND_VIRTUAL_PHONE: 'always',
        // An attempt must not know what the one before it learnt.
        FARHAND_REPLAY: 'off',
      },
    });
    child.stdin?.on('error', () => undefined);
    try {
      const message = `Phone ${number} was not ready within ${startLimitMs / 1000} s`;
      const { serial, controlUrl } = await withLimit(ready(child), startLimitMs, 'DEVICE_LOST', message);
      await withLimit(this.#known(serial), startLimitMs, 'NO_DEVICE', `The cloud does not see phone ${number}`);
      const phone = { serial, control: new PhoneControl(controlUrl), home };
      this.#bridges.set(number, { child, phone });
      return phone;
    } catch (error) {
      await end(child);
      throw error;
    }
  }

  /** A bridge tells of its phones a moment before the cloud has asked each what it is. */
  async #known(serial: string): Promise<void> {
    while (!(await this.cloud.devices()).some(({ device_id }) => device_id === serial)) await delay(lookMs);
  }

  /** May be called twice. */
  async close(): Promise<void> {
    const bridges = [...this.#bridges.values()];
    this.#bridges.clear();
    await Promise.all(bridges.map(({ child }) => end(child)));
    await this.cloud.close();
    rmSync(this.#home, { recursive: true, force: true });
  }
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** What a bridge prints once it is linked; see device-bridge/main.ts. */
function ready(child: ChildProcess): Promise<{ serial: string; controlUrl: string }> {
  return new Promise((resolve, reject) => {
    let error: Partial<ErrorBody> | undefined;
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const said = JSON.parse(line) as { ready?: true; devices?: string[]; controlUrl?: string; error?: ErrorBody };
      error = said.error ?? error;
      const serial = said.devices?.[0];
      if (serial !== undefined && said.controlUrl !== undefined) resolve({ serial, controlUrl: said.controlUrl });
    });
    child.once('close', (code) => {
      const known = error?.code !== undefined && isErrorCode(error.code) ? error.code : 'DEVICE_LOST';
      reject(new FarhandError(known, error?.message ?? `The bridge of a phone ended with code ${code}`));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  const kill = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
  await ended;
  clearTimeout(kill);
}
