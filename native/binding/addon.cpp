// The addon's exports: load(path, threads, contextLength, memoryLimit?, mlock?, predictionHeads?, cache?, precision?,
// packedFile?, started?) -> Promise of a model, packing without loading, planMemory, and for tests sample().

#include <napi.h>

#include "convert.h"
#include "load-worker.h"
#include "native-constraint.h"
#include "native-generation.h"
#include "native-model.h"
#include "plan-memory.h"

namespace farhand {

namespace {

Napi::Value load(const Napi::CallbackInfo& info) {
  ModelOptions options;
  options.threads = info[1].As<Napi::Number>().Uint32Value();
  options.contextLength = info[2].As<Napi::Number>().Uint32Value();
  if (info[3].IsNumber()) options.memoryLimit = static_cast<std::size_t>(info[3].As<Napi::Number>().Int64Value());
  options.lockMemory = info[4].ToBoolean();
  if (info[5].IsNumber()) options.predictors = info[5].As<Napi::Number>().Uint32Value();
  options.cache = toCacheFormat(info[6]);
  options.precision = toPrecision(info[7]);
  options.packedFile = toPackedFileOptions(info[8]);
  const std::string path = info[0].As<Napi::String>().Utf8Value();
  const Napi::Object running = PromiseWorker::queue(new LoadWorker(info.Env(), path, options));
  if (info[9].IsFunction()) info[9].As<Napi::Function>().Call({running.Get("cancel")});
  return running.Get("result");
}

// pack(path, threads, packedFile) -> { result: Promise of a report, cancel() }
Napi::Value pack(const Napi::CallbackInfo& info) {
  const std::string path = info[0].As<Napi::String>().Utf8Value();
  const std::size_t threads = info[1].As<Napi::Number>().Uint32Value();
  return PromiseWorker::queue(new PackWorker(info.Env(), path, threads, toPackedFileOptions(info[2])));
}

// removePacked(path, packedFile) -> paths of the files that were removed
Napi::Value removePacked(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const GgufFile file(info[0].As<Napi::String>().Utf8Value());
    auto result = Napi::Array::New(info.Env());
    for (const std::string& path : removePackedFiles(file, toPackedFileOptions(info[1]))) {
      result[result.Length()] = Napi::String::New(info.Env(), path);
    }
    return result;
  });
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
  exports["pack"] = Napi::Function::New<pack>(env, "pack");
  exports["removePacked"] = Napi::Function::New<removePacked>(env, "removePacked");
  exports["sample"] = Napi::Function::New<sample>(env, "sample");
  return exports;
}

}  // namespace

}  // namespace farhand

static Napi::Object initialiseAddon(Napi::Env env, Napi::Object exports) {
  return farhand::initialise(env, exports);
}

NODE_API_MODULE(farhand_engine, initialiseAddon)
