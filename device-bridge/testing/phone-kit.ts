// What integration tests of the hand need: a virtual phone in its own process, real adb, real Appium, a Phone over them,
// and the door to the phone's true state. Opening takes some seconds: share one per file. adb and Appium are the worker's.
import { resolveApp } from '@farhand/shared';
import type { Decider, Goal } from '../hand/decider.js';
import { runHand } from '../hand/loop.js';
import { type HandResult, HandSession } from '../hand/session.js';
import { skillDecider } from '../hand/skills/index.js';
import type { Adb } from '../phone/adb.js';
import { AppiumPhone } from '../phone/appium-phone.js';
import type { AppiumServer } from '../phone/appium-server.js';
import type { ScreenReader } from '../phone/ocr/screen-reader.js';
import { startVirtualPhoneProcess, type VirtualPhoneProcess } from '../phone/virtual-phone-process.js';
import type { AppDefinition } from '../virtual-phone/apps/app.js';
import { createApps } from '../virtual-phone/apps/index.js';
import { startControl } from '../virtual-phone/control.js';
import { startVirtualPhone, type VirtualPhone } from '../virtual-phone/start.js';
import { type PhoneTools, phoneTools } from './phone-tools.js';

export interface PhoneState {
  readonly foreground: { readonly packageName: string };
  readonly apps: Readonly<Record<string, unknown>>;
  readonly unknownCommands: readonly string[];
  /** What was touched of what switches put on the screen. */
  readonly happened: readonly string[];
}

export interface RunOptions {
  readonly decider?: Decider;
  readonly confirmed?: boolean;
  readonly task?: string;
  readonly maxSteps?: number;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: number) => void;
}

/** A virtual phone, in a process of its own or in that of the test. */
type Host = Pick<VirtualPhoneProcess, 'serial' | 'controlUrl' | 'stop'>;

export class PhoneKit {
  readonly process: Host;
  readonly adb: Adb;
  readonly server: AppiumServer;
  readonly phone: AppiumPhone;
  /** The phone itself, when it runs in this process. */
  readonly virtual: VirtualPhone | undefined;

  private constructor(process: Host, { adb, server }: PhoneTools, virtual?: VirtualPhone, reader?: ScreenReader) {
    this.virtual = virtual;
    this.process = process;
    this.adb = adb;
    this.server = server;
    this.phone = new AppiumPhone(process.serial, adb, server, () => {}, reader);
  }

  static async open(seed: number): Promise<PhoneKit> {
    const [process, tools] = await Promise.all([startVirtualPhoneProcess(seed), phoneTools()]);
    return PhoneKit.#connect(new PhoneKit(process, tools));
  }

  /** The phone runs in this process and has more apps than it ships with: those of a test. */
  static async openWith(seed: number, apps: readonly AppDefinition[], reader?: ScreenReader): Promise<PhoneKit> {
    const virtual = await startVirtualPhone({ seed, apps: [...createApps({ seed }), ...apps] });
    const [control, tools] = await Promise.all([startControl(virtual), phoneTools()]);
    const stop = async (): Promise<void> => {
      await control.close();
      await virtual.close();
    };
    const host = { serial: virtual.serial, controlUrl: control.url, stop };
    return PhoneKit.#connect(new PhoneKit(host, tools, virtual, reader));
  }

  static async #connect(kit: PhoneKit): Promise<PhoneKit> {
    await kit.adb.connect(kit.process.serial);
    await kit.phone.describe();
    return kit;
  }

  async state(): Promise<PhoneState> {
    return (await (await fetch(`${this.process.controlUrl}/state`)).json()) as PhoneState;
  }

  /** The state of one app, by catalogue id. */
  async app<T>(id: string): Promise<T> {
    const packageName = resolveApp(id)?.packages[0] ?? '';
    return (await this.state()).apps[packageName] as T;
  }

  async post(path: string, body: object = {}): Promise<void> {
    const response = await fetch(`${this.process.controlUrl}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }

  session(app: string, intent: Goal['intent'], values: Record<string, string>, options: RunOptions = {}): HandSession {
    const task = options.task ?? '测试';
    const language = /\p{Script=Han}/u.test(task) ? 'zh' : 'en';
    const goal: Goal = {
      task,
      language,
      app: resolveApp(app),
      intent,
      values,
      privacy: 'captions',
      maxSteps: options.maxSteps ?? 40,
    };
    return new HandSession(goal, options.decider ?? skillDecider, options.confirmed ?? false);
  }

  /** Goes on with a session, or begins it. */
  go(session: HandSession, options: RunOptions & { reply?: string } = {}): Promise<HandResult> {
    return runHand(session, this.phone, {
      maxSteps: options.maxSteps ?? 40,
      restartApps: true,
      signal: options.signal ?? new AbortController().signal,
      onStep: ({ step }) => options.onStep?.(step),
      reply: options.reply,
    });
  }

  run(
    app: string,
    intent: Goal['intent'],
    values: Record<string, string>,
    options: RunOptions = {},
  ): Promise<HandResult> {
    return this.go(this.session(app, intent, values, options), options);
  }

  async close(): Promise<void> {
    await this.phone.close();
    await this.process.stop();
    await this.adb.disconnect(this.process.serial);
  }
}
