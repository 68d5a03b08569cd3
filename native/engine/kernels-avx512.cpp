// The kernels for x86-64 with AVX-512 (F, BW, DQ, VL) and VNNI: 16 lanes are one register.

#if defined(__x86_64__)

#include <immintrin.h>

#include "kernels-lanes.h"
#include "kernels.h"

namespace farhand {

namespace {

struct Lanes {
  using F = __m512;

  static F zero() { return _mm512_setzero_ps(); }
  static F spread(float value) { return _mm512_set1_ps(value); }
  static F load(const float* at) { return _mm512_loadu_ps(at); }
  static F loadF16(const unsigned short* at) {
    return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)));
  }
  static F loadBF16(const unsigned short* at) {
    const __m256i bits = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(bits), 16));
  }
  static float oneF16(unsigned short bits) { return _mm_cvtss_f32(_mm_cvtph_ps(_mm_cvtsi32_si128(bits))); }
  static void store(float* at, F a) { _mm512_storeu_ps(at, a); }
  static void storeF16(unsigned short* at, F a) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), _mm512_cvtps_ph(a, _MM_FROUND_TO_NEAREST_INT));
  }
  static F add(F a, F b) { return _mm512_add_ps(a, b); }
  static F sub(F a, F b) { return _mm512_sub_ps(a, b); }
  static F mul(F a, F b) { return _mm512_mul_ps(a, b); }
  static F div(F a, F b) { return _mm512_div_ps(a, b); }
  static F fma(F a, F b, F c) { return _mm512_fmadd_ps(a, b, c); }
  static F max(F a, F b) { return _mm512_max_ps(a, b); }
  static F min(F a, F b) { return _mm512_min_ps(a, b); }
  static F nearest(F a) { return _mm512_roundscale_ps(a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
  static F magnitude(F a) { return _mm512_abs_ps(a); }
  static void storeDigits(signed char* at, F a) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(at), _mm512_cvtsepi32_epi8(_mm512_cvtps_epi32(a)));
  }
  static F power(F a, F n) { return _mm512_scalef_ps(a, n); }
  static F zeroBelow(F x, F least, F a) {
    return _mm512_mask_mov_ps(a, _mm512_cmp_ps_mask(x, least, _CMP_LT_OQ), _mm512_setzero_ps());
  }
  static F within(F a, std::size_t first, std::size_t end, F instead) {
    const unsigned below = end >= 16 ? 0xffffu : (1u << end) - 1;
    const unsigned hidden = first >= 16 ? 0xffffu : (1u << first) - 1;
    return _mm512_mask_mov_ps(instead, static_cast<__mmask16>(below & ~hidden), a);
  }
  static float sum(F a) {
    const __m256 eight = _mm256_add_ps(_mm512_castps512_ps256(a), _mm512_extractf32x8_ps(a, 1));
    const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
  }
  static float greatest(F a) { return _mm512_reduce_max_ps(a); }
  static float first(F a) { return _mm512_cvtss_f32(a); }

  using W = __m512i;
  using I = __m512i;
  static constexpr bool WIDE_IS_SIGNED = false;
  static constexpr std::size_t MOST_FLOAT_VECTORS = 8;
  static constexpr std::size_t MOST_QUERIES = 4;
  static constexpr std::size_t mostVectors(std::size_t) { return 4; }
  // A single vector waits for memory, which one stream of reads uses best; the blocks themselves hide the dots'
  // latency. Four vectors of one digit have registers for the sums of four groups, which then share the loads of the
  // activations.
  static constexpr std::size_t groupsInFlight(std::size_t vectors, std::size_t digits) {
    if (vectors == 1) return 1;
    return vectors == 4 && digits == 1 ? 4 : 2;
  }

  static F loadUnsigned(const unsigned char* at) { return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(sixteen(at))); }
  static F loadSigned(const unsigned char* at) { return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(sixteen(at))); }
  static F loadExponents(const unsigned char* at) {
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu8_epi32(sixteen(at)), 23));
  }
  static void prefetch(const unsigned char* at) { _mm_prefetch(reinterpret_cast<const char*>(at), _MM_HINT_T0); }
  static W loadBytes(const unsigned char* at) { return _mm512_loadu_si512(at); }
  static W lowHalves(W a) { return _mm512_and_si512(a, _mm512_set1_epi8(15)); }
  static W highHalves(W a) { return lowHalves(_mm512_srli_epi16(a, 4)); }
  static W lookUp(const unsigned char* table, W index) {
    return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(sixteen(table)), index);
  }
  static W addBits(W a, const unsigned char* mask, char value) {
    unsigned long long bits;
    __builtin_memcpy(&bits, mask, sizeof bits);
    return _mm512_mask_add_epi8(a, bits, a, _mm512_set1_epi8(value));
  }
  template <std::size_t PAIR>
  static W addPairs(W a, const unsigned char* at) {
    const __m512i pairs = loadBytes(at);
    const __m512i moved = PAIR == 0   ? _mm512_slli_epi16(pairs, 4)
                          : PAIR == 1 ? _mm512_slli_epi16(pairs, 2)
                          : PAIR == 2 ? pairs
                                      : _mm512_srli_epi16(pairs, 2);
    return _mm512_or_si512(a, _mm512_and_si512(moved, _mm512_set1_epi8(48)));
  }
  static I spreadWhole(int value) { return _mm512_set1_epi32(value); }
  static I dot(I sum, W w, const signed char* x) {
    int four;
    __builtin_memcpy(&four, x, sizeof four);
    return _mm512_dpbusd_epi32(sum, w, _mm512_set1_epi32(four));
  }
  static I times255(I a) { return _mm512_sub_epi32(_mm512_slli_epi32(a, 8), a); }
  static I addWhole(I a, I b) { return _mm512_add_epi32(a, b); }
  static F toFloats(I a) { return _mm512_cvtepi32_ps(a); }
  static I loadWhole(const int* at) { return _mm512_load_si512(at); }
  template <int OFFSET>
  static void storeLess(signed char* at, W a) {
    _mm512_store_si512(at, _mm512_sub_epi8(a, _mm512_set1_epi8(static_cast<char>(OFFSET))));
  }

 private:
  static __m128i sixteen(const unsigned char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }
};

}  // namespace

const Kernels AVX512_KERNELS = kernelsOver<Lanes>("avx512");

}  // namespace farhand

#endif
