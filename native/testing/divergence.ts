// How far probabilities are from the right ones.

/** Kullback-Leibler divergence, in nats, of the given logits' probabilities from the right ones', position by position */
export function divergences(right: Float32Array, given: Float32Array, vocabularySize: number): number[] {
  return Array.from({ length: right.length / vocabularySize }, (_, position) => {
    const row = (logits: Float32Array) => logits.subarray(position * vocabularySize, (position + 1) * vocabularySize);
    return divergence(row(right), row(given));
  });
}

function divergence(right: ArrayLike<number>, given: ArrayLike<number>): number {
  const [p, q] = [logProbabilities(right), logProbabilities(given)];
  return p.reduce((sum, one, i) => sum + Math.exp(one) * (one - (q[i] ?? Number.NaN)), 0);
}

function logProbabilities(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const largest = Math.max(...values);
  const total = values.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  return values.map((value) => value - largest - Math.log(total));
}
