// Whether this process has time for what nobody waits for. It is told by how late its timers come: when it has its hands full,
// less and less of such work is let through, and more again, step by step, once there is room. So steps and answers of the API
// do not stand behind it, however many phones work.
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

const lookEveryMs = 250;
/** Late timers are told to the millisecond only by looking this often. */
const resolutionMs = 10;
/** Of one timer in ten. An answer that has to wait for several turns then still comes within a tenth of a second. */
const latestMs = 15;
const leastShare = 1 / 64;
const growth = 1 / 16;

export class SpareTime {
  readonly #delay: IntervalHistogram | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  #share = 1;
  /** What has been saved up of shares; one lets one piece of work through. */
  #credit = 0;

  /** `watches`: false for one that is told by hand how late timers come. */
  constructor(watches = true) {
    if (!watches) return;
    this.#delay = monitorEventLoopDelay({ resolution: resolutionMs });
    this.#delay.enable();
    this.#timer = setInterval(() => this.#look(), lookEveryMs).unref();
  }

  /** One more piece of work, if there is time for it. */
  allows(): boolean {
    this.#credit += this.#share;
    if (this.#credit < 1) return false;
    this.#credit -= 1;
    return true;
  }

  /** How late timers came since it was told last. */
  note(lateMs: number): void {
    const share = lateMs > latestMs ? this.#share / 2 : this.#share + growth;
    this.#share = Math.min(1, Math.max(leastShare, share));
  }

  close(): void {
    clearInterval(this.#timer);
    this.#delay?.disable();
  }

  #look(): void {
    if (!this.#delay || this.#delay.count === 0) return;
    this.note(this.#delay.percentile(90) / 1e6 - resolutionMs);
    this.#delay.reset();
  }
}
