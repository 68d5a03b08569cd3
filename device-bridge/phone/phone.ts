// What the rest of the bridge knows of a phone. There is one implementation, over Appium; the virtual phone is behind
// adb and looks like any other. Nothing here sleeps for a fixed time: freshness is data (`frameId`), and waiting means
// watching the screen until it shows something, with a limit.
import { FarhandError, type HotKey, type PixelPoint, type SizePx } from '@farhand/shared';
import type { NotificationLook } from './notifications.js';
import type { PersonsPhone } from './persons-phone.js';
import type { Bounds, ScreenTree } from './tree.js';

/** One look at the screen. Immutable: what the phone shows later is another observation. */
export interface Observation {
  /** Equal exactly when the view hierarchy is equal, and what was read from the picture where it says nothing. */
  readonly frameId: string;
  readonly tree: ScreenTree;
  /** Package of the app in front. */
  readonly packageName: string;
  /** Display pixels in the orientation of this frame: the base of every coordinate of it. */
  readonly sizePx: SizePx;
  /** Milliseconds since 1970. */
  readonly takenAtMs: number;
  /** Parts of the display that say nothing and could not be read, though they should have been. */
  readonly unread: readonly Bounds[];
  /** IANA name of the time zone that the phone keeps; absent when it does not tell. */
  readonly timeZone?: string | undefined;
  /** How far the phone's clock is ahead of this computer's; absent until an app was opened, or when it does not tell. */
  readonly clockAheadMs?: number | undefined;
}

export interface PhoneDescription {
  readonly serial: string;
  readonly model: string;
  readonly sizePx: SizePx;
}

export interface SettleOptions {
  /** What to wait for; without it, for a change and then for rest. */
  readonly until?: ((screen: Observation) => boolean) | undefined;
  /** Defaults to 3 s without `until`, to 8 s with it. Passing is not an error: the last observation is returned. */
  readonly limitMs?: number | undefined;
  /** The picture of the screen at rest will be asked for: it is taken with the look that finds it at rest. */
  readonly pictured?: boolean | undefined;
}

/** What an action was decided on. */
export interface Decided {
  /** Of the last observation; of any other, the action is refused. */
  readonly frameId: string;
  /**
   * Told of a newer screen that the action would be done on, with what it is aimed at still in its place; throws to refuse
   * it. Not called while the screen is the one that was decided on.
   */
  readonly recheck?: ((now: Observation) => Promise<void>) | undefined;
}

/** The connection broke under an action and was renewed: nobody knows whether it was done. */
export class CutOff extends FarhandError {
  constructor(serial: string, cause: unknown) {
    super('SCREEN_CHANGED', `The connection to ${serial} was renewed while the phone was acted on`, { cause });
  }
}

/** What became of typing: the field holds what was wanted, or something else. */
export interface Typed {
  readonly wanted: string;
  readonly holds: string;
}

/**
 * Actions name the frame they were decided on and throw SCREEN_CHANGED when what they are about to touch is no longer
 * there, or when the connection had to be renewed so that nobody knows whether they were done. Everything throws
 * DEVICE_LOST when the phone is gone for good.
 */
export interface Phone {
  readonly serial: string;
  /** For people who watch or drive it from afar. */
  readonly byPerson: PersonsPhone;

  /** Opens the connection if there is none yet; free when there is. */
  describe(signal?: AbortSignal): Promise<PhoneDescription>;
  observe(signal?: AbortSignal): Promise<Observation>;
  /** Watches the screen after an action on `before` until it has come to rest. */
  settle(before: Observation, options: SettleOptions, signal?: AbortSignal): Promise<Observation>;
  /** Class of the activity in front; empty when the phone does not tell. */
  activity(signal?: AbortSignal): Promise<string>;
  /** PNG of the display. Throws SENSITIVE_SCREEN when the app forbids pictures of its screen. */
  screenshot(signal?: AbortSignal): Promise<Buffer>;
  /** The same of a screen just seen; free where `settle` took it a moment ago. */
  pictureOf(screen: Observation, signal?: AbortSignal): Promise<Buffer>;

  tap(decided: Decided, at: PixelPoint, signal?: AbortSignal): Promise<void>;
  doubleTap(decided: Decided, at: PixelPoint, signal?: AbortSignal): Promise<void>;
  longPress(decided: Decided, at: PixelPoint, durationMs: number, signal?: AbortSignal): Promise<void>;
  /** A drag that ends at rest: no fling. */
  swipe(decided: Decided, from: PixelPoint, to: PixelPoint, durationMs: number, signal?: AbortSignal): Promise<void>;
  /** Taps a field, unless it has the focus already, and waits until a field has it. */
  focus(decided: Decided, at: PixelPoint, signal?: AbortSignal): Promise<Observation>;
  /** Into the field that has the focus, which is read back; `clear` replaces what it holds. */
  type(decided: Decided, text: string, clear: boolean, signal?: AbortSignal): Promise<Typed>;
  /** Gives the phone the keyboard back that it had before anything was typed. Free when nothing was. */
  restoreKeyboard(): Promise<void>;
  pressKey(decided: Decided, key: HotKey, signal?: AbortSignal): Promise<void>;

  /** Version code of an installed app; empty when the phone does not tell. */
  appVersion(packageName: string, signal?: AbortSignal): Promise<string>;
  installedPackages(signal?: AbortSignal): Promise<ReadonlySet<string>>;
  /** Brings an app to the front; `restart` stops it first. Throws APP_NOT_INSTALLED. */
  launch(packageName: string, restart: boolean, signal?: AbortSignal): Promise<void>;
  /** Turns the display to portrait. An app that insists on landscape stays as it is. */
  turnUpright(signal?: AbortSignal): Promise<void>;
  /** What the phone has told its owner; needs no session and touches nothing. */
  notifications(signal?: AbortSignal): Promise<NotificationLook>;
  /** Whether the display is on. */
  awake(signal?: AbortSignal): Promise<boolean>;
  /** May be called again. */
  close(): Promise<void>;
}
