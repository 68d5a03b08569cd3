// The second half of a layer for all rows of a batch: a dense network, or the chosen experts and the shared one.
//   h += dense(y), or the weighted sum of the chosen experts(y) + shared(y)
// Rows are gathered by expert, so that the weights of an expert are read once for all rows that chose it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "activations.h"
#include "hyper-parameters.h"
#include "matrix.h"
#include "weights.h"

namespace farhand {

class FeedForward {
 public:
  // The references must outlive the object.
  FeedForward(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic,
              std::size_t rows, Scratch& scratch);

  // Adds what the layer's networks give to residual (rows, embedding); normed holds the normed input.
  void run(std::size_t layer, std::size_t rows, const Activations& normed, std::span<float> residual);

 private:
  // A network and the rows that go through it
  struct Branch {
    FeedForwardWeights weights;
    float limit;
    const std::uint32_t* rows;  // nullptr: all of the batch, with weight 1
    const float* factors;
    std::size_t count;
    std::size_t firstHidden;  // its rows' place among the hidden vectors
    std::size_t firstChunk;   // of all branches' chunks of hidden values
  };

  void addBranch(const FeedForwardWeights& weights, float limit, const std::uint32_t* rows, const float* factors,
                 std::size_t count);
  void chooseExperts(const ExpertWeights& experts, std::size_t rows, const Activations& normed);
  void chooseForRow(const ExpertWeights& experts, std::size_t row);
  void gather(std::size_t rows);
  void runBranches(const Activations& normed, std::span<float> residual);
  void computeHidden(std::size_t first, std::size_t end, const Activations& normed);
  void computeHidden(const Branch& branch, std::size_t first, std::size_t end, const Activations& normed);
  void addOutputs(std::size_t first, std::size_t end, std::span<float> residual);

  const HyperParameters& shape_;
  const ModelWeights& weights_;
  const Arithmetic& arithmetic_;

  ScratchArray<float> routing_;         // (rows, experts)
  ScratchArray<std::uint32_t> chosen_;  // (rows, experts used), likeliest first
  ScratchArray<float> shares_;          // (rows, experts used)
  ScratchArray<std::uint32_t> members_;  // rows, by expert
  ScratchArray<float> factors_;           // beside them
  std::vector<std::uint32_t> firstMember_;  // (experts + 1)
  std::vector<Branch> branches_;
  std::size_t branchCount_ = 0;
  std::size_t hiddenCount_ = 0;
  std::size_t chunkCount_ = 0;
  Activations hidden_;
};

}  // namespace farhand
