#include "native-model.h"

#include "../engine/generation.h"
#include "convert.h"
#include "logits-worker.h"
#include "native-constraint.h"
#include "native-generation.h"

namespace farhand {

namespace {

double numberOf(const Napi::Object& options, const char* key) {
  return options.Get(key).As<Napi::Number>().DoubleValue();
}

std::size_t sizeOf(const Napi::Object& options, const char* key) {
  return static_cast<std::size_t>(numberOf(options, key));
}

GenerationOptions toGenerationOptions(const Napi::Object& options) {
  GenerationOptions result;
  result.tokens = toTokens(options.Get("tokens"));
  result.grammar = options.Get("grammar").As<Napi::String>().Utf8Value();
  result.maxTokens = sizeOf(options, "maxTokens");
  result.sampler.temperature = numberOf(options, "temperature");
  result.sampler.topK = sizeOf(options, "topK");
  result.sampler.topP = numberOf(options, "topP");
  result.sampler.minP = numberOf(options, "minP");
  result.sampler.seed = sizeOf(options, "seed");
  return result;
}

Napi::Value textOrUndefined(Napi::Env env, const GgufValue* value) {
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string_view>(value);
  if (text == nullptr) return env.Undefined();
  return Napi::String::New(env, text->data(), text->size());
}

Napi::Value toNumber(Napi::Env env, std::size_t value) {
  return Napi::Number::New(env, static_cast<double>(value));
}

}  // namespace

Napi::Function NativeModel::define(Napi::Env env) {
  return DefineClass(env, "NativeModel",
                     {
                         InstanceMethod<&NativeModel::info>("info"),
                         InstanceMethod<&NativeModel::tokenize>("tokenize"),
                         InstanceMethod<&NativeModel::tokenBytes>("tokenBytes"),
                         InstanceMethod<&NativeModel::logits>("logits"),
                         InstanceMethod<&NativeModel::generate>("generate"),
                         InstanceMethod<&NativeModel::pieces>("pieces"),
                         InstanceMethod<&NativeModel::constrain>("constrain"),
                         InstanceMethod<&NativeModel::close>("close"),
                     });
}

Napi::Object NativeModel::wrap(Napi::Env env, std::shared_ptr<const Model> model) {
  const Napi::Object object = env.GetInstanceData<AddonData>()->modelConstructor.New({});
  Unwrap(object)->model_ = std::move(model);
  return object;
}

Napi::Value NativeModel::info(const Napi::CallbackInfo& call) {
  const Napi::Env env = call.Env();
  const HyperParameters& shape = model_->shape();
  const Tokenizer& tokenizer = model_->tokenizer();
  auto result = Napi::Object::New(env);
  result["path"] = Napi::String::New(env, model_->file().path());
  result["fileBytes"] = toNumber(env, model_->file().fileBytes());
  result["architecture"] = Napi::String::New(env, "step35");
  const Napi::Value name = textOrUndefined(env, model_->file().findValue("general.name"));
  result["name"] = name.IsUndefined() ? Napi::String::New(env, "") : name;
  result["parameterCount"] = toNumber(env, model_->parameterCount());
  result["vocabularySize"] = toNumber(env, tokenizer.size());
  result["contextLength"] = toNumber(env, model_->contextLength());
  result["layerCount"] = toNumber(env, shape.layers.size());
  result["embeddingLength"] = toNumber(env, shape.embeddingLength);
  result["expertCount"] = toNumber(env, shape.expertCount);
  result["expertUsedCount"] = toNumber(env, shape.expertUsedCount);
  result["slidingWindow"] = toNumber(env, shape.slidingWindow);
  auto types = Napi::Object::New(env);
  for (const auto& [type, count] : model_->tensorTypes()) types[type] = toNumber(env, count);
  result["tensorTypes"] = types;
  result["threads"] = toNumber(env, model_->arithmetic().pool().threads());
  result["instructionSet"] = Napi::String::New(env, model_->arithmetic().kernels().name);
  result["preTokenizer"] = Napi::String::New(env, tokenizer.preTokenizerName());
  const std::optional<std::uint32_t> begin = tokenizer.beginToken();
  result["beginToken"] = begin ? toNumber(env, *begin) : env.Undefined();
  auto ends = Napi::Array::New(env);
  for (std::uint32_t i = 0; i < tokenizer.endTokens().size(); ++i) ends[i] = toNumber(env, tokenizer.endTokens()[i]);
  result["endTokens"] = ends;
  result["chatTemplate"] = textOrUndefined(env, model_->file().findValue("tokenizer.chat_template"));
  return result;
}

Napi::Value NativeModel::tokenize(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const std::string text = call[0].As<Napi::String>().Utf8Value();
    return toUint32Array(call.Env(), model_->tokenizer().tokenize(text, call[1].As<Napi::Boolean>().Value()));
  });
}

Napi::Value NativeModel::tokenBytes(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const bool special = call[1].As<Napi::Boolean>().Value();
    const Tokenizer& tokenizer = model_->tokenizer();
    std::string bytes;
    for (const std::uint32_t token : toTokens(call[0])) {
      if (special || tokenizer.kindOf(token) != TokenKind::CONTROL) bytes += tokenizer.bytesOf(token);
    }
    return toBytes(call.Env(), bytes);
  });
}

Napi::Value NativeModel::logits(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    return LogitsWorker::start(call.Env(), model_, toTokens(call[0]));
  });
}

Napi::Value NativeModel::generate(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const Napi::FunctionReference& constructor = call.Env().GetInstanceData<AddonData>()->generationConstructor;
    return NativeGeneration::start(constructor, model_, toGenerationOptions(call[0].As<Napi::Object>()),
                                   call[1].As<Napi::Function>());
  });
}

// For tests: where the pre-tokenizer cuts a text.
Napi::Value NativeModel::pieces(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const std::string text = call[0].As<Napi::String>().Utf8Value();
    auto result = Napi::Array::New(call.Env());
    for (const std::string_view piece : model_->tokenizer().pieces(text)) {
      result[result.Length()] = Napi::String::New(call.Env(), piece.data(), piece.size());
    }
    return result;
  });
}

// For tests: a grammar to follow.
Napi::Value NativeModel::constrain(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const Napi::FunctionReference& constructor = call.Env().GetInstanceData<AddonData>()->constraintConstructor;
    return NativeConstraint::start(constructor, model_, call[0].As<Napi::String>().Utf8Value());
  });
}

void NativeModel::close(const Napi::CallbackInfo&) {
  model_.reset();
}

}  // namespace farhand
