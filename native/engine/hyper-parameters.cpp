#include "hyper-parameters.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "error.h"
#include "metadata.h"

namespace farhand {

namespace {

constexpr const char* ARCHITECTURE = "step35";
constexpr std::size_t MAX_LAYERS = 4096;
constexpr std::size_t MAX_WIDTH = 1 << 20;
constexpr std::size_t MAX_EXPERTS = 1 << 16;
constexpr double DEFAULT_SLIDING_ROPE_BASE = 10000;
constexpr std::size_t GATING_SIGMOID = 2;

void checkArchitecture(const GgufFile& file) {
  const auto name = Metadata(file, "general.").text("architecture");
  if (!name) Metadata(file, "general.").fail("architecture", "is missing");
  if (*name != ARCHITECTURE) {
    throw EngineError("ENGINE_UNSUPPORTED_ARCHITECTURE",
                      "The model has the architecture " + std::string(*name) + "; this engine runs step35.");
  }
}

std::size_t boundedSize(const Metadata& metadata, const char* key, std::size_t most) {
  const std::size_t value = metadata.requiredSize(key);
  if (value > most) metadata.fail(key, "is " + std::to_string(value) + ", more than " + std::to_string(most));
  return value;
}

// Reads values of every stored block: those of the trunk and, behind them, the multi-token-prediction blocks. Some
// converters cut the arrays to the trunk although they declare prediction blocks; those are sliding layers like the
// last one of the trunk, without limits.
class BlockValues {
 public:
  BlockValues(const Metadata& metadata, std::size_t trunk, std::size_t stored)
      : metadata_(metadata), trunk_(trunk), stored_(stored) {}

  std::size_t stored() const { return stored_; }
  void setTypicalBlock(std::size_t index) { typical_ = index; }

  // Of the first key that is there; empty if none is. Blocks that the array leaves out get `beyond`, or what the
  // typical block has.
  std::vector<double> read(std::initializer_list<const char*> keys, std::optional<double> beyond = std::nullopt) const {
    for (const char* key : keys) {
      std::vector<double> values = metadata_.perLayer(key, stored_, trunk_);
      if (values.empty()) continue;
      values.resize(stored_, beyond.value_or(values[std::min(typical_, values.size() - 1)]));
      return values;
    }
    return {};
  }

  std::vector<double> required(const char* key, std::optional<double> beyond = std::nullopt) const {
    std::vector<double> values = read({key}, beyond);
    if (values.empty()) metadata_.fail(key, "is missing");
    return values;
  }

 private:
  const Metadata& metadata_;
  std::size_t trunk_;
  std::size_t stored_;
  std::size_t typical_ = 0;
};

std::size_t headCount(const Metadata& metadata, const char* key, const std::vector<double>& values, std::size_t layer) {
  const double value = values[layer];
  if (!(value >= 1 && value <= MAX_WIDTH)) metadata.fail(key, "of layer " + std::to_string(layer) + " is out of range");
  return static_cast<std::size_t>(value);
}

void readHeads(const Metadata& metadata, const BlockValues& blocks, std::vector<LayerShape>& layers) {
  const auto heads = blocks.required("attention.head_count");
  const auto kvHeads = blocks.required("attention.head_count_kv");
  for (std::size_t i = 0; i < layers.size(); ++i) {
    LayerShape& layer = layers[i];
    layer.heads = headCount(metadata, "attention.head_count", heads, i);
    layer.kvHeads = headCount(metadata, "attention.head_count_kv", kvHeads, i);
    if (layer.heads % layer.kvHeads != 0) {
      metadata.fail("attention.head_count_kv", "of layer " + std::to_string(i) + " doesn't divide the head count");
    }
  }
}

// Full layers rotate half of `rope.dimension_count`, sliding layers all of it, each with its own base.
void readRope(const Metadata& metadata, const BlockValues& blocks, std::size_t keyLength,
              std::vector<LayerShape>& layers) {
  const std::size_t dims = metadata.size("rope.dimension_count").value_or(keyLength);
  const double base = metadata.number("rope.freq_base").value_or(DEFAULT_SLIDING_ROPE_BASE);
  const double slidingBase = metadata.number("rope.freq_base_swa").value_or(DEFAULT_SLIDING_ROPE_BASE);
  const auto legacyDims = blocks.read({"rope.dimension_count_per_layer"});
  const auto legacyBases = blocks.read({"rope.freq_base_per_layer"});
  const std::size_t factorMask = metadata.size("rope.scaling.apply_mask").value_or(1);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    LayerShape& layer = layers[i];
    const double rotary = legacyDims.empty() ? static_cast<double>(layer.sliding ? dims : dims / 2) : legacyDims[i];
    if (!(rotary >= 2 && rotary <= static_cast<double>(keyLength)) || std::fmod(rotary, 2) != 0) {
      metadata.fail("rope.dimension_count", "gives layer " + std::to_string(i) + " no even number of rotated values");
    }
    layer.rotaryDims = static_cast<std::size_t>(rotary);
    layer.ropeBase = legacyBases.empty() ? (layer.sliding ? slidingBase : base) : legacyBases[i];
    if (!(layer.ropeBase > 0) || !std::isfinite(layer.ropeBase)) metadata.fail("rope.freq_base", "is not positive");
    layer.ropeFactors = (factorMask & (layer.sliding ? 2u : 1u)) != 0;
  }
}

void readLimits(const BlockValues& blocks, std::vector<LayerShape>& layers) {
  const auto expert = blocks.read({"swiglu_clamp_exp", "swiglu_limits"}, 0);
  const auto shared = blocks.read({"swiglu_clamp_shexp", "swiglu_limits_shared"}, 0);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (!expert.empty()) layers[i].expertLimit = static_cast<float>(expert[i]);
    if (!shared.empty()) layers[i].sharedLimit = static_cast<float>(shared[i]);
  }
}

