// Starts a virtual phone on a loopback port: the device, its shell, its automation server and its debug daemon.

import { FarhandError, type SwitchName } from '@farhand/shared';
import { Authorisation } from './adbd/authorisation.js';
import { Adbd } from './adbd/daemon.js';
import type { AppDefinition } from './apps/app.js';
import { createApps } from './apps/index.js';
import type { ClockState } from './device/clock.js';
import { changeClock } from './device/clock-change.js';
import { type DisplayShape, densityDpi } from './device/display.js';
import type { DriftOptions } from './device/drift.js';
import type { Film } from './device/film.js';
import { Glass } from './device/glass.js';
import type { TextWay } from './device/keyboard.js';
import type { NotificationContent } from './device/notifications.js';
import { type Battery, Phone } from './device/phone.js';
import type { SettingsNamespace } from './device/settings.js';
import { SwitchBoard } from './hostile/switch-board.js';
import { ScreenRenderer } from './render/index.js';
import { resolveService } from './services/service-table.js';
import { allCommands } from './shell/commands/index.js';
import { Shell } from './shell/interpreter.js';
import type { PhoneSnapshot } from './snapshot/format.js';
import { restoreSnapshot } from './snapshot/restore.js';
import { takeSnapshot } from './snapshot/take.js';
import { AutomationHost } from './uiautomator2/automation-host.js';

export interface VirtualPhoneOptions {
  /** Decides all data in the apps, and the phone's serial number. */
  readonly seed: number;
  /** Defaults to a free port. Must lie above 5585: an adb server claims the ports below for emulators. */
  readonly port?: number;
  readonly serialHost?: '127.0.0.1';
  /** The launcher first; defaults to those of `createApps`. */
  readonly apps?: readonly AppDefinition[];
  /** Factor on simulated delays (loading, settling); defaults to 1, and 0 means none. */
  readonly timeScale?: number;
  /** Hosts stay "unauthorized" until `allowDebugging`; defaults to false. */
  readonly requireAuthorisation?: boolean;
}

export interface VirtualPhoneState {
  readonly foreground: { readonly packageName: string; readonly component: string };
  readonly display: {
    readonly widthPx: number;
    readonly heightPx: number;
    readonly dpi: number;
    readonly rotation: number;
  };
  readonly keyboardVisible: boolean;
  /** Id of the input method that is chosen. */
  readonly inputMethod: string;
  readonly clipboard: string;
  readonly clock: ClockState;
  readonly battery: Battery;
  readonly settings: Readonly<Record<SettingsNamespace, Readonly<Record<string, string>>>>;
  readonly packages: readonly string[];
  readonly isOn: boolean;
  readonly frameVersion: string;
  readonly switches: Readonly<Record<SwitchName, string>>;
  /** What was touched of what switches put on the screen, in order. */
  readonly happened: readonly string[];
  /** Each app's own state, by package. */
  readonly apps: Readonly<Record<string, unknown>>;
  readonly counters: {
    readonly shellCommands: number;
    readonly restRequests: number;
    readonly renderedFrames: number;
  };
}

export interface VirtualPhoneFaults {
  /** The automation server dies, as after a crash. */
  killServer(): void;
  /** Every connection breaks once; hosts may connect again. */
  dropLink(): void;
  /** The phone leaves the network until `reappear`. */
  disappear(): Promise<void>;
  reappear(): Promise<void>;
}

export interface VirtualPhone {
  /** What to give to `adb connect` and as `appium:udid`, e.g. `127.0.0.1:41234`. */
  readonly serial: string;
  /** Every shell command, service and REST request that was not understood, in order. */
  readonly unknownCommands: readonly string[];
  readonly faults: VirtualPhoneFaults;
  /** What makes the phone hard to drive. */
  readonly switches: Pick<SwitchBoard, 'settings' | 'turn'>;
  /** The screen as a person has it before them. */
  readonly glass: Glass;
  readonly clock: ClockState;
  /** Sets, freezes, advances or hurries the clock: the fields of `clock-change.ts`. Throws FarhandError INPUT_INVALID. */
  changeClock(change: unknown): void;
  /** Everything of the phone as plain JSON data. */
  snapshot(): PhoneSnapshot;
  /** Back to a snapshot. Rejects with INPUT_INVALID, and the phone is as it was before. */
  restore(snapshot: unknown): Promise<void>;
  state(): VirtualPhoneState;
  /** All apps back to the data of this seed, launcher in front; a running session goes on. */
  reset(seed: number): void;
  /** The keyboard, or the app, improves what comes into fields in these ways. */
  rewriteText(ways: readonly TextWay[]): void;
  /** An app tells the person something. */
  notify(content: NotificationContent): void;
  /** Lists slide away after the next looks at the screen. */
  drift(options: DriftOptions): void;
  /** Pictures of what agents look at. */
  readonly film: Pick<Film, 'turn' | 'takeOut'>;
  /** Turns, resizes or changes the density of the display, as a hand or `wm` would. Throws RangeError. */
  reshape(shape: DisplayShape): void;
  /** Accepts every host that is asking for authorisation. */
  allowDebugging(): void;
  /** May be called twice. */
  close(): Promise<void>;
}

