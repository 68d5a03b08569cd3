import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mcNemarExact, median, passAtK, wilsonInterval } from './statistics.js';

describe("Wilson's interval", () => {
  test.each([
    // Known values: 8 of 10, 0 of 20, 20 of 20, 57 of 100.
    [0.8, 10, 0.4902, 0.9433],
    [0, 20, 0, 0.1611],
    [1, 20, 0.8389, 1],
    [0.57, 100, 0.4722, 0.6627],
  ])('%f of %i is between %f and %f', (share, count, low, high) => {
    const interval = wilsonInterval(share, count);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('holds the share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
        const { low, high } = wilsonInterval(share, count);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-9);
        expect(high).toBeGreaterThanOrEqual(share - 1e-9);
      }),
    );
  });
});

describe('pass@k', () => {
  test('is 1 - C(n-c, k) / C(n, k)', () => {
    expect(passAtK(3, 1, 1)).toBeCloseTo(1 / 3);
    expect(passAtK(5, 2, 3)).toBeCloseTo(1 - 1 / 10);
    expect(passAtK(4, 2, 3)).toBe(1);
    expect(passAtK(3, 0, 3)).toBe(0);
    expect(passAtK(2, 1, 3)).toBeUndefined();
  });

  test('grows with k and with what passed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.nat(), fc.nat(), (made, some, other) => {
        const passed = some % made;
        const k = 1 + (other % (made - 1));
        const [now, more, further] = [
          passAtK(made, passed, k),
          passAtK(made, passed + 1, k),
          passAtK(made, passed, k + 1),
        ];
        expect(more ?? 0).toBeGreaterThanOrEqual((now ?? 0) - 1e-12);
        expect(further ?? 0).toBeGreaterThanOrEqual((now ?? 0) - 1e-12);
      }),
    );
  });
});

describe("McNemar's exact test", () => {
  test.each([
    [0, 0, 1],
    [1, 1, 1],
    [5, 0, 0.0625],
    [0, 6, 0.03125],
    [10, 2, 0.03857],
    [2, 10, 0.03857],
  ])('%i against %i has p = %f', (first, second, p) => {
    expect(mcNemarExact(first, second)).toBeCloseTo(p, 4);
  });

  test('does not run out of digits with many pairs', () => {
    expect(mcNemarExact(1000, 1000)).toBeCloseTo(1, 6);
    expect(mcNemarExact(1200, 800)).toBeLessThan(1e-15);
  });
});

test('the median is the middle, or the mean of the two in the middle', () => {
  expect(median([])).toBeUndefined();
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});
