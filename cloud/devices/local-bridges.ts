// The bridges that are linked to this process. What each tells of its phones goes into the phone book, where the other
// processes see it; what a bridge told shortly before is not written again. A bridge that has dialled another process
// meanwhile is let go of, and so is one that is away and whose phone came with another: nobody waits for them here.
import type { Device, Logger } from '@farhand/shared';
import type { PhoneBook } from '../store/phone-book.js';
import type { Pulse } from '../store/pulse.js';
import type { HandClient } from './hand-client.js';

/** Rows may be lost with their process, when it was taken for dead: what is still so is written again now and then. */
const toldAnewMs = 30_000;

interface Link {
  readonly epoch: string;
  /** What was written down last, as JSON, and when. */
  told?: string;
  toldMs: number;
}

export class LocalBridges {
  readonly #links = new Map<HandClient, Link>();
  /** The newest of each name. */
  readonly #byName = new Map<string, HandClient>();
  /** In the order in which they were linked. */
  readonly #byOwner = new Map<string, Set<HandClient>>();
  readonly #book: PhoneBook;
  readonly #pulse: Pulse;
  readonly #log: Logger;
  readonly #unsubscribe: () => void;

  constructor(book: PhoneBook, pulse: Pulse, log: Logger) {
    this.#book = book;
    this.#pulse = pulse;
    this.#log = log;
    this.#unsubscribe = pulse.on('linked', (bridge, text) => this.#makeWay(bridge, text));
  }

  /** Takes a bridge's phones in. */
  async add(hand: HandClient): Promise<void> {
    const epoch = await this.#book.nextLink();
    this.#links.set(hand, { epoch, toldMs: 0 });
    this.#byName.set(hand.bridgeId, hand);
    this.#byOwner.set(hand.owner, this.#of(hand.owner).add(hand));
    await this.refresh(hand);
    await this.#pulse.send('linked', hand.bridgeId, `${epoch}\n${hand.owner}`);
  }

  /** Strikes a bridge and its phones out. Calls on them fail by themselves. */
  remove(hand: HandClient): void {
    const link = this.#links.get(hand);
    if (link === undefined) return;
    this.#links.delete(hand);
    if (this.#byName.get(hand.bridgeId) === hand) this.#byName.delete(hand.bridgeId);
    const others = this.#of(hand.owner);
    others.delete(hand);
    if (others.size === 0) this.#byOwner.delete(hand.owner);
    this.#book.forget(link.epoch).catch((error) => this.#log.warn({ err: error }, 'a bridge is not struck out'));
  }

  /** A bridge is away. Its link is kept for its return, unless a phone of it has come with another bridge meanwhile. */
  async parked(hand: HandClient): Promise<void> {
    const link = this.#links.get(hand);
    try {
      if (link && (await this.#book.isFollowed(link.epoch)) && hand.isParked) await hand.close();
    } catch (error) {
      this.#log.warn({ err: error }, 'whether the phones of a bridge came with another is not known');
    }
  }

  all(): HandClient[] {
    return [...this.#links.keys()];
  }

  get count(): number {
    return this.#links.size;
  }

  get(bridgeId: string): HandClient | undefined {
    return this.#byName.get(bridgeId);
  }

  /** The bridge beside a user's phone, if it is linked to this process and there; of several the newest. */
  beside(owner: string, serial: string): HandClient | undefined {
    return [...this.#of(owner)].findLast((hand) => !hand.isParked && has(hand, serial));
  }

  /** Asks a bridge anew what is connected. */
  async refresh(hand: HandClient): Promise<Device[]> {
    const devices = await hand.devices().catch((error: unknown) => {
      this.#log.warn({ bridge: hand.bridgeId, error: String(error) }, 'a bridge did not tell its phones');
      return [];
    });
    const link = this.#links.get(hand);
    if (link) await this.#publish(hand, link, devices);
    return devices;
  }

  /** One of a user's bridges, if it is linked to this process, or without a name all of them. */
  refreshOf(owner: string, bridge: string): Promise<void> {
    return this.#refreshEach([...this.#of(owner)].filter(({ bridgeId }) => bridge === '' || bridgeId === bridge));
  }

  /** The rows of this process are gone: everything is written again. */
  publishAgain(): Promise<void> {
    for (const link of this.#links.values()) delete link.told;
    return this.#refreshEach(this.all());
  }

  close(): void {
    this.#unsubscribe();
  }

  async #refreshEach(hands: readonly HandClient[]): Promise<void> {
    await Promise.all(
      hands.map((hand) =>
        this.refresh(hand).catch((error) => this.#log.warn({ err: error }, 'phones are not written down')),
      ),
    );
  }

  async #publish(hand: HandClient, link: Link, devices: readonly Device[]): Promise<void> {
    const said = JSON.stringify(devices);
    const nowMs = performance.now();
    if (link.told === said && nowMs - link.toldMs < toldAnewMs) return;
    await this.#book.publish(link.epoch, { bridge: hand.bridgeId, owner: hand.owner }, devices);
    link.told = said;
    link.toldMs = nowMs;
  }

  /** For a newer link, on whichever process: of the same bridge, or of another that has come with its phones. */
  #makeWay(bridge: string, text: string): void {
    const [epoch = '', owner = ''] = text.split('\n');
    const hand = this.#byName.get(bridge);
    const link = hand && this.#links.get(hand);
    if (link && BigInt(link.epoch) < BigInt(epoch)) void hand.close();
    for (const other of this.#of(owner)) if (other.isParked) void this.parked(other);
  }

  #of(owner: string): Set<HandClient> {
    return this.#byOwner.get(owner) ?? new Set();
  }
}

function has({ lastDevices }: HandClient, serial: string): boolean {
  return lastDevices.some(({ device_id }) => device_id === serial);
}
