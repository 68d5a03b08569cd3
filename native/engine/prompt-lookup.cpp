#include "prompt-lookup.h"

#include <algorithm>

namespace farhand {

namespace {

// Longer repetitions are surer, single tokens say too little
constexpr std::size_t LONGEST_CLUE = 3;
constexpr std::size_t SHORTEST_CLUE = 2;

}  // namespace

std::vector<std::uint32_t> PromptLookup::draft(const DraftRequest& request) {
  const std::span<const std::uint32_t> history = request.history;
  for (std::size_t length = LONGEST_CLUE; length >= SHORTEST_CLUE; --length) {
    if (history.size() <= length) continue;
    const auto clue = history.last(length);
    const auto earlier = history.first(history.size() - 1);
    const auto found = std::find_end(earlier.begin(), earlier.end(), clue.begin(), clue.end());
    if (found == earlier.end()) continue;
    const auto next = static_cast<std::size_t>(found - earlier.begin()) + length;
    const auto follows = history.subspan(next, std::min(request.most, history.size() - next));
    return {follows.begin(), follows.end()};
  }
  return {};
}

}  // namespace farhand
