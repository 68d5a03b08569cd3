// A phone as people see and use it from afar, beside the hand. Nothing here changes what the hand compares its actions
// with, and no look of it is remembered. Pictures come straight from adb, and where the hand is at work its own looks are
// waited for, so that whoever watches does not slow it down.
import { delay, type PersonsKey, type PixelPoint, type Point, type SizePx, toPixels } from '@farhand/shared';
import type { AppiumSession, Driver } from './appium-session.js';
import type { ReadScreen } from './ocr/screen-reader.js';
import { pngIn } from './png.js';
import type { ScreenTree } from './tree.js';

/** A hand that looked this shortly before is at work, and will look again soon. */
const handActiveMs = 1000;
const handPatienceMs = 150;

/** What the phone says of its screen at one moment. */
export interface Look {
  /** Equal exactly when the view hierarchy is equal. */
  readonly id: string;
  readonly tree: ScreenTree;
  readonly sizePx: SizePx;
  /** When it was asked, by `performance.now()`. */
  readonly askedMs: number;
}

/** A picture between two looks: what neither of them shows is not on it. */
export interface Glance {
  readonly before: Look | undefined;
  readonly after: Look;
  /** PNG; absent where none was wanted, or the phone gives none. */
  readonly png?: Buffer | undefined;
}

/** android.view.KeyEvent */
const keyCodes: Record<PersonsKey, number> = { home: 3, back: 4, enter: 66, delete: 67, recents: 187 };

export interface PersonsPhoneParts {
  readonly session: AppiumSession;
  readonly look: (signal?: AbortSignal) => Promise<Look>;
  /** What `screencap -p` prints; nothing where the phone refuses it. */
  readonly screencap: (signal?: AbortSignal) => Promise<Buffer>;
  /** The look's tree with what stands in the picture alone. */
  readonly read: (look: Look, png: Buffer | undefined, signal?: AbortSignal) => Promise<ReadScreen>;
  /** Something is about to be typed, perhaps by another keyboard than the owner's. */
  readonly typing: () => void;
}

export class PersonsPhone {
  readonly #parts: PersonsPhoneParts;
  #last: Look | undefined;
  #onLook: () => void = () => {};

  constructor(parts: PersonsPhoneParts) {
    this.#parts = parts;
  }

  /** The hand has looked. */
  saw(look: Look): void {
    this.#last = look;
    this.#onLook();
  }

  /** A picture, unless none is wanted, and what the phone says of the screen afterwards. */
  async glance(pictured: boolean, signal?: AbortSignal): Promise<Glance> {
    const before = this.#last;
    const png = pictured ? pngIn(await this.#parts.screencap(signal)) : undefined;
    const after = await this.#lookSince(performance.now(), signal);
    const { tree } = await this.#parts.read(after, png, signal);
    return { before, after: { ...after, tree }, png };
  }

  /** Of the screen as it was turned when it was last looked at. */
  async pixelAt(point: Point, signal?: AbortSignal): Promise<PixelPoint> {
    const { sizePx } = this.#last ?? (await this.#parts.look(signal));
    return toPixels(point, sizePx);
  }

  async tap(at: PixelPoint, signal?: AbortSignal): Promise<void> {
    await this.#do('clickGesture', { ...at }, signal);
  }

  async longPress(at: PixelPoint, durationMs: number, signal?: AbortSignal): Promise<void> {
    await this.#do('longClickGesture', { ...at, duration: durationMs }, signal);
  }

  async swipe(from: PixelPoint, to: PixelPoint, durationMs: number, signal?: AbortSignal): Promise<void> {
    const finger = [
      { type: 'pointerMove', duration: 0, ...from },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerMove', duration: durationMs, ...to },
      { type: 'pointerUp', button: 0 },
    ];
    await this.#act(async (driver) => {
      await driver.performActions([
        { type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' }, actions: finger },
      ]);
    }, signal);
  }

  /** Into the field that has the focus, a password's too; nothing is read back. */
  async type(text: string, signal?: AbortSignal): Promise<void> {
    this.#parts.typing();
    await this.#do('type', { text }, signal);
  }

  async press(key: PersonsKey, signal?: AbortSignal): Promise<void> {
    await this.#do('pressKey', { keycode: keyCodes[key] }, signal);
  }

  async #do(command: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<void> {
    await this.#act((driver) => driver.executeScript(`mobile: ${command}`, [args]), signal);
  }

  #act(work: (driver: Driver) => Promise<unknown>, signal?: AbortSignal): Promise<unknown> {
    return this.#parts.session.act(work, signal);
  }

  async #lookSince(sinceMs: number, signal?: AbortSignal): Promise<Look> {
    const isHandActive = this.#last !== undefined && sinceMs - this.#last.askedMs < handActiveMs;
    if (isHandActive) {
      const looked = new Promise<void>((resolve) => {
        this.#onLook = resolve;
      });
      await Promise.race([looked, delay(handPatienceMs, signal)]);
    }
    if (this.#last && this.#last.askedMs >= sinceMs) return this.#last;
    const look = await this.#parts.look(signal);
    // Its time is left as the hand's: a look of ours is no sign that the hand is at work.
    this.#last = { ...look, askedMs: this.#last?.askedMs ?? Number.NEGATIVE_INFINITY };
    return look;
  }
}
