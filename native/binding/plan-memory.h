#pragma once

#include <napi.h>

#include <optional>

#include "../engine/memory-plan.h"
#include "../engine/model.h"

namespace farhand {

// { weights, packed, packedFile, keysAndValues, batch, total, available }, bytes
Napi::Object toObject(Napi::Env env, const MemoryPlan& plan);

// 'f32' | 'f16' | 'q8_0'; anything else is none
std::optional<CacheFormat> toCacheFormat(const Napi::Value& value);
// 'exact' | 'fast'; anything else is automatic
Precision toPrecision(const Napi::Value& value);

// planMemory(path, contextLength, cache?, predictionHeads?, precision?, packedFile?) -> the same. Reads the head of the file and its
// norms only; a contextLength of 0 is the file's own, and what is not given is as loading takes it.
Napi::Value planMemoryOf(const Napi::CallbackInfo& info);

}  // namespace farhand
