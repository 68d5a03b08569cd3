// The kernels for arm64 with dot products of bytes (FEAT_DotProd: Armv8.2 and later, Apple M1 and later).

#if defined(__aarch64__)

#include "kernels-neon.h"

namespace farhand {

namespace {

struct Lanes : NeonLanes<Lanes> {
  static I dot(I sum, W w, const signed char* x) {
    const int8x16_t four = spreadFour(x);
    return each<I>([&](int i) { return vdotq_s32(sum.q[i], vreinterpretq_s8_u8(w.q[i]), four); });
  }
};

}  // namespace

const Kernels DOTPROD_KERNELS = kernelsOver<Lanes>("dotprod");

}  // namespace farhand

#endif
