#include "forward.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "vector-math.h"

namespace farhand {

namespace {

// The sum of the chosen experts' weights is never taken as less than this (the smallest normal half, as llama.cpp does)
constexpr float LEAST_WEIGHT_SUM = 6.103515625e-5f;

std::size_t mostHeads(const HyperParameters& shape) {
  std::size_t most = 0;
  for (const LayerShape& layer : shape.layers) most = std::max(most, layer.heads);
  return most;
}

std::size_t widestFeedForward(const ModelWeights& weights) {
  std::size_t widest = 0;
  for (const LayerWeights& layer : weights.layers) {
    widest = std::max({widest, layer.dense.width(), layer.experts.width, layer.shared.width()});
  }
  return widest;
}

void add(std::span<float> sum, std::span<const float> values) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += values[i];
}

}  // namespace

Sequence::Sequence(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic,
                   std::size_t positions)
    : shape_(shape),
      weights_(weights),
      arithmetic_(arithmetic),
      cache_(shape, positions),
      rope_(shape, weights.ropeFactors),
      residual_(shape.embeddingLength),
      normed_(shape.embeddingLength),
      queries_(mostHeads(shape) * shape.keyLength),
      headGates_(mostHeads(shape)),
      scores_(mostHeads(shape) * cache_.mostVisible()),
      attended_(mostHeads(shape) * shape.valueLength),
      gate_(widestFeedForward(weights)),
      up_(widestFeedForward(weights)),
      branch_(shape.embeddingLength),
      routing_(shape.expertCount),
      chosen_(shape.expertUsedCount),
      logits_(weights.output.rows) {}

void Sequence::append(std::uint32_t token, const std::atomic<bool>& cancelled) {
  copyRow(weights_.tokenEmbedding, token, residual_);
  rope_.moveTo(position_);
  for (std::size_t layer = 0; layer < shape_.layers.size(); ++layer) {
    if (cancelled.load(std::memory_order_relaxed)) return;
    const LayerWeights& weights = weights_.layers[layer];
    rmsNorm(residual_, weights.attentionNorm, shape_.normEpsilon, normed_);
    attend(layer);
    add(residual_, branch_);
    rmsNorm(residual_, weights.feedForwardNorm, shape_.normEpsilon, normed_);
    if (weights.dense.exists()) {
      feedForward(weights.dense, shape_.layers[layer].sharedLimit);
      add(residual_, branch_);
    } else {
      runExperts(layer);
    }
  }
  ++position_;
}

std::span<float> Sequence::logits() {
  rmsNorm(residual_, weights_.outputNorm, shape_.normEpsilon, normed_);
  arithmetic_.multiply(weights_.output, normed_, logits_);
  return logits_;
}

// branch = Wo . gated attention of the normed input
void Sequence::attend(std::size_t layer) {
  const LayerShape& shape = shape_.layers[layer];
  const LayerWeights& weights = weights_.layers[layer];
  projectHeads(weights.query, weights.queryNorm, layer, queries_);
  projectHeads(weights.key, weights.keyNorm, layer, cache_.keys(layer, position_));
  arithmetic_.multiply(weights.value, normed_, cache_.values(layer, position_));
  if (weights.headGate.exists()) arithmetic_.multiply(weights.headGate, normed_, headGates_);
  arithmetic_.pool().forEachRange(shape.heads, [&](std::size_t first, std::size_t end) {
    for (std::size_t head = first; head < end; ++head) attendHead(layer, head);
  });
  const std::span attended(attended_.data(), shape.heads * shape_.valueLength);
  arithmetic_.multiply(weights.attentionOutput, attended, branch_);
}

// heads = rope(rmsNorm(matrix . normed input)), head by head      heads: (any number, keyLength)
void Sequence::projectHeads(const Matrix& matrix, std::span<const float> norm, std::size_t layer,
                            std::span<float> heads) {
  arithmetic_.multiply(matrix, normed_, heads);
  for (std::size_t at = 0; at < matrix.rows; at += shape_.keyLength) {
    const std::span head = heads.subspan(at, shape_.keyLength);
    if (!norm.empty()) rmsNorm(head, norm, shape_.normEpsilon, head);
    rope_.rotate(layer, head);
  }
}

