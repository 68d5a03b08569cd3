// The phone as a device: puts its parts together and offers what a person or a protocol can do to it. Knows no
// protocol.
import type { AppDefinition, ScreenMetrics } from '../apps/app.js';
import { HostileScreen } from '../hostile/hostile-screen.js';
import { Looks } from '../hostile/looks.js';
import type { ScreenRenderer } from '../render/index.js';
import { clockText } from '../ui/clock.js';
import type { Rect, View } from '../ui/view.js';
import { view } from '../ui/views.js';
import { Activities } from './activities.js';
import { Clock } from './clock.js';
import { Display, type Rotation } from './display.js';
import { Drift } from './drift.js';
import { FileTree } from './files.js';
import { Film } from './film.js';
import { Frame } from './frame.js';
import { Keyboard } from './keyboard.js';
import { Keys } from './keys.js';
import { SystemLog } from './log.js';
import { Notifications } from './notifications.js';
import { Packages } from './packages.js';
import { Processes } from './processes.js';
import { Screenshots } from './screenshots.js';
import {
  createHardware,
  createProperties,
  createSettings,
  type Hardware,
  type Settings,
  type SettingsNamespace,
} from './settings.js';
import { SystemUi } from './system-ui.js';
import { Touch } from './touch.js';
import { type VisibleNode, visibleTree, type Window } from './visible-tree.js';

const toastMs = 2500;
const appWindowId = 5;

/** Degrees and metres. */
export interface GeoLocation {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number;
}

/** In the middle of Shanghai, whose time the phone keeps. */
const peopleSquare: GeoLocation = { latitude: 31.2304, longitude: 121.4737, altitude: 4 };

export interface Battery {
  /** Per cent. */
  level: number;
  isPlugged: boolean;
}

export function usualBattery(): Battery {
  return { level: 87, isPlugged: true };
}

export interface PhoneOptions {
  readonly seed: number;
  /** The launcher first. */
  readonly apps: readonly AppDefinition[];
  readonly renderer: ScreenRenderer;
  readonly timeScale: number;
}

export class Phone {
  readonly display: Display;
  readonly metrics: ScreenMetrics;
  readonly clock: Clock;
  readonly hardware: Hardware;
  readonly properties: Map<string, string>;
  readonly settings: Settings;
  readonly files: FileTree;
  readonly log: SystemLog;
  readonly frame: Frame;
  readonly packages: Packages;
  readonly processes: Processes;
  readonly keyboard: Keyboard;
  readonly activities: Activities;
  readonly notifications: Notifications;
  readonly systemUi: SystemUi;
  readonly keys: Keys;
  readonly touch: Touch;
  readonly screenshots: Screenshots;
  /** What `appops set` stored, by package and operation. */
  readonly appOperations: Map<string, string> = new Map();
  /** Packages whose foreground service runs. */
  readonly foregroundServices: Set<string> = new Set();
  readonly battery: Battery = usualBattery();
  readonly drift: Drift;
  readonly film: Film;
  readonly hostile: HostileScreen;
  readonly looks: Looks;
  /** What the apps' data comes from. */
  seed: number;
  clipboard = '';
  location: GeoLocation = peopleSquare;
  #toasts: readonly { readonly text: string }[] = [];

  constructor(options: PhoneOptions) {
    this.seed = options.seed;
    this.clock = new Clock(options.timeScale);
    const nowMs = (): number => this.clock.nowMs();
    this.display = new Display(() => {
      this.settings.system.set('user_rotation', String(this.display.rotation));
      this.frame.invalidate();
    });
    this.metrics = this.display.metrics;
    this.hardware = createHardware(options.seed);
    this.properties = createProperties(this.hardware, this.metrics);
    this.settings = createSettings(this.hardware);
    this.files = new FileTree(nowMs);
    this.log = new SystemLog(nowMs);
    this.frame = new Frame(() => clockText(nowMs()));
    this.packages = new Packages(options.apps);
    this.processes = new Processes();
    this.processes.onExit((name) => this.foregroundServices.delete(name));
    this.keyboard = new Keyboard(
      this.settings,
      (packageName) => this.packages.get(packageName) !== undefined,
      () => this.frame.invalidate(),
    );
    this.activities = new Activities({
      metrics: this.metrics,
      clock: this.clock,
      frame: this.frame,
      keyboard: this.keyboard,
      log: this.log,
      packages: this.packages,
      processes: this.processes,
      toast: (text) => this.toast(text),
    });
    this.notifications = new Notifications(nowMs, () => this.frame.invalidate());
    this.systemUi = new SystemUi({
      metrics: this.metrics,
      nowMs,
      onChange: () => this.frame.invalidate(),
      notifications: () => this.notifications.all(),
      recentApps: () => this.#recentApps(),
      start: (packageName) => this.startApp(packageName),
    });
    this.keys = new Keys(this);
    this.touch = new Touch(this, this.keys);
    this.drift = new Drift(this);
    this.film = new Film(this);
    this.looks = new Looks(this.clock);
    this.hostile = new HostileScreen(this);
    this.screenshots = new Screenshots(options.renderer, () => ({
      version: this.frame.version,
      root: this.#pictured(),
      overlay: {
        clock: clockText(nowMs()),
        keyboardVisible: this.keyboard.isShown,
        toasts: this.toasts,
        metrics: this.display.snapshot(),
      },
    }));
  }

