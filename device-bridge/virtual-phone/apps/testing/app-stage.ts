// Runs apps without a phone, for tests: a clock that moves only when told, touches by view key or text, the keyboard
// as a flag. The order of touches is all that decides what happens.
import { clip, contains, isEmpty } from '../../ui/geometry.js';
import { DEFAULT_METRICS, type ScreenMetrics } from '../../ui/metrics.js';
import type { Rect, View } from '../../ui/view.js';
import type { App, AppDefinition, AppHost } from '../app.js';

interface Timer {
  readonly at: number;
  readonly packageName: string;
  readonly action: () => void;
}

/** 2026-11-23 09:41 in Shanghai. */
const START_MS = Date.UTC(2026, 10, 23, 1, 41);

const SETTLE_MS = 3000;

export class AppStage {
  readonly toasts: string[] = [];
  keyboardVisible = false;
  readonly #definitions: readonly AppDefinition[];
  readonly #metrics: ScreenMetrics;
  readonly #running = new Map<string, App>();
  #timers: Timer[] = [];
  #nowMs = START_MS;
  #front: string;

  constructor(definitions: readonly AppDefinition[], metrics: ScreenMetrics = DEFAULT_METRICS) {
    this.#definitions = definitions;
    this.#metrics = metrics;
    this.#front = definitions[0]?.identity.packageName ?? '';
    this.open(this.#front);
  }

  get packageName(): string {
    return this.#front;
  }

  get app(): App {
    const app = this.#running.get(this.#front);
    if (!app) throw new RangeError(`${this.#front} does not run`);
    return app;
  }

  open(packageName: string): void {
    const definition = this.#definitions.find(({ identity }) => identity.packageName === packageName);
    if (!definition) throw new RangeError(`${packageName} is not installed`);
    if (!this.#running.has(packageName)) this.#running.set(packageName, definition.start(this.#hostOf(packageName)));
    this.#front = packageName;
    this.keyboardVisible = false;
  }

  /** Moves the clock on until nothing is pending, at most `SETTLE_MS`: a running stopwatch never ends. */
  settle(): void {
    const untilMs = this.#nowMs + SETTLE_MS;
    for (let timer = this.#nextTimer(); timer && timer.at <= untilMs; timer = this.#nextTimer()) {
      const due = timer;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#nowMs = Math.max(this.#nowMs, due.at);
      due.action();
    }
  }

  get #screen(): Rect {
    return [0, 0, this.#metrics.widthPx, this.#metrics.heightPx];
  }

  root(): View {
    return this.app.render();
  }

  /** Every view with a visible part, in drawing order. */
  views(): View[] {
    const found: View[] = [];
    visit(this.root(), this.#screen, (view) => found.push(view));
    return found;
  }

  find(wanted: string): View | undefined {
    return this.views().find(
      (view) => view.key === wanted || view.text === wanted || view.contentDescription === wanted,
    );
  }

  get(wanted: string): View {
    const view = this.find(wanted);
    if (!view) throw new RangeError(`nothing on screen is called ${wanted}`);
    return view;
  }

  /** Touches the middle of the view with this key, text or description, then lets pending work finish. */
  tap(wanted: string): void {
    const visible = clip(this.get(wanted).bounds, this.#screen);
    this.tapAt((visible[0] + visible[2]) / 2, (visible[1] + visible[3]) / 2);
  }

  /** The topmost view under the point that reacts to touch gets it, as Android dispatches it. */
  tapAt(x: number, y: number): void {
    let target: View | undefined;
    visit(this.root(), this.#screen, (view, visible) => {
      if (contains(visible, x, y) && view.onTap) target = view;
    });
    if (target?.enabled !== false) target?.onTap?.();
    this.settle();
  }

  type(text: string): void {
    const field = this.views().find((view) => view.focused && view.onText);
    if (!field) throw new RangeError('no edit field has the focus');
    field.onText?.(text);
    this.settle();
  }

  submit(): void {
    this.views()
      .find((view) => view.focused && view.onSubmit)
      ?.onSubmit?.();
    this.settle();
  }

  scroll(wanted: string, dyPx: number): boolean {
    const moved = this.get(wanted).onScroll?.(dyPx) === true;
    this.settle();
    return moved;
  }

  /** The back key: hides the keyboard, else goes back in the app, else leaves it for the launcher. */
  back(): void {
    if (this.keyboardVisible) this.keyboardVisible = false;
    else if (!this.app.back()) this.open(this.#definitions[0]?.identity.packageName ?? '');
    this.settle();
  }

  #nextTimer(): Timer | undefined {
    return this.#timers.toSorted((a, b) => a.at - b.at)[0];
  }

  #hostOf(packageName: string): AppHost {
    return {
      metrics: this.#metrics,
      now: () => this.#nowMs,
      invalidate: () => {},
      after: (delayMs, action) => this.#timers.push({ at: this.#nowMs + delayMs, packageName, action }),
      toast: (text) => this.toasts.push(text),
      showKeyboard: (visible) => {
        this.keyboardVisible = visible;
      },
      keyboardVisible: () => this.keyboardVisible,
      start: (other) => this.open(other),
      launchable: () => this.#definitions.map(({ identity }) => identity).filter(({ icon }) => icon !== undefined),
    };
  }
}

function visit(view: View, bounds: Rect, see: (view: View, visible: Rect) => void): void {
  const visible = clip(view.bounds, bounds);
  if (isEmpty(visible)) return;
  see(view, visible);
  for (const child of view.children ?? []) visit(child, view.onScroll ? visible : bounds, see);
}
