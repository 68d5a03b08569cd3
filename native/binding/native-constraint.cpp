#include "native-constraint.h"

#include "../engine/grammar/forced-tokens.h"
#include "convert.h"

namespace farhand {

Napi::Function NativeConstraint::define(Napi::Env env) {
  return DefineClass(env, "NativeConstraint",
                     {
                         InstanceMethod<&NativeConstraint::allowed>("allowed"),
                         InstanceMethod<&NativeConstraint::mayEnd>("mayEnd"),
                         InstanceMethod<&NativeConstraint::forced>("forced"),
                         InstanceMethod<&NativeConstraint::forbidOthers>("forbidOthers"),
                         InstanceMethod<&NativeConstraint::accept>("accept"),
                     });
}

Napi::Object NativeConstraint::start(const Napi::FunctionReference& constructor, std::shared_ptr<const Model> model,
                                     const std::string& grammar) {
  std::shared_ptr<CompiledGrammar> compiled = model->grammars().find(grammar);
  const Napi::Object object = constructor.New({});
  NativeConstraint* self = Unwrap(object);
  self->model_ = std::move(model);
  self->constraint_.emplace(std::move(compiled));
  return object;
}

Napi::Value NativeConstraint::allowed(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    const TokenSet& set = constraint_->allowed();
    std::vector<std::uint32_t> tokens;
    for (std::uint32_t token = 0; token < model_->tokenizer().size(); ++token) {
      if (set.has(token)) tokens.push_back(token);
    }
    return toUint32Array(call.Env(), tokens);
  });
}

Napi::Value NativeConstraint::mayEnd(const Napi::CallbackInfo& call) {
  return Napi::Boolean::New(call.Env(), constraint_->mayEnd());
}

Napi::Value NativeConstraint::forced(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    auto result = Napi::Object::New(call.Env());
    result["bytes"] = toBytes(call.Env(), constraint_->forced().bytes);
    result["tokens"] = toUint32Array(call.Env(), forcedTokens(*constraint_, model_->tokenizer()));
    return result;
  });
}

Napi::Value NativeConstraint::forbidOthers(const Napi::CallbackInfo& call) {
  return guarded(call.Env(), [&]() -> Napi::Value {
    auto logits = call[0].As<Napi::Float32Array>();
    constraint_->forbidOthers({logits.Data(), logits.ElementLength()}, model_->tokenizer().endTokens());
    return call.Env().Undefined();
  });
}

void NativeConstraint::accept(const Napi::CallbackInfo& call) {
  constraint_->accept(call[0].As<Napi::Number>().Uint32Value());
}

}  // namespace farhand
