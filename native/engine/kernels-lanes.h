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

#include "kernels.h"
#include "packed-lanes.h"
#include "unrolled.h"

namespace farhand {

// e^x to about one unit in the last place, 0 below -87: e^x = 2^n * e^r with |r| <= ln(2) / 2, e^r by its series
template <typename Lanes>
typename Lanes::F exponential(typename Lanes::F x) {
  using F = typename Lanes::F;
  const F least = Lanes::spread(-87.3f);
  const F clamped = Lanes::min(Lanes::max(x, least), Lanes::spread(88.3f));
  const F n = Lanes::nearest(Lanes::mul(clamped, Lanes::spread(1.44269504f)));
  F r = Lanes::fma(n, Lanes::spread(-0.693145752f), clamped);
  r = Lanes::fma(n, Lanes::spread(-1.42860677e-6f), r);
  F series = Lanes::spread(1.0f / 5040);
  series = Lanes::fma(series, r, Lanes::spread(1.0f / 720));
  series = Lanes::fma(series, r, Lanes::spread(1.0f / 120));
  series = Lanes::fma(series, r, Lanes::spread(1.0f / 24));
  series = Lanes::fma(series, r, Lanes::spread(1.0f / 6));
  series = Lanes::fma(series, r, Lanes::spread(0.5f));
  series = Lanes::fma(series, r, Lanes::spread(1));
  series = Lanes::fma(series, r, Lanes::spread(1));
  return Lanes::zeroBelow(x, least, Lanes::power(series, n));
}

// Number formats of weights and of keys and values, by how 16 of them become floats
template <typename Lanes>
struct AsF32 {
  using Stored = float;
  static typename Lanes::F load(const float* at) { return Lanes::load(at); }
  static float one(float value) { return value; }
};

template <typename Lanes>
struct AsF16 {
  using Stored = unsigned short;
  static typename Lanes::F load(const unsigned short* at) { return Lanes::loadF16(at); }
  static float one(unsigned short bits) { return Lanes::oneF16(bits); }
};

template <typename Lanes>
struct AsBF16 {
  using Stored = unsigned short;
  static typename Lanes::F load(const unsigned short* at) { return Lanes::loadBF16(at); }
  static float one(unsigned short bits) {
    const unsigned wide = static_cast<unsigned>(bits) << 16;
    float value;
    __builtin_memcpy(&value, &wide, sizeof value);
    return value;
  }
};

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

// out[q] += sum over positions of weights[q][p] * values[p], 16 value dimensions at a time
template <typename Lanes, typename Format, std::size_t QUERIES>
void addValues(const AttentionPage& page, AttentionQuery* queries, const float (*weights)[PAGE_POSITIONS],
               std::size_t first, std::size_t end) {
  using F = typename Lanes::F;
  const auto* values = static_cast<const typename Format::Stored*>(page.values);
  std::size_t d = 0;
  for (; d + 16 <= page.valueLength; d += 16) {
    F sums[QUERIES];
    for (std::size_t q = 0; q < QUERIES; ++q) sums[q] = Lanes::load(queries[q].out + d);
    for (std::size_t p = first; p < end; ++p) {
      const F value = Format::load(values + p * page.valueLength + d);
      for (std::size_t q = 0; q < QUERIES; ++q) sums[q] = Lanes::fma(Lanes::spread(weights[q][p]), value, sums[q]);
    }
    for (std::size_t q = 0; q < QUERIES; ++q) Lanes::store(queries[q].out + d, sums[q]);
  }
  for (; d < page.valueLength; ++d) {
    for (std::size_t p = first; p < end; ++p) {
      const float value = Format::one(values[p * page.valueLength + d]);
      for (std::size_t q = 0; q < QUERIES; ++q) queries[q].out[d] += weights[q][p] * value;
    }
  }
}

// Takes one more page into the running softmax of each query (Milakov and Gimelshein, arXiv 1805.02867).
template <typename Lanes, typename Format, std::size_t QUERIES>
void attendTile(const AttentionPage& page, AttentionQuery* queries) {
  using F = typename Lanes::F;
  const auto* keys = static_cast<const typename Format::Stored*>(page.keys);
  F low[QUERIES];
  F high[QUERIES];
  for (std::size_t q = 0; q < QUERIES; ++q) low[q] = high[q] = Lanes::zero();
  for (std::size_t d = 0; d < page.keyLength; ++d) {
    const F lowKeys = Format::load(keys + d * PAGE_POSITIONS);
    const F highKeys = Format::load(keys + d * PAGE_POSITIONS + 16);
    for (std::size_t q = 0; q < QUERIES; ++q) {
      const F component = Lanes::spread(queries[q].query[d]);
      low[q] = Lanes::fma(component, lowKeys, low[q]);
      high[q] = Lanes::fma(component, highKeys, high[q]);
    }
  }
  alignas(64) float weights[QUERIES][PAGE_POSITIONS];
  std::size_t first = PAGE_POSITIONS;
  std::size_t end = 0;
  for (std::size_t q = 0; q < QUERIES; ++q) {
    AttentionQuery& query = queries[q];
    if (query.first >= query.end) {
      Lanes::store(weights[q], Lanes::zero());
      Lanes::store(weights[q] + 16, Lanes::zero());
      continue;
    }
    first = query.first < first ? query.first : first;
    end = query.end > end ? query.end : end;
    const F hidden = Lanes::spread(-3e38f);
    low[q] = Lanes::within(low[q], query.first, query.end, hidden);
    high[q] = Lanes::within(high[q], query.first < 16 ? 0 : query.first - 16, query.end < 16 ? 0 : query.end - 16,
                            hidden);
    const float seen = Lanes::greatest(Lanes::max(low[q], high[q]));
    const float most = seen > query.most ? seen : query.most;
    const F base = Lanes::spread(most);
    const F lowWeights = exponential<Lanes>(Lanes::sub(low[q], base));
    const F highWeights = exponential<Lanes>(Lanes::sub(high[q], base));
    Lanes::store(weights[q], lowWeights);
    Lanes::store(weights[q] + 16, highWeights);
    const float pageTotal = Lanes::sum(Lanes::add(lowWeights, highWeights));
    if (query.total == 0 || most == query.most) {
      query.total += pageTotal;
    } else {
      const F shrink = exponential<Lanes>(Lanes::spread(query.most - most));
      const float factor = Lanes::first(shrink);
      query.total = query.total * factor + pageTotal;
      std::size_t d = 0;
      for (; d + 16 <= page.valueLength; d += 16) {
        Lanes::store(query.out + d, Lanes::mul(Lanes::load(query.out + d), shrink));
      }
      for (; d < page.valueLength; ++d) query.out[d] *= factor;
    }
    query.most = most;
  }
  addValues<Lanes, Format, QUERIES>(page, queries, weights, first, end);
}

template <typename Lanes, typename Format>
void attendPage(const AttentionPage& page, AttentionQuery* queries, std::size_t count) {
  inRuns<Lanes::MOST_QUERIES>(count, [&](auto run, std::size_t first) {
    attendTile<Lanes, Format, decltype(run)::value>(page, queries + first);
  });
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
void storeHalves(const float* values, std::size_t count, std::uint16_t* out, std::size_t stride) {
  alignas(64) std::uint16_t halves[16];
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    Lanes::storeF16(halves, Lanes::load(values + i));
    for (std::size_t k = 0; k < 16; ++k) out[(i + k) * stride] = halves[k];
  }
  if (i == count) return;
  alignas(64) float rest[16] = {};
  for (std::size_t k = 0; i + k < count; ++k) rest[k] = values[i + k];
  Lanes::storeF16(halves, Lanes::load(rest));
  for (std::size_t k = 0; i + k < count; ++k) out[(i + k) * stride] = halves[k];
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
      attendPage<Lanes, AsF32<Lanes>>,
      attendPage<Lanes, AsF16<Lanes>>,
      storeHalves<Lanes>,
      addScaledLanes<Lanes>,
      swigluAll<Lanes>,
  };
}

}  // namespace farhand
