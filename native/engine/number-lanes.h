// What kernels over 16 lanes have in common (see `kernels-lanes.h`): e^x, and how stored numbers become floats.
#pragma once

#include "kernels.h"

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

}  // namespace farhand
