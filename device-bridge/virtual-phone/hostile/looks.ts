// Looks at the screen: how long each takes, and what happens after so many of them.
import type { Clock } from '../device/clock.js';

export class Looks {
  readonly #clock: Clock;
  /** How much longer each look takes. */
  slowMs = 0;
  #left = 0;
  #then: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `action` once, after `count` more looks; 0 is at once. Replaces the one before. */
  after(count: number, action: (() => void) | undefined): void {
    this.#left = count;
    this.#then = action;
    if (count === 0) this.#fire();
  }

  /** Before a look is answered. */
  begin(): Promise<void> {
    if (this.slowMs === 0) return Promise.resolve();
    return new Promise((resolve) => this.#clock.afterReal(this.slowMs, resolve));
  }

  end(): void {
    if (this.#then === undefined) return;
    this.#left -= 1;
    if (this.#left <= 0) this.#fire();
  }

  #fire(): void {
    const action = this.#then;
    this.#then = undefined;
    action?.();
  }
}