const lowestPort = 5586;
/** With these features real adb uses shell v2, streamed installs and 64-bit file sizes, and asks for nothing newer. */
const features = 'shell_v2,cmd,stat_v2';
const banner = (device: string, model: string): string =>
  `device::ro.product.name=${device};ro.product.model=${model};ro.product.device=${device};features=${features}`;

/** @throws FarhandError CONFIG_INVALID for a port below 5586, PORT_TAKEN for one in use */
export async function startVirtualPhone(options: VirtualPhoneOptions): Promise<VirtualPhone> {
  const host = options.serialHost ?? '127.0.0.1';
  const wantedPort = options.port ?? 0;
  if (wantedPort !== 0 && wantedPort < lowestPort) {
    throw new FarhandError('CONFIG_INVALID', `Port ${wantedPort} is one that adb servers claim for emulators`, {
      hint: `Use port ${lowestPort} or higher, or 0 for a free one.`,
    });
  }
  const unknownCommands: string[] = [];
  const record = (kind: string) => (what: string) => void unknownCommands.push(`${kind}: ${what}`);
  const renderer = new ScreenRenderer();
  const phone = new Phone({
    seed: options.seed,
    apps: options.apps ?? createApps({ seed: options.seed }),
    renderer,
    timeScale: options.timeScale ?? 1,
  });
  const automation = new AutomationHost(phone, record('rest'));
  const shell = new Shell({ phone, automation, commands: allCommands, onUnknown: record('shell') });
  let authorisation = options.requireAuthorisation === true ? new Authorisation() : undefined;
  const { device, model } = phone.hardware;
  const adbd: Adbd = new Adbd({
    banner: banner(device, model),
    authorisation: () => authorisation,
    resolve: (name) =>
      resolveService(name, {
        phone,
        shell,
        automation,
        reboot: () => {
          automation.stop();
          phone.activities.restart();
          adbd.dropConnections();
        },
        onUnknown: record('service'),
      }),
  });
  const port = await listenAbove(adbd, wantedPort, host);
  let closing: Promise<void> | undefined;

  const faults: VirtualPhoneFaults = {
    killServer: () => automation.stop(),
    dropLink: () => adbd.dropConnections(),
    disappear: () => adbd.close(),
    reappear: async () => {
      if (!adbd.isListening) await adbd.listen(port, host);
    },
  };
  const switches = new SwitchBoard(phone, {
    ...faults,
    requireAuthorisation: (isRequired) => {
      if (!isRequired) authorisation?.acceptPending();
      else adbd.dropConnections();
      authorisation = isRequired ? new Authorisation() : undefined;
    },
  });

  return {
    serial: `${host}:${port}`,
    unknownCommands,
    faults,
    switches,
    glass: new Glass(phone),
    get clock() {
      return phone.clock.state();
    },
    changeClock: (change) => {
      changeClock(phone.clock, change);
      phone.frame.invalidate();
    },
    snapshot: () => takeSnapshot(phone, switches.settings()),
    restore: (snapshot) => restoreSnapshot(phone, switches, snapshot),
    state: () => ({
      foreground: {
        packageName: phone.activities.foregroundPackage,
        component: phone.activities.foregroundComponent(),
      },
      display: {
        widthPx: phone.metrics.widthPx,
        heightPx: phone.metrics.heightPx,
        dpi: densityDpi(phone.metrics),
        rotation: phone.display.rotation,
      },
      keyboardVisible: phone.keyboard.isShown,
      inputMethod: phone.keyboard.current,
      clipboard: phone.clipboard,
      clock: phone.clock.state(),
      battery: { ...phone.battery },
      settings: {
        system: Object.fromEntries(phone.settings.system),
        secure: Object.fromEntries(phone.settings.secure),
        global: Object.fromEntries(phone.settings.global),
      },
      packages: phone.packages.all().map(({ packageName }) => packageName),
      isOn: phone.systemUi.isOn,
      frameVersion: phone.frame.version,
      switches: switches.settings(),
      happened: [...phone.hostile.happened],
      apps: Object.fromEntries(phone.packages.apps().map((app) => [app.identity.packageName, app.state()])),
      counters: {
        shellCommands: shell.commandCount,
        restRequests: automation.requestCount,
        renderedFrames: phone.screenshots.renderedCount,
      },
    }),
    reset: (seed) => {
      phone.reset(seed);
      switches.forget();
    },
    rewriteText: (ways) => phone.keyboard.rewrite(ways),
    notify: (content) => void phone.notifications.post(content),
    drift: (options) => phone.drift.set(options),
    film: phone.film,
    reshape: (shape) => phone.display.change(shape),
    allowDebugging: () => authorisation?.acceptPending(),
    close: () => {
      closing ??= (async () => {
        automation.stop();
        phone.close();
        await adbd.close();
        renderer.close();
      })();
      return closing;
    },
  };
}

/** A free port chosen by the system may still be one that adb servers claim; then another is taken. */
async function listenAbove(adbd: Adbd, port: number, host: string): Promise<number> {
  for (;;) {
    const chosen = await adbd.listen(port, host).catch((cause: Error) => {
      throw new FarhandError('PORT_TAKEN', `The virtual phone cannot listen on ${host}:${port}: ${cause.message}`, {
        cause,
      });
    });
    if (chosen >= lowestPort) return chosen;
    await adbd.close();
  }
}
