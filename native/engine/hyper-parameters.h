// The shape of a step35 model, read from GGUF metadata and checked. Both key sets are understood: llama.cpp's and the
// earlier one of StepFun's own fork (swiglu_limits, rope.*_per_layer, rope.scaling.apply_mask).
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "gguf.h"

namespace farhand {

struct LayerShape {
  std::size_t heads = 0;
  std::size_t kvHeads = 0;       // divides `heads`
  bool sliding = false;          // sees the last `slidingWindow` positions instead of all
  std::size_t rotaryDims = 0;    // even, at most keyLength; the rest of a head is not rotated
  double ropeBase = 0;
  bool ropeFactors = false;      // angles are divided by rope_freqs.weight
  float expertLimit = 0;         // limit of the routed experts' SwiGLU, 0 = none
  float sharedLimit = 0;         // the same for the shared expert and for a dense layer
};

constexpr std::size_t ALL_PREDICTORS = std::numeric_limits<std::size_t>::max();

struct HyperParameters {
  std::size_t contextLength = 0;
  std::size_t embeddingLength = 0;
  std::size_t keyLength = 0;    // of one head, queries and keys
  std::size_t valueLength = 0;  // of one head
  std::size_t slidingWindow = 0;
  double normEpsilon = 0;
  std::size_t expertCount = 0;
  std::size_t expertUsedCount = 0;
  float expertScale = 1;        // multiplies the routed experts' weights
  bool expertNormalised = false;  // the chosen experts' weights are divided by their sum first
  // Those that every token passes through, then one of each multi-token-prediction block
  std::vector<LayerShape> layers;
  std::size_t trunkLayers = 0;  // of the first kind

  std::size_t predictors() const { return layers.size() - trunkLayers; }
};

// Leaves out prediction blocks that the file declares but doesn't have, and those after the first `mostPredictors`.
// Throws ENGINE_UNSUPPORTED_ARCHITECTURE or ENGINE_METADATA_INVALID.
HyperParameters readHyperParameters(const GgufFile& file, std::size_t mostPredictors = ALL_PREDICTORS);

}  // namespace farhand
