// Who waits for a phone, in the order in which they asked. Every process has a line of its own; who of two processes'
// first is faster gets the phone. States come from the bridges and are asked anew while somebody waits.
import { abortReason, type Device } from '@farhand/shared';
import type { LeasedPhone, LeaseHolder, PhoneBook } from '../store/phone-book.js';
import type { Pulse } from '../store/pulse.js';
import { whyNone } from './why-none.js';

const refreshWhileWaitingMs = 2000;

export interface LeaseRequest {
  readonly holder: LeaseHolder;
  /** Serial of the only phone that will do. */
  readonly device?: string | undefined;
  /** Limit for a phone to appear. While suitable phones are merely in use, only the signal ends the wait. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

interface Waiter {
  readonly request: LeaseRequest;
  readonly grant: (phone: LeasedPhone) => void;
  readonly refuse: (error: unknown) => void;
}

export class PhoneLine {
  readonly #book: PhoneBook;
  readonly #pulse: Pulse;
  readonly #waiters: Waiter[] = [];
  readonly #unsubscribe: () => void;
  #refreshTimer: NodeJS.Timeout | undefined;
  #serving: Promise<void> | undefined;
  #isToServeAgain = false;

  constructor(book: PhoneBook, pulse: Pulse) {
    this.#book = book;
    this.#pulse = pulse;
    this.#unsubscribe = pulse.on('phone', () => this.#serve());
  }

  /** Stands in the line when this returns. Rejects as `DeviceRegistry.lease` does. */
  wait(request: LeaseRequest): Promise<LeasedPhone> {
    const { waitMs, signal } = request;
    if (signal.aborted) return Promise.reject(abortReason(signal));
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        const place = this.#waiters.indexOf(waiter);
        if (place >= 0) this.#waiters.splice(place, 1);
        this.#watch();
      };
      const refuse = (error: unknown) => {
        leave();
        reject(error);
      };
      const grant = (phone: LeasedPhone) => {
        leave();
        resolve(phone);
      };
      const onAbort = () => refuse(abortReason(signal));
      const onLimit = () => {
        this.#hope(request).then((isHope) => {
          if (isHope && this.#waiters.includes(waiter)) timer = setTimeout(onLimit, refreshWhileWaitingMs);
        }, refuse);
      };
      const waiter: Waiter = { request, grant, refuse };
      let timer = setTimeout(onLimit, waitMs);
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiters.push(waiter);
      this.#notInHands(request).catch(refuse);
      this.#serve();
      this.#watch();
    });
  }

  close(): void {
    this.#unsubscribe();
    this.#stopWatching();
  }

  /** Throws NEEDS_TAKEOVER when every phone that would do is in a person's hands. */
  async #notInHands({ holder, device: wanted }: LeaseRequest): Promise<void> {
    const phones = (await this.#book.list(holder.owner)).map(({ device }) => device);
    const suitable = phones.filter((device) => suits(device, wanted));
    if (suitable.length > 0 && suitable.every(({ state }) => state === 'takeover')) throw whyNone(phones, wanted);
  }

  /** True when a suitable phone is merely in use. Throws why there is none otherwise. */
  async #hope({ holder, device: wanted }: LeaseRequest): Promise<true> {
    const phones = await this.#book.list(holder.owner);
    if (phones.some(({ device, leased }) => suits(device, wanted) && (leased || isUsable(device)))) return true;
    throw whyNone(
      phones.map(({ device }) => device),
      wanted,
    );
  }

  #serve(): void {
    this.#isToServeAgain = true;
    this.#serving ??= this.#serveAll().finally(() => {
      this.#serving = undefined;
    });
  }

  async #serveAll(): Promise<void> {
    while (this.#isToServeAgain && this.#waiters.length > 0) {
      this.#isToServeAgain = false;
      for (const waiter of [...this.#waiters]) {
        const { holder, device, signal } = waiter.request;
        if (signal.aborted) continue;
        try {
          const phone = await this.#book.take(holder, device);
          if (phone && signal.aborted) await this.#book.release(phone);
          else if (phone) waiter.grant(phone);
        } catch (error) {
          waiter.refuse(error);
        }
      }
    }
  }

  /** Has all processes ask their bridges from time to time, but only while somebody waits for a phone. */
  #watch(): void {
    if (this.#waiters.length === 0) this.#stopWatching();
    else this.#refreshTimer ??= setInterval(() => this.#ask(), refreshWhileWaitingMs).unref();
  }

  #ask(): void {
    this.#pulse.send('wanted', '').catch(() => undefined);
    this.#serve();
  }

  #stopWatching(): void {
    clearInterval(this.#refreshTimer);
    this.#refreshTimer = undefined;
  }
}

function suits(device: Device, wanted: string | undefined): boolean {
  return wanted === undefined || device.device_id === wanted;
}

/** Idle, or in use by somebody and free again later. */
function isUsable({ state }: Device): boolean {
  return state === 'idle' || state === 'busy';
}
