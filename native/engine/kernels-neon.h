// 16 lanes over NEON, which every arm64 processor has: four registers. What sets differ in is how they multiply whole
// numbers, so each derives its Lanes from this and adds `dot`. The parameter is that class: it makes the functions here
// the set's own.
#pragma once

#if defined(__aarch64__)

#include <arm_neon.h>

#include "kernels-lanes.h"
#include "kernels.h"

namespace farhand {

template <typename Set>
struct NeonLanes {
  struct F {
    float32x4_t q[4];
  };

  static F zero() { return spread(0); }
  static F spread(float value) {
    const float32x4_t all = vdupq_n_f32(value);
    return {{all, all, all, all}};
  }
  static F load(const float* at) {
    return each<F>([&](int i) { return vld1q_f32(at + 4 * i); });
  }
  static F loadF16(const unsigned short* at) {
    return each<F>([&](int i) { return vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(at + 4 * i))); });
  }
  static F loadBF16(const unsigned short* at) {
    return each<F>([&](int i) { return vreinterpretq_f32_u32(vshll_n_u16(vld1_u16(at + 4 * i), 16)); });
  }
  static float oneF16(unsigned short bits) {
    return vgetq_lane_f32(vcvt_f32_f16(vreinterpret_f16_u16(vdup_n_u16(bits))), 0);
  }
  static void store(float* at, F a) {
    for (int i = 0; i < 4; ++i) vst1q_f32(at + 4 * i, a.q[i]);
  }
  static void storeF16(unsigned short* at, F a) {
    for (int i = 0; i < 4; ++i) vst1_u16(at + 4 * i, vreinterpret_u16_f16(vcvt_f16_f32(a.q[i])));
  }
  static F add(F a, F b) {
    return each<F>([&](int i) { return vaddq_f32(a.q[i], b.q[i]); });
  }
  static F sub(F a, F b) {
    return each<F>([&](int i) { return vsubq_f32(a.q[i], b.q[i]); });
  }
  static F mul(F a, F b) {
    return each<F>([&](int i) { return vmulq_f32(a.q[i], b.q[i]); });
  }
  static F div(F a, F b) {
    return each<F>([&](int i) { return vdivq_f32(a.q[i], b.q[i]); });
  }
  static F fma(F a, F b, F c) {
    return each<F>([&](int i) { return vfmaq_f32(c.q[i], a.q[i], b.q[i]); });
  }
  // These two give the number if the other one is NaN.
  static F max(F a, F b) {
    return each<F>([&](int i) { return vmaxnmq_f32(a.q[i], b.q[i]); });
  }
  static F min(F a, F b) {
    return each<F>([&](int i) { return vminnmq_f32(a.q[i], b.q[i]); });
  }
  static F nearest(F a) {
    return each<F>([&](int i) { return vrndnq_f32(a.q[i]); });
  }
  static F magnitude(F a) {
    return each<F>([&](int i) { return vabsq_f32(a.q[i]); });
  }
  static void storeDigits(signed char* at, F a) {
    const auto words = [&](int i) { return vqmovn_s32(vcvtnq_s32_f32(a.q[i])); };
    const auto bytes = [&](int i) { return vqmovn_s16(vcombine_s16(words(i), words(i + 1))); };
    vst1q_s8(at, vcombine_s8(bytes(0), bytes(2)));
  }
  // By adding n to the exponent: a and the result are normal numbers.
  static F power(F a, F n) {
    return each<F>([&](int i) {
      const int32x4_t moved = vshlq_n_s32(vcvtnq_s32_f32(n.q[i]), 23);
      return vreinterpretq_f32_s32(vaddq_s32(vreinterpretq_s32_f32(a.q[i]), moved));
    });
  }
  static F zeroBelow(F x, F least, F a) {
    return each<F>([&](int i) {
      const uint32x4_t below = vcltq_f32(x.q[i], least.q[i]);
      return vreinterpretq_f32_u32(vbicq_u32(vreinterpretq_u32_f32(a.q[i]), below));
    });
  }
  static F within(F a, std::size_t first, std::size_t end, F instead) {
    const uint32x4_t firsts = vdupq_n_u32(static_cast<std::uint32_t>(first));
    const uint32x4_t ends = vdupq_n_u32(static_cast<std::uint32_t>(end));
    return each<F>([&](int i) {
      const uint32x4_t lane = vaddq_u32(vdupq_n_u32(4 * static_cast<unsigned>(i)), uint32x4_t{0, 1, 2, 3});
      return vbslq_f32(vandq_u32(vcgeq_u32(lane, firsts), vcltq_u32(lane, ends)), a.q[i], instead.q[i]);
    });
  }
  static float sum(F a) {
    const float32x4_t four = vaddq_f32(vaddq_f32(a.q[0], a.q[2]), vaddq_f32(a.q[1], a.q[3]));
    const float32x2_t two = vadd_f32(vget_low_f32(four), vget_high_f32(four));
    return vget_lane_f32(two, 0) + vget_lane_f32(two, 1);
  }
  static float greatest(F a) {
    return vmaxnmvq_f32(vmaxnmq_f32(vmaxnmq_f32(a.q[0], a.q[2]), vmaxnmq_f32(a.q[1], a.q[3])));
  }
  static float first(F a) { return vgetq_lane_f32(a.q[0], 0); }

  struct W {
    uint8x16_t q[4];
  };
  struct I {
    int32x4_t q[4];
  };
  static constexpr bool WIDE_IS_SIGNED = true;
  static constexpr std::size_t MOST_FLOAT_VECTORS = 3;
  static constexpr std::size_t MOST_QUERIES = 2;
  // 32 registers hold the sums of four vectors' 16 rows
  static constexpr std::size_t mostVectors(std::size_t digits) { return 4 / digits; }
  static constexpr std::size_t groupsInFlight(std::size_t, std::size_t) { return 1; }

  static F loadUnsigned(const unsigned char* at) {
    const uint8x16_t bytes = vld1q_u8(at);
    const uint16x8_t words[2] = {vmovl_u8(vget_low_u8(bytes)), vmovl_high_u8(bytes)};
    return each<F>([&](int i) {
      const uint16x8_t eight = words[i / 2];
      return vcvtq_f32_u32(i % 2 == 0 ? vmovl_u16(vget_low_u16(eight)) : vmovl_high_u16(eight));
    });
  }
  static F loadSigned(const unsigned char* at) {
    const int8x16_t bytes = vreinterpretq_s8_u8(vld1q_u8(at));
    const int16x8_t words[2] = {vmovl_s8(vget_low_s8(bytes)), vmovl_high_s8(bytes)};
    return each<F>([&](int i) {
      const int16x8_t eight = words[i / 2];
      return vcvtq_f32_s32(i % 2 == 0 ? vmovl_s16(vget_low_s16(eight)) : vmovl_high_s16(eight));
    });
  }
  static F loadExponents(const unsigned char* at) {
    const uint8x16_t bytes = vld1q_u8(at);
    const uint16x8_t words[2] = {vmovl_u8(vget_low_u8(bytes)), vmovl_high_u8(bytes)};
    return each<F>([&](int i) {
      const uint16x8_t eight = words[i / 2];
      const uint32x4_t four = i % 2 == 0 ? vmovl_u16(vget_low_u16(eight)) : vmovl_high_u16(eight);
      return vreinterpretq_f32_u32(vshlq_n_u32(four, 23));
    });
  }
  static void prefetch(const unsigned char* at) { __builtin_prefetch(at); }
  static W loadBytes(const unsigned char* at) {
    return each<W>([&](int i) { return vld1q_u8(at + 16 * i); });
  }
  static W lowHalves(W a) {
    return each<W>([&](int i) { return vandq_u8(a.q[i], vdupq_n_u8(15)); });
  }
  static W highHalves(W a) {
    return each<W>([&](int i) { return vshrq_n_u8(a.q[i], 4); });
  }
  static W lookUp(const unsigned char* table, W index) {
    const uint8x16_t values = vld1q_u8(table);
    return each<W>([&](int i) { return vqtbl1q_u8(values, index.q[i]); });
  }
  static W addBits(W a, const unsigned char* mask, unsigned char value) {
    const uint8x16_t bits = vcombine_u8(vld1_u8(mask), vdup_n_u8(0));
    const uint8x16_t place = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    return each<W>([&](int i) {
      const uint8x16_t index = vcombine_u8(vdup_n_u8(static_cast<std::uint8_t>(2 * i)),
                                           vdup_n_u8(static_cast<std::uint8_t>(2 * i + 1)));
      const uint8x16_t set = vtstq_u8(vqtbl1q_u8(bits, index), place);
      return vorrq_u8(a.q[i], vandq_u8(set, vdupq_n_u8(value)));
    });
  }
  template <std::size_t PAIR>
  static W addPairs(W a, const unsigned char* pairs) {
    const int8x16_t move = vdupq_n_s8(4 - 2 * static_cast<int>(PAIR));
    return each<W>([&](int i) {
      const uint8x16_t moved = vshlq_u8(vld1q_u8(pairs + 16 * i), move);
      return vorrq_u8(a.q[i], vandq_u8(moved, vdupq_n_u8(48)));
    });
  }
  static I spreadWhole(int value) {
    const int32x4_t all = vdupq_n_s32(value);
    return {{all, all, all, all}};
  }
  // w - 128 fits a signed byte.
  static I dotWide(I sum, W w, const signed char* x) {
    const W lowered = each<W>([&](int i) { return veorq_u8(w.q[i], vdupq_n_u8(128)); });
    return Set::dot(sum, lowered, x);
  }
  static I times255(I a) {
    return each<I>([&](int i) { return vsubq_s32(vshlq_n_s32(a.q[i], 8), a.q[i]); });
  }
  static I addWhole(I a, I b) {
    return each<I>([&](int i) { return vaddq_s32(a.q[i], b.q[i]); });
  }
  static F toFloats(I a) {
    return each<F>([&](int i) { return vcvtq_f32_s32(a.q[i]); });
  }

 protected:
  // The four columns' values beside each of the four rows of a register
  static int8x16_t spreadFour(const signed char* x) {
    int four;
    __builtin_memcpy(&four, x, sizeof four);
    return vreinterpretq_s8_s32(vdupq_n_s32(four));
  }
  template <typename Registers, typename Quarter>
  [[gnu::always_inline]] static Registers each(const Quarter& quarter) {
    return {{quarter(0), quarter(1), quarter(2), quarter(3)}};
  }
};

}  // namespace farhand

#endif
