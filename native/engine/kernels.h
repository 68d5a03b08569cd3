// The inner loops: dot products of a stored row with float activations, one per tensor type.
//
// Block layouts and values (ggml's; `d` is a half-precision scale):
//   Q8_0  32 values in 34 bytes: d, int8 q[32]             value j = d * q[j]
//   Q4_0  32 values in 18 bytes: d, byte q[16]             value j = d * (low nibble of q[j] - 8)
//                                                          value j+16 = d * (high nibble of q[j] - 8)
// Activations stay float, so a result differs from exact arithmetic by rounding only.
//
// `kernels-plain.cpp` is the maths; the other files do the same with wider registers and are compiled with flags that
// this machine may not support. They must not include inline functions shared with others: the linker keeps one copy.
#pragma once

#include <cstddef>

namespace farhand {

// sum over i < count of row[i] * x[i]; count is a multiple of the type's block
using DotKernel = float (*)(const void* row, const float* x, std::size_t count);

struct Kernels {
  const char* name;
  DotKernel dotF32;
  DotKernel dotF16;
  DotKernel dotBF16;
  DotKernel dotQ8_0;
  DotKernel dotQ4_0;
  // y[i] += factor * x[i]
  void (*addScaled)(float* y, const float* x, float factor, std::size_t count);
};

extern const Kernels PLAIN_KERNELS;
#if defined(__x86_64__)
extern const Kernels AVX2_KERNELS;
#endif

// The widest kernels this processor runs. The environment variable FARHAND_ENGINE_KERNELS=plain asks for plain ones.
const Kernels& bestKernels();

}  // namespace farhand
