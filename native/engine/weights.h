// Which tensor of the file plays which part in the model, with every shape checked against the hyper-parameters.
// Matrices stay in the file; the small vectors (norms, biases) are copied to floats.
#pragma once

#include <string>
#include <vector>

#include "gguf.h"
#include "hyper-parameters.h"
#include "matrix.h"

namespace farhand {

// down( silu(gate x) * up x )     gate, up: (width, embedding)  down: (embedding, width)
struct FeedForwardWeights {
  Matrix gate;
  Matrix up;
  Matrix down;

  bool exists() const { return gate.exists(); }
  std::size_t width() const { return gate.rows; }
};

// All experts of a layer stacked: expert e has rows [e * width, (e + 1) * width) of gate and up,
// and rows [e * embedding, (e + 1) * embedding) of down.
struct ExpertWeights {
  Matrix router;                    // (experts, embedding); exists only in layers with experts
  std::vector<float> selectionBias;  // (experts), or empty: added for the choice, not to the weights
  FeedForwardWeights stacked;
  std::size_t width = 0;
};

struct LayerWeights {
  std::vector<float> attentionNorm;  // (embedding)
  Matrix query;                      // (heads * keyLength, embedding)
  Matrix key;                        // (kvHeads * keyLength, embedding)
  Matrix value;                      // (kvHeads * valueLength, embedding)
  std::vector<float> queryNorm;      // (keyLength), or empty
  std::vector<float> keyNorm;        // (keyLength), or empty
  Matrix headGate;                   // (heads, embedding), may be missing
  Matrix attentionOutput;            // (embedding, heads * valueLength)
  std::vector<float> feedForwardNorm;  // (embedding)
  FeedForwardWeights dense;          // of a layer without experts
  ExpertWeights experts;
  FeedForwardWeights shared;         // may be missing
};

// What a multi-token-prediction block has besides its layer (see `predictor.h`)
struct PredictorWeights {
  std::vector<float> embeddingNorm;  // (embedding)
  std::vector<float> hiddenNorm;     // (embedding)
  Matrix projection;                 // (embedding, 2 * embedding)
  std::vector<float> outputNorm;     // (embedding); the model's own if the block has none
  Matrix output;                     // (vocabulary, embedding); the model's own if the block has none
  Matrix tokenEmbedding;             // (vocabulary, embedding); the model's own if the block has none
};

struct ModelWeights {
  Matrix tokenEmbedding;           // (vocabulary, embedding)
  std::vector<float> ropeFactors;  // (keyLength / 2), or empty
  std::vector<LayerWeights> layers;  // as in the hyper-parameters
  std::vector<float> outputNorm;   // (embedding)
  Matrix output;                   // (vocabulary, embedding); the embedding itself if the file has none
  std::vector<PredictorWeights> predictors;  // beside the last layers, or empty
};

// Stands for as many tokens as the embedding has rows
constexpr std::size_t ANY_VOCABULARY = 0;

// Throws ENGINE_TENSOR_MISSING, or ENGINE_METADATA_INVALID for a tensor of another shape than expected.
ModelWeights findWeights(const GgufFile& file, const HyperParameters& shape, std::size_t vocabularySize);

}  // namespace farhand
