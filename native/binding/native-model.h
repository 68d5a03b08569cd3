// The JavaScript object of a loaded model. Short calls run where they are called; logits run on Node's thread pool and
// outputs on the model's scheduler, each holding the model, so closing only lets go of it.
#pragma once

#include <napi.h>

#include <memory>

#include "../engine/model.h"

namespace farhand {

// What belongs to one Node environment (the main thread or a worker)
struct AddonData {
  Napi::FunctionReference modelConstructor;
  Napi::FunctionReference generationConstructor;
  Napi::FunctionReference constraintConstructor;
};

class NativeModel : public Napi::ObjectWrap<NativeModel> {
 public:
  static Napi::Function define(Napi::Env env);
  static Napi::Object wrap(Napi::Env env, std::shared_ptr<const Model> model);

  explicit NativeModel(const Napi::CallbackInfo& info) : Napi::ObjectWrap<NativeModel>(info) {}

 private:
  Napi::Value info(const Napi::CallbackInfo& info);
  Napi::Value tokenize(const Napi::CallbackInfo& info);
  Napi::Value tokenBytes(const Napi::CallbackInfo& info);
  Napi::Value logits(const Napi::CallbackInfo& info);
  Napi::Value measure(const Napi::CallbackInfo& info);
  Napi::Value generate(const Napi::CallbackInfo& info);
  Napi::Value pieces(const Napi::CallbackInfo& info);
  Napi::Value constrain(const Napi::CallbackInfo& info);
  Napi::Value plan(const Napi::CallbackInfo& info);
  Napi::Value allocated(const Napi::CallbackInfo& info);
  Napi::Value predictions(const Napi::CallbackInfo& info);
  void close(const Napi::CallbackInfo& info);

  std::shared_ptr<const Model> model_;
};

}  // namespace farhand
