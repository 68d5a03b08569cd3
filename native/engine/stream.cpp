#include "stream.h"

#include <algorithm>

#include "vector-math.h"

namespace farhand {

Stream::Stream(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic,
               std::size_t rows, std::size_t logitRows, Scratch& scratch)
    : shape_(shape),
      weights_(weights),
      arithmetic_(arithmetic),
      mostRows_(rows),
      attention_(shape, weights, arithmetic, rows, scratch),
      feedForward_(shape, weights, arithmetic, rows, scratch),
      residual_(scratch, rows * shape.embeddingLength),
      normed_(scratch, std::max(rows, logitRows) * shape.embeddingLength, std::max(rows, logitRows), arithmetic.digits()),
      logits_(scratch, logitRows * weights.output.rows) {
  normed_.setLength(shape.embeddingLength);
}

void Stream::begin(std::span<const BatchRow> rows) {
  rowCount_ = rows.size();
  attention_.begin(rows);
}

void Stream::runLayer(std::size_t layer) {
  const std::span residual(residual_.data(), rowCount_ * shape_.embeddingLength);
  normaliseRows(weights_.layers[layer].attentionNorm);
  attention_.run(layer, normed_, residual);
  normaliseRows(weights_.layers[layer].feedForwardNorm);
  feedForward_.run(layer, rowCount_, normed_, residual);
}

void Stream::storeLayer(std::size_t layer) {
  normaliseRows(weights_.layers[layer].attentionNorm);
  attention_.store(layer, normed_);
}

std::span<float> Stream::logits(std::span<const std::uint32_t> rows, std::span<const float> norm,
                                const Matrix& output) {
  for (std::size_t i = 0; i < rows.size(); ++i) normalise(rows[i], i, norm);
  const std::size_t vocabulary = output.rows;
  arithmetic_.pool().forEach(chunksOf(vocabulary), [&](std::size_t chunk) {
    const std::size_t first = chunk * CHUNK_ROWS;
    arithmetic_.multiplyChunk(
        output, first, rows.size(), [&](std::size_t i) { return normed_.vector(i); },
        [&](std::size_t i, std::span<const float> values) {
          std::copy(values.begin(), values.end(), logits_.data() + i * vocabulary + first);
        });
  });
  return {logits_.data(), rows.size() * vocabulary};
}

void Stream::normaliseRows(std::span<const float> weight) {
  arithmetic_.pool().forEach(rowCount_, [&](std::size_t row) { normalise(row, row, weight); });
}

// normed[to] = rmsNorm(row[from])
void Stream::normalise(std::size_t from, std::size_t to, std::span<const float> weight) {
  rmsNorm(row(from), weight, shape_.normEpsilon, normed_.values(to));
  normed_.quantise(arithmetic_.kernels(), to, 0, shape_.embeddingLength);
}

}  // namespace farhand
