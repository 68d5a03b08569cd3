#include "forward.h"

#include <algorithm>

#include "vector-math.h"

namespace farhand {

Forward::Forward(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic,
                 std::size_t rows)
    : shape_(shape),
      weights_(weights),
      arithmetic_(arithmetic),
      maxRows_(rows),
      attention_(shape, weights, arithmetic, rows),
      feedForward_(shape, weights, arithmetic, rows),
      residual_(rows * shape.embeddingLength),
      normed_(std::max(rows, MAX_LOGIT_ROWS) * shape.embeddingLength, std::max(rows, MAX_LOGIT_ROWS),
              arithmetic.digits()),
      logits_(MAX_LOGIT_ROWS * weights.output.rows) {
  normed_.setLength(shape.embeddingLength);
}

bool Forward::run(std::span<const BatchRow> rows, const std::atomic<bool>& cancelled) {
  const std::size_t embedding = shape_.embeddingLength;
  const std::span residual(residual_.data(), rows.size() * embedding);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    copyRow(weights_.tokenEmbedding, rows[row].token, residual.subspan(row * embedding, embedding));
  }
  attention_.begin(rows);
  for (std::size_t layer = 0; layer < shape_.layers.size(); ++layer) {
    if (cancelled.load(std::memory_order_relaxed)) return false;
    normaliseRows(rows.size(), weights_.layers[layer].attentionNorm);
    attention_.run(layer, normed_, residual);
    normaliseRows(rows.size(), weights_.layers[layer].feedForwardNorm);
    feedForward_.run(layer, rows.size(), normed_, residual);
  }
  return true;
}

std::span<float> Forward::logits(std::span<const std::uint32_t> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) normalise(rows[i], i, weights_.outputNorm);
  const std::size_t vocabulary = weights_.output.rows;
  arithmetic_.pool().forEach(chunksOf(vocabulary), [&](std::size_t chunk) {
    const std::size_t first = chunk * CHUNK_ROWS;
    arithmetic_.multiplyChunk(
        weights_.output, first, rows.size(), [&](std::size_t i) { return normed_.vector(i); },
        [&](std::size_t i, std::span<const float> values) {
          std::copy(values.begin(), values.end(), logits_.data() + i * vocabulary + first);
        });
  });
  return {logits_.data(), rows.size() * vocabulary};
}

void Forward::normaliseRows(std::size_t rows, std::span<const float> weight) {
  arithmetic_.pool().forEach(rows, [&](std::size_t row) { normalise(row, row, weight); });
}

// normed[to] = rmsNorm(residual[from])
void Forward::normalise(std::size_t from, std::size_t to, std::span<const float> weight) {
  const std::span residual(residual_.data() + from * shape_.embeddingLength, shape_.embeddingLength);
  rmsNorm(residual, weight, shape_.normEpsilon, normed_.values(to));
  normed_.quantise(arithmetic_.kernels(), to, 0, shape_.embeddingLength);
}

}  // namespace farhand
