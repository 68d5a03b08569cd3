// Drafts with the model's multi-token-prediction heads, one after another: each takes up the guess of the one before
// and what it made of it. The likeliest token is the guess, however the output itself is sampled.
#pragma once

#include "drafter.h"
#include "predictor.h"

namespace farhand {

class MtpDrafter : public Drafter {
 public:
  // The predictor must outlive the drafter, and have followed the positions in the caches of all requests.
  explicit MtpDrafter(Predictor& predictor) : predictor_(predictor) {}

  // No guesses for a history of which more than the last token still waits for the model.
  void draft(std::span<DraftRequest* const> requests) override;

 private:
  // A request, and the hidden vectors that lead to its guesses: (guesses, embedding)
  struct Chain {
    DraftRequest* request;
    std::vector<float> hidden;
  };

  void draftTogether(std::span<Chain> chains);
  void addRows(const Chain& chain);

  Predictor& predictor_;
  std::vector<Chain> chains_;
  std::vector<PredictorRow> rows_;
  std::vector<std::uint32_t> newest_;  // the last row of each chain that goes on
};

}  // namespace farhand
