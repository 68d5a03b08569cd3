// Every kernel once, written over 16 lanes. `Lanes` says what an instruction set does with them:
//   F          16 floats
//   load, loadF16, loadBF16, store, zero, spread, add, sub, mul, div, fma (a * b + c), max, min, magnitude,
//              sum, greatest, first: of all lanes, of the first one
//   nearest    whole number, ties to even; storeDigits stores it as int8; power(x, n) = x * 2^n for whole n
//   zeroBelow  where x < least 0, else a
//   within     keeps lanes [first, end), the others become `instead`
//   MOST_FLOAT_VECTORS, MOST_QUERIES   how many have registers for two sums of 16 lanes each
// Sums run in the same order whatever the number of vectors or queries, and fma rounds once on every set that has it.
#pragma once

#include "attention-lanes.h"
#include "kernels.h"
#include "number-lanes.h"
#include "packed-lanes.h"
#include "unrolled.h"

namespace farhand {

// Two running sums a vector hide the latency of the multiply-add. Values that fill no register go one by one.
template <typename Lanes, typename Format, std::size_t VECTORS>
void dotRow(const typename Format::Stored* row, std::size_t columns, const Activation* x, float* out,
            std::size_t outStride) {
  using F = typename Lanes::F;
  F even[VECTORS];
  F odd[VECTORS];
  for (std::size_t v = 0; v < VECTORS; ++v) even[v] = odd[v] = Lanes::zero();
  std::size_t i = 0;
  for (; i + 32 <= columns; i += 32) {
    const F first = Format::load(row + i);
    const F second = Format::load(row + i + 16);
    for (std::size_t v = 0; v < VECTORS; ++v) {
      even[v] = Lanes::fma(first, Lanes::load(x[v].values + i), even[v]);
      odd[v] = Lanes::fma(second, Lanes::load(x[v].values + i + 16), odd[v]);
    }
  }
  for (std::size_t v = 0; v < VECTORS; ++v) {
    float total = Lanes::sum(Lanes::add(even[v], odd[v]));
    for (std::size_t rest = i; rest < columns; ++rest) total += Format::one(row[rest]) * x[v].values[rest];
    out[v * outStride] = total;
  }
}

template <typename Lanes, typename Format, std::size_t VECTORS>
void multiplyFloatRows(const void* rows, std::size_t rowBytes, std::size_t rowCount, std::size_t columns,
                       const Activation* x, float* out, std::size_t outStride) {
  for (std::size_t r = 0; r < rowCount; ++r) {
    const auto* row = reinterpret_cast<const typename Format::Stored*>(static_cast<const char*>(rows) + r * rowBytes);
    dotRow<Lanes, Format, VECTORS>(row, columns, x, out + r, outStride);
  }
}

template <typename Lanes, typename Format>
void multiplyFloats(const void* rows, std::size_t rowBytes, std::size_t rowCount, std::size_t columns,
                    const Activation* x, std::size_t vectors, float* out, std::size_t outStride) {
  inRuns<Lanes::MOST_FLOAT_VECTORS>(vectors, [&](auto run, std::size_t first) {
    multiplyFloatRows<Lanes, Format, decltype(run)::value>(rows, rowBytes, rowCount, columns, x + first,
                                                           out + first * outStride, outStride);
  });
}

// Keeps the sum of 16 quantised numbers. What is not finite, as damaged weights make it, makes the block's scale NaN.
static inline void keepSum(float sum, std::int32_t& kept, float& scale) {
  const float error = sum - sum;
  kept = error == 0 ? static_cast<std::int32_t>(sum) : 0;
  scale += error;
}

// q = the nearest whole number to value / scale, scale = greatest magnitude / most; most = 127, or 255 * 127 + 127
template <typename Lanes, std::size_t DIGITS>
void quantiseBlocks(const float* values, std::size_t blocks, std::int8_t* digits, float* scales, std::int32_t* sums) {
  using F = typename Lanes::F;
  constexpr float MOST = DIGITS == 1 ? 127 : 256 * 127;
  for (std::size_t b = 0; b < blocks; ++b, digits += BLOCK * DIGITS) {
    const F halves[2] = {Lanes::load(values + b * BLOCK), Lanes::load(values + b * BLOCK + 16)};
    const float greatest = Lanes::greatest(Lanes::max(Lanes::magnitude(halves[0]), Lanes::magnitude(halves[1])));
    const float inverse = greatest > 0 ? MOST / greatest : 0;
    scales[b] = greatest / MOST;
    for (std::size_t half = 0; half < 2; ++half) {
      const F quants = Lanes::nearest(Lanes::mul(halves[half], Lanes::spread(inverse)));
      if constexpr (DIGITS == 1) {
        Lanes::storeDigits(digits + half * 16, quants);
        keepSum(Lanes::sum(quants), sums[2 * b + half], scales[b]);
      } else {
        const F high = Lanes::nearest(Lanes::mul(quants, Lanes::spread(1.0f / 255)));
        const F low = Lanes::fma(high, Lanes::spread(-255), quants);
        Lanes::storeDigits(digits + half * 16, high);
        Lanes::storeDigits(digits + BLOCK + half * 16, low);
        keepSum(Lanes::sum(quants), sums[2 * b + half], scales[b]);
      }
    }
  }
}

template <typename Lanes>
void addScaledLanes(float* y, const float* x, float factor, std::size_t count) {
  const typename Lanes::F factors = Lanes::spread(factor);
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) Lanes::store(y + i, Lanes::fma(factors, Lanes::load(x + i), Lanes::load(y + i)));
  for (; i < count; ++i) y[i] += factor * x[i];
}

