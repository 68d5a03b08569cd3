#include "draft-sources.h"

namespace farhand {

void DraftSources::draft(std::span<DraftRequest> requests) {
  const auto ask = [&](DraftKind kind, const auto& drafter) {
    chosen_.clear();
    for (DraftRequest& request : requests) {
      if (request.kind == kind && request.most > 0) chosen_.push_back(&request);
    }
    if (!chosen_.empty()) drafter().draft(chosen_);
  };
  ask(DraftKind::PROMPT_LOOKUP, [this]() -> Drafter& { return promptLookup_; });
  if (following()) ask(DraftKind::MTP, [this]() -> Drafter& { return heads().drafter; });
}

DraftSources::Heads& DraftSources::heads() {
  if (!heads_) heads_ = std::make_unique<Heads>(model_);
  return *heads_;
}

}  // namespace farhand
