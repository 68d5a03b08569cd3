// The bridges that are linked to this process. What each tells of its phones goes into the phone book, where the other
// processes see it.
import type { Device, Logger } from '@farhand/shared';
import type { PhoneBook } from '../store/phone-book.js';
import type { HandClient } from './hand-client.js';

export class LocalBridges {
  readonly #links = new Map<HandClient, string>();
  readonly #book: PhoneBook;
  readonly #log: Logger;

  constructor(book: PhoneBook, log: Logger) {
    this.#book = book;
    this.#log = log;
  }

  /** Takes a bridge's phones in. */
  async add(hand: HandClient): Promise<void> {
    this.#links.set(hand, await this.#book.nextLink());
    await this.refresh(hand);
  }

  /** Strikes a bridge and its phones out. Calls on them fail by themselves. */
  remove(hand: HandClient): void {
    const link = this.#links.get(hand);
    if (link === undefined) return;
    this.#links.delete(hand);
    this.#book.forget(link).catch((error) => this.#log.warn({ err: error }, 'a bridge is not struck out'));
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

  async refreshAll(): Promise<void> {
    const hands = [...this.#links.keys()];
    await Promise.all(
      hands.map((hand) =>
        this.refresh(hand).catch((error) => this.#log.warn({ err: error }, 'phones are not written down')),
      ),
    );
  }
}
