#include "mtp-drafter.h"

#include <algorithm>

namespace farhand {

namespace {

// Heads with damaged weights may say NaN, and guess something or other.
std::uint32_t likeliest(std::span<const float> logits) {
  return static_cast<std::uint32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

}  // namespace

void MtpDrafter::draft(std::span<DraftRequest* const> requests) {
  chains_.clear();
  for (DraftRequest* request : requests) {
    if (request->cached + 1 == request->history.size() && !request->hidden.empty()) chains_.push_back({request, {}});
  }
  // The last head takes a row for each guess so far and one for the last token.
  const std::size_t most = std::max<std::size_t>(1, Predictor::MAX_ROWS / predictor_.heads());
  for (std::size_t first = 0; first < chains_.size(); first += most) {
    draftTogether(std::span(chains_).subspan(first, std::min(most, chains_.size() - first)));
  }
}

void MtpDrafter::draftTogether(std::span<Chain> chains) {
  const std::size_t heads = std::min(predictor_.heads(), Predictor::MAX_ROWS);
  for (std::size_t head = 0; head < heads; ++head) {
    const auto goesOn = [head](const Chain& chain) { return chain.request->most > head; };
    rows_.clear();
    newest_.clear();
    for (const Chain& chain : chains) {
      if (goesOn(chain)) addRows(chain);
    }
    if (rows_.empty()) return;
    predictor_.run(head, rows_);
    const std::span<const float> logits = predictor_.logits(head, newest_);
    const std::size_t vocabulary = logits.size() / newest_.size();
    std::size_t index = 0;
    for (Chain& chain : chains) {
      if (!goesOn(chain)) continue;
      const auto said = logits.subspan(index * vocabulary, vocabulary);
      const auto hidden = predictor_.hidden(newest_[index++]);
      chain.request->guesses.push_back(likeliest(said));
      chain.hidden.insert(chain.hidden.end(), hidden.begin(), hidden.end());
      std::vector<float>* seen = chain.request->logits;
      if (seen != nullptr) seen->insert(seen->end(), said.begin(), said.end());
    }
  }
}

// The last token and all guesses so far: every head keeps keys and values of its own.
void MtpDrafter::addRows(const Chain& chain) {
  const DraftRequest& request = *chain.request;
  const std::span<const float> chained(chain.hidden);
  const std::size_t embedding = request.hidden.size();
  rows_.push_back({{request.cache, request.cached, request.history.back()}, request.hidden});
  for (std::size_t i = 0; i < request.guesses.size(); ++i) {
    const BatchRow place{request.cache, request.cached + 1 + i, request.guesses[i]};
    rows_.push_back({place, chained.subspan(i * embedding, embedding)});
  }
  newest_.push_back(static_cast<std::uint32_t>(rows_.size() - 1));
}

}  // namespace farhand
