#include "logits-worker.h"

#include <algorithm>

#include "convert.h"

namespace farhand {

namespace {

// Tokens that go through the model together
constexpr std::size_t MAX_BATCH = 512;

}  // namespace

LogitsWorker::LogitsWorker(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
                           std::size_t batch, bool lastOnly)
    : Napi::AsyncWorker(env),
      model_(std::move(model)),
      tokens_(std::move(tokens)),
      batch_(batch == 0 ? MAX_BATCH : batch),
      lastOnly_(lastOnly),
      deferred_(env) {}

Napi::Object LogitsWorker::start(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
                                 std::size_t batch, bool lastOnly) {
  if (tokens.size() > model->contextLength()) {
    throw EngineError("ENGINE_CONTEXT_EXCEEDED", std::to_string(tokens.size()) + " tokens don't fit the context of " +
                                                     std::to_string(model->contextLength()) + ".");
  }
  auto* worker = new LogitsWorker(env, std::move(model), std::move(tokens), batch, lastOnly);  // deletes itself
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
  Sequence sequence = model_->newSequence(std::clamp<std::size_t>(tokens_.size(), 1, batch_));
  std::span<const std::uint32_t> rest(tokens_);
  while (!rest.empty()) {
    const std::size_t count = std::min(rest.size(), sequence.maxRows());
    if (!sequence.append(rest.first(count), *cancelled_)) throw EngineError("ENGINE_ABORTED", "The call was aborted.");
    const std::size_t skipped = !lastOnly_ ? 0 : count == rest.size() ? count - 1 : count;
    for (std::size_t first = skipped; first < count; first += Forward::MAX_LOGIT_ROWS) {
      const std::span<const float> some = sequence.logits(first, std::min(count - first, Forward::MAX_LOGIT_ROWS));
      logits_.insert(logits_.end(), some.begin(), some.end());
    }
    rest = rest.subspan(count);
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
