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
// matrix of the model get what became of it. Prediction heads come last, one after another.
void eachProduct(ModelWeights& weights, const HyperParameters& shape, const VisitMatrix& visitAny) {
  const VisitMatrix visit = [&](Matrix& matrix, std::size_t sectionRows) {
    if (matrix.exists()) visitAny(matrix, sectionRows);
  };
  const std::size_t trunkLayers = weights.layers.size() - weights.predictors.size();
  for (std::size_t i = 0; i < trunkLayers; ++i) eachOfLayer(weights.layers[i], shape, visit);
  const Matrix output = weights.output;
  visit(weights.output, weights.output.rows);
  for (std::size_t i = 0; i < weights.predictors.size(); ++i) {
    PredictorWeights& predictor = weights.predictors[i];
    eachOfLayer(weights.layers[trunkLayers + i], shape, visit);
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

// Keeps in memory what is read from the file's own pages; returns what is to be locked in all.
std::size_t lockFile(const ModelWeights& weights, const HyperParameters& shape) {
  const WeightBytes bytes = weightBytes(weights, shape);
  const std::size_t total = bytes.packed + bytes.file;
  eachStored(weights, shape, [&](Bytes file, std::size_t) { lockMemory(file, total); });
  return total;
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

std::vector<PlacedMatrix> placesOfPacked(ModelWeights weights, const HyperParameters& shape) {
  std::vector<PlacedMatrix> places;
  eachProduct(weights, shape, [&](Matrix& matrix, std::size_t sectionRows) {
    const std::size_t bytes = packedBytes(matrix, sectionRows);
    const std::size_t before = places.empty() ? 0 : places.back().end();
    const std::size_t offset = (before + PLACE_ALIGNMENT - 1) / PLACE_ALIGNMENT * PLACE_ALIGNMENT;
    if (bytes > 0) places.push_back({matrix, sectionRows, offset, bytes});
  });
  return places;
}

void packWeights(ModelWeights& weights, const HyperParameters& shape, bool lock, PackedWeights& packed,
                 ThreadPool& pool) {
  const std::size_t locked = lock ? lockFile(weights, shape) : 0;
  eachProduct(weights, shape, [&](Matrix& matrix, std::size_t sectionRows) {
    const Bytes copy = packed.reserve(matrix, sectionRows);
    if (lock) lockMemory(copy, locked);
    PackedWeights::fill(matrix, pool);
  });
}

void usePacked(ModelWeights& weights, const HyperParameters& shape, bool lock, Bytes range) {
  const std::vector<PlacedMatrix> places = placesOfPacked(weights, shape);
  if (lock) lockMemory(range.first(places.back().end()), lockFile(weights, shape));
  auto place = places.begin();
  eachProduct(weights, shape, [&](Matrix& matrix, std::size_t sectionRows) {
    if (packedBytes(matrix, sectionRows) == 0) return;
    matrix.packed = range.data() + place->offset;
    matrix.sectionRows = sectionRows;
    ++place;
  });
}

}  // namespace farhand
