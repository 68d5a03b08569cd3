// The kernels for x86-64 with AVX2, FMA and F16C: 16 lanes are two registers.

#if defined(__x86_64__)

#include <immintrin.h>

#include "kernels-lanes.h"
#include "kernels.h"

namespace farhand {

namespace {

struct Lanes {
  struct F {
    __m256 low;
    __m256 high;
  };

  static F zero() { return spread(0); }
  static F spread(float value) { return {_mm256_set1_ps(value), _mm256_set1_ps(value)}; }
  static F load(const float* at) { return {_mm256_loadu_ps(at), _mm256_loadu_ps(at + 8)}; }
  static F loadF16(const unsigned short* at) { return {_mm256_cvtph_ps(eight(at)), _mm256_cvtph_ps(eight(at + 8))}; }
  static F loadBF16(const unsigned short* at) { return {widened(eight(at)), widened(eight(at + 8))}; }
  static float oneF16(unsigned short bits) { return _mm_cvtss_f32(_mm_cvtph_ps(_mm_cvtsi32_si128(bits))); }
  static void store(float* at, F a) {
    _mm256_storeu_ps(at, a.low);
    _mm256_storeu_ps(at + 8, a.high);
  }
  static void storeF16(unsigned short* at, F a) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(at), _mm256_cvtps_ph(a.low, _MM_FROUND_TO_NEAREST_INT));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(at + 8), _mm256_cvtps_ph(a.high, _MM_FROUND_TO_NEAREST_INT));
  }
  static F add(F a, F b) { return {_mm256_add_ps(a.low, b.low), _mm256_add_ps(a.high, b.high)}; }
  static F sub(F a, F b) { return {_mm256_sub_ps(a.low, b.low), _mm256_sub_ps(a.high, b.high)}; }
  static F mul(F a, F b) { return {_mm256_mul_ps(a.low, b.low), _mm256_mul_ps(a.high, b.high)}; }
  static F div(F a, F b) { return {_mm256_div_ps(a.low, b.low), _mm256_div_ps(a.high, b.high)}; }
  static F fma(F a, F b, F c) {
    return {_mm256_fmadd_ps(a.low, b.low, c.low), _mm256_fmadd_ps(a.high, b.high, c.high)};
  }
  static F max(F a, F b) { return {_mm256_max_ps(a.low, b.low), _mm256_max_ps(a.high, b.high)}; }
  static F min(F a, F b) { return {_mm256_min_ps(a.low, b.low), _mm256_min_ps(a.high, b.high)}; }
  static F nearest(F a) {
    constexpr int NEAREST = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;
    return {_mm256_round_ps(a.low, NEAREST), _mm256_round_ps(a.high, NEAREST)};
  }
  static F magnitude(F a) {
    const __m256 sign = _mm256_set1_ps(-0.0f);
    return {_mm256_andnot_ps(sign, a.low), _mm256_andnot_ps(sign, a.high)};
  }
  static void storeWhole(std::int32_t* at, F a) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), _mm256_cvtps_epi32(a.low));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(at + 8), _mm256_cvtps_epi32(a.high));
  }
  static F power(F a, F n) { return {scaled(a.low, n.low), scaled(a.high, n.high)}; }
  static F zeroBelow(F x, F least, F a) {
    return {_mm256_andnot_ps(_mm256_cmp_ps(x.low, least.low, _CMP_LT_OQ), a.low),
            _mm256_andnot_ps(_mm256_cmp_ps(x.high, least.high, _CMP_LT_OQ), a.high)};
  }
  static F within(F a, std::size_t first, std::size_t end, F instead) {
    alignas(64) float all[16];
    alignas(64) float kept[16];
    store(all, a);
    store(kept, instead);
    for (std::size_t i = first; i < end && i < 16; ++i) kept[i] = all[i];
    return load(kept);
  }
  static float sum(F a) {
    const __m256 both = _mm256_add_ps(a.low, a.high);
    const __m128 four = _mm_add_ps(_mm256_castps256_ps128(both), _mm256_extractf128_ps(both, 1));
    const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
  }
  static float greatest(F a) {
    const __m256 both = _mm256_max_ps(a.low, a.high);
    const __m128 four = _mm_max_ps(_mm256_castps256_ps128(both), _mm256_extractf128_ps(both, 1));
    const __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
  }
  static float first(F a) { return _mm256_cvtss_f32(a.low); }

 private:
  static __m128i eight(const unsigned short* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }
  static __m256 widened(__m128i bits) {
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(bits), 16));
  }
  // a * 2^n, by adding n to the exponent: a and the result are normal numbers
  static __m256 scaled(__m256 a, __m256 n) {
    return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(a), _mm256_slli_epi32(_mm256_cvtps_epi32(n), 23)));
  }
};

}  // namespace

const Kernels AVX2_KERNELS = kernelsOver<Lanes>("avx2");

}  // namespace farhand

#endif
