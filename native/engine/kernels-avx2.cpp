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
  static void storeDigits(signed char* at, F a) {
    const __m256i words = _mm256_packs_epi32(_mm256_cvtps_epi32(a.low), _mm256_cvtps_epi32(a.high));
    const __m256i ordered = _mm256_permute4x64_epi64(words, 0xd8);
    const __m128i bytes = _mm_packs_epi16(_mm256_castsi256_si128(ordered), _mm256_extracti128_si256(ordered, 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(at), bytes);
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

  struct W {
    __m256i low;
    __m256i high;
  };
  using I = W;
  static constexpr bool WIDE_IS_SIGNED = true;
  static constexpr std::size_t MOST_FLOAT_VECTORS = 8;
  static constexpr std::size_t MOST_QUERIES = 4;
  static constexpr std::size_t mostVectors(std::size_t digits) { return 4 / digits; }
  // A single vector waits for memory, which one stream of reads uses best.
  static constexpr std::size_t groupsInFlight(std::size_t, std::size_t) { return 1; }

  static F loadUnsigned(const unsigned char* at) {
    return {_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(bytes(at))),
            _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(bytes(at + 8)))};
  }
  static F loadSigned(const unsigned char* at) {
    return {_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes(at))),
            _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes(at + 8)))};
  }
  static F loadExponents(const unsigned char* at) {
    return {_mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu8_epi32(bytes(at)), 23)),
            _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu8_epi32(bytes(at + 8)), 23))};
  }
  static void prefetch(const unsigned char* at) { _mm_prefetch(reinterpret_cast<const char*>(at), _MM_HINT_T0); }
  static W loadBytes(const unsigned char* at) { return {wide(at), wide(at + 32)}; }
  static W lowHalves(W a) {
    const __m256i nibble = _mm256_set1_epi8(15);
    return {_mm256_and_si256(a.low, nibble), _mm256_and_si256(a.high, nibble)};
  }
  static W highHalves(W a) { return lowHalves({_mm256_srli_epi16(a.low, 4), _mm256_srli_epi16(a.high, 4)}); }
  static W lookUp(const unsigned char* table, W index) {
    const __m256i values = _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table)));
    return {_mm256_shuffle_epi8(values, index.low), _mm256_shuffle_epi8(values, index.high)};
  }
  static W addBits(W a, const unsigned char* mask, char value) {
    return {_mm256_or_si256(a.low, whereSet(mask, value)), _mm256_or_si256(a.high, whereSet(mask + 4, value))};
  }
  template <std::size_t PAIR>
  static W addPairs(W a, const unsigned char* at) {
    const W pairs = loadBytes(at);
    return {_mm256_or_si256(a.low, movedPairs<PAIR>(pairs.low)), _mm256_or_si256(a.high, movedPairs<PAIR>(pairs.high))};
  }
  static I spreadWhole(int value) { return {_mm256_set1_epi32(value), _mm256_set1_epi32(value)}; }
  static I dot(I sum, W w, const signed char* x) {
    const __m256i four = spreadFour(x);
    return {added(sum.low, _mm256_maddubs_epi16(w.low, four)), added(sum.high, _mm256_maddubs_epi16(w.high, four))};
  }
  // Shorts, two for every lane
  using Shorts = W;
  static Shorts multiplyShort(W w, const signed char* x) {
    const __m256i four = spreadFour(x);
    return {_mm256_maddubs_epi16(w.low, four), _mm256_maddubs_epi16(w.high, four)};
  }
  static Shorts addShort(Shorts a, Shorts b) {
    return {addedNow(_mm256_add_epi16(a.low, b.low)), addedNow(_mm256_add_epi16(a.high, b.high))};
  }
  static I addShorts(I sum, Shorts a) { return {added(sum.low, a.low), added(sum.high, a.high)}; }
  // Bytes beyond 127 would overflow maddubs; |w - 128| * (x with the sign of w - 128) doesn't.
  static I dotWide(I sum, W w, const signed char* x) {
    const __m256i four = spreadFour(x);
    const __m256i half = _mm256_set1_epi8(-128);
    const __m256i low = _mm256_xor_si256(w.low, half);
    const __m256i high = _mm256_xor_si256(w.high, half);
    return {added(sum.low, _mm256_maddubs_epi16(_mm256_abs_epi8(low), _mm256_sign_epi8(four, low))),
            added(sum.high, _mm256_maddubs_epi16(_mm256_abs_epi8(high), _mm256_sign_epi8(four, high)))};
  }
  static I times255(I a) {
    return {_mm256_sub_epi32(_mm256_slli_epi32(a.low, 8), a.low),
            _mm256_sub_epi32(_mm256_slli_epi32(a.high, 8), a.high)};
  }
  static I addWhole(I a, I b) { return {_mm256_add_epi32(a.low, b.low), _mm256_add_epi32(a.high, b.high)}; }
  static F toFloats(I a) { return {_mm256_cvtepi32_ps(a.low), _mm256_cvtepi32_ps(a.high)}; }

 private:
  static __m128i bytes(const unsigned char* at) { return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(at)); }
  static __m256i wide(const unsigned char* at) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)); }
  static __m256i spreadFour(const signed char* x) {
    int four;
    __builtin_memcpy(&four, x, sizeof four);
    return _mm256_set1_epi32(four);
  }
  static __m256i added(__m256i sum, __m256i pairs) {
    return addedNow(_mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1))));
  }
  // Compilers like to put additions off, and then have no registers for all the products.
  static __m256i addedNow(__m256i sum) {
    asm("" : "+x"(sum));
    return sum;
  }
  // `value` in every byte whose bit of the 32 is set
  static __m256i whereSet(const unsigned char* mask, char value) {
    int bits;
    __builtin_memcpy(&bits, mask, sizeof bits);
    const __m256i spread = _mm256_shuffle_epi8(
        _mm256_set1_epi32(bits), _mm256_setr_epi64x(0x0000000000000000, 0x0101010101010101, 0x0202020202020202,
                                                    0x0303030303030303));
    const __m256i place = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201ull));
    const __m256i set = _mm256_cmpeq_epi8(_mm256_and_si256(spread, place), place);
    return _mm256_and_si256(set, _mm256_set1_epi8(value));
  }
  template <std::size_t PAIR>
  static __m256i movedPairs(__m256i pairs) {
    const __m256i moved = PAIR == 0   ? _mm256_slli_epi16(pairs, 4)
                          : PAIR == 1 ? _mm256_slli_epi16(pairs, 2)
                          : PAIR == 2 ? pairs
                                      : _mm256_srli_epi16(pairs, 2);
    return _mm256_and_si256(moved, _mm256_set1_epi8(48));
  }
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
