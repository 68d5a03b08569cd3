#include "plan-memory.h"

#include "../engine/available-memory.h"
#include "../engine/model.h"
#include "convert.h"
#include "load-worker.h"

namespace farhand {

Napi::Object toObject(Napi::Env env, const MemoryPlan& plan) {
  const auto bytes = [env](std::size_t count) { return Napi::Number::New(env, static_cast<double>(count)); };
  auto result = Napi::Object::New(env);
  result["weights"] = bytes(plan.weights);
  result["packed"] = bytes(plan.packed);
  result["packedFile"] = bytes(plan.packedFile);
  result["keysAndValues"] = bytes(plan.keysAndValues);
  result["batch"] = bytes(plan.batch);
  result["total"] = bytes(plan.total());
  result["available"] = bytes(plan.available);
  return result;
}

std::optional<CacheFormat> toCacheFormat(const Napi::Value& value) {
  return cacheFormatNamed(value.IsString() ? value.As<Napi::String>().Utf8Value() : "");
}

Precision toPrecision(const Napi::Value& value) {
  const std::string name = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  if (name == "exact") return Precision::EXACT;
  return name == "fast" ? Precision::FAST : Precision::AUTOMATIC;
}

Napi::Value planMemoryOf(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const GgufFile file(info[0].As<Napi::String>().Utf8Value());
    ModelOptions options;
    options.contextLength = info[1].As<Napi::Number>().Uint32Value();
    options.cache = toCacheFormat(info[2]);
    if (info[3].IsNumber()) options.predictors = info[3].As<Napi::Number>().Uint32Value();
    options.precision = toPrecision(info[4]);
    options.packedFile = toPackedFileOptions(info[5]);
    const HyperParameters shape = readHyperParameters(file, options.predictors);
    const ModelWeights weights = findWeights(file, shape, ANY_VOCABULARY);
    const MemoryRequest request = memoryRequest(file, shape, weights, options);
    return toObject(info.Env(), planMemory(shape, weights, request, availableMemory()));
  });
}

}  // namespace farhand
