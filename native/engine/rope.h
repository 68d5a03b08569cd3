// Rotary positions: pair (i, i + n/2) of the first n values of a head turns by position * base^(-2i/n) / factor[i].
// The sines of one position serve every head of every layer of the same kind, so they are computed once per row.
#pragma once

#include <span>
#include <vector>

#include "aligned-buffer.h"
#include "hyper-parameters.h"

namespace farhand {

class Rope {
 public:
  // factors: one per pair, or empty for all 1; rows: of a batch, at most
  Rope(const HyperParameters& shape, std::span<const float> factors, std::size_t rows, Scratch& scratch);

  // Says at which position a row of the batch stands. Different rows may be placed by different threads at once.
  void place(std::size_t row, std::size_t position);

  // Rotates one head in place for the layer's kind and the row's position. head: (keyLength)
  void rotate(std::size_t layer, std::size_t row, std::span<float> head) const;

 private:
  // Layers with the same rotation share one table
  struct Table {
    std::size_t dims;
    double base;
    bool factored;
    std::vector<double> frequencies;  // radians per position, (dims / 2)
    ScratchArray<float> cosines;      // (rows, dims / 2)
    ScratchArray<float> sines;        // (rows, dims / 2)
  };

  std::vector<Table> tables_;
  std::vector<std::size_t> tableOfLayer_;
};

}  // namespace farhand
