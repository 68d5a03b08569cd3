#include "native-generation.h"

#include <algorithm>

#include "convert.h"

namespace farhand {

namespace {

const char* nameOf(StopReason reason) {
  switch (reason) {
    case StopReason::END: return "end";
    case StopReason::GRAMMAR: return "grammar";
    case StopReason::LENGTH: return "length";
    case StopReason::CANCELLED: return "cancelled";
  }
  return "cancelled";
}

}  // namespace

// A process that is ending still delivers rings but can't run JavaScript any more; that failure is of no interest.
void callWake(Napi::Env env, Napi::Function wake, std::nullptr_t*, void*) {
  if (env == nullptr || wake.IsEmpty()) return;
  napi_call_function(env, env.Undefined(), wake, 0, nullptr, nullptr);
}

Napi::Function NativeGeneration::define(Napi::Env env) {
  return DefineClass(env, "NativeGeneration",
                     {
                         InstanceMethod<&NativeGeneration::take>("take"),
                         InstanceMethod<&NativeGeneration::finished>("finished"),
                         InstanceMethod<&NativeGeneration::cancel>("cancel"),
                         InstanceMethod<&NativeGeneration::hold>("hold"),
                         InstanceMethod<&NativeGeneration::release>("release"),
                     });
}

Napi::Object NativeGeneration::start(const Napi::FunctionReference& constructor, std::shared_ptr<const Model> model,
                                     GenerationOptions options, const Napi::Function& wake) {
  const Napi::Env env = wake.Env();
  const Napi::Object object = constructor.New({});
  NativeGeneration* self = Unwrap(object);
  self->env_ = env;
  // One queued ring is enough: whoever is woken takes everything there is.
  self->wake_ = Bell::New(env, wake, "farhand generation", 1, 1);
  self->wake_.Unref(env);
  const auto ring = [bell = self->wake_] { bell.NonBlockingCall(); };
  const auto end = [bell = self->wake_]() mutable { bell.Release(); };
  try {
    self->generation_ = std::make_unique<Generation>(std::move(model), std::move(options), ring, end);
  } catch (...) {
    self->wake_.Release();
    throw;
  }
  napi_add_env_cleanup_hook(env, stopAtExit, self);
  self->watchingExit_ = true;
  return object;
}

NativeGeneration::~NativeGeneration() {
  if (watchingExit_) napi_remove_env_cleanup_hook(env_, stopAtExit, this);
}

void NativeGeneration::stopAtExit(void* self) {
  auto* generation = static_cast<NativeGeneration*>(self);
  generation->watchingExit_ = false;
  generation->generation_.reset();
}

Napi::Value NativeGeneration::take(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const GenerationBatch batch = generation_->take();
  auto tokens = Napi::Uint32Array::New(env, batch.tokens.size());
  auto logProbabilities = Napi::Float64Array::New(env, batch.tokens.size());
  for (std::size_t i = 0; i < batch.tokens.size(); ++i) {
    tokens[i] = batch.tokens[i].token;
    logProbabilities[i] = batch.tokens[i].logProbability;
  }
  auto result = Napi::Object::New(env);
  result["tokens"] = tokens;
  result["logprobs"] = logProbabilities;
  result["done"] = Napi::Boolean::New(env, batch.done);
  result["promptMs"] = Napi::Number::New(env, batch.promptMs);
  result["generateMs"] = Napi::Number::New(env, batch.generateMs);
  result["cachedTokens"] = Napi::Number::New(env, static_cast<double>(batch.counts.cached));
  result["draftedTokens"] = Napi::Number::New(env, static_cast<double>(batch.counts.drafted));
  result["acceptedTokens"] = Napi::Number::New(env, static_cast<double>(batch.counts.accepted));
  result["forcedTokens"] = Napi::Number::New(env, static_cast<double>(batch.counts.forced));
  if (batch.done && batch.failure) result["error"] = toError(env, *batch.failure).Value();
  if (batch.done && !batch.failure) result["stopReason"] = Napi::String::New(env, nameOf(batch.stopReason));
  return result;
}

Napi::Value NativeGeneration::finished(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), generation_->finished());
}

void NativeGeneration::cancel(const Napi::CallbackInfo&) {
  generation_->cancel();
}

void NativeGeneration::hold(const Napi::CallbackInfo& info) {
  if (!generation_->finished()) wake_.Ref(info.Env());
}

void NativeGeneration::release(const Napi::CallbackInfo& info) {
  if (!generation_->finished()) wake_.Unref(info.Env());
}

}  // namespace farhand
