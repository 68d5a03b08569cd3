// The phone's time. The clock runs with the machine's; simulated delays (loading, animation, settling) are scaled, so
// that tests and demos need not wait as long as a person would.
import { TIME_ZONE } from '../ui/clock.js';

export const timeZoneOffset = '+0800';
const civilFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Date and time of day in the phone's time zone, as zero-padded decimals. */
export interface CivilTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

export class Clock {
  readonly #timeScale: number;
  readonly #timers = new Set<NodeJS.Timeout>();

  /** @param timeScale factor on simulated delays; 0 means none at all */
  constructor(timeScale: number) {
    this.#timeScale = timeScale;
  }

  nowMs(): number {
    return Date.now();
  }

  civil(timeMs: number = this.nowMs()): CivilTime {
    const parts = civilFormat.formatToParts(timeMs);
    const field = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
    return {
      year: field('year'),
      month: field('month'),
      day: field('day'),
      hour: field('hour'),
      minute: field('minute'),
      second: field('second'),
    };
  }

  /** Runs `action` after a simulated delay unless the returned function is called before. */
  after(delayMs: number, action: () => void): () => void {
    return this.afterReal(delayMs * this.#timeScale, action);
  }

  /** The same on the real clock, for what a person must have time to read. */
  afterReal(delayMs: number, action: () => void): () => void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, delayMs);
    this.#timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  /** Resolves after a simulated delay. */
  pause(delayMs: number): Promise<void> {
    if (delayMs * this.#timeScale <= 0) return Promise.resolve();
    return new Promise((resolve) => this.after(delayMs, resolve));
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
