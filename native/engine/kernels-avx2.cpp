// The kernels for x86-64 with AVX2, FMA and F16C. Compiled with those flags, so it includes intrinsics and nothing
// else; the result equals the plain kernels' up to the order of the sums.

#include <immintrin.h>

#include "kernels.h"

#if defined(__x86_64__)

namespace farhand {

static float sumOf(__m256 eight) {
  const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

static float halfAt(const unsigned char* bytes) {
  const int bits = bytes[0] | bytes[1] << 8;
  return _mm_cvtss_f32(_mm_cvtph_ps(_mm_cvtsi32_si128(bits)));
}

// Eight signed bytes at `bytes` as floats
static __m256 floatsOf(__m128i bytes) {
  return _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
}

static __m256 loadF32(const void* row, std::size_t i) {
  return _mm256_loadu_ps(static_cast<const float*>(row) + i);
}

static __m256 loadF16(const void* row, std::size_t i) {
  const auto* bits = reinterpret_cast<const __m128i*>(static_cast<const unsigned short*>(row) + i);
  return _mm256_cvtph_ps(_mm_loadu_si128(bits));
}

static __m256 loadBF16(const void* row, std::size_t i) {
  const auto* bits = reinterpret_cast<const __m128i*>(static_cast<const unsigned short*>(row) + i);
  return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(_mm_loadu_si128(bits)), 16));
}

// Two running sums hide the latency of the multiply-add. The last values that fill no register go one by one.
template <__m256 (*load)(const void*, std::size_t), float (*loadOne)(const void*, std::size_t)>
static float dotFloats(const void* row, const float* x, std::size_t count) {
  __m256 even = _mm256_setzero_ps();
  __m256 odd = _mm256_setzero_ps();
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    even = _mm256_fmadd_ps(load(row, i), _mm256_loadu_ps(x + i), even);
    odd = _mm256_fmadd_ps(load(row, i + 8), _mm256_loadu_ps(x + i + 8), odd);
  }
  float total = sumOf(_mm256_add_ps(even, odd));
  for (; i < count; ++i) total += loadOne(row, i) * x[i];
  return total;
}

static float oneF32(const void* row, std::size_t i) {
  return static_cast<const float*>(row)[i];
}

static float oneF16(const void* row, std::size_t i) {
  return halfAt(static_cast<const unsigned char*>(row) + 2 * i);
}

static float oneBF16(const void* row, std::size_t i) {
  const unsigned bits = static_cast<const unsigned short*>(row)[i];
  return _mm_cvtss_f32(_mm_castsi128_ps(_mm_cvtsi32_si128(static_cast<int>(bits << 16))));
}

static float dotQ8_0(const void* row, const float* x, std::size_t count) {
  __m256 total = _mm256_setzero_ps();
  const auto* block = static_cast<const unsigned char*>(row);
  for (std::size_t i = 0; i < count; i += 32, block += 34) {
    __m256 sum = _mm256_setzero_ps();
    for (std::size_t part = 0; part < 32; part += 8) {
      const __m128i quants = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(block + 2 + part));
      sum = _mm256_fmadd_ps(floatsOf(quants), _mm256_loadu_ps(x + i + part), sum);
    }
    total = _mm256_fmadd_ps(_mm256_set1_ps(halfAt(block)), sum, total);
  }
  return sumOf(total);
}

static float dotQ4_0(const void* row, const float* x, std::size_t count) {
  const __m128i nibble = _mm_set1_epi8(15);
  const __m128i offset = _mm_set1_epi8(8);
  __m256 total = _mm256_setzero_ps();
  const auto* block = static_cast<const unsigned char*>(row);
  for (std::size_t i = 0; i < count; i += 32, block += 18) {
    const __m128i packed = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 2));
    const __m128i low = _mm_sub_epi8(_mm_and_si128(packed, nibble), offset);
    const __m128i high = _mm_sub_epi8(_mm_and_si128(_mm_srli_epi16(packed, 4), nibble), offset);
    __m256 sum = _mm256_mul_ps(floatsOf(low), _mm256_loadu_ps(x + i));
    sum = _mm256_fmadd_ps(floatsOf(_mm_srli_si128(low, 8)), _mm256_loadu_ps(x + i + 8), sum);
    sum = _mm256_fmadd_ps(floatsOf(high), _mm256_loadu_ps(x + i + 16), sum);
    sum = _mm256_fmadd_ps(floatsOf(_mm_srli_si128(high, 8)), _mm256_loadu_ps(x + i + 24), sum);
    total = _mm256_fmadd_ps(_mm256_set1_ps(halfAt(block)), sum, total);
  }
  return sumOf(total);
}

static void addScaled(float* y, const float* x, float factor, std::size_t count) {
  const __m256 factors = _mm256_set1_ps(factor);
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    _mm256_storeu_ps(y + i, _mm256_fmadd_ps(factors, _mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i)));
  }
  for (; i < count; ++i) y[i] += factor * x[i];
}

const Kernels AVX2_KERNELS = {
    "avx2",  dotFloats<loadF32, oneF32>, dotFloats<loadF16, oneF16>, dotFloats<loadBF16, oneBF16>,
    dotQ8_0, dotQ4_0,                    addScaled,
};

}  // namespace farhand

#endif
