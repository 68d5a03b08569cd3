// A bridge that is killed and started again while everything around it stays: its phone, the adb server that the phone is
// connected to, the cloud, and its folder on the disk.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GuiToolName, guiTools, resolveApp, type StepProgress } from '@farhand/shared';
import { Adb } from '../phone/adb.js';
import { builtModule, run } from '../phone/process.js';
import { startVirtualPhoneProcess, type VirtualPhoneProcess } from '../phone/virtual-phone-process.js';
import { type LinkedBridge, SmallCloud } from './small-cloud.js';

const callLimitMs = 60_000;

export type OnStep = (step: number, explain: string) => void;

export class MortalBridge {
  readonly home: string = mkdtempSync(join(tmpdir(), 'farhand-mortal-'));
  readonly #cloud: SmallCloud;
  readonly #phone: VirtualPhoneProcess;
  readonly #adb: Adb;
  #child: ChildProcessWithoutNullStreams | undefined;
  #linked: LinkedBridge | undefined;

  private constructor(cloud: SmallCloud, phone: VirtualPhoneProcess, adb: Adb) {
    this.#cloud = cloud;
    this.#phone = phone;
    this.#adb = adb;
  }

  static async open(seed: number): Promise<MortalBridge> {
    const [cloud, phone, adb] = await Promise.all([SmallCloud.open(), startVirtualPhoneProcess(seed), Adb.start()]);
    await adb.connect(phone.serial);
    const bridge = new MortalBridge(cloud, phone, adb);
    await bridge.start();
    return bridge;
  }

  get serial(): string {
    return this.#phone.serial;
  }

  /** Resolves when the bridge is linked. */
  async start(): Promise<void> {
    const env = {
      ...process.env,
      ANDROID_ADB_SERVER_PORT: String(this.#adb.port),
      FARHAND_CLOUD_URL: this.#cloud.url,
      FARHAND_TOKEN: this.#cloud.token,
      FARHAND_HOME: this.home,
    };
    this.#child = spawn(process.execPath, [builtModule('main.js'), '--virtual-phone', 'never'], { env });
    this.#child.stdout.resume();
    this.#child.stderr.resume();
    this.#linked = await this.#cloud.next();
  }

  /** With SIGKILL: nothing in it gets a chance to say goodbye. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** adb knows the phone no more, as after a bridge that was killed while it dialled anew. */
  async disconnectPhone(): Promise<void> {
    await run(this.#adb.file, ['-P', String(this.#adb.port), 'disconnect', this.serial], { limitMs: callLimitMs });
  }

  /** The structured result of a tool, or its error as `{ error }`. Rejects when the bridge dies meanwhile. */
  async call(
    name: GuiToolName,
    args: Record<string, unknown> = {},
    onStep: OnStep = () => {},
  ): Promise<Record<string, unknown>> {
    const given = name === 'get_device_list' ? args : { device_id: this.serial, ...args };
    const onprogress = ({ message }: { message?: string | undefined }): void => {
      const { step, explain } = JSON.parse(message ?? '{}') as StepProgress;
      onStep(step, explain);
    };
    const answer = await this.#linked?.client.callTool(
      { name, arguments: given },
      { timeout: callLimitMs, onprogress },
    );
    const [first] = (answer?.content ?? []) as { text?: string }[];
    if (answer?.isError) return JSON.parse(first?.text ?? '{}') as Record<string, unknown>;
    return guiTools[name].output.parse(answer?.structuredContent) as Record<string, unknown>;
  }

  /** The true state of one of the phone's apps, by catalogue id. */
  async app<T>(id: string): Promise<T> {
    const state = (await (await fetch(`${this.#phone.controlUrl}/state`)).json()) as { apps: Record<string, unknown> };
    return state.apps[resolveApp(id)?.packages[0] ?? ''] as T;
  }

  /** Turns a fault or a switch of the phone, as its control has them. */
  async post(path: string, body: object = {}): Promise<void> {
    const response = await fetch(`${this.#phone.controlUrl}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.stdin.end();
      await exit;
    }
    this.#cloud.close();
    await this.#adb.stop();
    await this.#phone.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}
