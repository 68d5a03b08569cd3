// The matrices of a model as memory: which of them are packed, what they take, and keeping them there.
#pragma once

#include <functional>
#include <span>

#include "packed-matrix.h"
#include "weights.h"

namespace farhand {

// Bytes that passes read
struct WeightBytes {
  std::size_t packed = 0;  // copies of matrices, packed when the model is loaded
  std::size_t file = 0;    // what is read from the file's own pages
  std::size_t copied = 0;  // norms and biases, as floats

  std::size_t total() const { return packed + file + copied; }
};

WeightBytes weightBytes(const ModelWeights& weights, const HyperParameters& shape);

// Packs every matrix that has a packed form, and with `lock` keeps all that passes read in memory, whatever else the
// machine does. The embedding stays in the file: it is only looked up. Throws ENGINE_LOCK_REFUSED.
void packWeights(ModelWeights& weights, const HyperParameters& shape, bool lock, PackedWeights& packed,
                 ThreadPool& pool);

}  // namespace farhand
