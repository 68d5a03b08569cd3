#include "weights.h"

#include "error.h"

namespace farhand {

namespace {

std::string dimensionsText(const std::vector<std::size_t>& dimensions) {
  std::string text;
  for (const std::size_t size : dimensions) text += (text.empty() ? "" : " x ") + std::to_string(size);
  return text;
}

class TensorFinder {
 public:
  TensorFinder(const GgufFile& file, const HyperParameters& shape) : file_(file), shape_(shape) {}

  const GgufTensor* find(const std::string& name) const { return file_.findTensor(name); }

  const GgufTensor& require(const std::string& name) const {
    const GgufTensor* tensor = find(name);
    if (tensor == nullptr) throw EngineError("ENGINE_TENSOR_MISSING", "The model file has no tensor " + name + ".");
    return *tensor;
  }

  // rows 0 means any number of rows
  Matrix matrix(const std::string& name, std::size_t columns, std::size_t rows) const {
    const GgufTensor& tensor = require(name);
    const std::size_t tensorRows = tensor.valueCount / tensor.dimensions[0];
    if (tensor.dimensions[0] != columns || (rows != 0 && tensorRows != rows)) {
      const std::string wanted = rows == 0 ? std::to_string(columns) + " x anything" : dimensionsText({columns, rows});
      failShape(tensor, wanted);
    }
    return {tensor.type, tensor.data.data(), tensorRows, columns};
  }

  Matrix optionalMatrix(const std::string& name, std::size_t columns, std::size_t rows) const {
    return find(name) == nullptr ? Matrix{} : matrix(name, columns, rows);
  }

  std::vector<float> vector(const std::string& name, std::size_t size) const {
    const GgufTensor& tensor = require(name);
    if (tensor.valueCount != size || tensor.dimensions[0] != size) failShape(tensor, std::to_string(size));
    std::vector<float> values(size);
    copyRow({tensor.type, tensor.data.data(), 1, size}, 0, values);
    return values;
  }

  std::vector<float> optionalVector(const std::string& name, std::size_t size) const {
    return find(name) == nullptr ? std::vector<float>{} : vector(name, size);
  }

  LayerWeights layer(std::size_t index, const LayerShape& shape) const;
  PredictorWeights predictor(std::size_t index, const ModelWeights& model, std::size_t vocabularySize) const;
  ModelWeights ends(std::size_t vocabularySize) const;

 private:
  [[noreturn]] static void failShape(const GgufTensor& tensor, const std::string& wanted) {
    throw EngineError("ENGINE_METADATA_INVALID", "Tensor " + std::string(tensor.name) + " has the shape " +
                                                     dimensionsText(tensor.dimensions) + " instead of " + wanted + ".");
  }

  void findAttention(const std::string& block, const LayerShape& layer, LayerWeights& weights) const;
  FeedForwardWeights feedForward(const std::string& block, const std::string& suffix) const;
  ExpertWeights experts(const std::string& block) const;

