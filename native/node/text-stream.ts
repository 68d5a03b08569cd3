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
  #openBytes = 0;
  #held = '';

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  push(bytes: Uint8Array): TextPiece {
    this.#openBytes = openBytesAfter(this.#openBytes, bytes);
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
    return { text, holding: keep > 0 || this.#openBytes > 0, stopped: false };
  }

  /** Whatever was held back, now that nothing follows. */
  flush(): string {
    const text = this.#held + this.#decoder.decode();
    this.#held = '';
    this.#openBytes = 0;
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

/** How many bytes of an unfinished UTF-8 character stand at the end, given how many did before. */
function openBytesAfter(open: number, bytes: Uint8Array): number {
  let trailing = 0;
  for (let at = bytes.length - 1; at >= 0 && trailing < 3; at--) {
    const byte = bytes[at] ?? 0;
    trailing++;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return trailing < length ? trailing : 0;
    }
  }
  return bytes.length < 3 && open > 0 && open + bytes.length < 4 ? open + bytes.length : 0;
}
