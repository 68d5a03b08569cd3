// The matrices of a model as memory: which of them are packed, what they take, and keeping them there.
#pragma once

#include <functional>
#include <span>

#include "packed-matrix.h"
#include "weights.h"

namespace farhand {

// Bytes that passes read
struct WeightBytes {
  std::size_t packed = 0;  // matrices in their packed form
  std::size_t file = 0;    // what is read from the file's own pages
  std::size_t copied = 0;  // norms and biases, as floats

  std::size_t total() const { return packed + file + copied; }
};

WeightBytes weightBytes(const ModelWeights& weights, const HyperParameters& shape);

// A matrix that passes read packed, and its place in a range that has all of them one after another
struct PlacedMatrix {
  Matrix matrix;
  std::size_t sectionRows;
  std::size_t offset;  // a multiple of PLACE_ALIGNMENT
  std::size_t bytes;

  std::size_t end() const { return offset + bytes; }
};

constexpr std::size_t PLACE_ALIGNMENT = 4096;

// The places of all. A model with fewer prediction heads has the beginning of what one with more has.
std::vector<PlacedMatrix> placesOfPacked(ModelWeights weights, const HyperParameters& shape);

// Packs every matrix that has a packed form, and with `lock` keeps all that passes read in memory, whatever else the
// machine does. The embedding stays in the file: it is only looked up. Throws ENGINE_LOCK_REFUSED.
void packWeights(ModelWeights& weights, const HyperParameters& shape, bool lock, PackedWeights& packed,
                 ThreadPool& pool);

// The same with matrices that are packed already: `range` has them in their places.
void usePacked(ModelWeights& weights, const HyperParameters& shape, bool lock, std::span<const std::byte> range);

}  // namespace farhand
