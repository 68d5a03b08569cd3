// Drafts with the model's multi-token-prediction heads, one after another: each takes up the guess of the one before and
// what it made of it. The likeliest token is the guess, however the output itself is sampled. A guess costs a row of a
// step, with the experts that it alone needs, so unsure ones are left out if the request says so.
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
  // A request and how far the heads have come with it
  struct Chain {
    DraftRequest* request;
    std::vector<float> hidden;  // what led to each guess, (guesses, embedding)
    double probability = 1;     // that all guesses are right
    bool ended = false;
  };

  void draftTogether(std::span<Chain> chains);
  void addRows(const Chain& chain);
  void takeUp(Chain& chain, std::span<const float> logits, std::span<const float> hidden);

  Predictor& predictor_;
  std::vector<Chain> chains_;
  std::vector<PredictorRow> rows_;
  std::vector<std::uint32_t> newest_;  // the last row of each chain that goes on
};

}  // namespace farhand