// silu(x) = x / (1 + e^-x)
template <typename Lanes>
typename Lanes::F swigluLanes(typename Lanes::F gate, typename Lanes::F up, float limit) {
  using F = typename Lanes::F;
  const F one = Lanes::spread(1);
  F activation = Lanes::div(gate, Lanes::add(one, exponential<Lanes>(Lanes::sub(Lanes::zero(), gate))));
  if (limit > 0) {
    activation = Lanes::min(activation, Lanes::spread(limit));
    up = Lanes::min(Lanes::max(up, Lanes::spread(-limit)), Lanes::spread(limit));
  }
  return Lanes::mul(activation, up);
}

template <typename Lanes>
void swigluAll(float* gate, const float* up, float limit, std::size_t count) {
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    Lanes::store(gate + i, swigluLanes<Lanes>(Lanes::load(gate + i), Lanes::load(up + i), limit));
  }
  if (i == count) return;
  alignas(64) float gates[16] = {};
  alignas(64) float ups[16] = {};
  for (std::size_t rest = i; rest < count; ++rest) {
    gates[rest - i] = gate[rest];
    ups[rest - i] = up[rest];
  }
  Lanes::store(gates, swigluLanes<Lanes>(Lanes::load(gates), Lanes::load(ups), limit));
  for (std::size_t rest = i; rest < count; ++rest) gate[rest] = gates[rest - i];
}

template <typename Lanes>
constexpr Kernels kernelsOver(const char* name) {
  return {
      name,
      multiplyFloats<Lanes, AsF32<Lanes>>,
      multiplyFloats<Lanes, AsF16<Lanes>>,
      multiplyFloats<Lanes, AsBF16<Lanes>>,
      packedKernelsOver<Lanes, PackedQ8_0<Lanes>>(),
      packedKernelsOver<Lanes, PackedQ4_0<Lanes>>(),
      packedKernelsOver<Lanes, PackedQ4_1<Lanes>>(),
      packedKernelsOver<Lanes, PackedIQ4_NL<Lanes>>(),
      packedKernelsOver<Lanes, PackedMXFP4<Lanes>>(),
      packedKernelsOver<Lanes, PackedQ4_K<Lanes>>(),
      packedKernelsOver<Lanes, PackedQ5_K<Lanes>>(),
      packedKernelsOver<Lanes, PackedQ6_K<Lanes>>(),
      {quantiseBlocks<Lanes, 1>, quantiseBlocks<Lanes, 2>},
      attendPage<Lanes, FloatPage<Lanes, AsF32<Lanes>>>,
      attendPage<Lanes, FloatPage<Lanes, AsF16<Lanes>>>,
      attendPage<Lanes, Q8Page<Lanes>>,
      storeHalves<Lanes>,
      storeQ8Blocks<Lanes>,
      addScaledLanes<Lanes>,
      swigluAll<Lanes>,
  };
}

}  // namespace farhand
