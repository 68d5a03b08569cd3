#include "model-info.h"

#include <span>
#include <string_view>

#include "load-worker.h"
#include "plan-memory.h"

namespace farhand {

namespace {

Napi::Value textOrUndefined(Napi::Env env, const GgufValue* value) {
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string_view>(value);
  if (text == nullptr) return env.Undefined();
  return Napi::String::New(env, text->data(), text->size());
}

Napi::Value toNumber(Napi::Env env, std::size_t value) {
  return Napi::Number::New(env, static_cast<double>(value));
}

std::size_t bytesOf(const Matrix& matrix) {
  return matrix.exists() ? matrix.rows * matrix.rowBytes() : 0;
}

std::size_t bytesOf(const FeedForwardWeights& weights) {
  return bytesOf(weights.gate) + bytesOf(weights.up) + bytesOf(weights.down);
}

// Bytes of matrices that one token passes through: of the stacked experts as many as are used, of the embedding a row
// only, which is left out.
std::size_t bytesPerToken(const Model& model) {
  const HyperParameters& shape = model.shape();
  std::size_t bytes = bytesOf(model.weights().output);
  for (const LayerWeights& layer : std::span(model.weights().layers).first(shape.trunkLayers)) {
    bytes += bytesOf(layer.query) + bytesOf(layer.key) + bytesOf(layer.value) + bytesOf(layer.headGate) +
             bytesOf(layer.attentionOutput) + bytesOf(layer.dense) + bytesOf(layer.shared) +
             bytesOf(layer.experts.router);
    if (layer.experts.router.exists()) {
      bytes += bytesOf(layer.experts.stacked) / shape.expertCount * shape.expertUsedCount;
    }
  }
  return bytes;
}

Napi::Array layersOf(Napi::Env env, const Model& model) {
  auto layers = Napi::Array::New(env);
  for (std::uint32_t i = 0; i < model.shape().trunkLayers; ++i) {
    const LayerShape& shape = model.shape().layers[i];
    auto layer = Napi::Object::New(env);
    layer["heads"] = toNumber(env, shape.heads);
    layer["kvHeads"] = toNumber(env, shape.kvHeads);
    layer["sliding"] = Napi::Boolean::New(env, shape.sliding);
    layer["experts"] = Napi::Boolean::New(env, model.weights().layers[i].experts.router.exists());
    layers[i] = layer;
  }
  return layers;
}

}  // namespace

Napi::Object modelInfo(Napi::Env env, const Model& model) {
  const HyperParameters& shape = model.shape();
  const Tokenizer& tokenizer = model.tokenizer();
  auto result = Napi::Object::New(env);
  result["path"] = Napi::String::New(env, model.file().path());
  result["fileBytes"] = toNumber(env, model.file().fileBytes());
  result["architecture"] = Napi::String::New(env, "step35");
  const Napi::Value name = textOrUndefined(env, model.file().findValue("general.name"));
  result["name"] = name.IsUndefined() ? Napi::String::New(env, "") : name;
  result["parameterCount"] = toNumber(env, model.parameterCount());
  result["vocabularySize"] = toNumber(env, tokenizer.size());
  result["contextLength"] = toNumber(env, model.contextLength());
  result["layers"] = layersOf(env, model);
  result["keyLength"] = toNumber(env, shape.keyLength);
  result["valueLength"] = toNumber(env, shape.valueLength);
  result["weightBytesPerToken"] = toNumber(env, bytesPerToken(model));
  result["layerCount"] = toNumber(env, shape.trunkLayers);
  result["predictionHeads"] = toNumber(env, shape.predictors());
  result["embeddingLength"] = toNumber(env, shape.embeddingLength);
  result["expertCount"] = toNumber(env, shape.expertCount);
  result["expertUsedCount"] = toNumber(env, shape.expertUsedCount);
  result["slidingWindow"] = toNumber(env, shape.slidingWindow);
  auto types = Napi::Object::New(env);
  for (const auto& [type, count] : model.tensorTypes()) types[type] = toNumber(env, count);
  result["tensorTypes"] = types;
  result["cache"] = Napi::String::New(env, nameOf(model.kvPool().layout().format()));
  result["precision"] = Napi::String::New(env, model.arithmetic().digits() == 1 ? "fast" : "exact");
  result["packedFile"] = toObject(env, model.packedFile());
  result["memory"] = toObject(env, model.memoryPlan());
  result["threads"] = toNumber(env, model.arithmetic().pool().threads());
  result["instructionSet"] = Napi::String::New(env, model.arithmetic().kernels().name);
  result["preTokenizer"] = Napi::String::New(env, tokenizer.preTokenizerName());
  const std::optional<std::uint32_t> begin = tokenizer.beginToken();
  result["beginToken"] = begin ? toNumber(env, *begin) : env.Undefined();
  auto ends = Napi::Array::New(env);
  for (std::uint32_t i = 0; i < tokenizer.endTokens().size(); ++i) ends[i] = toNumber(env, tokenizer.endTokens()[i]);
  result["endTokens"] = ends;
  result["chatTemplate"] = textOrUndefined(env, model.file().findValue("tokenizer.chat_template"));
  return result;
}

}  // namespace farhand
