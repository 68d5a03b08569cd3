// The bridge: phones on one side (adb, Appium, a virtual phone when no real one is connected), the cloud on the other,
// and the hand in between. Everything it starts ends with it.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { FarhandError, type Logger, type PrivacyLevel } from '@farhand/shared';
import { AuditLog } from './audit/log.js';
import { keepLinked } from './gui-mcp/dial.js';
import { openLocalDoor } from './gui-mcp/local-door.js';
import { PersonsDesk } from './gui-mcp/persons-desk.js';
import { PhoneDesk } from './gui-mcp/phone-desk.js';
import { createGuiServer, type Desks, serverName } from './gui-mcp/server.js';
import { Steering } from './gui-mcp/steering.js';
import { TaskDesk } from './gui-mcp/task-desk.js';
import { chooseDecider, type HandModel } from './hand/choose-decider.js';
import { ReplayStore } from './hand/replay/index.js';
import { captioner } from './hand/step-gui/caption.js';
import { type Authorization, openCredentials } from './pairing/credentials.js';
import { Adb } from './phone/adb.js';
import { AppiumServer } from './phone/appium-server.js';
import { KnownPhones } from './phone/known-phones.js';
import { startVirtualPhoneProcess, type VirtualPhoneProcess } from './phone/virtual-phone-process.js';
import { createScreenReader } from './policy/picture.js';
import { NameBook } from './policy/privacy/names.js';
import { Numbers } from './policy/privacy/numbers.js';
import { Outlet } from './policy/privacy/outlet.js';
import { Vault } from './policy/privacy/vault.js';
import { Takeovers } from './policy/takeovers.js';
import { DrivenDeeds } from './sessions/driven.js';
import { SessionShelf } from './sessions/shelf.js';

export interface BridgeOptions {
  /** http(s) or ws(s) address of the cloud. */
  readonly cloudUrl: string;
  /** Without it the bridge shows its key, which `pairingCode` pairs with the cloud. */
  readonly token?: string | undefined;
  readonly pairingCode?: string | undefined;
  /** auto: only when no real phone is connected. */
  readonly virtualPhone: 'auto' | 'always' | 'never';
  /** Decides all data in the virtual phone's apps. */
  readonly seed: number;
  /** Folder of the tasks' records, of sessions, of takeovers and of the recordings. */
  readonly home: string;
  /** auto (default): screens that say nothing of themselves are read from their pictures, where the packages are there. */
  readonly ocr?: 'auto' | 'off' | undefined;
  /** What may leave this computer. */
  readonly privacy: PrivacyLevel;
  /** Whether people may drive the phones from a page: here (default) when the cloud is on this computer. */
  readonly takeover?: 'here' | 'anywhere' | 'never' | undefined;
  /** Where MCP clients on this computer are served; 0 is a free port. Nowhere by default. */
  readonly mcpPort?: number | undefined;
  /** Whether goals that were reached before are reached the same way, without the model. Defaults to true. */
  readonly replay?: boolean | undefined;
  /** A vision model for goals that no skill serves; without it those are refused. */
  readonly handModel?: HandModel | undefined;
  readonly log: Logger;
}

export interface Bridge {
  readonly bridgeId: string;
  /** Where tests look at the virtual phone's state; absent without one. */
  readonly controlUrl: string | undefined;
  /** Where MCP clients on this computer are served. */
  readonly mcpUrl: string | undefined;
  /** Serials of all phones, the bridge's own first: adb forgets it for a moment whenever it is dialled anew. */
  serials(): Promise<string[]>;
  /** Resolves with the first link to the cloud. */
  readonly linked: Promise<void>;
  /** Rejects when the bridge cannot go on: refused by the cloud, or its virtual phone is gone. Never resolves. */
  readonly failed: Promise<never>;
  /** May be called again. */
  close(): Promise<void>;
}

