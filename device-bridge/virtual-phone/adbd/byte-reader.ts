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
    const joined = this.#joined();
    this.#pending = joined.length > count ? [joined.subarray(count)] : [];
    this.#available -= count;
    return joined.subarray(0, count);
  }

  /** Up to the next newline, without it; undefined when nothing is left. */
  async takeLine(): Promise<string | undefined> {
    let scanned = 0;
    for (;;) {
      const pending = this.#joined();
      const end = pending.indexOf(0x0a, scanned);
      if (end >= 0) return (await this.take(end + 1)).toString('utf8', 0, end);
      scanned = pending.length;
      if (await this.#more()) continue;
      return scanned === 0 ? undefined : (await this.take(scanned)).toString('utf8');
    }
  }

  /** Everything until the source ends. */
  async takeAll(): Promise<Buffer> {
    while (await this.#more());
    return this.take(this.#available);
  }

  #joined(): Buffer {
    const [first, ...others] = this.#pending;
    if (first !== undefined && others.length === 0) return first;
    const joined = Buffer.concat(this.#pending);
    this.#pending = [joined];
    return joined;
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#pending.push(next.value);
    this.#available += next.value.length;
    return true;
  }
}
