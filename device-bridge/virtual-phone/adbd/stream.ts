// One multiplexed stream of a debug bridge connection, as a Node Duplex. Owns flow control: at most one WRTE is under
// way in each direction until the other side says OKAY. ADB has no half-close: ending our side closes the stream both
// ways, and a CLSE is sent only after all written data has been acknowledged.
import { Duplex } from 'node:stream';

/** What a stream needs from its connection. */
export interface StreamLink {
  readonly maxPayloadBytes: number;
  sendReady(localId: number, remoteId: number): void;
  sendWrite(localId: number, remoteId: number, payload: Buffer): void;
  sendClose(localId: number, remoteId: number): void;
}

export class AdbStream extends Duplex {
  readonly localId: number;
  readonly remoteId: number;
  readonly #link: StreamLink;
  readonly #closing = new AbortController();
  #onAcknowledged: (() => void) | undefined;
  #owesReady = false;
  #closeSent = false;

  constructor(link: StreamLink, localId: number, remoteId: number) {
    super({ allowHalfOpen: true });
    this.#link = link;
    this.localId = localId;
    this.remoteId = remoteId;
    this.on('error', () => undefined);
  }

  /** Aborts when the stream is over, whoever ended it. */
  get over(): AbortSignal {
    return this.#closing.signal;
  }

  /** The peer's WRTE. Its OKAY is held back while nobody reads here. */
  receive(payload: Buffer): void {
    if (this.#closeSent) return;
    this.#owesReady = true;
    if (this.push(payload)) this.#acknowledge();
  }

  /** The peer's OKAY. */
  acknowledged(): void {
    const next = this.#onAcknowledged;
    this.#onAcknowledged = undefined;
    next?.();
  }

  /** The peer's CLSE, or the end of the connection. What was received stays readable. */
  peerClosed(): void {
    this.#sendClose();
    this.acknowledged();
    this.end();
  }

  override _read(): void {
    this.#acknowledge();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#sendFrom(chunk, 0, done);
  }

  /**
   * Everything queued leaves as one packet. Small packets one after another would each wait for an OKAY, and behind a
   * forwarded host socket each would cost a delayed TCP acknowledgement of 40 ms.
   */
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#sendFrom(Buffer.concat(chunks.map((item) => item.chunk)), 0, done);
  }

  override _final(done: () => void): void {
    this.#sendClose();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#sendClose();
    this.acknowledged();
    done(error);
  }

  #sendFrom(data: Buffer, offset: number, done: () => void): void {
    if (this.#closeSent || offset >= data.length) {
      done();
      return;
    }
    const part = data.subarray(offset, offset + this.#link.maxPayloadBytes);
    this.#onAcknowledged = () => this.#sendFrom(data, offset + part.length, done);
    this.#link.sendWrite(this.localId, this.remoteId, part);
  }

  #acknowledge(): void {
    if (!this.#owesReady) return;
    this.#owesReady = false;
    this.#link.sendReady(this.localId, this.remoteId);
  }

  #sendClose(): void {
    if (this.#closeSent) return;
    this.#closeSent = true;
    this.#link.sendClose(this.localId, this.remoteId);
    this.push(null);
    this.#closing.abort();
  }
}
