// Bytes on a link, shared out among the calls that run on it. Frames do not say which call they belong to once they are
// bytes; what passes while several calls run is split evenly between them, so that the sum is always exact.

export interface ByteCount {
  readonly up: number;
  readonly down: number;
}

/** The share of one call. */
export interface Metering {
  soFar(): ByteCount;
  /** The same, and no more is counted; may be called again. */
  end(): ByteCount;
}

interface LinkCounters {
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

interface Share {
  up: number;
  down: number;
}

export class ByteMeter {
  readonly #link: LinkCounters;
  readonly #running = new Set<Share>();
  #seenUp: number;
  #seenDown: number;

  /** The cloud's end of the link: what it receives goes up, what it sends goes down. */
  constructor(link: LinkCounters) {
    this.#link = link;
    this.#seenUp = link.bytesReceived;
    this.#seenDown = link.bytesSent;
  }

  /** Begins to count for one call. */
  start(): Metering {
    this.#settle();
    const share: Share = { up: 0, down: 0 };
    this.#running.add(share);
    const soFar = (): ByteCount => {
      if (this.#running.has(share)) this.#settle();
      return { ...share };
    };
    const end = (): ByteCount => {
      const all = soFar();
      this.#running.delete(share);
      return all;
    };
    return { soFar, end };
  }

  /** Bytes that have gone up for none of the calls. */
  skip(up: number): void {
    this.#seenUp += up;
  }

  #settle(): void {
    const up = this.#link.bytesReceived - this.#seenUp;
    const down = this.#link.bytesSent - this.#seenDown;
    this.#seenUp += up;
    this.#seenDown += down;
    let left = this.#running.size;
    let upLeft = up;
    let downLeft = down;
    for (const share of this.#running) {
      const upShare = Math.floor(upLeft / left);
      const downShare = Math.floor(downLeft / left);
      share.up += upShare;
      share.down += downShare;
      upLeft -= upShare;
      downLeft -= downShare;
      left--;
    }
  }
}
