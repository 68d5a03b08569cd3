// Drafts what followed the last time that the newest few tokens stood in the prompt or the output (Saxena 2023, prompt
// lookup decoding): answers that quote, edit or repeat are found there.
#pragma once

#include "drafter.h"

namespace farhand {

class PromptLookup : public Drafter {
 public:
  void draft(std::span<DraftRequest* const> requests) override;
};

}  // namespace farhand
