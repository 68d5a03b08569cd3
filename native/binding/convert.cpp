#include "convert.h"

#include <algorithm>
#include <cstring>

namespace farhand {

Napi::Error toError(Napi::Env env, const Failure& failure) {
  Napi::Error error = Napi::Error::New(env, failure.message);
  error.Set("code", Napi::String::New(env, failure.code));
  return error;
}

bool canRunScripts(Napi::Env env) {
  napi_value object = nullptr;
  return napi_create_object(env, &object) == napi_ok && napi_object_freeze(env, object) == napi_ok;
}

SamplerOptions toSamplerOptions(const Napi::Object& options) {
  const auto number = [&](const char* key) { return options.Get(key).As<Napi::Number>().DoubleValue(); };
  SamplerOptions result;
  result.temperature = number("temperature");
  result.topK = static_cast<std::size_t>(number("topK"));
  result.topP = number("topP");
  result.minP = number("minP");
  result.repetitionPenalty = number("repetitionPenalty");
  result.repetitionWindow = static_cast<std::size_t>(number("repetitionWindow"));
  result.seed = static_cast<std::uint64_t>(number("seed"));
  return result;
}

std::vector<std::uint32_t> toTokens(const Napi::Value& typedArray) {
  const auto array = typedArray.As<Napi::Uint32Array>();
  return {array.Data(), array.Data() + array.ElementLength()};
}

Napi::Uint32Array toUint32Array(Napi::Env env, const std::vector<std::uint32_t>& values) {
  auto array = Napi::Uint32Array::New(env, values.size());
  std::copy(values.begin(), values.end(), array.Data());
  return array;
}

Napi::Uint8Array toBytes(Napi::Env env, const std::string& bytes) {
  auto array = Napi::Uint8Array::New(env, bytes.size());
  std::copy(bytes.begin(), bytes.end(), array.Data());
  return array;
}

}  // namespace farhand
