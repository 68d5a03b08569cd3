// The multi-token-prediction heads of a model: each is one layer that guesses a token further ahead (StepFun, "Step 3.5
// Flash", arXiv 2602.10604). At a position, e being the embedding of its token and h what is known of the position
// before, a head computes
//   u = layer( projection . [ rmsNorm(e, embeddingNorm) ; rmsNorm(h, hiddenNorm) ] )
//   logits of the next position's token = output . rmsNorm(u, outputNorm)
// h is what the model's own layers made of the position before, ahead of the output norm; where they have not seen it,
// because its token is itself a guess, it is the u of the head that made the guess.
//
// The layers' keys and values lie in the pages of the sequence's cache, beside those of the model's own layers, and are
// shared, kept and let go with them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stream.h"

namespace farhand {

struct PredictorRow {
  BatchRow place;
  std::span<const float> hidden;  // h, (embedding); empty where nothing is known of the position before: zeros
};

class Predictor {
 public:
  // Rows that one call of run() takes at most
  static constexpr std::size_t MAX_ROWS = 64;

  // The references must outlive the object.
  Predictor(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic);

  // Bytes of scratch that an object takes
  static std::size_t scratchBytes(const HyperParameters& shape, const ModelWeights& weights,
                                  const Arithmetic& arithmetic);
  std::size_t allocatedBytes() const { return scratch_.allocatedBytes(); }

  std::size_t heads() const { return weights_.predictors.size(); }

  // Puts the keys and values of any number of rows into their caches, for every head. The rows of a sequence stand
  // together, in the order of their positions, which must have been computed for the model's own layers.
  void follow(std::span<const PredictorRow> rows);

  // Takes up to MAX_ROWS rows through one head, their keys and values included.
  void run(std::size_t head, std::span<const PredictorRow> rows);
  // What it made of them: u, (embedding), and the logits of some, (rows, vocabulary). Valid until the next call.
  std::span<const float> hidden(std::size_t row) const { return stream_.row(row); }
  std::span<const float> logits(std::size_t head, std::span<const std::uint32_t> rows);

 private:
  static Activations joinedRows(const HyperParameters& shape, const Arithmetic& arithmetic, Scratch& scratch);
  void begin(std::span<const PredictorRow> rows);
  void project(std::size_t head, std::span<const PredictorRow> rows);
  void join(const PredictorWeights& weights, const PredictorRow& row, std::size_t index);

  const HyperParameters& shape_;
  const ModelWeights& weights_;
  const Arithmetic& arithmetic_;
  Scratch scratch_;
  Stream stream_;
  Activations joined_;            // (rows, 2 * embedding)
  std::vector<BatchRow> places_;  // of the batch
};

}  // namespace farhand
