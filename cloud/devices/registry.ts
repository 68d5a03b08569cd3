// Which phones there are, on which bridge, and who uses them. A phone serves one subtask at a time; who asked first is
// served first. States come from the bridges and are asked anew whenever a phone is given back and while somebody waits.
import { abortReason, type Device, type Logger } from '@farhand/shared';
import type { HandClient } from './hand-client.js';
import { whyNone } from './why-none.js';

const refreshWhileWaitingMs = 2000;

export interface KnownDevice extends Device {
  readonly bridge: string;
  /** A subtask of this cloud runs on it. */
  readonly leased: boolean;
}

/** The right to use one phone. Release it exactly when nothing runs on it any more; further releases do nothing. */
export interface Lease {
  readonly device: Device;
  readonly hand: HandClient;
  release(): void;
}

export interface LeaseRequest {
  /** The user whose phones will do. */
  readonly owner: string;
  /** Serial of the only phone that will do. */
  readonly device?: string | undefined;
  /** Limit for a phone to appear. While suitable phones are merely in use, only the signal ends the wait. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

interface Phone {
  device: Device;
  readonly hand: HandClient;
  leased: boolean;
}

interface Waiter {
  readonly owner: string;
  readonly wanted: string | undefined;
  readonly grant: (lease: Lease) => void;
}

export class DeviceRegistry {
  readonly #bridges = new Map<HandClient, Map<string, Phone>>();
  readonly #waiters: Waiter[] = [];
  /** One for each lease, resolved when it is given back. */
  readonly #leases = new Set<Promise<void>>();
  readonly #log: Logger;
  #refreshTimer: NodeJS.Timeout | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Takes a bridge's phones in. */
  async add(hand: HandClient): Promise<void> {
    this.#bridges.set(hand, new Map());
    await this.#refresh(hand);
  }

  /** Forgets a bridge and its phones. Leases on them stay with their holders, whose calls fail by themselves. */
  remove(hand: HandClient): void {
    this.#bridges.delete(hand);
  }

