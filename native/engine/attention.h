// The attention of a layer for all rows of a batch: queries, keys and values, the cache, and the gated result.
//   h += Wo . concat over heads of sigmoid(Wg x)[head] * attention(q, k, v)[head]
#pragma once

#include <span>
#include <vector>

#include "activations.h"
#include "batch.h"
#include "hyper-parameters.h"
#include "matrix.h"
#include "rope.h"
#include "weights.h"

namespace farhand {

class Attention {
 public:
  // The references must outlive the object.
  Attention(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic, std::size_t rows,
            Scratch& scratch);

  // Takes up a new batch. The rows must stay until the last layer.
  void begin(std::span<const BatchRow> rows);

  // Adds what the layer's attention gives to residual (rows, embedding); normed holds the normed input.
  void run(std::size_t layer, const Activations& normed, std::span<float> residual);

  // Only puts the layer's keys and values into the caches.
  void store(std::size_t layer, const Activations& normed);

 private:
  // A matrix that the normed input goes through, and where the products go: (rows, matrix->rows)
  struct Projection {
    const Matrix* matrix;
    float* out;
  };

  // Neighbouring rows of one sequence, whose queries go through the cache together
  struct Stretch {
    std::size_t first;
    std::size_t count;
  };

  void project(std::span<const Projection> parts, const Activations& normed);
  void prepareQueries(std::size_t layer, std::size_t row);
  void storeRow(std::size_t layer, std::size_t row);
  void turn(std::size_t layer, std::size_t row, std::span<float> head, std::span<const float> norm) const;
  void attendStretch(std::size_t layer, const Stretch& stretch, std::size_t kvHead);
  void finishRow(std::size_t layer, std::size_t row);

  const HyperParameters& shape_;
  const ModelWeights& weights_;
  const Arithmetic& arithmetic_;
  Rope rope_;
  std::span<const BatchRow> rows_;
  std::vector<Stretch> stretches_;
  std::size_t stretchCount_ = 0;

  ScratchArray<float> queries_;    // (rows, heads, keyLength)
  ScratchArray<float> keys_;       // (rows, kvHeads, keyLength)
  ScratchArray<float> values_;     // (rows, kvHeads, valueLength)
  ScratchArray<float> headGates_;  // (rows, heads)
  ScratchArray<float> totals_;     // (rows, heads): the softmax's sum
  Activations attended_;            // (rows, heads * valueLength)
};

}  // namespace farhand
