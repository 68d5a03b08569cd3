// The phone as a person has it in the hand: sees every frame, those that forbid screenshots too, and touches the glass.
import { clockText } from '../ui/clock.js';
import type { Phone } from './phone.js';
import type { Point } from './touch.js';

const minuteMs = 60_000;

export class Glass {
  readonly #phone: Phone;

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  /** The same version means the same pixels. */
  get version(): string {
    return this.#phone.frame.version;
  }

  get sizePx(): { readonly widthPx: number; readonly heightPx: number } {
    const { widthPx, heightPx } = this.#phone.metrics;
    return { widthPx, heightPx };
  }

  get label(): string {
    const name = this.#phone.activities.foregroundPackage;
    return this.#phone.packages.get(name)?.app?.identity.label ?? name;
  }

  get clock(): string {
    return clockText(this.#phone.clock.nowMs());
  }

  jpeg(scale: number, quality: number): Promise<Buffer> {
    return this.#phone.screenshots.jpeg(scale, quality);
  }

  /** Calls `listener` once, at the next change; the clock in the status bar is one. The returned function takes it back. */
  onNextChange(listener: () => void): () => void {
    const finish = (): void => {
      cancel();
      listener();
    };
    const unsubscribe = this.#phone.frame.onChange(finish);
    const cancelTimer = this.#phone.clock.afterReal(minuteMs - (this.#phone.clock.nowMs() % minuteMs), finish);
    const cancel = (): void => {
      unsubscribe();
      cancelTimer();
    };
    return cancel;
  }

  tap(at: Point): void {
    this.#phone.touch.tap(at);
  }

  longPress(at: Point): void {
    this.#phone.touch.longPress(at);
  }

  swipe(from: Point, to: Point, durationMs: number): void {
    this.#phone.touch.swipe(from, to, durationMs);
  }

  type(text: string): void {
    this.#phone.keys.type(text);
  }

  press(code: number): void {
    this.#phone.keys.press(code);
  }

  /** A quarter turn. */
  rotate(): void {
    this.#phone.display.change({ rotation: this.#phone.display.rotation % 2 === 0 ? 1 : 0 });
  }
}
