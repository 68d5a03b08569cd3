// A virtual phone of this process behind the bridge's whole GUI-MCP side: desks, outlet, record and a real link to a small
// cloud whose traffic can be read. What decides is the test's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type GuiToolName, type PrivacyLevel } from '@farhand/shared';
import { AuditLog } from '../audit/log.js';
import { keepLinked } from '../gui-mcp/dial.js';
import { PersonsDesk } from '../gui-mcp/persons-desk.js';
import { PhoneDesk } from '../gui-mcp/phone-desk.js';
import { createGuiServer } from '../gui-mcp/server.js';
import { Steering } from '../gui-mcp/steering.js';
import { TaskDesk } from '../gui-mcp/task-desk.js';
import type { Decider, Goal } from '../hand/decider.js';
import type { Captioner } from '../hand/step-gui/caption.js';
import { KnownPhones } from '../phone/known-phones.js';
import type { ScreenReader } from '../phone/ocr/screen-reader.js';
import { NameBook } from '../policy/privacy/names.js';
import { Outlet } from '../policy/privacy/outlet.js';
import { Takeovers } from '../policy/takeovers.js';
import { DrivenDeeds } from '../sessions/driven.js';
import { SessionShelf } from '../sessions/shelf.js';
import type { AppDefinition } from '../virtual-phone/apps/app.js';
import { createApps } from '../virtual-phone/apps/index.js';
import { startVirtualPhone, type VirtualPhone } from '../virtual-phone/start.js';
import { type PhoneTools, phoneTools } from './phone-tools.js';
import { type LinkedBridge, SmallCloud } from './small-cloud.js';

const callLimitMs = 60_000;

export interface Answer {
  readonly isError: boolean;
  /** The structured content, or the error body under `error`. */
  readonly data: Record<string, unknown>;
  readonly content: readonly { readonly type: string; readonly text?: string; readonly data?: string }[];
}

export class ServedPhone {
  readonly cloud: SmallCloud;
  readonly virtual: VirtualPhone;
  readonly home: string;
  readonly #tools: PhoneTools;
  readonly #decide: (goal: Goal) => Decider;
  readonly #reader: ScreenReader | undefined;
  /** What answers questions about screens, from the next `serve` on. */
  eyes: Captioner | undefined;
  #linked: LinkedBridge | undefined;
  #unserve: () => Promise<void> = async () => {};

  private constructor(parts: {
    cloud: SmallCloud;
    virtual: VirtualPhone;
    tools: PhoneTools;
    decide: (goal: Goal) => Decider;
    reader?: ScreenReader | undefined;
  }) {
    this.cloud = parts.cloud;
    this.virtual = parts.virtual;
    this.#tools = parts.tools;
    this.#decide = parts.decide;
    this.#reader = parts.reader;
    this.home = mkdtempSync(join(tmpdir(), 'farhand-served-'));
  }

  /** Without a reader, what an app does not say of its screen is not known. */
  static async open(
    apps: readonly AppDefinition[],
    decide: (goal: Goal) => Decider,
    reader?: ScreenReader,
  ): Promise<ServedPhone> {
    const [virtual, tools, cloud] = await Promise.all([
      startVirtualPhone({ seed: 1, apps: [...createApps({ seed: 1 }), ...apps] }),
      phoneTools(),
      SmallCloud.open(),
    ]);
    await tools.adb.connect(virtual.serial);
    return new ServedPhone({ cloud, virtual, tools, decide, reader });
  }

  /** Ends the link, if there is one, and links anew at a level. */
  async serve(level: PrivacyLevel): Promise<void> {
    await this.#unserve();
    const { adb, server } = this.#tools;
    const audit = new AuditLog(this.home);
    const outlet = new Outlet({ level, audit, names: new NameBook() });
    const phones = new PhoneDesk(
      adb,
      server,
      () => true,
      outlet,
      new Takeovers(this.home),
      new KnownPhones(adb, this.home),
      this.#reader,
    );
    const tasks = new TaskDesk(phones, this.#decide, audit, new SessionShelf(this.home));
    const people = new PersonsDesk({ phones, tasks, outlet, mayDrive: true });
    const stop = new AbortController();
    const dialling = keepLinked({
      cloudUrl: this.cloud.url,
      authorization: async () => `Bearer ${this.cloud.token}`,
      identity: { bridgeId: 'served', software: 'test' },
      createServer: () =>
        createGuiServer({
          phones,
          tasks,
          people,
          outlet,
          steering: new Steering(new DrivenDeeds(this.home)),
          captioner: this.eyes,
        }),
      log: createLogger('test'),
      signal: stop.signal,
      onLinked: () => {},
    });
    this.#linked = await this.cloud.next();
    this.#unserve = async () => {
      stop.abort();
      await dialling.catch(() => {});
      await tasks.close();
      await phones.close();
      people.close();
      audit.close();
    };
  }

  async tools(): Promise<string[]> {
    const listed = await this.#linked?.client.listTools();
    return listed?.tools.map(({ name }) => name) ?? [];
  }

  async call(name: GuiToolName, args: Record<string, unknown>): Promise<Answer> {
    const given = { ...(name === 'get_device_list' ? {} : { device_id: this.virtual.serial }), ...args };
    const options = { timeout: callLimitMs, onprogress: () => {} };
    const answer = await this.#linked?.client.callTool({ name, arguments: given }, options);
    const content = (answer?.content ?? []) as Answer['content'];
    const isError = answer?.isError === true;
    const data = isError ? JSON.parse(content[0]?.text ?? '{}') : answer?.structuredContent;
    return { isError, data: data as Record<string, unknown>, content };
  }

  async close(): Promise<void> {
    await this.#unserve();
    await this.virtual.close();
    await this.#tools.adb.disconnect(this.virtual.serial);
    this.cloud.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}
