// The bridges that are linked to this process. What each tells of its phones goes into the phone book, where the other
// processes see it. A bridge that has dialled another process meanwhile is let go of, so that nobody waits for it here.
import type { Device, Logger } from '@farhand/shared';
import type { PhoneBook } from '../store/phone-book.js';
import type { Pulse } from '../store/pulse.js';
import type { HandClient } from './hand-client.js';

export class LocalBridges {
  readonly #links = new Map<HandClient, string>();
  readonly #book: PhoneBook;
  readonly #pulse: Pulse;
  readonly #log: Logger;
  readonly #unsubscribe: () => void;

  constructor(book: PhoneBook, pulse: Pulse, log: Logger) {
    this.#book = book;
    this.#pulse = pulse;
    this.#log = log;
    this.#unsubscribe = pulse.on('linked', (bridge, link) => this.#letGo(bridge, link));
  }

  /** Takes a bridge's phones in. */
  async add(hand: HandClient): Promise<void> {
    const link = await this.#book.nextLink();
    this.#links.set(hand, link);
    await this.refresh(hand);
    await this.#pulse.send('linked', hand.bridgeId, link);
  }

  /** Strikes a bridge and its phones out. Calls on them fail by themselves. */
  remove(hand: HandClient): void {
    const link = this.#links.get(hand);
    if (link === undefined) return;
    this.#links.delete(hand);
    this.#book.forget(link).catch((error) => this.#log.warn({ err: error }, 'a bridge is not struck out'));
  }

  all(): HandClient[] {
    return [...this.#links.keys()];
  }

  get count(): number {
    return this.#links.size;
  }

  get(bridgeId: string): HandClient | undefined {
    return [...this.#links.keys()].findLast((hand) => hand.bridgeId === bridgeId);
  }

  /** Asks a bridge anew what is connected. */
  async refresh(hand: HandClient): Promise<Device[]> {
    const devices = await hand.devices().catch((error: unknown) => {
      this.#log.warn({ bridge: hand.bridgeId, error: String(error) }, 'a bridge did not tell its phones');
      return [];
    });
    const link = this.#links.get(hand);
    if (link !== undefined) await this.#book.publish(link, { bridge: hand.bridgeId, owner: hand.owner }, devices);
    return devices;
  }

  close(): void {
    this.#unsubscribe();
  }

  #letGo(bridge: string, newest: string): void {
    const hand = this.get(bridge);
    const link = hand && this.#links.get(hand);
    if (hand && link !== undefined && BigInt(link) < BigInt(newest)) void hand.close();
  }

  async refreshAll(): Promise<void> {
    await Promise.all(
      this.all().map((hand) =>
        this.refresh(hand).catch((error) => this.#log.warn({ err: error }, 'phones are not written down')),
      ),
    );
  }
}
