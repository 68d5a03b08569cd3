// The kernels for every arm64 processor: bytes are multiplied in pairs of 16 bits.

#if defined(__aarch64__)

#include "kernels-neon.h"

namespace farhand {

namespace {

struct Lanes : NeonLanes<Lanes> {
  // |w * x| <= 128 * 127, so that two of them fit 16 bits
  static I dot(I sum, W w, const signed char* x) {
    const int8x16_t four = spreadFour(x);
    return each<I>([&](int i) {
      const int8x16_t bytes = vreinterpretq_s8_u8(w.q[i]);
      const int16x8_t low = vmull_s8(vget_low_s8(bytes), vget_low_s8(four));
      const int16x8_t high = vmull_high_s8(bytes, four);
      return vpadalq_s16(sum.q[i], vpaddq_s16(low, high));
    });
  }
};

}  // namespace

const Kernels NEON_KERNELS = kernelsOver<Lanes>("neon");

}  // namespace farhand

#endif
