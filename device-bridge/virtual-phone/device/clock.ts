// The phone's time. It follows the machine's until somebody sets, freezes, advances or hurries it. Simulated delays
// (loading, animation, settling) are scaled, so that tests need not wait as long as a person would; they run on while the
// time of day stands still, or nothing could be loaded.
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
/** Date.prototype's own limit is far beyond; a phone that shows other years is of no use. */
export const timeRangeMs = { min: 0, max: Date.UTC(2100, 0, 1) } as const;
export const speedRange = { min: 0.01, max: 1000 } as const;
export const longestAdvanceMs = 7 * 24 * 3600 * 1000;

/** Date and time of day in the phone's time zone, as zero-padded decimals. */
export interface CivilTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

export interface ClockState {
  readonly timeMs: number;
  readonly isFrozen: boolean;
  /** Milliseconds of the phone in one of the machine. */
  readonly speed: number;
  /** Nobody has touched it: it shows the machine's time. */
  readonly followsMachine: boolean;
}

/** Something that will happen, and how long until then in the time that it goes by. */
interface Wait {
  readonly action: () => void;
  /** Simulated milliseconds in one of the machine; undefined goes by the machine alone. */
  readonly rate: number | undefined;
  leftMs: number;
  sinceMs: number;
  timer: NodeJS.Timeout;
}

export class Clock {
  readonly #timeScale: number;
  readonly #waits = new Set<Wait>();
  #machineMs = 0;
  #phoneMs = 0;
  #speed = 1;
  #isFrozen = false;

  /** @param timeScale factor on simulated delays; 0 means none at all */
  constructor(timeScale: number) {
    this.#timeScale = timeScale;
  }

  nowMs(): number {
    const passedMs = this.#isFrozen ? 0 : (Date.now() - this.#machineMs) * this.#speed;
    return Math.floor(this.#phoneMs + passedMs);
  }

  /** For durations: never set, frozen or hurried. */
  elapsedMs(): number {
    return performance.now();
  }

  state(): ClockState {
    const followsMachine = this.#machineMs === this.#phoneMs && this.#speed === 1 && !this.#isFrozen;
    return { timeMs: this.nowMs(), isFrozen: this.#isFrozen, speed: this.#speed, followsMachine };
  }

  /** Back to the machine's time. */
  follow(): void {
    this.#hurry(1);
    this.#isFrozen = false;
    this.#machineMs = 0;
    this.#phoneMs = 0;
  }

  /** Throws RangeError for a time before 1970 or after 2099. */
  set(timeMs: number): void {
    within('time', timeMs, timeRangeMs);
    this.#anchor(timeMs);
  }

  freeze(isFrozen: boolean): void {
    this.#anchor(this.nowMs());
    this.#isFrozen = isFrozen;
  }

  /** Simulated delays go as much faster, too. Throws RangeError. */
  setSpeed(speed: number): void {
    within('speed', speed, speedRange);
    this.#anchor(this.nowMs());
    this.#hurry(speed);
  }

  /** Lets so much time pass at once: what waits for it happens in order, each at its own time. Throws RangeError. */
  advance(ms: number): void {
    within('time to pass', ms, { min: 0, max: longestAdvanceMs });
    const endMs = this.nowMs() + ms;
    let leftMs = ms;
    for (;;) {
      this.#settleWaits();
      const next = [...this.#waits].filter((wait) => wait.rate !== undefined).sort((a, b) => a.leftMs - b.leftMs)[0];
      if (next === undefined || next.leftMs > leftMs) break;
      const stepMs = Math.max(0, next.leftMs);
      leftMs -= stepMs;
      this.#anchor(endMs - leftMs);
      this.#pass(stepMs);
      this.#fire(next);
    }
    this.#anchor(endMs);
    this.#pass(leftMs);
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
    if (this.#timeScale === 0) return this.afterReal(0, action);
    return this.#wait(delayMs, 1 / this.#timeScale, action);
  }

  /** The same on the real clock, for what a person must have time to read. */
  afterReal(delayMs: number, action: () => void): () => void {
    return this.#wait(delayMs, undefined, action);
  }

  /** Resolves after a simulated delay. */
  pause(delayMs: number): Promise<void> {
    if (delayMs * this.#timeScale <= 0) return Promise.resolve();
    return new Promise((resolve) => this.after(delayMs, resolve));
  }

  close(): void {
    for (const wait of this.#waits) clearTimeout(wait.timer);
    this.#waits.clear();
  }

  #wait(leftMs: number, rate: number | undefined, action: () => void): () => void {
    const wait: Wait = { action, rate, leftMs, sinceMs: performance.now(), timer: undefined as never };
    this.#waits.add(wait);
    this.#arm(wait);
    return () => {
      clearTimeout(wait.timer);
      this.#waits.delete(wait);
    };
  }

  #arm(wait: Wait): void {
    clearTimeout(wait.timer);
    wait.sinceMs = performance.now();
    wait.timer = setTimeout(() => this.#fire(wait), wait.leftMs / this.#rateOf(wait));
  }

  #fire(wait: Wait): void {
    clearTimeout(wait.timer);
    if (this.#waits.delete(wait)) wait.action();
  }

  #rateOf({ rate }: Wait): number {
    return rate === undefined ? 1 : rate * this.#speed;
  }

  /** What has passed for each wait since it was armed is taken off. */
  #settleWaits(): void {
    const now = performance.now();
    for (const wait of this.#waits) {
      wait.leftMs = Math.max(0, wait.leftMs - (now - wait.sinceMs) * this.#rateOf(wait));
      wait.sinceMs = now;
    }
  }

  #pass(ms: number): void {
    for (const wait of this.#waits) {
      if (wait.rate === undefined) continue;
      wait.leftMs = Math.max(0, wait.leftMs - ms);
      this.#arm(wait);
    }
  }

  #hurry(speed: number): void {
    this.#settleWaits();
    this.#speed = speed;
    for (const wait of this.#waits) this.#arm(wait);
  }

  #anchor(phoneMs: number): void {
    this.#machineMs = Date.now();
    this.#phoneMs = phoneMs;
  }
}

/** `2026-12-01 08:30` or with seconds, in the phone's time zone; undefined for anything else. */
export function parseCivilTime(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::(\d\d))?$/.exec(text);
  const timeMs = match ? Date.parse(`${match[1]}T${match[2]}:${match[3] ?? '00'}+08:00`) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

function within(name: string, value: number, { min, max }: { readonly min: number; readonly max: number }): void {
  if (Number.isFinite(value) && value >= min && value <= max) return;
  throw new RangeError(`the clock's ${name} must be from ${min} to ${max}, got ${value}`);
}
