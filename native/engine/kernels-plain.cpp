// The kernels in plain C++: what every other set is held against, and what a processor without any of them runs.

#include <bit>
#include <cmath>
#include <cstring>

#include "half.h"
#include "kernels-lanes.h"
#include "kernels.h"

namespace farhand {

namespace {

struct Lanes {
  struct F {
    float lane[16];
  };

  static F zero() { return {}; }
  static F spread(float value) {
    return each([&](std::size_t) { return value; });
  }
  static F load(const float* at) {
    return each([&](std::size_t i) { return at[i]; });
  }
  static F loadF16(const std::uint16_t* at) {
    return each([&](std::size_t i) { return halfToFloat(at[i]); });
  }
  static F loadBF16(const std::uint16_t* at) {
    return each([&](std::size_t i) { return bfloatToFloat(at[i]); });
  }
  static float oneF16(std::uint16_t bits) { return halfToFloat(bits); }
  static void store(float* at, const F& a) { std::memcpy(at, a.lane, sizeof a.lane); }
  static void storeF16(std::uint16_t* at, const F& a) {
    for (std::size_t i = 0; i < 16; ++i) at[i] = floatToHalf(a.lane[i]);
  }
  static F add(const F& a, const F& b) {
    return each([&](std::size_t i) { return a.lane[i] + b.lane[i]; });
  }
  static F sub(const F& a, const F& b) {
    return each([&](std::size_t i) { return a.lane[i] - b.lane[i]; });
  }
  static F mul(const F& a, const F& b) {
    return each([&](std::size_t i) { return a.lane[i] * b.lane[i]; });
  }
  static F div(const F& a, const F& b) {
    return each([&](std::size_t i) { return a.lane[i] / b.lane[i]; });
  }
  static F fma(const F& a, const F& b, const F& c) {
    return each([&](std::size_t i) { return a.lane[i] * b.lane[i] + c.lane[i]; });
  }
  static F max(const F& a, const F& b) {
    return each([&](std::size_t i) { return a.lane[i] > b.lane[i] ? a.lane[i] : b.lane[i]; });
  }
  static F min(const F& a, const F& b) {
    return each([&](std::size_t i) { return a.lane[i] < b.lane[i] ? a.lane[i] : b.lane[i]; });
  }
  static F nearest(const F& a) {
    return each([&](std::size_t i) { return std::nearbyint(a.lane[i]); });
  }
  static F magnitude(const F& a) {
    return each([&](std::size_t i) { return std::fabs(a.lane[i]); });
  }
  static void storeDigits(std::int8_t* at, const F& a) {
    for (std::size_t i = 0; i < 16; ++i) {
      const bool fits = a.lane[i] >= -128 && a.lane[i] <= 127;
      at[i] = fits ? static_cast<std::int8_t>(a.lane[i]) : 0;
    }
  }
  static F power(const F& a, const F& n) {
    return each([&](std::size_t i) {
      return n.lane[i] - n.lane[i] == 0 ? std::ldexp(a.lane[i], static_cast<int>(n.lane[i])) : n.lane[i];
    });
  }
  static F zeroBelow(const F& x, const F& least, const F& a) {
    return each([&](std::size_t i) { return x.lane[i] < least.lane[i] ? 0 : a.lane[i]; });
  }
  static F within(const F& a, std::size_t first, std::size_t end, const F& instead) {
    return each([&](std::size_t i) { return i >= first && i < end ? a.lane[i] : instead.lane[i]; });
  }
  // In halves, as wide registers are added up
  static float sum(F a) {
    for (std::size_t half = 8; half > 0; half /= 2) {
      for (std::size_t i = 0; i < half; ++i) a.lane[i] += a.lane[i + half];
    }
    return a.lane[0];
  }
  static float greatest(const F& a) {
    float most = a.lane[0];
    for (const float value : a.lane) most = value > most ? value : most;
    return most;
  }
  static float first(const F& a) { return a.lane[0]; }

  struct W {
    std::uint8_t byte[64];
  };
  struct I {
    std::int32_t lane[16];
  };
  static constexpr bool WIDE_IS_SIGNED = false;
  static constexpr std::size_t MOST_FLOAT_VECTORS = 1;
  static constexpr std::size_t MOST_QUERIES = 1;
  static constexpr std::size_t mostVectors(std::size_t) { return 1; }
  static constexpr std::size_t groupsInFlight(std::size_t, std::size_t) { return 1; }

  static F loadUnsigned(const std::uint8_t* at) {
    return each([&](std::size_t i) { return at[i]; });
  }
  static F loadSigned(const std::uint8_t* at) {
    return each([&](std::size_t i) { return static_cast<std::int8_t>(at[i]); });
  }
  static F loadExponents(const std::uint8_t* at) {
    return each([&](std::size_t i) { return std::bit_cast<float>(static_cast<std::uint32_t>(at[i]) << 23); });
  }
  static void prefetch(const std::uint8_t*) {}
  static W loadBytes(const std::uint8_t* at) {
    W result;
    std::memcpy(result.byte, at, sizeof result.byte);
    return result;
  }
  static W lowHalves(const W& a) {
    return eachByte([&](std::size_t i) { return a.byte[i] & 15; });
  }
  static W highHalves(const W& a) {
    return eachByte([&](std::size_t i) { return a.byte[i] >> 4; });
  }
  static W lookUp(const std::uint8_t* table, const W& index) {
    return eachByte([&](std::size_t i) { return table[index.byte[i]]; });
  }
  static W addBits(const W& a, const std::uint8_t* mask, std::uint8_t value) {
    return eachByte([&](std::size_t i) { return a.byte[i] + (mask[i / 8] >> i % 8 & 1) * value; });
  }
  template <std::size_t PAIR>
  static W addPairs(const W& a, const std::uint8_t* pairs) {
    return eachByte([&](std::size_t i) { return a.byte[i] | (pairs[i] >> 2 * PAIR & 3) << 4; });
  }
  static I spreadWhole(std::int32_t value) {
    return eachWhole([&](std::size_t) { return value; });
  }
  static I dot(const I& sum, const W& w, const std::int8_t* x) {
    return eachWhole([&](std::size_t r) {
      std::int32_t total = sum.lane[r];
      for (std::size_t c = 0; c < 4; ++c) total += w.byte[4 * r + c] * x[c];
      return total;
    });
  }
  static I times255(const I& a) {
    return eachWhole([&](std::size_t i) { return a.lane[i] * 255; });
  }
  static I addWhole(const I& a, const I& b) {
    return eachWhole([&](std::size_t i) { return a.lane[i] + b.lane[i]; });
  }
  static F toFloats(const I& a) {
    return each([&](std::size_t i) { return static_cast<float>(a.lane[i]); });
  }

 private:
  template <typename Value>
  static F each(const Value& value) {
    F result;
    for (std::size_t i = 0; i < 16; ++i) result.lane[i] = static_cast<float>(value(i));
    return result;
  }
  template <typename Value>
  static W eachByte(const Value& value) {
    W result;
    for (std::size_t i = 0; i < 64; ++i) result.byte[i] = static_cast<std::uint8_t>(value(i));
    return result;
  }
  template <typename Value>
  static I eachWhole(const Value& value) {
    I result;
    for (std::size_t i = 0; i < 16; ++i) result.lane[i] = value(i);
    return result;
  }
};

}  // namespace

const Kernels PLAIN_KERNELS = kernelsOver<Lanes>("plain");

}  // namespace farhand
