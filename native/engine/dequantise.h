// The exact values of stored rows: the maths that every faster kernel is held against, and the fallback where a type
// has no kernel of its own.
//
// Block layouts (ggml's, little-endian; offset: field. `d`, `m` and `dmin` are half-precision, n a 4-bit number).
// The 32-value types keep value j < 16 in the low half of byte j of `q`, value j + 16 in the high half.
//   Q4_0    18 bytes   0: d  2: q[16]                              d * (n - 8)
//   Q4_1    20 bytes   0: d  2: m  4: q[16]                        d * n + m
//   Q5_0    22 bytes   0: d  2: u32 high  6: q[16]                 d * (n + 16 * bit j of high - 16)
//   Q5_1    24 bytes   0: d  2: m  4: u32 high  8: q[16]           d * (n + 16 * bit j of high) + m
//   Q8_0    34 bytes   0: d  2: int8 q[32]                         d * q
//   IQ4_NL  18 bytes   0: d  2: q[16]                              d * IQ4_VALUES[n]
//   MXFP4   17 bytes   0: u8 e  1: q[16]                           2^(e - 128) * MXFP4_VALUES[n]
// The 256-value types have sub-blocks with scales of their own:
//   Q2_K    84 bytes   0: scales[16]  16: q[64]  80: d  82: dmin   16 sub-blocks of 16
//   Q3_K   110 bytes   0: high[32]  32: q[64]  96: scales[12]  108: d
//   Q4_K   144 bytes   0: d  2: dmin  4: scales[12]  16: q[128]    8 sub-blocks of 32
//   Q5_K   176 bytes   0: d  2: dmin  4: scales[12]  16: high[32]  48: q[128]
//   Q6_K   210 bytes   0: low[128]  128: high[64]  192: int8 scales[16]  208: d
//   IQ4_XS 136 bytes   0: d  2: u16 scale high bits  4: scale low bits[4]  8: q[128]
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "tensor-type.h"

namespace farhand {

constexpr std::int8_t IQ4_VALUES[16] = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};
// Twice the E2M1 numbers
constexpr std::int8_t MXFP4_VALUES[16] = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

// Scale and minimum of sub-block `index` < 8 in the 12 bytes that Q4_K and Q5_K pack them into
struct SubBlockScale {
  unsigned scale;
  unsigned minimum;
};
SubBlockScale unpackScale(const std::byte* scales, std::size_t index);

// The first out.size() values stored at `blocks`; out.size() is a multiple of the type's block.
void dequantise(TensorType type, const std::byte* blocks, std::span<float> out);

}  // namespace farhand
