#include "rate-worker.h"

#include <chrono>

#include "convert.h"

namespace farhand {

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

RateWorker::RateWorker(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> prompt,
                       std::vector<std::uint32_t> decoded)
    : Napi::AsyncWorker(env),
      model_(std::move(model)),
      prompt_(std::move(prompt)),
      decoded_(std::move(decoded)),
      deferred_(env) {}

Napi::Object RateWorker::start(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> prompt,
                               std::vector<std::uint32_t> decoded) {
  const std::size_t positions = prompt.size() + decoded.size();
  if (positions > model->contextLength()) {
    throw EngineError("ENGINE_CONTEXT_EXCEEDED", std::to_string(positions) + " tokens don't fit the context of " +
                                                     std::to_string(model->contextLength()) + ".");
  }
  auto* worker = new RateWorker(env, std::move(model), std::move(prompt), std::move(decoded));  // deletes itself
  auto result = Napi::Object::New(env);
  result["result"] = worker->deferred_.Promise();
  result["cancel"] = Napi::Function::New(env, [flag = worker->cancelled_](const Napi::CallbackInfo&) { *flag = true; });
  worker->Queue();
  return result;
}

void RateWorker::Execute() {
  failure_ = captureFailure([this] { measure(); });
}

void RateWorker::measure() {
  Sequence sequence = model_->newSequence(std::max<std::size_t>(1, prompt_.size() + decoded_.size()));
  const auto append = [&](std::uint32_t token) {
    sequence.append(token, *cancelled_);
    if (*cancelled_) throw EngineError("ENGINE_ABORTED", "The call was aborted.");
  };
  const auto start = Clock::now();
  for (const std::uint32_t token : prompt_) append(token);
  promptMs_ = millisecondsSince(start);
  const auto decodeStart = Clock::now();
  for (const std::uint32_t token : decoded_) {
    append(token);
    sequence.logits();
  }
  decodeMs_ = millisecondsSince(decodeStart);
}

void RateWorker::OnOK() {
  if (!canRunScripts(Env())) return;
  if (failure_) {
    deferred_.Reject(toError(Env(), *failure_).Value());
    return;
  }
  auto result = Napi::Object::New(Env());
  result["promptMs"] = Napi::Number::New(Env(), promptMs_);
  result["decodeMs"] = Napi::Number::New(Env(), decodeMs_);
  deferred_.Resolve(result);
}

}  // namespace farhand