  /** Stores a setting; that of the rotation turns the display. Throws RangeError for a rotation that cannot be. */
  putSetting(namespace: SettingsNamespace, key: string, value: string): void {
    if (namespace === 'system' && key === 'user_rotation') this.display.change({ rotation: Number(value) as Rotation });
    else this.settings[namespace].set(key, value);
  }

  get screenBounds(): Rect {
    return [0, 0, this.metrics.widthPx, this.metrics.heightPx];
  }

  get toasts(): string[] {
    return this.#toasts.map((item) => item.text);
  }

  /** From the bottom to the top. */
  windows(): Window[] {
    const app: Window = {
      id: appWindowId,
      packageName: this.activities.foregroundPackage,
      root: this.hostile.changed(this.activities.render()),
      isSecure: this.activities.isSecure || this.hostile.isSecure,
    };
    const over = [this.hostile.window(), this.systemUi.window()];
    return [app, ...over.filter((window) => window !== undefined)];
  }

  /** The window that has the focus. */
  activeWindow(): Window {
    return this.windows().at(-1) as Window;
  }

  activeTree(): VisibleNode | undefined {
    return visibleTree(this.activeWindow(), this.screenBounds);
  }

  /** All windows, from the top; a notification takes touches and never the focus. */
  touchWindows(): Window[] {
    const headsUp = this.#headsUp();
    return [...(headsUp ? [headsUp] : []), ...this.windows().reverse()];
  }

  /** What a finger meets, from the top. */
  touchTrees(): (VisibleNode | undefined)[] {
    const headsUp = this.#headsUp();
    const over = headsUp === undefined ? [] : [visibleTree(headsUp, this.screenBounds)];
    return [...over, this.activeTree()];
  }

  /** Call when somebody has read the screen. */
  looked(): void {
    this.film.looked();
    this.drift.looked();
    this.looks.end();
  }

  toast(text: string): void {
    const item = { text };
    this.#toasts = [...this.#toasts, item];
    this.frame.invalidate();
    this.clock.afterReal(toastMs, () => {
      this.#toasts = this.#toasts.filter((other) => other !== item);
      this.frame.invalidate();
    });
  }

  startApp(packageName: string, uri?: string): { readonly isCold: boolean } | undefined {
    this.systemUi.showPanel('none');
    return this.activities.start(packageName, uri);
  }

  home(): void {
    this.systemUi.showPanel('none');
    this.activities.home();
  }

  /** Closes what lies on top first: a system panel, then the keyboard, then the app's screen. */
  back(): void {
    if (this.systemUi.panel !== 'none') this.systemUi.showPanel('none');
    else if (this.keyboard.isShown) this.keyboard.show(false);
    else if (!this.hostile.back()) this.activities.back();
  }

  /** Back to the data that `seed` gives, in all apps or in these; helper packages and a running automation server stay. */
  reset(seed: number, apps: readonly AppDefinition[] = this.packages.apps()): void {
    this.seed = seed;
    for (const app of apps) app.reset(seed);
    this.clipboard = '';
    this.location = peopleSquare;
    this.#toasts = [];
    this.notifications.clear();
    this.display.change({ widthPx: undefined, heightPx: undefined, dpi: undefined, rotation: undefined });
    this.systemUi.showPanel('none');
    this.systemUi.unlock();
    this.keyboard.show(false);
    this.keyboard.reset();
    this.drift.set({ px: 0, looks: 0 });
    this.looks.slowMs = 0;
    this.looks.after(0, undefined);
    this.hostile.reset();
    this.activities.restart();
  }

  close(): void {
    this.clock.close();
  }

  /** The system's own windows leave no room for one. */
  #headsUp(): Window | undefined {
    return this.systemUi.window() === undefined ? this.hostile.headsUp() : undefined;
  }

  /** All windows on each other, as the glass shows them. */
  #pictured(): View {
    const headsUp = this.#headsUp();
    const roots = [...this.windows(), ...(headsUp ? [headsUp] : [])].map(({ root }) => root);
    return roots.length === 1 ? (roots[0] as View) : view('frame', 'display', this.screenBounds, {}, roots);
  }

  #recentApps(): { packageName: string; label: string }[] {
    return this.activities.recentPackages().map((packageName) => ({
      packageName,
      label: this.packages.get(packageName)?.app?.identity.label ?? packageName,
    }));
  }
}
