#pragma once

#include <napi.h>

#include "../engine/memory-plan.h"

namespace farhand {

// { weights, keysAndValues, batch, total, available }, bytes
Napi::Object toObject(Napi::Env env, const MemoryPlan& plan);

// planMemory(path, contextLength, cache: 'f32' | 'f16' | 'q8_0' | '') -> the same. Reads the head of the file only; a
// contextLength of 0 is the file's own, no cache the one that loading takes.
Napi::Value planMemoryOf(const Napi::CallbackInfo& info);

}  // namespace farhand
