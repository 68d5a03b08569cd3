// The kernels for arm64 with products of small matrices of bytes (FEAT_I8MM: Armv8.6 and later, Apple M2 and later).
// Single vectors take its dot product, which needs no detour for bytes beyond 127; more take the matrices.

#if defined(__aarch64__)

#include "kernels-neon.h"

namespace farhand {

namespace {

struct Lanes : NeonLanes<Lanes> {
  struct Pairs;
  static constexpr bool WIDE_IS_SIGNED = false;

  static I dot(I sum, W w, const signed char* x) {
    const int8x16_t four = spreadFour(x);
    return each<I>([&](int i) { return vusdotq_s32(sum.q[i], w.q[i], four); });
  }
};

// See `packed-pairs.h`. Register i < 8 of W has 8 columns of row 2 i, then those of row 2 i + 1; of D row 2 i with the
// first and the second vector, then row 2 i + 1 with them.
struct Lanes::Pairs : Lanes {
  struct W {
    uint8x16_t q[8];
  };
  struct D {
    int32x4_t q[8];
  };

  static W loadBytes(const unsigned char* at) {
    return zipped([&](int i) { return vld1q_u8(at + 16 * i); }, [&](int i) { return vld1q_u8(at + 64 + 16 * i); });
  }
  static W lowHalves(W a) {
    return all<W>([&](int i) { return vandq_u8(a.q[i], vdupq_n_u8(15)); });
  }
  static W highHalves(W a) {
    return all<W>([&](int i) { return vshrq_n_u8(a.q[i], 4); });
  }
  static W lookUp(const unsigned char* table, W index) {
    const uint8x16_t values = vld1q_u8(table);
    return all<W>([&](int i) { return vqtbl1q_u8(values, index.q[i]); });
  }
  // The masks of both registers of columns: byte i has the four bits of row 2 i, then those of row 2 i + 1.
  static W addBits(W a, const unsigned char* masks, unsigned char value) {
    const uint8x16_t bits = vld1q_u8(masks);
    const uint8x16_t mask = {0, 0, 0, 0, 8, 8, 8, 8, 0, 0, 0, 0, 8, 8, 8, 8};
    const uint8x16_t place = {1, 2, 4, 8, 1, 2, 4, 8, 16, 32, 64, 128, 16, 32, 64, 128};
    return all<W>([&](int i) {
      const uint8x16_t index = vaddq_u8(mask, vdupq_n_u8(static_cast<std::uint8_t>(i)));
      const uint8x16_t set = vtstq_u8(vqtbl1q_u8(bits, index), place);
      return vorrq_u8(a.q[i], vandq_u8(set, vdupq_n_u8(value)));
    });
  }
  // Numbers PAIR and PAIR + 1 of the same bytes
  template <std::size_t PAIR>
  static W addPairs(W a, const unsigned char* pairs) {
    const auto four = [&](int i) { return vld1q_u8(pairs + 16 * i); };
    const W both = zipped(four, four);
    constexpr int MOVE = 4 - 2 * static_cast<int>(PAIR);
    const int8x16_t move = vreinterpretq_s8_s32(vzip1q_s32(vreinterpretq_s32_s8(vdupq_n_s8(MOVE)),
                                                           vreinterpretq_s32_s8(vdupq_n_s8(MOVE - 2))));
    return all<W>([&](int i) {
      return vorrq_u8(a.q[i], vandq_u8(vshlq_u8(both.q[i], move), vdupq_n_u8(48)));
    });
  }

  static D spreadPair(int first, int second) {
    const int32x4_t numbers = vzip1q_s32(vdupq_n_s32(first), vdupq_n_s32(second));
    return all<D>([&](int) { return numbers; });
  }
  static D dotPair(D sum, W w, const signed char* first, const signed char* second) {
    const int8x16_t both = vcombine_s8(vld1_s8(first), vld1_s8(second));
    return all<D>([&](int i) { return vusmmlaq_s32(sum.q[i], w.q[i], both); });
  }
  static I firstOf(D a) {
    return each<I>([&](int i) { return vuzp1q_s32(a.q[2 * i], a.q[2 * i + 1]); });
  }
  static I secondOf(D a) {
    return each<I>([&](int i) { return vuzp2q_s32(a.q[2 * i], a.q[2 * i + 1]); });
  }

 private:
  template <typename Registers, typename Eighth>
  [[gnu::always_inline]] static Registers all(const Eighth& eighth) {
    return {{eighth(0), eighth(1), eighth(2), eighth(3), eighth(4), eighth(5), eighth(6), eighth(7)}};
  }
  // Four bytes of the first register beside four of the second, row by row
  template <typename First, typename Second>
  [[gnu::always_inline]] static W zipped(const First& first, const Second& second) {
    return all<W>([&](int i) {
      const uint32x4_t left = vreinterpretq_u32_u8(first(i / 2));
      const uint32x4_t right = vreinterpretq_u32_u8(second(i / 2));
      return vreinterpretq_u8_u32(i % 2 == 0 ? vzip1q_u32(left, right) : vzip2q_u32(left, right));
    });
  }
};

}  // namespace

const Kernels I8MM_KERNELS = kernelsOver<Lanes>("i8mm");

}  // namespace farhand

#endif
