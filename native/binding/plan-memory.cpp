#include "plan-memory.h"

#include "../engine/available-memory.h"
#include "../engine/model.h"
#include "convert.h"

namespace farhand {

Napi::Object toObject(Napi::Env env, const MemoryPlan& plan) {
  const auto bytes = [env](std::size_t count) { return Napi::Number::New(env, static_cast<double>(count)); };
  auto result = Napi::Object::New(env);
  result["weights"] = bytes(plan.weights);
  result["keysAndValues"] = bytes(plan.keysAndValues);
  result["batch"] = bytes(plan.batch);
  result["total"] = bytes(plan.total());
  result["available"] = bytes(plan.available);
  return result;
}

Napi::Value planMemoryOf(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const GgufFile file(info[0].As<Napi::String>().Utf8Value());
    const std::size_t predictors = info[3].IsNumber() ? info[3].As<Napi::Number>().Uint32Value() : ALL_PREDICTORS;
    const HyperParameters shape = readHyperParameters(file, predictors);
    const std::string cache = info[2].As<Napi::String>().Utf8Value();
    ModelOptions options;
    options.contextLength = info[1].As<Napi::Number>().Uint32Value();
    MemoryRequest request = memoryRequest(file, shape, options);
    if (cache == "f32") request.cache = CacheFormat::F32;
    if (cache == "f16") request.cache = CacheFormat::F16;
    if (cache == "q8_0") request.cache = CacheFormat::Q8_0;
    return toObject(info.Env(), planMemory(file, shape, request, availableMemory()));
  });
}

}  // namespace farhand
