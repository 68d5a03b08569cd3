// Guesses at what a sequence will say next. The scheduler takes them through the model together with the last token and
// keeps those that the sampler chooses too, so a guess changes how soon an output is there and never what it says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace farhand {

struct DraftRequest {
  std::span<const std::uint32_t> history;  // prompt and output, not empty
  // (embedding) What the last layer made of the last position in the cache, history[history.size() - 2] where one
  // token waits; empty unless the drafter wants it, and before the prompt is read
  std::span<const float> hidden;
  std::size_t most = 0;  // tokens
};

class Drafter {
 public:
  virtual ~Drafter() = default;

  virtual bool wantsHidden() const { return false; }

  // At most `most` tokens that may follow the history, or none
  virtual std::vector<std::uint32_t> draft(const DraftRequest& request) = 0;
};

}  // namespace farhand
