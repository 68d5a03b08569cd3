// The residual stream of a batch: one vector a row, to which layers add. All scratch is taken at the start.
#pragma once

#include <cstdint>
#include <span>

#include "attention.h"
#include "batch.h"
#include "feed-forward.h"
#include "hyper-parameters.h"
#include "matrix.h"
#include "weights.h"

namespace farhand {

class Stream {
 public:
  // For batches of up to `rows` rows, of which `logitRows` are asked for logits at once. The references must outlive
  // the object.
  Stream(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic, std::size_t rows,
         std::size_t logitRows, Scratch& scratch);

  // Takes up a new batch, which must stay. The caller sets every row.
  void begin(std::span<const BatchRow> rows);
  std::span<float> row(std::size_t index) {
    return {residual_.data() + index * shape_.embeddingLength, shape_.embeddingLength};
  }
  std::span<const float> row(std::size_t index) const {
    return {residual_.data() + index * shape_.embeddingLength, shape_.embeddingLength};
  }

  // Adds what a layer's attention and networks give, and puts its keys and values into the caches.
  void runLayer(std::size_t layer);
  // Only does the latter.
  void storeLayer(std::size_t layer);

  // output . rmsNorm(row) for up to logitRows of the rows: (rows, vocabulary). Valid until the next call.
  std::span<float> logits(std::span<const std::uint32_t> rows, std::span<const float> norm, const Matrix& output);

  std::size_t mostRows() const { return mostRows_; }

 private:
  void normaliseRows(std::span<const float> weight);
  void normalise(std::size_t from, std::size_t to, std::span<const float> weight);

  const HyperParameters& shape_;
  const ModelWeights& weights_;
  const Arithmetic& arithmetic_;
  const std::size_t mostRows_;
  std::size_t rowCount_ = 0;
  Attention attention_;
  FeedForward feedForward_;
  ScratchArray<float> residual_;  // (rows, embedding)
  Activations normed_;             // (rows, embedding)
  ScratchArray<float> logits_;    // (logitRows, vocabulary)
};

}  // namespace farhand
