// What `kernel-check.cpp` prints, and how large its errors may be.

import { expect } from 'vitest';

/** By set and kernel: the largest error relative to the sum of all magnitudes that went into a result */
export type KernelErrors = Readonly<Record<string, Readonly<Record<string, number>>>>;

const PRODUCTS = ['Q8_0', 'Q4_0', 'Q4_1', 'IQ4_NL', 'MXFP4', 'Q4_K', 'Q5_K', 'Q6_K'].flatMap((format) => [
  `${format} with 1 digits`,
  `${format} with 2 digits`,
]);
const KERNELS = [
  ...PRODUCTS,
  'F32',
  'F16',
  'BF16',
  'attention over F32',
  'attention over F16',
  'attention over Q8_0',
  'scaled sum',
  'swiglu',
];

/** A few roundings of a float of 24 bits */
const ROUNDED = 1e-6;

/** Every set must have been checked in every kernel, and be right in it. */
export function expectRightKernels(errors: KernelErrors): void {
  for (const [set, byKernel] of Object.entries(errors)) {
    expect(Object.keys(byKernel).sort(), set).toEqual([...KERNELS].sort());
    for (const [kernel, error] of Object.entries(byKernel)) {
      expect(error, `${set}: ${kernel}`).toBeLessThan(ROUNDED);
    }
  }
}
