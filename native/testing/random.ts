// Repeatable random numbers for tests (mulberry32).

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number of at least 0 and less than `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** Bell-shaped around 0 with deviation 1: twelve uniform numbers, summed. */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.next();
    return sum;
  }
}

/** The numbers that `normal` of a seed gives, kept for the process: models of one seed are built again and again. */
export class KeptNormals {
  static readonly #bySeed = new Map<number, { readonly random: Random; readonly drawn: number[] }>();
  readonly #random: Random;
  readonly #drawn: number[];
  #taken = 0;

  constructor(seed: number) {
    const kept = KeptNormals.#bySeed.get(seed) ?? { random: new Random(seed), drawn: [] };
    KeptNormals.#bySeed.set(seed, kept);
    this.#random = kept.random;
    this.#drawn = kept.drawn;
  }

  next(): number {
    const known = this.#drawn[this.#taken];
    const value = known ?? this.#random.normal();
    if (known === undefined) this.#drawn.push(value);
    this.#taken++;
    return value;
  }
}
