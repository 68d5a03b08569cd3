#include "native-model.h"

#include "../engine/generation.h"
#include "../engine/predictor.h"
#include "convert.h"
#include "logits-worker.h"
#include "model-info.h"
#include "native-constraint.h"
#include "native-generation.h"
#include "plan-memory.h"
#include "predictions.h"
#include "rate-worker.h"

namespace farhand {

namespace {

GenerationOptions toGenerationOptions(const Napi::Object& options) {
  GenerationOptions result;
  result.tokens = toTokens(options.Get("tokens"));
  result.grammar = options.Get("grammar").As<Napi::String>().Utf8Value();
  result.maxTokens = static_cast<std::size_t>(options.Get("maxTokens").As<Napi::Number>().Int64Value());
  result.sampler = toSamplerOptions(options);
  result.jumpAhead = options.Get("jumpAhead").ToBoolean();
  const Napi::Value draft = options.Get("draft");
  const std::string source = draft.IsString() ? draft.As<Napi::String>().Utf8Value() : "none";
  if (source == "prompt-lookup") result.draft = DraftKind::PROMPT_LOOKUP;
  if (source == "mtp") result.draft = DraftKind::MTP;
  const Napi::Value draftTokens = options.Get("draftTokens");
  if (draftTokens.IsNumber()) result.draftTokens = draftTokens.As<Napi::Number>().Uint32Value();
  const Napi::Value acceptance = options.Get("draftAcceptance");
  if (acceptance.IsNumber()) result.draftAcceptance = acceptance.As<Napi::Number>().DoubleValue();
  return result;
}

}  // namespace

Napi::Function NativeModel::define(Napi::Env env) {
  return DefineClass(env, "NativeModel",
                     {
                         InstanceMethod<&NativeModel::info>("info"),
                         InstanceMethod<&NativeModel::tokenize>("tokenize"),
                         InstanceMethod<&NativeModel::tokenBytes>("tokenBytes"),
                         InstanceMethod<&NativeModel::logits>("logits"),
                         InstanceMethod<&NativeModel::measure>("measure"),
                         InstanceMethod<&NativeModel::generate>("generate"),
                         InstanceMethod<&NativeModel::pieces>("pieces"),
                         InstanceMethod<&NativeModel::constrain>("constrain"),
                         InstanceMethod<&NativeModel::predictions>("predictions"),
                         InstanceMethod<&NativeModel::plan>("plan"),
                         InstanceMethod<&NativeModel::allocated>("allocated"),
                         InstanceMethod<&NativeModel::close>("close"),
                     });
}

Napi::Object NativeModel::wrap(Napi::Env env, std::shared_ptr<const Model> model) {
  const Napi::Object object = env.GetInstanceData<AddonData>()->modelConstructor.New({});
  Unwrap(object)->model_ = std::move(model);
  return object;
}

Napi::Value NativeModel::info(const Napi::CallbackInfo& call) {
  return modelInfo(call.Env(), *model_);
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
    const std::size_t batch = call[1].IsNumber() ? call[1].As<Napi::Number>().Uint32Value() : 0;
    return LogitsWorker::start(call.Env(), model_, toTokens(call[0]), batch, call[2].ToBoolean());
  });
}

Napi::Value NativeModel::measure(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const std::size_t position = call[2].IsNumber() ? call[2].As<Napi::Number>().Uint32Value() : 0;
    return RateWorker::start(call.Env(), model_, toTokens(call[0]), toTokens(call[1]), position);
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

// For tests: what the prediction heads say after a text.
Napi::Value NativeModel::predictions(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const std::vector<float> logits = predictionsAfter(*model_, toTokens(call[0]));
    auto result = Napi::Float32Array::New(call.Env(), logits.size());
    std::copy(logits.begin(), logits.end(), result.Data());
    return result;
  });
}

Napi::Value NativeModel::plan(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const std::size_t positions = call[0].As<Napi::Number>().Uint32Value();
    const CacheFormat cache = toCacheFormat(call[1]).value_or(model_->kvPool().layout().format());
    return toObject(call.Env(), model_->planFor(positions, cache));
  });
}

// For tests: what is taken of the memory, to be held against the plan. The scratch is that of a pass made for it.
Napi::Value NativeModel::allocated(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const Forward forward(model_->shape(), model_->weights(), model_->arithmetic(), Forward::PROMPT_BATCH);
    std::size_t batch = forward.allocatedBytes();
    if (model_->shape().predictors() > 0) {
      batch += Predictor(model_->shape(), model_->weights(), model_->arithmetic()).allocatedBytes();
    }
    const auto bytes = [&](std::size_t count) { return Napi::Number::New(call.Env(), static_cast<double>(count)); };
    auto result = Napi::Object::New(call.Env());
    result["packed"] = bytes(model_->packedBytes());
  result["packedFile"] = bytes(model_->packedFileBytes());
    result["keysAndValues"] = bytes(model_->kvPool().allocatedBytes());
    result["batch"] = bytes(batch);
    return result;
  });
}

void NativeModel::close(const Napi::CallbackInfo&) {
  model_.reset();
}

}  // namespace farhand
