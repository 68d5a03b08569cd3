// The statistics of a score. Small, exact where the numbers are small, and each with the source of its formula. Tasks are
// what is drawn at random, so intervals and tests count tasks and not attempts.

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided, 95 %. */
const z = 1.959963984540054;

/**
 * Wilson's score interval for a share (Wilson 1927): holds near 0 and 1 and for few tasks, where the usual one fails.
 * @param share from 0 to 1; @param count what it is a share of, above 0
 */
export function wilsonInterval(share: number, count: number): Interval {
  const z2 = z * z;
  const centre = (share + z2 / (2 * count)) / (1 + z2 / count);
  const half = (z / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * The chance that at least one of `k` attempts passes, without bias from `passed` of `made` (Chen et al. 2021, pass@k).
 * Undefined when fewer than `k` were made.
 */
export function passAtK(made: number, passed: number, k: number): number | undefined {
  if (made < k) return undefined;
  let allFail = 1;
  for (let each = made - passed + 1; each <= made; each++) allFail *= 1 - k / each;
  return 1 - Math.max(0, allFail);
}

/**
 * McNemar's exact test: how likely a split at least as uneven is, if both were equally good. Only pairs that differ count.
 * @param onlyFirst pairs that the first alone passed; @param onlySecond those of the second alone
 * @returns two-sided p, from 0 to 1
 */
export function mcNemarExact(onlyFirst: number, onlySecond: number): number {
  const pairs = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let logChoose = 0;
  let tail = 0;
  for (let k = 0; k <= fewer; k++) {
    if (k > 0) logChoose += Math.log((pairs - k + 1) / k);
    tail += Math.exp(logChoose - pairs * Math.LN2);
  }
  return Math.min(1, 2 * tail);
}

/** The middle one, or the mean of the two in the middle; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  if (sorted.length === 0) return undefined;
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

export function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
