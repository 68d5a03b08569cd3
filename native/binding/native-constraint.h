// For tests and measurements: the JavaScript object of one grammar being followed, token by token.
#pragma once

#include <napi.h>

#include <memory>
#include <optional>

#include "../engine/grammar/token-constraint.h"
#include "../engine/model.h"

namespace farhand {

class NativeConstraint : public Napi::ObjectWrap<NativeConstraint> {
 public:
  static Napi::Function define(Napi::Env env);

  // Throws ENGINE_GRAMMAR_INVALID.
  static Napi::Object start(const Napi::FunctionReference& constructor, std::shared_ptr<const Model> model,
                            const std::string& grammar);

  explicit NativeConstraint(const Napi::CallbackInfo& info) : Napi::ObjectWrap<NativeConstraint>(info) {}

 private:
  Napi::Value allowed(const Napi::CallbackInfo& info);
  Napi::Value mayEnd(const Napi::CallbackInfo& info);
  Napi::Value forced(const Napi::CallbackInfo& info);
  Napi::Value forbidOthers(const Napi::CallbackInfo& info);
  void accept(const Napi::CallbackInfo& info);

  std::shared_ptr<const Model> model_;
  std::optional<TokenConstraint> constraint_;
};

}  // namespace farhand
