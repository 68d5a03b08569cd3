#include "hyper-parameters.h"

#include <algorithm>
#include <cmath>

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

// One value per stored layer from the first key that is there, or `fallback`
std::vector<double> valuesPerLayer(const Metadata& metadata, std::initializer_list<const char*> keys,
                                   std::size_t layers, double fallback) {
  for (const char* key : keys) {
    const std::vector<double> values = metadata.perLayer(key, layers);
    if (!values.empty()) return values;
  }
  return std::vector<double>(layers, fallback);
}

std::size_t headCount(const Metadata& metadata, const char* key, const std::vector<double>& values, std::size_t layer) {
  const double value = values[layer];
  if (!(value >= 1 && value <= MAX_WIDTH)) metadata.fail(key, "of layer " + std::to_string(layer) + " is out of range");
  return static_cast<std::size_t>(value);
}

void readHeads(const Metadata& metadata, std::size_t stored, HyperParameters& shape) {
  const auto heads = valuesPerLayer(metadata, {"attention.head_count"}, stored, 0);
  const auto kvHeads = valuesPerLayer(metadata, {"attention.head_count_kv"}, stored, 0);
  const auto sliding = valuesPerLayer(metadata, {"attention.sliding_window_pattern"}, stored, -1);
  for (std::size_t i = 0; i < shape.layers.size(); ++i) {
    LayerShape& layer = shape.layers[i];
    layer.heads = headCount(metadata, "attention.head_count", heads, i);
    layer.kvHeads = headCount(metadata, "attention.head_count_kv", kvHeads, i);
    if (layer.heads % layer.kvHeads != 0) {
      metadata.fail("attention.head_count_kv", "of layer " + std::to_string(i) + " doesn't divide the head count");
    }
    if (sliding[i] < 0) metadata.fail("attention.sliding_window_pattern", "is missing");
    layer.sliding = sliding[i] != 0;
  }
}

// Full layers rotate half of `rope.dimension_count`, sliding layers all of it, each with its own base.
void readRope(const Metadata& metadata, std::size_t stored, HyperParameters& shape) {
  const std::size_t dims = metadata.size("rope.dimension_count").value_or(shape.keyLength);
  const double base = metadata.number("rope.freq_base").value_or(DEFAULT_SLIDING_ROPE_BASE);
  const double slidingBase = metadata.number("rope.freq_base_swa").value_or(DEFAULT_SLIDING_ROPE_BASE);
  const auto legacyDims = metadata.perLayer("rope.dimension_count_per_layer", stored);
  const auto legacyBases = metadata.perLayer("rope.freq_base_per_layer", stored);
  const std::size_t factorMask = metadata.size("rope.scaling.apply_mask").value_or(1);
  for (std::size_t i = 0; i < shape.layers.size(); ++i) {
    LayerShape& layer = shape.layers[i];
    const double rotary = legacyDims.empty() ? static_cast<double>(layer.sliding ? dims : dims / 2) : legacyDims[i];
    if (!(rotary >= 2 && rotary <= static_cast<double>(shape.keyLength)) || std::fmod(rotary, 2) != 0) {
      metadata.fail("rope.dimension_count", "gives layer " + std::to_string(i) + " no even number of rotated values");
    }
    layer.rotaryDims = static_cast<std::size_t>(rotary);
    layer.ropeBase = legacyBases.empty() ? (layer.sliding ? slidingBase : base) : legacyBases[i];
    if (!(layer.ropeBase > 0) || !std::isfinite(layer.ropeBase)) metadata.fail("rope.freq_base", "is not positive");
    layer.ropeFactors = (factorMask & (layer.sliding ? 2u : 1u)) != 0;
  }
}

void readLimits(const Metadata& metadata, std::size_t stored, HyperParameters& shape) {
  const auto expert = valuesPerLayer(metadata, {"swiglu_clamp_exp", "swiglu_limits"}, stored, 0);
  const auto shared = valuesPerLayer(metadata, {"swiglu_clamp_shexp", "swiglu_limits_shared"}, stored, 0);
  for (std::size_t i = 0; i < shape.layers.size(); ++i) {
    shape.layers[i].expertLimit = static_cast<float>(expert[i]);
    shape.layers[i].sharedLimit = static_cast<float>(shared[i]);
  }
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
  shape.expertScale = static_cast<float>(metadata.number("expert_weights_scale").value_or(1));
  shape.expertNormalised = metadata.flag("expert_weights_norm").value_or(false);
}

}  // namespace

HyperParameters readHyperParameters(const GgufFile& file) {
  checkArchitecture(file);
  const Metadata metadata(file, std::string(ARCHITECTURE) + ".");
  HyperParameters shape;
  const std::size_t stored = boundedSize(metadata, "block_count", MAX_LAYERS);
  const std::size_t predicting = metadata.size("nextn_predict_layers").value_or(0);
  if (predicting >= stored) metadata.fail("nextn_predict_layers", "leaves no layer of the " + std::to_string(stored));
  shape.layers.resize(stored - predicting);
  shape.contextLength = metadata.requiredSize("context_length");
  shape.embeddingLength = boundedSize(metadata, "embedding_length", MAX_WIDTH);
  shape.keyLength = boundedSize(metadata, "attention.key_length", MAX_WIDTH);
  shape.valueLength = boundedSize(metadata, "attention.value_length", MAX_WIDTH);
  shape.slidingWindow = metadata.requiredSize("attention.sliding_window");
  shape.normEpsilon = metadata.requiredNumber("attention.layer_norm_rms_epsilon");
  if (!(shape.normEpsilon >= 0 && shape.normEpsilon < 1)) {
    metadata.fail("attention.layer_norm_rms_epsilon", "is not between 0 and 1");
  }
  readHeads(metadata, stored, shape);
  readRope(metadata, stored, shape);
  readLimits(metadata, stored, shape);
  readExperts(metadata, shape);
  return shape;
}

}  // namespace farhand
