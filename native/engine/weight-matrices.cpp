#include "weight-matrices.h"

#include <set>

#include "locked-memory.h"

namespace farhand {

namespace {

using VisitMatrix = std::function<void(Matrix& matrix, std::size_t sectionRows)>;

void eachOfNetwork(FeedForwardWeights& network, const VisitMatrix& visit) {
  for (Matrix* matrix : {&network.gate, &network.up, &network.down}) visit(*matrix, matrix->rows);
}

void eachOfLayer(LayerWeights& layer, const HyperParameters& shape, const VisitMatrix& visit) {
  for (Matrix* matrix : {&layer.query, &layer.key, &layer.value, &layer.headGate, &layer.attentionOutput}) {
    visit(*matrix, matrix->rows);
  }
  eachOfNetwork(layer.dense, visit);
  eachOfNetwork(layer.shared, visit);
  visit(layer.experts.router, layer.experts.router.rows);
  FeedForwardWeights& experts = layer.experts.stacked;
  visit(experts.gate, layer.experts.width);
  visit(experts.up, layer.experts.width);
  visit(experts.down, shape.embeddingLength);
}

// All matrices that vectors are multiplied with, and how many of their rows are packed together. Those that share a
// matrix of the model get what became of it.
void eachProduct(ModelWeights& weights, const HyperParameters& shape, const VisitMatrix& visitAny) {
  const VisitMatrix visit = [&](Matrix& matrix, std::size_t sectionRows) {
    if (matrix.exists()) visitAny(matrix, sectionRows);
  };
  for (LayerWeights& layer : weights.layers) eachOfLayer(layer, shape, visit);
  const Matrix output = weights.output;
  visit(weights.output, weights.output.rows);
  for (PredictorWeights& predictor : weights.predictors) {
    visit(predictor.projection, predictor.projection.rows);
    if (predictor.output.data == output.data) {
      predictor.output = weights.output;
    } else {
      visit(predictor.output, predictor.output.rows);
    }
  }
}

std::size_t copiedBytes(const ModelWeights& weights) {
  std::size_t count = weights.outputNorm.size() + weights.ropeFactors.size();
  for (const LayerWeights& layer : weights.layers) {
    count += layer.attentionNorm.size() + layer.queryNorm.size() + layer.keyNorm.size() +
             layer.feedForwardNorm.size() + layer.experts.selectionBias.size();
  }
  for (const PredictorWeights& predictor : weights.predictors) {
    count += predictor.embeddingNorm.size() + predictor.hiddenNorm.size() + predictor.outputNorm.size();
  }
  return count * sizeof(float);
}

using Bytes = std::span<const std::byte>;

// Calls found(bytes of the file, bytes packed) for every matrix once; one of them is 0.
template <typename Found>
void eachStored(ModelWeights weights, const HyperParameters& shape, const Found& found) {
  std::set<const std::byte*> seen;
  const auto inFile = [&](const Matrix& matrix) {
    if (seen.insert(matrix.data).second) found(Bytes(matrix.data, matrix.rows * matrix.rowBytes()), 0);
  };
  inFile(weights.tokenEmbedding);
  for (const PredictorWeights& predictor : weights.predictors) inFile(predictor.tokenEmbedding);
  eachProduct(weights, shape, [&](Matrix& matrix, std::size_t sectionRows) {
    const std::size_t packed = packedBytes(matrix, sectionRows);
    if (packed == 0) inFile(matrix);
    else found(Bytes(), packed);
  });
}

}  // namespace

WeightBytes weightBytes(const ModelWeights& weights, const HyperParameters& shape) {
  WeightBytes bytes;
  eachStored(weights, shape, [&](Bytes file, std::size_t packed) {
    bytes.file += file.size();
    bytes.packed += packed;
  });
  bytes.copied = copiedBytes(weights);
  return bytes;
}

void packWeights(ModelWeights& weights, const HyperParameters& shape, bool lock, PackedWeights& packed,
                 ThreadPool& pool) {
  const WeightBytes bytes = weightBytes(weights, shape);
  const std::size_t locked = lock ? bytes.packed + bytes.file : 0;
  if (lock) eachStored(weights, shape, [&](Bytes file, std::size_t) { lockMemory(file, locked); });
  eachProduct(weights, shape, [&](Matrix& matrix, std::size_t sectionRows) {
    const Bytes copy = packed.reserve(matrix, sectionRows);
    if (lock) lockMemory(copy, locked);
    PackedWeights::fill(matrix, pool);
  });
}

}  // namespace farhand
