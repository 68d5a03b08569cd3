/** A bucket that fills at `perSecond` up to `burst`; it is full at first. The clock is the caller's. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #burst: number;
  #left: number;
  #filledAtMs: number;

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#left = burst;
    this.#filledAtMs = nowMs;
  }

  /** False, and nothing is taken, when there is not as much. */
  take(amount: number, nowMs: number): boolean {
    const filled = this.#left + ((nowMs - this.#filledAtMs) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#burst, filled);
    this.#filledAtMs = nowMs;
    if (amount > this.#left) return false;
    this.#left -= amount;
    return true;
  }
}
