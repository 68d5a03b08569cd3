// Running apps and their order: who is in front, what back and home do, what stops when a process ends. Owns the
// `AppHost` given to each app. An app stays alive in the background until it is stopped.
import type { App, AppDefinition, AppHost, ScreenMetrics } from '../apps/app.js';
import type { View } from '../ui/view.js';
import type { Clock } from './clock.js';
import type { Frame } from './frame.js';
import type { Keyboard } from './keyboard.js';
import type { SystemLog } from './log.js';
import { componentName, type Packages } from './packages.js';
import type { Processes } from './processes.js';

export interface ActivitiesOptions {
  readonly metrics: ScreenMetrics;
  readonly clock: Clock;
  readonly frame: Frame;
  readonly keyboard: Keyboard;
  readonly log: SystemLog;
  readonly packages: Packages;
  readonly processes: Processes;
  readonly toast: (text: string) => void;
}

interface RunningApp {
  readonly packageName: string;
  readonly app: App;
  readonly cancels: Set<() => void>;
  rendered?: { readonly frameCount: number; readonly root: View };
}

export class Activities {
  readonly #options: ActivitiesOptions;
  /** From the bottom of the stack to the front. */
  #stack: RunningApp[] = [];

  constructor(options: ActivitiesOptions) {
    this.#options = options;
    options.processes.onExit((name) => this.#onProcessExit(name));
    this.home();
  }

  get foregroundPackage(): string {
    return this.#front().packageName;
  }

  get isSecure(): boolean {
    return this.#front().app.secure?.() ?? false;
  }

  /** `package/.Activity` of the app in front. */
  foregroundComponent(): string {
    const { packageName, app } = this.#front();
    return componentName(packageName, app.activity());
  }

  /** The front app's window; rendered at most once per frame. */
  render(): View {
    const front = this.#front();
    const frameCount = this.#options.frame.count;
    if (front.rendered?.frameCount !== frameCount) front.rendered = { frameCount, root: front.app.render() };
    return front.rendered.root;
  }

  /** From the bottom to the one in front. */
  runningPackages(): string[] {
    return this.#stack.map((running) => running.packageName);
  }

  /** Packages of running apps, the most recent first, without the launcher. */
  recentPackages(): string[] {
    const home = this.#options.packages.homePackage;
    return this.#stack
      .map((running) => running.packageName)
      .filter((name) => name !== home)
      .reverse();
  }

  /**
   * Brings an app to the front, starting it when needed.
   * @returns undefined when the package is missing or has no activity
   */
  start(packageName: string, uri?: string): { readonly isCold: boolean } | undefined {
    const definition = this.#options.packages.get(packageName)?.app;
    if (definition === undefined) return undefined;
    const existing = this.#stack.find((running) => running.packageName === packageName);
    const running = existing ?? this.#create(definition);
    this.#stack = [...this.#stack.filter((item) => item !== running), running];
    this.#options.keyboard.show(false);
    if (uri !== undefined) running.app.open?.(uri);
    this.#options.log.write(
      'ActivityTaskManager',
      `START u0 {cmp=${componentName(packageName, running.app.activity())}}`,
    );
    this.#options.frame.invalidate();
    return { isCold: existing === undefined };
  }

  home(): void {
    this.start(this.#options.packages.homePackage);
  }

  /** The back key inside the front app; an app with nowhere to go back to leaves the front. */
  back(): void {
    const front = this.#front();
    if (!front.app.back() && front.packageName !== this.#options.packages.homePackage) {
      this.#stack = [front, ...this.#stack.filter((running) => running !== front)];
      if (this.#front() === front) this.home();
    }
    this.#options.frame.invalidate();
  }

  /** Stops every app and shows a fresh launcher. */
  restart(): void {
    const home = this.#options.packages.homePackage;
    for (const running of [...this.#stack]) this.#options.processes.end(running.packageName);
    if (!this.#stack.some((running) => running.packageName === home)) this.home();
  }

  #front(): RunningApp {
    const front = this.#stack.at(-1);
    if (front === undefined) throw new Error('no activity is in front');
    return front;
  }

  #create(definition: AppDefinition): RunningApp {
    const { packageName } = definition.identity;
    const cancels = new Set<() => void>();
    this.#options.processes.ensure(packageName);
    return { packageName, app: definition.start(this.#createHost(packageName, cancels)), cancels };
  }

  #createHost(packageName: string, cancels: Set<() => void>): AppHost {
    const { metrics, clock, frame, keyboard, packages, toast } = this.#options;
    return {
      metrics,
      now: () => clock.nowMs(),
      invalidate: () => frame.invalidate(),
      after: (delayMs, action) => {
        const cancel = clock.after(delayMs, () => {
          cancels.delete(cancel);
          action();
        });
        cancels.add(cancel);
      },
      toast,
      showKeyboard: (visible) => {
        if (this.#stack.at(-1)?.packageName === packageName) keyboard.show(visible);
      },
      keyboardVisible: () => keyboard.isShown && this.#stack.at(-1)?.packageName === packageName,
      start: (target) => this.start(target),
      launchable: () =>
        packages
          .apps()
          .map((app) => app.identity)
          .filter((identity) => identity.icon !== undefined),
    };
  }

  #onProcessExit(name: string): void {
    const ended = this.#stack.find((running) => running.packageName === name);
    if (ended === undefined) return;
    for (const cancel of ended.cancels) cancel();
    const wasInFront = this.#stack.at(-1) === ended;
    this.#stack = this.#stack.filter((running) => running !== ended);
    if (!wasInFront) return;
    this.#options.keyboard.show(false);
    if (this.#stack.length === 0 || name !== this.#options.packages.homePackage) this.home();
    this.#options.frame.invalidate();
  }
}
