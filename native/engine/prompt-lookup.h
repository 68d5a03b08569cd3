// Drafts what followed the last time that the newest few tokens stood in the prompt or the output (Saxena 2023, prompt
// lookup decoding): answers that quote, edit or repeat are found there.
#pragma once

#include "drafter.h"

namespace farhand {

class PromptLookup : public Drafter {
 public:
  std::vector<std::uint32_t> draft(const DraftRequest& request) override;
};

}  // namespace farhand
