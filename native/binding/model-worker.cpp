#include "model-worker.h"

#include "convert.h"

namespace farhand {

ModelWorker::ModelWorker(Napi::Env env, std::shared_ptr<const Model> model)
    : Napi::AsyncWorker(env), model_(std::move(model)), deferred_(env) {}

void ModelWorker::checkFits(const Model& model, std::size_t tokens) {
  if (tokens <= model.contextLength()) return;
  throw EngineError("ENGINE_CONTEXT_EXCEEDED", std::to_string(tokens) + " tokens don't fit the context of " +
                                                   std::to_string(model.contextLength()) + ".");
}

Napi::Object ModelWorker::queue(ModelWorker* worker) {
  const Napi::Env env = worker->Env();
  auto object = Napi::Object::New(env);
  object["result"] = worker->deferred_.Promise();
  object["cancel"] = Napi::Function::New(env, [flag = worker->cancelled_](const Napi::CallbackInfo&) { *flag = true; });
  worker->Queue();
  return object;
}

void ModelWorker::append(Sequence& sequence, std::span<const std::uint32_t> tokens) const {
  if (!sequence.append(tokens, *cancelled_)) throw EngineError("ENGINE_ABORTED", "The call was aborted.");
}

void ModelWorker::Execute() {
  failure_ = captureFailure([this] { work(); });
}

void ModelWorker::OnOK() {
  if (!canRunScripts(Env())) return;
  if (failure_) {
    deferred_.Reject(toError(Env(), *failure_).Value());
    return;
  }
  deferred_.Resolve(result());
}

}  // namespace farhand
