// Sampling as its definition reads: every step sorts and sums the whole vocabulary. The engine's sampler is held
// against it, down to the same choice for the same seed.

import type { NativeSampling } from '../node/addon.js';

interface Choice {
  readonly token: number;
  /** Relative to the likeliest token's */
  readonly probability: number;
}

export function plainSample(
  logits: readonly number[],
  options: NativeSampling,
  remembered: readonly number[],
  count: number,
): number[] {
  const seen = [...remembered];
  const random = splitMix64(BigInt(options.seed));
  return Array.from({ length: count }, () => {
    const recent = options.repetitionWindow === 0 ? seen : seen.slice(-options.repetitionWindow);
    const token = choose(penalised(logits, options.repetitionPenalty, new Set(recent)), options, random);
    seen.push(token);
    return token;
  });
}

function penalised(logits: readonly number[], penalty: number, recent: ReadonlySet<number>): number[] {
  const wide = [...Float32Array.from(logits)];
  return wide.map((logit, token) => {
    if (!recent.has(token) || penalty === 1) return logit;
    return Math.fround(logit > 0 ? logit / penalty : logit * penalty);
  });
}

function choose(logits: readonly number[], options: NativeSampling, random: () => number): number {
  const largest = Math.max(...logits);
  if (options.temperature <= 0) return logits.indexOf(largest);
  const all = logits.map((logit, token): Choice => {
    return { token, probability: Math.exp(Math.fround(logit - largest) / options.temperature) };
  });
  let choices = all.filter(({ probability }) => probability > 0 && probability >= options.minP);
  if (options.topK > 0 && choices.length > options.topK) choices = ranked(choices).slice(0, options.topK);
  if (options.topP < 1) choices = reaching(choices, options.topP);
  let rest = random() * sumOf(choices);
  for (const { token, probability } of choices) {
    rest -= probability;
    if (rest < 0) return token;
  }
  return choices.at(-1)?.token ?? -1;
}

function ranked(choices: readonly Choice[]): Choice[] {
  return [...choices].sort((left, right) => right.probability - left.probability || left.token - right.token);
}

function reaching(choices: readonly Choice[], share: number): Choice[] {
  const sum = sumOf(choices);
  const sorted = ranked(choices);
  let reached = 0;
  let kept = 0;
  while (kept < sorted.length && (kept === 0 || reached < share * sum)) reached += sorted[kept++]?.probability ?? 0;
  return sorted.slice(0, kept);
}

function sumOf(choices: readonly Choice[]): number {
  return choices.reduce((sum, { probability }) => sum + probability, 0);
}

function splitMix64(seed: bigint): () => number {
  const mask = (1n << 64n) - 1n;
  let state = seed;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let bits = state;
    bits = ((bits ^ (bits >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    bits = ((bits ^ (bits >> 27n)) * 0x94d049bb133111ebn) & mask;
    bits ^= bits >> 31n;
    return Number(bits >> 11n) * 2 ** -53;
  };
}
