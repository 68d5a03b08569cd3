// Numbers that a seed decides, so that a set can be made again.

export interface Random {
  /** A whole number from 0 to limit - 1. */
  below(limit: number): number;
  chance(share: number): boolean;
  /** Undefined when there is nothing to pick. */
  pick<T>(from: readonly T[]): T | undefined;
}

/** Mulberry32: 32 bits of state, good enough to choose with and never for secrets. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, chance: (share) => next() < share, pick: (from) => from[below(from.length)] };
}
