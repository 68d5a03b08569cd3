#include "feed-forward.h"

#include <algorithm>

#include "vector-math.h"

namespace farhand {

namespace {

// The sum of the chosen experts' weights is never taken as less than this (the smallest normal half, as llama.cpp does)
constexpr float LEAST_WEIGHT_SUM = 6.103515625e-5f;

// Limits this small mean "none" (the files write 0)
constexpr float LEAST_LIMIT = 1e-6f;

// Hidden vectors that the rows of a batch need in the neediest layer, and the values in them
struct HiddenSize {
  std::size_t vectors = 0;
  std::size_t values = 0;
};

HiddenSize hiddenSize(const HyperParameters& shape, const ModelWeights& weights, std::size_t rows) {
  HiddenSize size;
  for (const LayerWeights& layer : weights.layers) {
    const std::size_t width = std::max({layer.dense.width(), layer.experts.width, layer.shared.width()});
    const std::size_t vectors = rows * (layer.dense.exists() ? 1 : shape.expertUsedCount + 1);
    size.vectors = std::max(size.vectors, vectors);
    size.values = std::max(size.values, vectors * width);
  }
  return size;
}

FeedForwardWeights expertAt(const ExpertWeights& experts, std::size_t expert, std::size_t embedding) {
  return {experts.stacked.gate.slice(expert * experts.width, experts.width),
          experts.stacked.up.slice(expert * experts.width, experts.width),
          experts.stacked.down.slice(expert * embedding, embedding)};
}

}  // namespace

FeedForward::FeedForward(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic,
                         std::size_t rows, Scratch& scratch)
    : shape_(shape),
      weights_(weights),
      arithmetic_(arithmetic),
      routing_(scratch, rows * shape.expertCount),
      chosen_(scratch, rows * shape.expertUsedCount),
      shares_(scratch, rows * shape.expertUsedCount),
      members_(scratch, rows * shape.expertUsedCount),
      factors_(scratch, rows * shape.expertUsedCount),
      firstMember_(shape.expertCount + 1),
      branches_(shape.expertCount + 1),
      hidden_(scratch, hiddenSize(shape, weights, rows).values, hiddenSize(shape, weights, rows).vectors,
              arithmetic.digits()) {}

void FeedForward::run(std::size_t layer, std::size_t rows, const Activations& normed, std::span<float> residual) {
  const LayerWeights& weights = weights_.layers[layer];
  const LayerShape& shape = shape_.layers[layer];
  branchCount_ = hiddenCount_ = chunkCount_ = 0;
  if (weights.dense.exists()) {
    addBranch(weights.dense, shape.sharedLimit, nullptr, nullptr, rows);
  } else {
    const ExpertWeights& experts = weights.experts;
    chooseExperts(experts, rows, normed);
    gather(rows);
    for (std::size_t expert = 0; expert < shape_.expertCount; ++expert) {
      const std::size_t first = firstMember_[expert];
      const std::size_t count = firstMember_[expert + 1] - first;
      if (count == 0) continue;
      addBranch(expertAt(experts, expert, shape_.embeddingLength), shape.expertLimit, members_.data() + first,
                factors_.data() + first, count);
    }
    if (weights.shared.exists()) addBranch(weights.shared, shape.sharedLimit, nullptr, nullptr, rows);
  }
  runBranches(normed, residual);
}

void FeedForward::addBranch(const FeedForwardWeights& weights, float limit, const std::uint32_t* rows,
                            const float* factors, std::size_t count) {
  branches_[branchCount_++] = {weights, limit, rows, factors, count, hiddenCount_, chunkCount_};
  hiddenCount_ += count;
  chunkCount_ += chunksOf(weights.width());
}

// routing = sigmoid(router . normed); chosen = the experts with the largest routing + selection bias
void FeedForward::chooseExperts(const ExpertWeights& experts, std::size_t rows, const Activations& normed) {
  ThreadPool& pool = arithmetic_.pool();
  pool.forEach(chunksOf(shape_.expertCount), [&](std::size_t chunk) {
    const std::size_t first = chunk * CHUNK_ROWS;
    arithmetic_.multiplyChunk(
        experts.router, first, rows, [&](std::size_t row) { return normed.vector(row); },
        [&](std::size_t row, std::span<const float> values) {
          std::copy(values.begin(), values.end(), routing_.data() + row * shape_.expertCount + first);
        });
  });
  pool.forEach(rows, [&](std::size_t row) { chooseForRow(experts, row); });
}

// Written as repeated search, which stays well-defined when damaged weights make some of the numbers NaN.
void FeedForward::chooseForRow(const ExpertWeights& experts, std::size_t row) {
  const std::span routing(routing_.data() + row * shape_.expertCount, shape_.expertCount);
  const std::span chosen(chosen_.data() + row * shape_.expertUsedCount, shape_.expertUsedCount);
  for (float& value : routing) value = sigmoid(value);
  const auto biased = [&](std::size_t expert) {
    return routing[expert] + (experts.selectionBias.empty() ? 0 : experts.selectionBias[expert]);
  };
  float sum = 0;
  for (std::size_t rank = 0; rank < chosen.size(); ++rank) {
    const auto taken = chosen.begin() + static_cast<std::ptrdiff_t>(rank);
    std::size_t best = shape_.expertCount;
    for (std::size_t expert = 0; expert < shape_.expertCount; ++expert) {
      if (best != shape_.expertCount && !(biased(expert) > biased(best))) continue;
      if (std::find(chosen.begin(), taken, expert) == taken) best = expert;
    }
    chosen[rank] = static_cast<std::uint32_t>(best);
    sum += routing[best];
  }
  const float scale = shape_.expertScale / (shape_.expertNormalised ? std::max(sum, LEAST_WEIGHT_SUM) : 1);
  for (std::size_t rank = 0; rank < chosen.size(); ++rank) {
    shares_[row * shape_.expertUsedCount + rank] = routing[chosen[rank]] * scale;
  }
}

// Sorts the choices of all rows by expert, and by row within an expert.
void FeedForward::gather(std::size_t rows) {
  const std::size_t choices = rows * shape_.expertUsedCount;
  std::fill(firstMember_.begin(), firstMember_.end(), 0);
  for (std::size_t i = 0; i < choices; ++i) ++firstMember_[chosen_[i] + 1];
  for (std::size_t expert = 0; expert < shape_.expertCount; ++expert) firstMember_[expert + 1] += firstMember_[expert];
  for (std::size_t i = 0; i < choices; ++i) {
    const std::uint32_t at = firstMember_[chosen_[i]]++;
    members_[at] = static_cast<std::uint32_t>(i / shape_.expertUsedCount);
    factors_[at] = shares_[i];
  }
  for (std::size_t expert = shape_.expertCount; expert > 0; --expert) firstMember_[expert] = firstMember_[expert - 1];
  firstMember_[0] = 0;
}

void FeedForward::runBranches(const Activations& normed, std::span<float> residual) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < branchCount_; ++i) width = std::max(width, branches_[i].weights.width());
  hidden_.setLength(width);
  ThreadPool& pool = arithmetic_.pool();
  pool.forRanges(chunkCount_, [&](std::size_t first, std::size_t end) { computeHidden(first, end, normed); });
  pool.forRanges(chunksOf(shape_.embeddingLength),
                 [&](std::size_t first, std::size_t end) { addOutputs(first, end, residual); });
}