std::vector<LayerShape> readBlocks(const Metadata& metadata, std::size_t trunk, std::size_t stored,
                                   std::size_t keyLength) {
  std::vector<LayerShape> layers(stored);
  BlockValues blocks(metadata, trunk, stored);
  const auto sliding = blocks.required("attention.sliding_window_pattern", 1);
  for (std::size_t i = 0; i < stored; ++i) {
    layers[i].sliding = sliding[i] != 0;
    if (layers[i].sliding && i < trunk) blocks.setTypicalBlock(i);
  }
  readHeads(metadata, blocks, layers);
  readRope(metadata, blocks, keyLength, layers);
  readLimits(blocks, layers);
  return layers;
}

bool hasPredictor(const GgufFile& file, std::size_t block) {
  return file.findTensor("blk." + std::to_string(block) + ".nextn.eh_proj.weight") != nullptr;
}

// Prediction blocks that the metadata declare or, in files without the key, that the last blocks turn out to be
std::size_t countPredictors(const GgufFile& file, const Metadata& metadata, std::size_t stored) {
  const std::optional<std::size_t> declared = metadata.size("nextn_predict_layers");
  if (declared) {
    if (*declared >= stored) metadata.fail("nextn_predict_layers", "leaves no layer of the " + std::to_string(stored));
    return *declared;
  }
  std::size_t count = 0;
  while (count + 1 < stored && hasPredictor(file, stored - 1 - count)) ++count;
  return count;
}

// Files that lost their prediction blocks, but not the mention of them, have none of them.
bool hasAnyPredictor(const GgufFile& file, std::size_t trunk, std::size_t stored) {
  for (std::size_t block = trunk; block < stored; ++block) {
    if (hasPredictor(file, block)) return true;
  }
  return false;
}

void readExperts(const Metadata& metadata, HyperParameters& shape) {
  shape.expertCount = metadata.size("expert_count").value_or(0);
  shape.expertUsedCount = metadata.size("expert_used_count").value_or(0);
  if (shape.expertCount > MAX_EXPERTS) metadata.fail("expert_count", "is more than " + std::to_string(MAX_EXPERTS));
  if (shape.expertUsedCount > shape.expertCount || (shape.expertCount > 0 && shape.expertUsedCount == 0)) {
    metadata.fail("expert_used_count", "is " + std::to_string(shape.expertUsedCount) + " of " +
                                           std::to_string(shape.expertCount) + " experts");
  }
  if (metadata.size("expert_gating_func").value_or(GATING_SIGMOID) != GATING_SIGMOID) {
    metadata.fail("expert_gating_func", "is not 2 (sigmoid)");
  }
  const double scale = metadata.number("expert_weights_scale").value_or(0);
  shape.expertScale = scale == 0 ? 1 : static_cast<float>(scale);
  shape.expertNormalised = metadata.flag("expert_weights_norm").value_or(false);
}

}  // namespace

HyperParameters readHyperParameters(const GgufFile& file, std::size_t mostPredictors) {
  checkArchitecture(file);
  const Metadata metadata(file, std::string(ARCHITECTURE) + ".");
  HyperParameters shape;
  const std::size_t stored = boundedSize(metadata, "block_count", MAX_LAYERS);
  const std::size_t declared = countPredictors(file, metadata, stored);
  const std::size_t trunk = stored - declared;
  shape.contextLength = metadata.requiredSize("context_length");
  shape.embeddingLength = boundedSize(metadata, "embedding_length", MAX_WIDTH);
  shape.keyLength = boundedSize(metadata, "attention.key_length", MAX_WIDTH);
  shape.valueLength = boundedSize(metadata, "attention.value_length", MAX_WIDTH);
  shape.slidingWindow = metadata.requiredSize("attention.sliding_window");
  shape.normEpsilon = metadata.requiredNumber("attention.layer_norm_rms_epsilon");
  if (!(shape.normEpsilon >= 0 && shape.normEpsilon < 1)) {
    metadata.fail("attention.layer_norm_rms_epsilon", "is not between 0 and 1");
  }
  shape.layers = readBlocks(metadata, trunk, stored, shape.keyLength);
  shape.trunkLayers = trunk;
  shape.layers.resize(trunk + std::min(mostPredictors, hasAnyPredictor(file, trunk, stored) ? declared : 0));
  readExperts(metadata, shape);
  return shape;
}

}  // namespace farhand
