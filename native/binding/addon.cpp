// The addon's exports: load(path, threads, contextLength, memoryLimit?, mlock?, predictionHeads?, cache?, precision?) ->
// Promise of a model, planMemory, and for tests sample().

#include <napi.h>

#include "../engine/failure.h"
#include "../engine/model.h"
#include "convert.h"
#include "native-constraint.h"
#include "native-generation.h"
#include "native-model.h"
#include "plan-memory.h"

namespace farhand {

namespace {

class LoadWorker : public Napi::AsyncWorker {
 public:
  LoadWorker(Napi::Env env, std::string path, const ModelOptions& options)
      : Napi::AsyncWorker(env), path_(std::move(path)), options_(options), deferred_(env) {}

  Napi::Promise promise() const { return deferred_.Promise(); }

  void Execute() override {
    failure_ = captureFailure([this] { model_ = std::make_shared<const Model>(GgufFile(path_), options_); });
  }

  void OnOK() override {
    if (!canRunScripts(Env())) return;
    if (failure_) {
      deferred_.Reject(toError(Env(), *failure_).Value());
    } else {
      deferred_.Resolve(NativeModel::wrap(Env(), std::move(model_)));
    }
  }

 private:
  const std::string path_;
  const ModelOptions options_;
  Napi::Promise::Deferred deferred_;
  std::shared_ptr<const Model> model_;
  std::optional<Failure> failure_;
};

Napi::Value load(const Napi::CallbackInfo& info) {
  ModelOptions options;
  options.threads = info[1].As<Napi::Number>().Uint32Value();
  options.contextLength = info[2].As<Napi::Number>().Uint32Value();
  if (info[3].IsNumber()) options.memoryLimit = static_cast<std::size_t>(info[3].As<Napi::Number>().Int64Value());
  options.lockMemory = info[4].ToBoolean();
  if (info[5].IsNumber()) options.predictors = info[5].As<Napi::Number>().Uint32Value();
  options.cache = toCacheFormat(info[6]);
  options.precision = toPrecision(info[7]);
  auto* worker = new LoadWorker(info.Env(), info[0].As<Napi::String>().Utf8Value(), options);  // deletes itself
  const Napi::Promise promise = worker->promise();
  worker->Queue();
  return promise;
}

// For tests: the tokens that a sampler chooses from the same logits again and again.
//   sample(logits: Float32Array, options, remembered: Uint32Array, count) -> Uint32Array
Napi::Value sample(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const auto logits = info[0].As<Napi::Float32Array>();
    Sampler sampler(toSamplerOptions(info[1].As<Napi::Object>()));
    sampler.remember(toTokens(info[2]));
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t i = 0; i < info[3].As<Napi::Number>().Uint32Value(); ++i) {
      std::vector<float> scratch(logits.Data(), logits.Data() + logits.ElementLength());
      chosen.push_back(sampler.choose(scratch));
      sampler.remember(chosen.back());
    }
    return toUint32Array(info.Env(), chosen);
  });
}

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  auto data = std::make_unique<AddonData>();
  data->modelConstructor = Napi::Persistent(NativeModel::define(env));
  data->generationConstructor = Napi::Persistent(NativeGeneration::define(env));
  data->constraintConstructor = Napi::Persistent(NativeConstraint::define(env));
  env.SetInstanceData(data.release());  // deleted with the environment
  exports["planMemory"] = Napi::Function::New<planMemoryOf>(env, "planMemory");
  exports["load"] = Napi::Function::New<load>(env, "load");
  exports["sample"] = Napi::Function::New<sample>(env, "sample");
  return exports;
}

}  // namespace

}  // namespace farhand

static Napi::Object initialiseAddon(Napi::Env env, Napi::Object exports) {
  return farhand::initialise(env, exports);
}

NODE_API_MODULE(farhand_engine, initialiseAddon)