// The hidden values of the chunks [first, end) of all branches' chunks
void FeedForward::computeHidden(std::size_t first, std::size_t end, const Activations& normed) {
  const auto last = branches_.begin() + static_cast<std::ptrdiff_t>(branchCount_);
  const auto begins = [](std::size_t at, const Branch& branch) { return at < branch.firstChunk; };
  auto branch = std::upper_bound(branches_.begin(), last, first, begins) - 1;
  for (std::size_t at = first; at < end; ++branch) {
    const std::size_t branchEnd = branch->firstChunk + chunksOf(branch->weights.width());
    // A few vectors wait for the weights, which come fastest in long runs; for many, gate and up meet while still near.
    const std::size_t run = branch->count > TILE_VECTORS ? 1 : chunkCount_;
    while (at < std::min(end, branchEnd)) {
      const std::size_t next = std::min({at + run, end, branchEnd});
      computeHidden(*branch, at - branch->firstChunk, next - branch->firstChunk, normed);
      at = next;
    }
  }
}

// hidden = silu(gate . normed) * (up . normed), for chunks [first, end) of a network's width
void FeedForward::computeHidden(const Branch& branch, std::size_t first, std::size_t end, const Activations& normed) {
  const Kernels& kernels = arithmetic_.kernels();
  const float limit = branch.limit > LEAST_LIMIT ? branch.limit : 0;
  const auto vectorAt = [&](std::size_t v) { return normed.vector(branch.rows == nullptr ? v : branch.rows[v]); };
  const auto hiddenAt = [&](std::size_t v, std::size_t row) {
    return hidden_.values(branch.firstHidden + v).data() + row;
  };
  const std::size_t endRow = std::min(end * CHUNK_ROWS, branch.weights.width());
  for (std::size_t row = first * CHUNK_ROWS; row < endRow; row += CHUNK_ROWS) {
    const auto keep = [&](std::size_t v, std::span<const float> gate) {
      std::copy(gate.begin(), gate.end(), hiddenAt(v, row));
    };
    arithmetic_.multiplyChunk(branch.weights.gate, row, branch.count, vectorAt, keep);
  }
  for (std::size_t row = first * CHUNK_ROWS; row < endRow; row += CHUNK_ROWS) {
    const auto combine = [&](std::size_t v, std::span<const float> up) {
      kernels.swiglu(hiddenAt(v, row), up.data(), limit, up.size());
      hidden_.quantise(kernels, branch.firstHidden + v, row, row + up.size());
    };
    arithmetic_.multiplyChunk(branch.weights.up, row, branch.count, vectorAt, combine);
  }
}

// residual += factor * (down . hidden), branch after branch, for chunks [first, end) of the embedding
void FeedForward::addOutputs(std::size_t first, std::size_t end, std::span<float> residual) {
  const Kernels& kernels = arithmetic_.kernels();
  for (std::size_t i = 0; i < branchCount_; ++i) {
    const Branch& branch = branches_[i];
    for (std::size_t chunk = first; chunk < end; ++chunk) {
      arithmetic_.multiplyChunk(
          branch.weights.down, chunk * CHUNK_ROWS, branch.count,
          [&](std::size_t v) { return hidden_.vector(branch.firstHidden + v); },
          [&](std::size_t v, std::span<const float> values) {
            const std::size_t row = branch.rows == nullptr ? v : branch.rows[v];
            float* sum = residual.data() + row * shape_.embeddingLength + chunk * CHUNK_ROWS;
            kernels.addScaled(sum, values.data(), branch.factors == nullptr ? 1 : branch.factors[v], values.size());
          });
    }
  }
}

}  // namespace farhand
