// A list that slides away between a look and a touch, as feeds do that load something above the fold: after each of the
// next looks at the screen, the list in its middle moves on.
import type { Phone } from './phone.js';

export interface DriftOptions {
  /** Towards the end of the list, or its start when negative. */
  readonly px: number;
  /** How many more looks are followed by a slide. */
  readonly looks: number;
}

export class Drift {
  readonly #phone: Phone;
  #px = 0;
  #looks = 0;

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  set(options: DriftOptions): void {
    this.#px = options.px;
    this.#looks = options.looks;
  }

  /** Call when somebody has read the screen. */
  looked(): void {
    if (this.#looks === 0) return;
    this.#looks -= 1;
    const { widthPx, heightPx } = this.#phone.metrics;
    this.#phone.touch.scrollAt({ x: widthPx / 2, y: heightPx / 2 }, this.#px);
  }
}
