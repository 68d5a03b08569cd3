// Loops over constants, unrolled whatever the compiler thinks of it: what they index stays in registers.
#pragma once

#include <cstddef>
#include <utility>

namespace farhand {

template <typename Body, std::size_t... INDICES>
[[gnu::always_inline]] inline void eachIndex(std::index_sequence<INDICES...>, const Body& body) {
  (body(std::integral_constant<std::size_t, INDICES>()), ...);
}

// Calls body(constant 0), ..., body(constant COUNT - 1)
template <std::size_t COUNT, typename Body>
[[gnu::always_inline]] inline void repeat(const Body& body) {
  eachIndex(std::make_index_sequence<COUNT>(), body);
}

// Calls body(constant SIZE, first) for `count` things in runs of MOST, and what is left in one shorter run
template <std::size_t MOST, typename Body>
inline void inRuns(std::size_t count, const Body& body, std::size_t first = 0) {
  for (; count >= MOST; count -= MOST, first += MOST) body(std::integral_constant<std::size_t, MOST>(), first);
  if constexpr (MOST > 1) {
    if (count > 0) inRuns<MOST - 1>(count, body, first);
  }
}

}  // namespace farhand
