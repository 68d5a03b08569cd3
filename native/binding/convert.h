// Between JavaScript values and the engine's, and from engine failures to JavaScript errors with a `code`.
#pragma once

#include <napi.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "../engine/failure.h"
#include "../engine/sampler.h"

namespace farhand {

Napi::Error toError(Napi::Env env, const Failure& failure);

// Runs `action`, which returns a Napi::Value; a failure becomes a pending JavaScript exception.
template <typename Action>
Napi::Value guarded(Napi::Env env, Action&& action) {
  Napi::Value result = env.Undefined();
  const std::optional<Failure> failure = captureFailure([&] { result = action(); });
  if (failure) toError(env, *failure).ThrowAsJavaScriptException();
  return result;
}

// False while the process or worker is ending: results that arrive then have nobody left to go to, and trying to
// deliver them would end in a fatal error.
bool canRunScripts(Napi::Env env);

// From an object that has every field of NativeSampling in node/addon.ts
SamplerOptions toSamplerOptions(const Napi::Object& options);

std::vector<std::uint32_t> toTokens(const Napi::Value& typedArray);
Napi::Uint32Array toUint32Array(Napi::Env env, const std::vector<std::uint32_t>& values);
Napi::Uint8Array toBytes(Napi::Env env, const std::string& bytes);

}  // namespace farhand
