#include "logits-worker.h"

#include <algorithm>

#include "convert.h"

namespace farhand {

LogitsWorker::LogitsWorker(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
                           bool lastOnly)
    : Napi::AsyncWorker(env),
      model_(std::move(model)),
      tokens_(std::move(tokens)),
      lastOnly_(lastOnly),
      deferred_(env) {}

Napi::Object LogitsWorker::start(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
                                 bool lastOnly) {
  if (tokens.size() > model->contextLength()) {
    throw EngineError("ENGINE_CONTEXT_EXCEEDED", std::to_string(tokens.size()) + " tokens don't fit the context of " +
                                                     std::to_string(model->contextLength()) + ".");
  }
  auto* worker = new LogitsWorker(env, std::move(model), std::move(tokens), lastOnly);  // deletes itself when done
  auto result = Napi::Object::New(env);
  result["result"] = worker->deferred_.Promise();
  result["cancel"] = Napi::Function::New(env, [flag = worker->cancelled_](const Napi::CallbackInfo&) { *flag = true; });
  worker->Queue();
  return result;
}

void LogitsWorker::Execute() {
  failure_ = captureFailure([this] { compute(); });
}

void LogitsWorker::compute() {
  logits_.reserve((lastOnly_ ? 1 : tokens_.size()) * model_->tokenizer().size());
  Sequence sequence = model_->newSequence(std::max<std::size_t>(1, tokens_.size()));
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    sequence.append(tokens_[i], *cancelled_);
    if (*cancelled_) throw EngineError("ENGINE_ABORTED", "The call was aborted.");
    if (lastOnly_ && i + 1 < tokens_.size()) continue;
    const std::span<const float> row = sequence.logits();
    logits_.insert(logits_.end(), row.begin(), row.end());
  }
}

void LogitsWorker::OnOK() {
  if (!canRunScripts(Env())) return;
  if (failure_) {
    deferred_.Reject(toError(Env(), *failure_).Value());
    return;
  }
  auto result = Napi::Float32Array::New(Env(), logits_.size());
  std::copy(logits_.begin(), logits_.end(), result.Data());
  deferred_.Resolve(result);
}

}  // namespace farhand
