// Products of packed weights with two vectors at a time, for sets whose multiplication takes (2, 8) by (8, 2) numbers.
// Lanes::Pairs is Lanes with wider bytes: W has 8 neighbouring columns of 16 rows, so that the layouts read two
// registers of columns as one. Besides, it has
//   D            whole numbers for 16 rows and two vectors
//   spreadPair   to all rows, one number for each vector
//   dotPair      adds to every row of D the sums over c < 8 of its columns times first[c] and second[c]
//   firstOf, secondOf   one vector's 16 rows
#pragma once

#include "kernels.h"
#include "unrolled.h"

namespace farhand {

// The order of a block's steps: a step of the first half, then the one of the second that has the other nibbles of the
// same bytes, so that nobody needs to keep those.
constexpr std::size_t halfByHalf(std::size_t steps, std::size_t step) {
  return step % 2 * (steps / 2) + step / 2;
}

// The same layout read over other lanes
template <typename Layout, typename Lanes>
struct ReadOver;
template <template <typename> class Layout, typename Old, typename Lanes>
struct ReadOver<Layout<Old>, Lanes> {
  using Type = Layout<Lanes>;
};

// What a part of block `b` adds to the dots of VECTORS vectors, from `corrections` on. With two digits `dots` are those
// of the high ones.
template <typename Lanes, typename Layout, std::size_t DIGITS, std::size_t VECTORS, std::size_t PART>
[[gnu::always_inline]] inline void dotsInPairs(const unsigned char* block, std::size_t b, const Activation* x,
                                               const std::int32_t* corrections, typename Lanes::I* dots,
                                               typename Lanes::I* lowDots) {
  using Pairs = typename Lanes::Pairs;
  using Wide = typename ReadOver<Layout, Pairs>::Type;
  constexpr std::size_t STEPS = 4 / Layout::PARTS;
  typename Pairs::D sums[VECTORS / 2][DIGITS];
  repeat<VECTORS / 2>([&](auto p) {
    if constexpr (DIGITS == 2) sums[p][0] = Pairs::spreadPair(0, 0);
    sums[p][DIGITS - 1] = Pairs::spreadPair(corrections[2 * p], corrections[2 * p + 1]);
  });
  repeat<STEPS>([&](auto step) {
    constexpr std::size_t J = 2 * (PART * STEPS + halfByHalf(STEPS, decltype(step)::value));
    const auto weights = Wide::template weights<J>(block);
    repeat<VECTORS / 2>([&](auto p) {
      repeat<DIGITS>([&](auto digit) {
        const std::size_t at = (b * DIGITS + digit) * BLOCK + 4 * J;
        sums[p][digit] = Pairs::dotPair(sums[p][digit], weights, x[2 * p].digits + at, x[2 * p + 1].digits + at);
      });
    });
  });
  repeat<VECTORS / 2>([&](auto p) {
    dots[2 * p] = Pairs::firstOf(sums[p][0]);
    dots[2 * p + 1] = Pairs::secondOf(sums[p][0]);
    if constexpr (DIGITS == 2) {
      lowDots[2 * p] = Pairs::firstOf(sums[p][1]);
      lowDots[2 * p + 1] = Pairs::secondOf(sums[p][1]);
    }
  });
}

}  // namespace farhand
