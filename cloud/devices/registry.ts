// Which phones there are, on which bridge, and who uses them, on all processes of this cloud. A phone serves one subtask
// at a time; who asked first is served first. The bridges of this process are asked directly, those of others through
// the database.
import type { Device, Logger } from '@farhand/shared';
import type { HandCalls } from '../store/hand-calls.js';
import type { BookedPhone, LeasedPhone, PhoneBook } from '../store/phone-book.js';
import type { Pulse } from '../store/pulse.js';
import type { Hand } from './hand.js';
import type { HandClient } from './hand-client.js';
import { HandExchange } from './hand-exchange.js';
import { LocalBridges } from './local-bridges.js';
import { type LeaseRequest, PhoneLine } from './phone-line.js';
import { whyNone } from './why-none.js';

export interface KnownDevice extends Device {
  readonly bridge: string;
  /** A subtask of this cloud runs on it. */
  readonly leased: boolean;
}

/** The right to use one phone. Release it exactly when nothing runs on it any more; further releases do nothing. */
export interface Lease {
  readonly device: Device;
  readonly hand: Hand;
  release(): void;
}

export interface RegistryParts {
  /** Name of this process. */
  readonly replica: string;
  readonly book: PhoneBook;
  readonly calls: HandCalls;
  readonly pulse: Pulse;
  readonly log: Logger;
}

export class DeviceRegistry {
  readonly #replica: string;
  readonly #book: PhoneBook;
  readonly #bridges: LocalBridges;
  readonly #exchange: HandExchange;
  readonly #line: PhoneLine;
  readonly #unsubscribe: () => void;
  readonly #log: Logger;
  /** One for each lease of this process, resolved when it is given back. */
  readonly #leases = new Set<Promise<void>>();

  constructor({ replica, book, calls, pulse, log }: RegistryParts) {
    this.#replica = replica;
    this.#book = book;
    this.#log = log;
    this.#bridges = new LocalBridges(book, pulse, log);
    this.#exchange = new HandExchange(calls, pulse, replica, (bridge) => this.#ownHand(bridge), log);
    this.#line = new PhoneLine(book, pulse);
    this.#unsubscribe = pulse.on('wanted', (owner, bridge) => void this.#bridges.refreshOf(owner, bridge));
  }

  /** Takes a bridge's phones in. */
  add(hand: HandClient): Promise<void> {
    return this.#bridges.add(hand);
  }

  /** A bridge's socket dropped, and the bridge may come back. */
  parked(bridge: string): void {
    const hand = this.#bridges.get(bridge);
    if (hand) void this.#bridges.parked(hand);
  }

  /** Forgets a bridge and its phones. Leases on them stay with their holders, whose calls fail by themselves. */
  remove(hand: HandClient): void {
    this.#bridges.remove(hand);
  }

  /** Bridges that are linked to this process. */
  get bridgeCount(): number {
    return this.#bridges.count;
  }

  /** The bridges themselves. */
  get ownBridges(): readonly HandClient[] {
    return this.#bridges.all();
  }

  /** The phones on them, of all users, as they were told last. */
  async ownPhones(): Promise<Device[]> {
    return (await this.#book.list()).filter(({ replica }) => replica === this.#replica).map(({ device }) => device);
  }

  /** The phones of one user. */
  async list(owner: string): Promise<KnownDevice[]> {
    return (await this.#book.list(owner)).map(({ device, bridge, leased }) => ({
      ...device,
      state: leased ? 'busy' : device.state,
      bridge,
      leased,
    }));
  }

  /** Asks a user's bridges of this process anew what is connected. */
  refresh(owner: string): Promise<void> {
    return this.#bridges.refreshOf(owner, '');
  }

  /** This process was taken for dead: what it had told of its phones is gone. */
  tellAgain(): Promise<void> {
    return this.#bridges.publishAgain();
  }

  /** The hand beside one phone of a user. Throws NO_DEVICE for one that is not known. */
  async hand(deviceId: string, owner: string): Promise<Hand> {
    const own = this.#bridges.beside(owner, deviceId);
    if (own) return this.#refreshing(own);
    const phones = await this.#book.list(owner);
    const phone = phones.findLast(({ device }) => device.device_id === deviceId);
    if (!phone) {
      throw whyNone(
        phones.map(({ device }) => device),
        deviceId,
      );
    }
    return this.#hand(phone);
  }

  /** A person takes a phone over from afar; answers what names them. Throws NO_DEVICE and POLICY_REFUSED. */
  async takeOver(deviceId: string, owner: string, by: string): Promise<string> {
    const hand = await this.hand(deviceId, owner);
    const hold = await hand.takeOver(deviceId, by);
    await hand.devices();
    return hold;
  }

  /** Gives a phone back that a person had; false when nobody had it. Throws NO_DEVICE for one that is not known. */
  async handBack(deviceId: string, owner: string, by?: string): Promise<boolean> {
    const hand = await this.hand(deviceId, owner);
    const wasTaken = await hand.handBack(deviceId, by);
    await hand.devices();
    return wasTaken;
  }

  /**
   * Rejects with NO_DEVICE or DEVICE_UNAUTHORIZED after the limit, with TASK_MOVED when the task is carried out elsewhere,
   * or with the signal's reason; at once with NEEDS_TAKEOVER when every phone that would do is in a person's hands.
   * Stands in the queue when this returns.
   */
  lease(request: LeaseRequest): Promise<Lease> {
    return this.#line.wait(request).then((phone) => this.#grant(phone));
  }

  /** Resolves when this process uses no phone. */
  async whenIdle(): Promise<void> {
    while (this.#leases.size > 0) await Promise.race([...this.#leases]);
  }

  close(): void {
    this.#unsubscribe();
    this.#bridges.close();
    this.#line.close();
    this.#exchange.close();
  }

  #grant(phone: LeasedPhone): Lease {
    const hand = this.#hand(phone);
    let end: () => void = () => undefined;
    const lease = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#leases.add(lease);
    let isReleased = false;
    const giveBack = async () => {
      // The phone is asked for its state before the next subtask gets it: it may have been unplugged meanwhile.
      await hand.devices().catch(() => undefined);
      await this.#book.release(phone);
    };
    return {
      device: phone.device,
      hand,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        giveBack()
          .catch((error) => this.#log.warn({ err: error }, 'a phone is not given back before its task ends'))
          .finally(() => {
            this.#leases.delete(lease);
            end();
          });
      },
    };
  }

  #hand({ replica, bridge }: BookedPhone): Hand {
    const own = replica === this.#replica ? this.#ownHand(bridge) : undefined;
    return own ?? this.#exchange.hand(replica, bridge);
  }

  #ownHand(bridge: string): Hand | undefined {
    const hand = this.#bridges.get(bridge);
    return hand && this.#refreshing(hand);
  }

  /** Whoever asks such a hand for its phones brings the phone book up to date. */
  #refreshing(hand: HandClient): Hand {
    return {
      bridgeId: hand.bridgeId,
      devices: () => this.#bridges.refresh(hand),
      executeTask: (input, options) => hand.executeTask(input, options),
      steer: (name, input, signal) => hand.steer(name, input, signal),
      screenshot: (device, maxEdge, signal) => hand.screenshot(device, maxEdge, signal),
      cancelTask: (device) => hand.cancelTask(device),
      handBack: (device, by) => hand.handBack(device, by),
      watch: (input) => hand.watch(input),
      takeOver: (device, by) => hand.takeOver(device, by),
      drive: (input) => hand.drive(input),
    };
  }
}
