// The numbers of a link: what was sent and not yet acknowledged, and what was received. Plain state without sockets or
// clocks. Both sides together give each frame to the other exactly once and in order, whatever sockets do in between.

/** Encoded frames on their way. The first has the number 1; a frame is kept until the other side has it. */
export class Outgoing {
  /** The unacknowledged ones, oldest first: their numbers follow `acknowledged` without a gap. */
  #frames: Uint8Array[] = [];
  #bytes = 0;
  #acknowledged = 0;
  /** Highest number that the present socket was given. */
  #given = 0;

  /** Number of the last frame that was added. */
  get last(): number {
    return this.#acknowledged + this.#frames.length;
  }

  get frames(): number {
    return this.#frames.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The frame must carry the number `last + 1`. */
  add(frame: Uint8Array): void {
    this.#frames.push(frame);
    this.#bytes += frame.length;
  }

  /** The next frame for the present socket, which counts as given from then on. */
  next(): Uint8Array | undefined {
    const frame = this.#frames[this.#given - this.#acknowledged];
    if (frame) this.#given++;
    return frame;
  }

  /** False when the other side cannot have received what it says: nothing is changed then. */
  acknowledge(received: number): boolean {
    if (received > this.#given) return false;
    this.#forget(received);
    return true;
  }

  /** Whether the frames above `received` are all there. */
  has(received: number): boolean {
    return received >= this.#acknowledged && received <= this.last;
  }

  /** A new socket, on which everything above `received`, which must be there, is given again. */
  rewind(received: number): void {
    this.#forget(received);
    this.#given = received;
  }

  /** Lets go of everything. */
  clear(): void {
    this.#forget(this.last);
  }

  #forget(received: number): void {
    const count = received - this.#acknowledged;
    if (count <= 0) return;
    for (const frame of this.#frames.splice(0, count)) this.#bytes -= frame.length;
    this.#acknowledged = received;
  }
}

export class Incoming {
  #received = 0;

  /** Highest number received without a gap. */
  get received(): number {
    return this.#received;
  }

  /** Only `next` is to be delivered; it counts as received from then on. */
  take(seq: number): 'next' | 'duplicate' | 'gap' {
    if (seq > this.#received + 1) return 'gap';
    if (seq <= this.#received) return 'duplicate';
    this.#received = seq;
    return 'next';
  }
}
