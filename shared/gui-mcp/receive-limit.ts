// What a link takes in: frames of a size, and so many frames and bytes a second in the long run. Both rates are buckets
// that are full at first and fill again with time.
import type { LinkLimits } from './limits.js';

export class ReceiveLimit {
  readonly #limits: LinkLimits;
  #framesLeft: number;
  #bytesLeft: number;
  #filledAtMs: number;

  constructor(limits: LinkLimits, nowMs: number) {
    this.#limits = limits;
    this.#framesLeft = limits.framesPerSecond * limits.burstSeconds;
    this.#bytesLeft = limits.bytesPerSecond * limits.burstSeconds;
    this.#filledAtMs = nowMs;
  }

  /** Takes a frame of `length` bytes in; says what is too much about it, if anything is. */
  excessOf(length: number, nowMs: number): string | undefined {
    const { maxFrameBytes, framesPerSecond, bytesPerSecond, burstSeconds } = this.#limits;
    const seconds = (nowMs - this.#filledAtMs) / 1000;
    this.#filledAtMs = nowMs;
    this.#framesLeft = Math.min(framesPerSecond * burstSeconds, this.#framesLeft + seconds * framesPerSecond) - 1;
    this.#bytesLeft = Math.min(bytesPerSecond * burstSeconds, this.#bytesLeft + seconds * bytesPerSecond) - length;
    if (length > maxFrameBytes) return `A frame of ${length} bytes is over the link's limit of ${maxFrameBytes}`;
    if (this.#framesLeft < 0) return `More than ${framesPerSecond} frames a second came for ${burstSeconds} s`;
    if (this.#bytesLeft < 0) return `More than ${bytesPerSecond} bytes a second came for ${burstSeconds} s`;
    return undefined;
  }
}
