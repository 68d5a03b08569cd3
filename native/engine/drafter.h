// Guesses at what sequences will say next. The scheduler takes them through the model together with the last token and
// keeps those that the sampler chooses too, so a guess changes how soon an output is there and never what it says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kv-cache.h"

namespace farhand {

enum class DraftKind { NONE, PROMPT_LOOKUP, MTP };

struct DraftRequest {
  DraftKind kind = DraftKind::NONE;
  std::span<const std::uint32_t> history;  // prompt and output, not empty
  std::size_t cached = 0;                  // positions that the cache holds, fewer than the history
  KvCache* cache = nullptr;                // with room for `most` positions more
  // (embedding) What the model's last layer made of position cached - 1; empty where that is not known
  std::span<const float> hidden;
  std::size_t most = 0;                // tokens
  std::vector<std::uint32_t> guesses;  // the answer: at most `most` tokens that may follow the history
  std::vector<float>* logits = nullptr;  // where those go that the guesses were chosen by, if somebody wants to see them
};

class Drafter {
 public:
  virtual ~Drafter() = default;

  // Answers all requests.
  virtual void draft(std::span<DraftRequest* const> requests) = 0;
};

}  // namespace farhand
