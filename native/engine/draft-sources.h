// The drafters of a model, and what keeps its prediction heads in step with its outputs.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "model.h"
#include "mtp-drafter.h"
#include "prompt-lookup.h"

namespace farhand {

class DraftSources {
 public:
  // The model must outlive the object.
  explicit DraftSources(const Model& model) : model_(model) {}

  // Answers all requests, those of one kind together.
  void draft(std::span<DraftRequest> requests);

  // Whether follow() must see every row that becomes part of a text
  bool following() const { return model_.shape().predictors() > 0; }
  void follow(std::span<const PredictorRow> rows) { heads().predictor.follow(rows); }

 private:
  struct Heads {
    explicit Heads(const Model& model)
        : predictor(model.shape(), model.weights(), model.arithmetic()), drafter(predictor) {}

    Predictor predictor;
    MtpDrafter drafter;
  };

  Heads& heads();

  const Model& model_;
  PromptLookup promptLookup_;
  std::unique_ptr<Heads> heads_;  // made when there is work
  std::vector<DraftRequest*> chosen_;
};

}  // namespace farhand
