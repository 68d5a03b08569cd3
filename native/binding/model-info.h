// What a loaded model tells about itself: the object behind ModelInfo in node/types.ts.
#pragma once

#include <napi.h>

#include "../engine/model.h"

namespace farhand {

Napi::Object modelInfo(Napi::Env env, const Model& model);

}  // namespace farhand
