#include "forward.h"

namespace farhand {

Forward::Forward(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic,
                 std::size_t rows)
    : shape_(shape),
      weights_(weights),
      scratch_(scratchBytes(shape, weights, arithmetic, rows)),
      stream_(shape, weights, arithmetic, rows, MAX_LOGIT_ROWS, scratch_) {}

std::size_t Forward::scratchBytes(const HyperParameters& shape, const ModelWeights& weights,
                                  const Arithmetic& arithmetic, std::size_t rows) {
  Scratch counted;
  const Stream stream(shape, weights, arithmetic, rows, MAX_LOGIT_ROWS, counted);
  return counted.taken();
}

bool Forward::run(std::span<const BatchRow> rows, const std::atomic<bool>& cancelled) {
  stream_.begin(rows);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    copyRow(weights_.tokenEmbedding, rows[row].token, stream_.row(row));
  }
  for (std::size_t layer = 0; layer < shape_.trunkLayers; ++layer) {
    if (cancelled.load(std::memory_order_relaxed)) return false;
    stream_.runLayer(layer);
  }
  return true;
}

std::span<float> Forward::logits(std::span<const std::uint32_t> rows) {
  return stream_.logits(rows, weights_.outputNorm, weights_.output);
}

}  // namespace farhand
