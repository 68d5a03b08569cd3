// What was read before, by the hash of the pixels it was read from. The same pixels give the same text, so an entry is
// never wrong, only old: the least recently used go first.
export class Recent<V> {
  readonly #entries = new Map<string, V>();
  readonly #most: number;
  hits = 0;
  misses = 0;

  /** Keeps at most `most` entries. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The value known for the key, or the one that `make` gives now. What `make` throws is not kept. */
  async get(key: string, make: () => Promise<V>): Promise<V> {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.hits += 1;
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    this.misses += 1;
    const value = await make();
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#most) break;
      this.#entries.delete(oldest);
    }
    return value;
  }
}
