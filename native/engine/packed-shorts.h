// Whole-number products that are added up as shorts as long as they fit, for sets that have no dot product of bytes but
// multiply bytes to shorts, two products in each. Besides what `packed-lanes.h` asks for, such Lanes have
//   Shorts                    32 shorts, two for every lane
//   multiplyShort, addShort   products of 64 bytes with four digits; sums
//   addShorts                 adds both shorts of every lane to I
#pragma once

#include "kernels.h"
#include "unrolled.h"

namespace farhand {

// How many products of a layout fit, each a pair of a byte and a digit twice; 0 for other sets
template <typename Lanes, typename Layout>
constexpr std::size_t SHORT_STEPS = 0;
template <typename Lanes, typename Layout>
  requires requires { typename Lanes::Shorts; }
constexpr std::size_t SHORT_STEPS<Lanes, Layout> = 32767 / (2 * 128 * Layout::GREATEST);

// dots[v] = firstOf(v) + the dots of weightsAt(step) with the four digits digitsAt(step, v), over all steps
template <typename Lanes, typename Layout, std::size_t VECTORS, std::size_t STEPS, typename FirstOf, typename WeightsAt,
          typename DigitsAt>
[[gnu::always_inline]] inline void sumShorts(typename Lanes::I* dots, const FirstOf& firstOf, const WeightsAt& weightsAt,
                                             const DigitsAt& digitsAt) {
  constexpr std::size_t TOGETHER = STEPS < SHORT_STEPS<Lanes, Layout> ? STEPS : SHORT_STEPS<Lanes, Layout>;
  repeat<VECTORS>([&](auto v) { dots[v] = Lanes::spreadWhole(firstOf(v)); });
  repeat<STEPS / TOGETHER>([&](auto run) {
    typename Lanes::Shorts sums[VECTORS];
    repeat<TOGETHER>([&](auto i) {
      constexpr std::size_t FIRST = decltype(run)::value * TOGETHER;
      constexpr std::size_t AT = decltype(i)::value;
      constexpr std::integral_constant<std::size_t, FIRST + AT> step;
      const auto weights = weightsAt(step);
      repeat<VECTORS>([&](auto v) {
        const auto products = Lanes::multiplyShort(weights, digitsAt(step, v));
        sums[v] = AT == 0 ? products : Lanes::addShort(sums[v], products);
      });
    });
    repeat<VECTORS>([&](auto v) { dots[v] = Lanes::addShorts(dots[v], sums[v]); });
  });
}

}  // namespace farhand
