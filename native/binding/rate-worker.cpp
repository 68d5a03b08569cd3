#include "rate-worker.h"

#include <algorithm>
#include <chrono>
#include <span>

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
  Sequence sequence = model_->newSequence(std::clamp<std::size_t>(prompt_.size(), 1, Forward::PROMPT_BATCH));
  const auto append = [&](std::span<const std::uint32_t> tokens) {
    if (!sequence.append(tokens, *cancelled_)) throw EngineError("ENGINE_ABORTED", "The call was aborted.");
  };
  const auto start = Clock::now();
  for (std::span<const std::uint32_t> rest(prompt_); !rest.empty();) {
    const std::size_t count = std::min(rest.size(), sequence.maxRows());
    append(rest.first(count));
    rest = rest.subspan(count);
  }
  promptMs_ = millisecondsSince(start);
  const auto decodeStart = Clock::now();
  for (const std::uint32_t token : decoded_) {
    append({&token, 1});
    sequence.logits(0, 1);
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
