import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addon, type NativeSampling } from './node/addon.js';
import { plainSample } from './testing/plain-sampler.js';

const OFF: NativeSampling = {
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  repetitionWindow: 64,
  seed: 0,
};

function sample(logits: readonly number[], options: Partial<NativeSampling>, remembered: number[], count: number) {
  const chosen = addon().sample(Float32Array.from(logits), { ...OFF, ...options }, Uint32Array.from(remembered), count);
  return Array.from(chosen);
}

// In steps: two exponentials that differ in their last bit would rank nearly equal logits differently.
const float = fc.integer({ min: -160, max: 160 }).map((eighths) => eighths / 8);
const logitsOf = fc.array(fc.oneof({ weight: 6, arbitrary: float }, fc.constant(Number.NEGATIVE_INFINITY)), {
  minLength: 1,
  maxLength: 300,
});
const options = fc.record({
  temperature: fc.constantFrom(0, 0.25, 0.7, 1, 3),
  topK: fc.constantFrom(0, 1, 2, 5, 50),
  topP: fc.constantFrom(0, 0.1, 0.5, 0.95, 1),
  minP: fc.constantFrom(0, 0.05, 0.5, 1),
  repetitionPenalty: fc.constantFrom(0.5, 1, 1.25, 2),
  repetitionWindow: fc.constantFrom(0, 1, 4),
  seed: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
});

describe('sampling', () => {
  it('chooses what its plain definition chooses', () => {
    fc.assert(
      fc.property(logitsOf, options, fc.array(fc.nat(), { maxLength: 8 }), (logits, chosenOptions, seen) => {
        fc.pre(logits.some(Number.isFinite));
        const remembered = seen.map((token) => token % logits.length);
        const sampling = { ...OFF, ...chosenOptions };
        expect(sample(logits, sampling, remembered, 6)).toEqual(plainSample(logits, sampling, remembered, 6));
      }),
      { numRuns: 2000 },
    );
  });

  it('follows the probabilities', () => {
    const logits = [0, Math.log(2), Math.log(3), Math.log(4), Number.NEGATIVE_INFINITY];
    const counts = [0, 0, 0, 0, 0];
    for (const token of sample(logits, { seed: 11 }, [], 100_000)) counts[token] = (counts[token] ?? 0) + 1;
    for (const [token, count] of counts.entries())
      expect(count / 100_000).toBeCloseTo([0.1, 0.2, 0.3, 0.4, 0][token] ?? 0, 2);
  });

  it('takes the first of equally likely tokens', () => {
    expect(sample([1, 5, 5, 5], { temperature: 0 }, [], 2)).toEqual([1, 1]);
    expect(sample([1, 5, 5, 5], { topK: 1, seed: 3 }, [], 2)).toEqual([1, 1]);
  });

  it('leaves repetition behind when it is punished', () => {
    expect(sample([3, 2.5, -1], { temperature: 0, repetitionPenalty: 1.5 }, [], 3)).toEqual([0, 1, 0]);
    expect(sample([3, 2.5, -1], { temperature: 0, repetitionPenalty: 1.5, repetitionWindow: 1 }, [], 4)).toEqual([
      0, 1, 0, 1,
    ]);
    expect(sample([-1, -1.2], { temperature: 0, repetitionPenalty: 1.5 }, [0], 1)).toEqual([1]);
  });

  it('refuses logits that are no numbers', () => {
    expect(() => sample([Number.NaN, Number.NEGATIVE_INFINITY], {}, [], 1)).toThrow(/not finite/);
  });
});