/** Throws ADB_MISSING, APPIUM_FAILED, DEVICE_LOST or CONFIG_INVALID; nothing is left behind then. */
export async function startBridge(options: BridgeOptions): Promise<Bridge> {
  const parts: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of parts.splice(0).reverse()) await end().catch(() => {});
  };
  try {
    // Before the phones: a bridge that will not be let in should say so at once.
    const authorization = await openCredentials(options);
    const { adb, virtual } = await connectPhones(options, parts);
    const server = new AppiumServer(adb);
    parts.push(() => server.stop());
    const audit = new AuditLog(options.home);
    parts.push(async () => audit.close());
    const vault = new Vault(new Numbers(options.home));
    const names = new NameBook();
    const outlet = new Outlet({ level: options.privacy, audit, names, vault });
    const takeovers = new Takeovers(options.home);
    // A phone that was made just now is in nobody's hands, whoever had one at this address before.
    if (virtual) takeovers.handBack(virtual.serial);
    const reader = options.ocr === 'off' ? undefined : createScreenReader((message) => options.log.warn(message));
    parts.push(async () => reader?.close());
    const isVirtual = (serial: string): boolean => serial === virtual?.serial;
    const hasModel = options.handModel !== undefined;
    const known = new KnownPhones(adb, options.home);
    if (virtual) known.learn(virtual.serial, true);
    const phones = new PhoneDesk(adb, server, isVirtual, outlet, takeovers, known, reader, hasModel);
    parts.push(() => phones.close());
    await server.ready();
    const shelf = new SessionShelf(options.home);
    shelf.sweep();
    const replays =
      options.replay === false ? undefined : new ReplayStore(options.home, (why) => options.log.warn(why));
    const tasks = new TaskDesk(phones, chooseDecider(options.handModel, names, replays), audit, shelf);
    parts.push(() => tasks.close());
    const bridgeId = `${hostname()}-${randomUUID().slice(0, 8)}`;
    const deeds = new DrivenDeeds(options.home);
    deeds.sweep();
    const people = new PersonsDesk({ phones, tasks, outlet, mayDrive: mayDrive(options) });
    parts.push(async () => people.close());
    const eyes = options.handModel && captioner(options.handModel, names);
    const desks = { phones, tasks, people, outlet, steering: new Steering(deeds), captioner: eyes };
    const door =
      options.mcpPort === undefined
        ? undefined
        : await openLocalDoor(options.mcpPort, () => createGuiServer(desks), options.log);
    if (door) parts.push(() => door.close());
    const link = startLink(options, authorization, bridgeId, desks, parts);
    if (virtual) void phones.warmUp(virtual.serial);
    const failed = Promise.race([link.failed, ...(virtual ? [gone(virtual)] : [])]);
    // Whoever does not watch is not to be brought down by it.
    failed.catch(() => {});
    return {
      bridgeId,
      controlUrl: virtual?.controlUrl,
      mcpUrl: door?.url,
      serials: async () => {
        const listed = (await phones.list()).map(({ device_id }) => device_id);
        return [...new Set([...(virtual ? [virtual.serial] : []), ...listed])];
      },
      linked: link.linked,
      failed,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A cloud elsewhere, or whoever has taken it over, is not let past the gate unless this bridge's owner says so. */
function mayDrive({ takeover = 'here', cloudUrl }: BridgeOptions): boolean {
  if (takeover !== 'here') return takeover === 'anywhere';
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(cloudUrl).hostname);
}

async function connectPhones(
  options: BridgeOptions,
  parts: (() => Promise<void>)[],
): Promise<{ adb: Adb; virtual: VirtualPhoneProcess | undefined }> {
  const shared = options.virtualPhone === 'always' ? undefined : await Adb.running();
  const usersPhones = (await shared?.devices().catch(() => [])) ?? [];
  const useShared = shared !== undefined && (usersPhones.length > 0 || options.virtualPhone === 'never');
  const adb = useShared ? shared : await Adb.start();
  parts.push(() => adb.stop());
  const present = useShared ? usersPhones : await adb.devices();
  const wantsVirtual = options.virtualPhone === 'always' || (options.virtualPhone === 'auto' && present.length === 0);
  if (!wantsVirtual) return { adb, virtual: undefined };
  const virtual = await startVirtualPhoneProcess(options.seed);
  parts.push(() => virtual.stop());
  await adb.connect(virtual.serial);
  return { adb, virtual };
}

function startLink(
  options: BridgeOptions,
  authorization: Authorization,
  bridgeId: string,
  desks: Desks,
  parts: (() => Promise<void>)[],
): { linked: Promise<void>; failed: Promise<never> } {
  const stop = new AbortController();
  let onLinked = () => {};
  const linked = new Promise<void>((resolve) => {
    onLinked = resolve;
  });
  const dialling = keepLinked({
    cloudUrl: options.cloudUrl,
    authorization,
    identity: { bridgeId, software: `${serverName.name}/${serverName.version}` },
    createServer: () => createGuiServer(desks),
    log: options.log,
    signal: stop.signal,
    onLinked,
  });
  const failed = dialling.then(() => new Promise<never>(() => {}));
  failed.catch(() => {});
  parts.push(async () => {
    stop.abort();
    await dialling.catch(() => {});
  });
  return { linked, failed };
}

async function gone(virtual: VirtualPhoneProcess): Promise<never> {
  const how = await virtual.ended;
  throw new FarhandError('DEVICE_LOST', `The virtual phone is gone: ${how}`);
}
