#include "rate-worker.h"

#include <algorithm>
#include <chrono>
#include <span>

namespace farhand {

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

RateWorker::RateWorker(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> prompt,
                       std::vector<std::uint32_t> decoded, std::size_t position)
    : ModelWorker(env, std::move(model)), prompt_(std::move(prompt)), decoded_(std::move(decoded)),
      position_(std::max(position, prompt_.size())) {}

Napi::Object RateWorker::start(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> prompt,
                               std::vector<std::uint32_t> decoded, std::size_t position) {
  checkFits(*model, std::max(position, prompt.size()) + decoded.size());
  return queue(new RateWorker(env, std::move(model), std::move(prompt), std::move(decoded), position));
}

void RateWorker::work() {
  Sequence sequence = model().newSequence(std::clamp<std::size_t>(prompt_.size(), 1, Forward::PROMPT_BATCH));
  const auto start = Clock::now();
  for (std::span<const std::uint32_t> rest(prompt_); !rest.empty();) {
    const std::size_t count = std::min(rest.size(), sequence.maxRows());
    append(sequence, rest.first(count));
    rest = rest.subspan(count);
  }
  promptMs_ = millisecondsSince(start);
  if (position_ > prompt_.size()) sequence.repeatUntil(position_);
  const auto decodeStart = Clock::now();
  for (const std::uint32_t token : decoded_) {
    append(sequence, {&token, 1});
    sequence.logits(0, 1);
  }
  decodeMs_ = millisecondsSince(decodeStart);
}

Napi::Value RateWorker::result() {
  auto times = Napi::Object::New(Env());
  times["promptMs"] = Napi::Number::New(Env(), promptMs_);
  times["decodeMs"] = Napi::Number::New(Env(), decodeMs_);
  return times;
}

}  // namespace farhand
