// The forward pass of step35, one token at a time: a sequence with its cache and the scratch for one token.
// All memory is taken at the start; a step allocates nothing. One sequence belongs to one thread at a time.
//
// Per layer, h being the residual stream (StepFun, "Step 3.5 Flash", arXiv 2602.10604):
//   x = rmsNorm(h)           h += Wo . concat over heads of sigmoid(Wg x)[head] * attention(q, k, v)[head]
//   y = rmsNorm(h)           h += dense(y), or the weighted sum of the chosen experts(y) + shared(y)
// and at the end logits = output . rmsNorm(h).
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "hyper-parameters.h"
#include "kv-cache.h"
#include "matrix.h"
#include "rope.h"
#include "weights.h"

namespace farhand {

class Sequence {
 public:
  // Room for `positions` tokens. The references must outlive the sequence.
  Sequence(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic,
           std::size_t positions);

  // Appends a token (< vocabulary; there must be room). Stops between layers once `cancelled` is set; the sequence is
  // of no use after that.
  void append(std::uint32_t token, const std::atomic<bool>& cancelled);

  // Logits of the token after the last appended one, (vocabulary). Valid until the next call.
  std::span<float> logits();

  std::size_t length() const { return position_; }

 private:
  void attend(std::size_t layer);
  void attendHead(std::size_t layer, std::size_t head);
  void projectHeads(const Matrix& matrix, std::span<const float> norm, std::size_t layer, std::span<float> heads);
  void runExperts(std::size_t layer);
  void chooseExperts(const ExpertWeights& experts);
  void feedForward(const FeedForwardWeights& weights, float limit);

  const HyperParameters& shape_;
  const ModelWeights& weights_;
  const Arithmetic& arithmetic_;
  KvCache cache_;
  Rope rope_;
  std::size_t position_ = 0;

  std::vector<float> residual_;      // (embedding)
  std::vector<float> normed_;        // (embedding)
  std::vector<float> queries_;       // (heads, keyLength)
  std::vector<float> headGates_;     // (heads)
  std::vector<float> scores_;        // (heads, visible positions)
  std::vector<float> attended_;      // (heads, valueLength)
  std::vector<float> gate_;          // (width)
  std::vector<float> up_;            // (width)
  std::vector<float> branch_;        // (embedding): what the current branch adds to the residual
  std::vector<float> routing_;       // (experts)
  std::vector<std::size_t> chosen_;  // (experts used), likeliest first
  std::vector<float> logits_;        // (vocabulary)
};

}  // namespace farhand
