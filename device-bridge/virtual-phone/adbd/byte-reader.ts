// Reads exact byte counts from a stream whose chunks fall anywhere.
import type { Readable } from 'node:stream';

export class EndOfStream extends Error {}

export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #pending: Buffer[] = [];
  #available = 0;

  constructor(source: Readable | AsyncIterable<Buffer>) {
    this.#chunks = (source as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** Exactly `count` bytes. @throws EndOfStream when the source ends before. */
  async take(count: number): Promise<Buffer> {
    while (this.#available < count) {
      if (!(await this.#more())) throw new EndOfStream(`the stream ended ${count - this.#available} bytes too early`);
    }
    const joined = this.#pending.length === 1 ? (this.#pending[0] as Buffer) : Buffer.concat(this.#pending);
    this.#pending = joined.length > count ? [joined.subarray(count)] : [];
    this.#available -= count;
    return joined.subarray(0, count);
  }

  /** Everything until the source ends. */
  async takeAll(): Promise<Buffer> {
    while (await this.#more());
    return this.take(this.#available);
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#pending.push(next.value);
    this.#available += next.value.length;
    return true;
  }
}