  /** Bridges of different users may have the same name. */
  bridge(bridgeId: string, owner: string): HandClient | undefined {
    return [...this.#bridges.keys()].find((hand) => hand.bridgeId === bridgeId && hand.owner === owner);
  }

  get bridgeCount(): number {
    return this.#bridges.size;
  }

  /** All users' phones as they were last known. */
  all(): Device[] {
    return [...this.#bridges.values()].flatMap((phones) => [...phones.values()].map(({ device }) => device));
  }

  /** The phones of one user. */
  list(owner: string): KnownDevice[] {
    return this.#phones(owner).map(({ device, hand, leased }) => ({
      ...device,
      state: leased ? 'busy' : device.state,
      bridge: hand.bridgeId,
      leased,
    }));
  }

  /** Asks every bridge anew what is connected. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#bridges.keys()].map((hand) => this.#refresh(hand)));
  }

  /** The bridge of one phone of a user. Throws NO_DEVICE for one that is not known. */
  hand(deviceId: string, owner: string): HandClient {
    const phone = this.#phones(owner).find(({ device }) => device.device_id === deviceId);
    if (!phone) throw whyNone(this.list(owner), deviceId);
    return phone.hand;
  }

  /** Gives a phone back that a person had; false when nobody had it. Throws NO_DEVICE for one that is not known. */
  async handBack(deviceId: string, owner: string): Promise<boolean> {
    const hand = this.hand(deviceId, owner);
    const wasTaken = await hand.handBack(deviceId);
    await this.#refresh(hand);
    return wasTaken;
  }

  /**
   * Rejects with NO_DEVICE or DEVICE_UNAUTHORIZED after the limit, or with the signal's reason; at once with
   * NEEDS_TAKEOVER when every phone that would do is in a person's hands.
   */
  lease(request: LeaseRequest): Promise<Lease> {
    const { owner, device: wanted, waitMs, signal } = request;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(abortReason(signal));
      const suitable = this.#phones(owner).filter((phone) => suits(phone, wanted));
      if (suitable.length > 0 && suitable.every(({ device }) => device.state === 'takeover')) {
        return reject(whyNone(this.list(owner), wanted));
      }
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        const place = this.#waiters.indexOf(waiter);
        if (place >= 0) this.#waiters.splice(place, 1);
        this.#watch();
      };
      const onAbort = () => {
        leave();
        reject(abortReason(signal));
      };
      const onLimit = () => {
        const suitable = this.#phones(owner).filter((phone) => suits(phone, wanted) && isUsable(phone.device));
        if (suitable.length > 0) {
          timer = setTimeout(onLimit, refreshWhileWaitingMs);
          return;
        }
        leave();
        reject(whyNone(this.list(owner), wanted));
      };
      const waiter: Waiter = {
        owner,
        wanted,
        grant: (lease) => {
          leave();
          resolve(lease);
        },
      };
      let timer = setTimeout(onLimit, waitMs);
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiters.push(waiter);
      this.#serve();
      this.#watch();
    });
  }

  /** Resolves when no phone is leased. */
  async whenIdle(): Promise<void> {
    while (this.#leases.size > 0) await Promise.race([...this.#leases]);
  }

  close(): void {
    clearInterval(this.#refreshTimer);
    this.#refreshTimer = undefined;
  }

  #phones(owner: string): Phone[] {
    return [...this.#bridges].flatMap(([hand, phones]) => (hand.owner === owner ? [...phones.values()] : []));
  }

  #serve(): void {
    for (const waiter of [...this.#waiters]) {
      const phone = this.#phones(waiter.owner).find(
        (candidate) => suits(candidate, waiter.wanted) && !candidate.leased && candidate.device.state === 'idle',
      );
      if (phone) waiter.grant(this.#grant(phone));
    }
  }

  #grant(phone: Phone): Lease {
    phone.leased = true;
    let released = false;
    let end: () => void = () => undefined;
    const lease = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#leases.add(lease);
    return {
      device: phone.device,
      hand: phone.hand,
      release: () => {
        if (released) return;
        released = true;
        this.#leases.delete(lease);
        end();
        void this.#giveBack(phone);
      },
    };
  }

  /** The phone is asked for its state before the next subtask gets it: it may have been unplugged meanwhile. */
  async #giveBack(phone: Phone): Promise<void> {
    if (this.#bridges.has(phone.hand)) await this.#refresh(phone.hand);
    phone.leased = false;
    this.#serve();
  }

  async #refresh(hand: HandClient): Promise<void> {
    let devices: Device[];
    try {
      devices = await hand.devices();
    } catch (error) {
      this.#log.warn({ bridge: hand.bridgeId, error: String(error) }, 'a bridge did not tell its phones');
      devices = [];
    }
    const phones = this.#bridges.get(hand);
    if (!phones) return;
    const present = new Set(devices.map(({ device_id }) => device_id));
    for (const device of devices) {
      const known = phones.get(device.device_id);
      if (known) known.device = device;
      else phones.set(device.device_id, { device, hand, leased: false });
    }
    for (const [id, phone] of phones) {
      if (present.has(id)) continue;
      if (phone.leased) phone.device = { ...phone.device, state: 'offline' };
      else phones.delete(id);
    }
    this.#serve();
  }

  /** Asks the bridges from time to time, but only while somebody waits for a phone. */
  #watch(): void {
    if (this.#waiters.length === 0) this.close();
    else this.#refreshTimer ??= setInterval(() => void this.refresh(), refreshWhileWaitingMs).unref();
  }
}

function suits(phone: Phone, wanted: string | undefined): boolean {
  return wanted === undefined || phone.device.device_id === wanted;
}

/** Idle, or in use by somebody and free again later. */
function isUsable({ state }: Device): boolean {
  return state === 'idle' || state === 'busy';
}
