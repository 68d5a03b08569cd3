// The seam between the virtual phone and its apps. An app knows nothing of adb or UiAutomator2; the phone knows
// nothing of what an app is about. Apps are deterministic: the same seed, clock and touches give the same screens.
import type { ScreenMetrics } from '../ui/metrics.js';
import type { View } from '../ui/view.js';

export type { ScreenMetrics } from '../ui/metrics.js';

/** What the phone gives an app. */
export interface AppHost {
  readonly metrics: ScreenMetrics;
  /** The phone's clock, in milliseconds since 1970. */
  now(): number;
  /** State changed: the next observation must see a new frame. */
  invalidate(): void;
  /** Runs `action` after a simulated delay (loading, animation); cancelled when the app is stopped. */
  after(delayMs: number, action: () => void): void;
  /** A short message at the bottom of the screen. */
  toast(text: string): void;
  showKeyboard(visible: boolean): void;
  /** Whether the keyboard covers the bottom of the screen now; without it an app goes by what it asked for last. */
  keyboardVisible?(): boolean;
  /** Starts another app, as an intent would. */
  start(packageName: string): void;
  /** Installed apps with an icon, for the launcher. */
  launchable(): readonly AppIdentity[];
}

export interface AppIdentity {
  readonly packageName: string;
  /** As the launcher shows it. */
  readonly label: string;
  /** Class of the activity that the launcher starts. */
  readonly mainActivity: string;
  readonly versionName: string;
  readonly versionCode: number;
  /** Glyph and hue of the launcher icon; absent when the app has none. */
  readonly icon?: { readonly glyph: string; readonly hue: number };
}

/** One running app. Created when it starts cold, dropped when it is stopped; data that outlives it is in its `AppDefinition`. */
export interface App {
  /** Class of the activity on screen now. */
  activity(): string;
  /** The whole window, from state; called after each `invalidate`. Must be cheap (< 5 ms) and free of side effects. */
  render(): View;
  /** The back key; false when the app has nowhere to go back to and should be left. */
  back(): boolean;
  /** A deep link, when the app was started by one. */
  open?(uri: string): void;
  /** True while the window forbids screenshots (FLAG_SECURE). */
  secure?(): boolean;
}

/** An installed app: identity, its stored data, and how to start it. */
export interface AppDefinition {
  readonly identity: AppIdentity;
  start(host: AppHost): App;
  /** Everything a checker may want to know (goods, orders, chats...), as plain JSON data. */
  state(): unknown;
  /** Back to data that `state` returned; data of another shape is refused with an INPUT_INVALID that names the place. */
  restore?(state: unknown): void;
  /** Back to the data that `seed` gives. */
  reset(seed: number): void;
}
