// One phone while people watch it. However many watch, its bridge is asked for one view at a time, and only for as long as
// somebody waits for one: a watcher who is slow, or gone, asks for nothing. A phone that is away is asked for again.
import { delay, type GuiToolInput, type View } from '@farhand/shared';
import type { Hand } from '../devices/hand.js';

/** A bridge looks for this long after the last watcher has left. */
const lookMs = 1000;
/** Nobody's eyes need more pictures than that, and a link has other things to carry. */
const leastPauseMs = 80;
const retryMs = 1000;
/** A link that is parked answers late, or never. */
const patienceMs = 4000;
const stillMs = 5000;

/** `away`: the phone cannot be reached; only the cloud can say so. */
export type LiveView = Omit<View, 'because'> & { readonly because?: View['because'] | 'away' };

export interface SeenView {
  readonly view: LiveView;
  /** JPEG. */
  readonly picture?: Uint8Array | undefined;
}

interface Waiter {
  /** The mark of what it has. */
  readonly after: string | undefined;
  readonly edgePx: number;
  readonly sinceMs: number;
  readonly show: (seen: SeenView) => void;
}

export interface WatchedPhone {
  readonly deviceId: string;
  /** Of the person who drives it. */
  readonly hold?: string | undefined;
  /** Throws NO_DEVICE. */
  readonly find: () => Promise<Pick<Hand, 'watch'>>;
}

const away: SeenView = { view: { mark: 'away', shows: 'nothing', because: 'away', width: 0, height: 0 } };

export class PhoneWatch {
  readonly #phone: WatchedPhone;
  readonly #waiting = new Set<Waiter>();
  #last: SeenView | undefined;
  #isLooking = false;
  #asked: Promise<SeenView> | undefined;

  constructor(phone: WatchedPhone) {
    this.#phone = phone;
  }

  get isIdle(): boolean {
    return this.#waiting.size === 0 && !this.#isLooking;
  }

  /** The next view that is another than `after`; after a while, that it is still the same. Never rejects; an abort ends it silently. */
  next(after: string | undefined, edgePx: number, signal: AbortSignal): Promise<SeenView> {
    return new Promise((resolve) => {
      const leave = () => this.#waiting.delete(waiter);
      const waiter: Waiter = {
        after,
        edgePx,
        sinceMs: performance.now(),
        show: (seen) => {
          signal.removeEventListener('abort', leave);
          leave();
          resolve(seen);
        },
      };
      if (signal.aborted) return;
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(waiter);
      if (!this.#isLooking) void this.#lookOn();
      else if (this.#last && this.#last.view.mark !== after) waiter.show(this.#last);
    });
  }

  async #lookOn(): Promise<void> {
    this.#isLooking = true;
    this.#last = undefined;
    while (this.#waiting.size > 0) {
      const seen = await this.#look();
      if (seen === away) await delay(retryMs);
      else await delay(leastPauseMs);
    }
    this.#isLooking = false;
  }

  async #look(): Promise<SeenView> {
    const { deviceId, hold, find } = this.#phone;
    const edges = [...this.#waiting].map(({ edgePx }) => edgePx);
    const mark = this.#last?.view.mark;
    const input: GuiToolInput<'watch_screen'> = {
      device_id: deviceId,
      max_edge: Math.max(...edges),
      wait_ms: lookMs,
      ...(mark !== undefined && { after: mark }),
      ...(hold !== undefined && { hold }),
    };
    // One that is late, on a link that is parked, is not asked a second time.
    this.#asked ??= find()
      .then((hand) => hand.watch(input))
      .catch(() => away)
      .finally(() => {
        this.#asked = undefined;
      });
    const seen = await within(this.#asked, patienceMs, away);
    // A still view holds no more than its mark: what is shown is the one before.
    if (!seen.view.still || !this.#last) this.#last = seen;
    this.#show(this.#last);
    return seen;
  }

  /** To whoever has another view; whoever has waited for long is told that all is well. */
  #show(seen: SeenView): void {
    const nowMs = performance.now();
    for (const waiter of [...this.#waiting]) {
      if (waiter.after !== seen.view.mark) waiter.show(seen);
      else if (nowMs - waiter.sinceMs >= stillMs)
        waiter.show({ view: { ...seen.view, lines: undefined, still: true } });
    }
  }
}

function within<T>(work: Promise<T>, limitMs: number, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), limitMs);
    work.then((result) => {
      clearTimeout(timer);
      resolve(result);
    });
  });
}
