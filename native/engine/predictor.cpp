#include "predictor.h"

#include <algorithm>

#include "vector-math.h"

namespace farhand {

Predictor::Predictor(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic)
    : shape_(shape),
      weights_(weights),
      arithmetic_(arithmetic),
      scratch_(scratchBytes(shape, weights, arithmetic)),
      stream_(shape, weights, arithmetic, MAX_ROWS, MAX_ROWS, scratch_),
      joined_(joinedRows(shape, arithmetic, scratch_)) {
  places_.reserve(MAX_ROWS);
}

std::size_t Predictor::scratchBytes(const HyperParameters& shape, const ModelWeights& weights,
                                    const Arithmetic& arithmetic) {
  Scratch counted;
  const Stream stream(shape, weights, arithmetic, MAX_ROWS, MAX_ROWS, counted);
  joinedRows(shape, arithmetic, counted);
  return counted.taken();
}

Activations Predictor::joinedRows(const HyperParameters& shape, const Arithmetic& arithmetic, Scratch& scratch) {
  Activations rows(scratch, MAX_ROWS * 2 * shape.embeddingLength, MAX_ROWS, arithmetic.digits());
  rows.setLength(2 * shape.embeddingLength);
  return rows;
}

// A head is a single layer, so its keys and values need neither its attention nor its network.
void Predictor::follow(std::span<const PredictorRow> rows) {
  for (; !rows.empty(); rows = rows.subspan(std::min(rows.size(), MAX_ROWS))) {
    const auto batch = rows.first(std::min(rows.size(), MAX_ROWS));
    begin(batch);
    for (std::size_t head = 0; head < heads(); ++head) {
      project(head, batch);
      stream_.storeLayer(shape_.trunkLayers + head);
    }
  }
}

void Predictor::run(std::size_t head, std::span<const PredictorRow> rows) {
  begin(rows);
  project(head, rows);
  stream_.runLayer(shape_.trunkLayers + head);
}

std::span<const float> Predictor::logits(std::size_t head, std::span<const std::uint32_t> rows) {
  return stream_.logits(rows, weights_.predictors[head].outputNorm, weights_.predictors[head].output);
}

void Predictor::begin(std::span<const PredictorRow> rows) {
  places_.clear();
  for (const PredictorRow& row : rows) places_.push_back(row.place);
  stream_.begin(places_);
}

// stream = projection . [ rmsNorm(e) ; rmsNorm(h) ]
void Predictor::project(std::size_t head, std::span<const PredictorRow> rows) {
  const PredictorWeights& weights = weights_.predictors[head];
  ThreadPool& pool = arithmetic_.pool();
  pool.forEach(rows.size(), [&](std::size_t index) { join(weights, rows[index], index); });
  pool.forEach(chunksOf(weights.projection.rows), [&](std::size_t chunk) {
    const std::size_t first = chunk * CHUNK_ROWS;
    arithmetic_.multiplyChunk(
        weights.projection, first, rows.size(), [&](std::size_t index) { return joined_.vector(index); },
        [&](std::size_t index, std::span<const float> values) {
          std::copy(values.begin(), values.end(), stream_.row(index).data() + first);
        });
  });
}

void Predictor::join(const PredictorWeights& weights, const PredictorRow& row, std::size_t index) {
  const std::span<float> values = joined_.values(index);
  const std::span<float> embedding = values.first(shape_.embeddingLength);
  const std::span<float> hidden = values.last(shape_.embeddingLength);
  copyRow(weights.tokenEmbedding, row.place.token, embedding);
  rmsNorm(embedding, weights.embeddingNorm, shape_.normEpsilon, embedding);
  if (row.hidden.empty()) {
    std::fill(hidden.begin(), hidden.end(), 0.0f);
  } else {
    rmsNorm(row.hidden, weights.hiddenNorm, shape_.normEpsilon, hidden);
  }
  joined_.quantise(arithmetic_.kernels(), index, 0, values.size());
}

}  // namespace farhand