  const GgufFile& file_;
  const HyperParameters& shape_;
};

void TensorFinder::findAttention(const std::string& block, const LayerShape& layer, LayerWeights& weights) const {
  const std::size_t embedding = shape_.embeddingLength;
  const std::size_t queryRows = layer.heads * shape_.keyLength;
  const std::size_t keyRows = layer.kvHeads * shape_.keyLength;
  const std::size_t valueRows = layer.kvHeads * shape_.valueLength;
  if (find(block + "attn_qkv.weight") != nullptr) {
    const Matrix fused = matrix(block + "attn_qkv.weight", embedding, queryRows + keyRows + valueRows);
    weights.query = fused.slice(0, queryRows);
    weights.key = fused.slice(queryRows, keyRows);
    weights.value = fused.slice(queryRows + keyRows, valueRows);
  } else {
    weights.query = matrix(block + "attn_q.weight", embedding, queryRows);
    weights.key = matrix(block + "attn_k.weight", embedding, keyRows);
    weights.value = matrix(block + "attn_v.weight", embedding, valueRows);
  }
  weights.queryNorm = optionalVector(block + "attn_q_norm.weight", shape_.keyLength);
  weights.keyNorm = optionalVector(block + "attn_k_norm.weight", shape_.keyLength);
  weights.headGate = optionalMatrix(block + "attn_gate.weight", embedding, layer.heads);
  weights.attentionOutput = matrix(block + "attn_output.weight", layer.heads * shape_.valueLength, embedding);
}

FeedForwardWeights TensorFinder::feedForward(const std::string& block, const std::string& suffix) const {
  FeedForwardWeights weights;
  weights.gate = matrix(block + "ffn_gate" + suffix, shape_.embeddingLength, 0);
  weights.up = matrix(block + "ffn_up" + suffix, shape_.embeddingLength, weights.width());
  weights.down = matrix(block + "ffn_down" + suffix, weights.width(), shape_.embeddingLength);
  return weights;
}

ExpertWeights TensorFinder::experts(const std::string& block) const {
  ExpertWeights weights;
  const std::size_t count = shape_.expertCount;
  if (count == 0) {
    throw EngineError("ENGINE_METADATA_INVALID", "The model has a router, but step35.expert_count is missing or 0.");
  }
  const GgufTensor& gate = require(block + "ffn_gate_exps.weight");
  if (gate.dimensions.size() != 3 || gate.dimensions[2] != count) {
    failShape(gate, "experts of " + std::to_string(count));
  }
  weights.width = gate.dimensions[1];
  weights.router = matrix(block + "ffn_gate_inp.weight", shape_.embeddingLength, count);
  weights.selectionBias = optionalVector(block + "exp_probs_b.bias", count);
  weights.stacked.gate = matrix(block + "ffn_gate_exps.weight", shape_.embeddingLength, weights.width * count);
  weights.stacked.up = matrix(block + "ffn_up_exps.weight", shape_.embeddingLength, weights.width * count);
  weights.stacked.down = matrix(block + "ffn_down_exps.weight", weights.width, shape_.embeddingLength * count);
  return weights;
}

LayerWeights TensorFinder::layer(std::size_t index, const LayerShape& shape) const {
  const std::string block = "blk." + std::to_string(index) + ".";
  LayerWeights weights;
  weights.attentionNorm = vector(block + "attn_norm.weight", shape_.embeddingLength);
  findAttention(block, shape, weights);
  weights.feedForwardNorm = vector(block + "ffn_norm.weight", shape_.embeddingLength);
  if (find(block + "ffn_gate_inp.weight") == nullptr) {
    weights.dense = feedForward(block, ".weight");
    return weights;
  }
  weights.experts = experts(block);
  if (find(block + "ffn_gate_shexp.weight") != nullptr) weights.shared = feedForward(block, "_shexp.weight");
  return weights;
}

// `model` has the matrices and the norm that a block without own ones shares.
PredictorWeights TensorFinder::predictor(std::size_t index, const ModelWeights& model,
                                         std::size_t vocabularySize) const {
  const std::size_t embedding = shape_.embeddingLength;
  const std::string prefix = "blk." + std::to_string(shape_.trunkLayers + index) + ".nextn.";
  PredictorWeights weights;
  weights.embeddingNorm = vector(prefix + "enorm.weight", embedding);
  weights.hiddenNorm = vector(prefix + "hnorm.weight", embedding);
  weights.projection = matrix(prefix + "eh_proj.weight", 2 * embedding, embedding);
  weights.outputNorm = optionalVector(prefix + "shared_head_norm.weight", embedding);
  if (weights.outputNorm.empty()) weights.outputNorm = model.outputNorm;
  weights.output = optionalMatrix(prefix + "shared_head_head.weight", embedding, vocabularySize);
  if (!weights.output.exists()) weights.output = model.output;
  weights.tokenEmbedding = optionalMatrix(prefix + "embed_tokens.weight", embedding, vocabularySize);
  if (!weights.tokenEmbedding.exists()) weights.tokenEmbedding = model.tokenEmbedding;
  return weights;
}

// What stands before and behind the layers
ModelWeights TensorFinder::ends(std::size_t vocabularySize) const {
  ModelWeights weights;
  weights.tokenEmbedding = matrix("token_embd.weight", shape_.embeddingLength, vocabularySize);
  vocabularySize = weights.tokenEmbedding.rows;
  weights.output = optionalMatrix("output.weight", shape_.embeddingLength, vocabularySize);
  if (!weights.output.exists()) weights.output = weights.tokenEmbedding;
  weights.outputNorm = vector("output_norm.weight", shape_.embeddingLength);
  weights.ropeFactors = optionalVector("rope_freqs.weight", shape_.keyLength / 2);
  return weights;
}

// A file with some of its prediction blocks only is no reason to go without the model.
template <typename Find>
void partOfPredictor(std::size_t block, const Find& find) {
  try {
    find();
  } catch (const EngineError& error) {
    throw EngineError(error.code(), std::string(error.what()) + " The multi-token-prediction block " +
                                        std::to_string(block) +
                                        " needs it; predictionHeads loads the model with fewer of them, or none.");
  }
}

}  // namespace

ModelWeights findWeights(const GgufFile& file, const HyperParameters& shape, std::size_t vocabularySize) {
  const TensorFinder finder(file, shape);
  if (shape.predictors() > 0 && finder.find("blk.0.attn_norm.weight") == nullptr) {
    throw EngineError("ENGINE_TENSOR_MISSING",
                      "The model file has only the multi-token-prediction blocks of a model, not its layers.");
  }
  ModelWeights weights = finder.ends(vocabularySize);
  weights.layers.reserve(shape.layers.size());
  for (std::size_t i = 0; i < shape.trunkLayers; ++i) weights.layers.push_back(finder.layer(i, shape.layers[i]));
  for (std::size_t i = 0; i < shape.predictors(); ++i) {
    const std::size_t block = shape.trunkLayers + i;
    partOfPredictor(block, [&] {
      weights.layers.push_back(finder.layer(block, shape.layers[block]));
      weights.predictors.push_back(finder.predictor(i, weights, weights.output.rows));
    });
  }
  return weights;
}

}  // namespace farhand
