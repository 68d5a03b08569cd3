// Turns token bytes into text that is safe to show: no half characters, nothing that might still become a stop text.

export interface TextPiece {
  readonly text: string;
  /** More text is held back until the next bytes decide what it is. */
  readonly holding: boolean;
  /** A stop text was met; `text` ends before it and nothing may follow. */
  readonly stopped: boolean;
}

export class TextStream {
  readonly #stops: readonly string[];
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #lackingBytes = 0;
  #held = '';

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  push(bytes: Uint8Array): TextPiece {
    this.#lackingBytes = bytesLackingAfter(this.#lackingBytes, bytes);
    this.#held += this.#decoder.decode(bytes, { stream: true });
    const stopAt = this.#firstStop();
    if (stopAt !== undefined) {
      const text = this.#held.slice(0, stopAt);
      this.#held = '';
      return { text, holding: false, stopped: true };
    }
    const keep = this.#possibleStopLength();
    const text = this.#held.slice(0, this.#held.length - keep);
    this.#held = this.#held.slice(this.#held.length - keep);
    return { text, holding: keep > 0 || this.#lackingBytes > 0, stopped: false };
  }

  /** Whatever was held back, now that nothing follows. */
  flush(): string {
    const text = this.#held + this.#decoder.decode();
    this.#held = '';
    this.#lackingBytes = 0;
    return text;
  }

  #firstStop(): number | undefined {
    const places = this.#stops.map((stop) => this.#held.indexOf(stop)).filter((at) => at >= 0);
    return places.length === 0 ? undefined : Math.min(...places);
  }

  /** Length of the longest end of the held text that begins one of the stop texts. */
  #possibleStopLength(): number {
    let longest = 0;
    for (const stop of this.#stops) {
      for (let length = Math.min(stop.length - 1, this.#held.length); length > longest; length--) {
        if (stop.startsWith(this.#held.slice(-length))) longest = length;
      }
    }
    return longest;
  }
}

/** How many bytes the UTF-8 character at the end still lacks, given how many it lacked before these bytes. */
function bytesLackingAfter(lacking: number, bytes: Uint8Array): number {
  let left = lacking;
  for (const byte of bytes) {
    if (byte >= 0x80 && byte < 0xc0) left = Math.max(0, left - 1);
    else left = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
  }
  return left;
}
