// Who waits for a phone, in the order in which they asked. Every process has a line of its own for each user; who of two
// processes' first is faster gets the phone. States come from the bridges: they tell when a phone becomes free, and those
// of a phone that nobody here uses are asked anew while somebody waits for it.
import { abortReason, type Device } from '@farhand/shared';
import type { BookedPhone, LeasedPhone, LeaseHolder, PhoneBook } from '../store/phone-book.js';
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
  /** There was no free phone when it came. */
  hasSeenNone: boolean;
}

/** Of one user. */
interface Line {
  readonly waiters: Waiter[];
  isServing: boolean;
  /** No, those whose turn it is, or also those behind them: a task that is resumed may have its phone already. */
  toServe: 'none' | 'next' | 'all';
}

export class PhoneLine {
  readonly #book: PhoneBook;
  readonly #pulse: Pulse;
  readonly #lines = new Map<string, Line>();
  readonly #unsubscribe: () => void;
  #refreshTimer: NodeJS.Timeout | undefined;

  constructor(book: PhoneBook, pulse: Pulse) {
    this.#book = book;
    this.#pulse = pulse;
    this.#unsubscribe = pulse.on('phone', (owner) => this.#serve(owner));
  }

  /** Stands in the line when this returns. Rejects as `DeviceRegistry.lease` does. */
  wait(request: LeaseRequest): Promise<LeasedPhone> {
    const { waitMs, signal, holder } = request;
    if (signal.aborted) return Promise.reject(abortReason(signal));
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.#leave(waiter);
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
          const isWaiting = this.#lines.get(holder.owner)?.waiters.includes(waiter);
          if (isHope && isWaiting) timer = setTimeout(onLimit, refreshWhileWaitingMs);
        }, refuse);
      };
      const waiter: Waiter = { request, grant, refuse, hasSeenNone: false };
      let timer = setTimeout(onLimit, waitMs);
      signal.addEventListener('abort', onAbort, { once: true });
      this.#join(waiter);
      this.#serve(holder.owner);
    });
  }

  close(): void {
    this.#unsubscribe();
    this.#stopWatching();
  }

  #join(waiter: Waiter): void {
    const { owner } = waiter.request.holder;
    const line = this.#lines.get(owner) ?? { waiters: [], isServing: false, toServe: 'none' };
    line.waiters.push(waiter);
    this.#lines.set(owner, line);
    this.#refreshTimer ??= setInterval(() => this.#lookAfterAll(), refreshWhileWaitingMs).unref();
  }

  #leave(waiter: Waiter): void {
    const { owner } = waiter.request.holder;
    const line = this.#lines.get(owner);
    const place = line?.waiters.indexOf(waiter) ?? -1;
    if (place >= 0) line?.waiters.splice(place, 1);
    if (line?.waiters.length === 0) this.#lines.delete(owner);
    if (this.#lines.size === 0) this.#stopWatching();
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

  #serve(owner: string, who: 'next' | 'all' = 'next'): void {
    const line = this.#lines.get(owner);
    if (!line) return;
    if (line.toServe !== 'all') line.toServe = who;
    if (!line.isServing) void this.#serveLine(line);
  }

  /** A phone that becomes free while the line is served is not for those behind one who was just told that there is none. */
  async #serveLine(line: Line): Promise<void> {
    line.isServing = true;
    while (line.toServe !== 'none') {
      const isForAll = line.toServe === 'all';
      line.toServe = 'none';
      const missing = new Set<string | undefined>();
      for (const waiter of [...line.waiters]) {
        const { device } = waiter.request;
        const isBehind = missing.has(device) || missing.has(undefined);
        if (isBehind && waiter.hasSeenNone && !isForAll) continue;
        if (!(await this.#serveOne(waiter, isBehind ? 'own' : 'any'))) missing.add(device);
      }
    }
    line.isServing = false;
  }

  /** False when there is no phone for it. */
  async #serveOne(waiter: Waiter, which: 'any' | 'own'): Promise<boolean> {
    const { holder, device, signal } = waiter.request;
    if (signal.aborted) return true;
    try {
      const phone = await this.#book.take(holder, device, which);
      if (phone && signal.aborted) await this.#book.release(phone);
      else if (phone) waiter.grant(phone);
      if (phone) return true;
      if (!waiter.hasSeenNone) mustNotBeInHands(await this.#book.list(holder.owner), device);
      waiter.hasSeenNone = true;
      return false;
    } catch (error) {
      waiter.refuse(error);
      return true;
    }
  }

  /** News may be missed when a connection breaks, and of some changes there is none: a phone is unlocked by hand. */
  #lookAfterAll(): void {
    for (const [owner, { waiters }] of this.#lines) {
      this.#serve(owner, 'all');
      const wanted = new Set(waiters.map(({ request }) => request.device));
      this.#askFor(owner, [...wanted]).catch(() => undefined);
    }
  }

  /**
   * Has the bridges of phones that are wanted asked, wherever they are linked; those of phones in use tell by themselves
   * when they are not any more. One that no bridge has may come to any.
   */
  async #askFor(owner: string, serials: readonly (string | undefined)[]): Promise<void> {
    const phones = await this.#book.list(owner);
    const bridges = serials.flatMap((wanted) => {
      const named = phones.filter(({ device }) => device.device_id === wanted);
      return named.length === 0 ? [''] : named.flatMap(({ leased, bridge }) => (leased ? [] : [bridge]));
    });
    await Promise.all([...new Set(bridges)].map((bridge) => this.#pulse.send('wanted', owner, bridge)));
  }

  #stopWatching(): void {
    clearInterval(this.#refreshTimer);
    this.#refreshTimer = undefined;
  }
}

/** Throws NEEDS_TAKEOVER when every phone that would do is in a person's hands. */
function mustNotBeInHands(booked: readonly BookedPhone[], wanted: string | undefined): void {
  const phones = booked.map(({ device }) => device);
  const suitable = phones.filter((device) => suits(device, wanted));
  if (suitable.length > 0 && suitable.every(({ state }) => state === 'takeover')) throw whyNone(phones, wanted);
}

function suits(device: Device, wanted: string | undefined): boolean {
  return wanted === undefined || device.device_id === wanted;
}

/** Idle, or in use by somebody and free again later. */
function isUsable({ state }: Device): boolean {
  return state === 'idle' || state === 'busy';
}
