#include "prompt-lookup.h"

#include <algorithm>

namespace farhand {

namespace {

// Longer repetitions are surer, single tokens say too little
constexpr std::size_t LONGEST_CLUE = 3;
constexpr std::size_t SHORTEST_CLUE = 2;

// What followed the newest tokens the last time, at most `most` tokens; empty if they are new
std::span<const std::uint32_t> lookUp(std::span<const std::uint32_t> history, std::size_t most) {
  for (std::size_t length = LONGEST_CLUE; length >= SHORTEST_CLUE; --length) {
    if (history.size() <= length) continue;
    const auto clue = history.last(length);
    const auto earlier = history.first(history.size() - 1);
    const auto found = std::find_end(earlier.begin(), earlier.end(), clue.begin(), clue.end());
    if (found == earlier.end()) continue;
    const auto next = static_cast<std::size_t>(found - earlier.begin()) + length;
    return history.subspan(next, std::min(most, history.size() - next));
  }
  return {};
}

}  // namespace

void PromptLookup::draft(std::span<DraftRequest* const> requests) {
  for (DraftRequest* request : requests) {
    const std::span<const std::uint32_t> guesses = lookUp(request->history, request->most);
    request->guesses.assign(guesses.begin(), guesses.end());
  }
}

}  // namespace farhand