// One head's mean of the values it can see, weighted by softmax(query . key / sqrt(keyLength)) and gated.
void Sequence::attendHead(std::size_t layer, std::size_t head) {
  const LayerShape& shape = shape_.layers[layer];
  const std::size_t kvHead = head / (shape.heads / shape.kvHeads);
  const std::size_t visible = cache_.visible(layer, position_);
  const std::size_t oldest = position_ + 1 - visible;
  const Kernels& kernels = arithmetic_.kernels();
  const float* query = queries_.data() + head * shape_.keyLength;
  const std::span scores(scores_.data() + head * cache_.mostVisible(), visible);
  const float scale = 1 / std::sqrt(static_cast<float>(shape_.keyLength));
  for (std::size_t i = 0; i < visible; ++i) {
    const float* key = cache_.keys(layer, oldest + i).data() + kvHead * shape_.keyLength;
    scores[i] = kernels.dotF32(key, query, shape_.keyLength) * scale;
  }
  softmax(scores);
  const float gate = weights_.layers[layer].headGate.exists() ? sigmoid(headGates_[head]) : 1;
  float* out = attended_.data() + head * shape_.valueLength;
  std::fill_n(out, shape_.valueLength, 0.0f);
  for (std::size_t i = 0; i < visible; ++i) {
    const float* value = cache_.values(layer, oldest + i).data() + kvHead * shape_.valueLength;
    kernels.addScaled(out, value, scores[i] * gate, shape_.valueLength);
  }
}

// branch = down . swiglu(gate . normed, up . normed)
void Sequence::feedForward(const FeedForwardWeights& weights, float limit) {
  const std::span gate(gate_.data(), weights.width());
  const std::span up(up_.data(), weights.width());
  arithmetic_.multiply(weights.gate, normed_, gate);
  arithmetic_.multiply(weights.up, normed_, up);
  swiglu(gate, up, limit);
  arithmetic_.multiply(weights.down, gate, branch_);
}

// residual += sum over the chosen experts of weight * expert(normed) + shared(normed)
void Sequence::runExperts(std::size_t layer) {
  const LayerWeights& weights = weights_.layers[layer];
  const ExpertWeights& experts = weights.experts;
  const std::size_t embedding = shape_.embeddingLength;
  chooseExperts(experts);
  float sum = 0;
  for (const std::size_t expert : chosen_) sum += routing_[expert];
  const float scale = shape_.expertScale / (shape_.expertNormalised ? std::max(sum, LEAST_WEIGHT_SUM) : 1);
  for (const std::size_t expert : chosen_) {
    const FeedForwardWeights one = {experts.stacked.gate.slice(expert * experts.width, experts.width),
                                    experts.stacked.up.slice(expert * experts.width, experts.width),
                                    experts.stacked.down.slice(expert * embedding, embedding)};
    feedForward(one, shape_.layers[layer].expertLimit);
    arithmetic_.kernels().addScaled(residual_.data(), branch_.data(), routing_[expert] * scale, embedding);
  }
  if (!weights.shared.exists()) return;
  feedForward(weights.shared, shape_.layers[layer].sharedLimit);
  add(residual_, branch_);
}

// routing = sigmoid(router . normed); chosen = the experts with the largest routing + selection bias. Written as
// repeated search, which stays well-defined when damaged weights make some of the numbers NaN.
void Sequence::chooseExperts(const ExpertWeights& experts) {
  arithmetic_.multiply(experts.router, normed_, routing_);
  for (float& value : routing_) value = sigmoid(value);
  const auto biased = [&](std::size_t expert) {
    return routing_[expert] + (experts.selectionBias.empty() ? 0 : experts.selectionBias[expert]);
  };
  for (std::size_t rank = 0; rank < chosen_.size(); ++rank) {
    const auto taken = chosen_.begin() + static_cast<std::ptrdiff_t>(rank);
    std::size_t best = shape_.expertCount;
    for (std::size_t expert = 0; expert < shape_.expertCount; ++expert) {
      if (std::find(chosen_.begin(), taken, expert) != taken) continue;
      if (best == shape_.expertCount || biased(expert) > biased(best)) best = expert;
    }
    chosen_[rank] = best;
  }
}

}  // namespace farhand
