// A seeded source of randomness: the same seed gives the same corpus.

/** Mulberry32: a 32-bit generator, good enough for drawing phrasings and words. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1). */
  unit() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  chance(probability) {
    return this.unit() < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low, high) {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  pick(list) {
    return list[Math.floor(this.unit() * list.length)];
  }

  /** Picks from `[{ weight, ... }]` in proportion to the weights. */
  weighted(list) {
    let rest = this.unit() * list.reduce((sum, entry) => sum + entry.weight, 0);
    for (const entry of list) {
      rest -= entry.weight;
      if (rest < 0) return entry;
    }
    return list.at(-1);
  }
}
