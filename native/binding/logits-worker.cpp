#include "logits-worker.h"

#include <algorithm>
#include <span>

namespace farhand {

namespace {

// Tokens that go through the model together
constexpr std::size_t MAX_BATCH = 512;

}  // namespace

LogitsWorker::LogitsWorker(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
                           std::size_t batch, bool lastOnly)
    : ModelWorker(env, std::move(model)),
      tokens_(std::move(tokens)),
      batch_(batch == 0 ? MAX_BATCH : batch),
      lastOnly_(lastOnly) {}

Napi::Object LogitsWorker::start(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
                                 std::size_t batch, bool lastOnly) {
  checkFits(*model, tokens.size());
  return queue(new LogitsWorker(env, std::move(model), std::move(tokens), batch, lastOnly));
}

void LogitsWorker::work() {
  logits_.reserve((lastOnly_ ? 1 : tokens_.size()) * model().tokenizer().size());
  Sequence sequence = model().newSequence(std::clamp<std::size_t>(tokens_.size(), 1, batch_));
  std::span<const std::uint32_t> rest(tokens_);
  while (!rest.empty()) {
    const std::size_t count = std::min(rest.size(), sequence.maxRows());
    append(sequence, rest.first(count));
    const std::size_t skipped = !lastOnly_ ? 0 : count == rest.size() ? count - 1 : count;
    for (std::size_t first = skipped; first < count; first += Forward::MAX_LOGIT_ROWS) {
      const std::span<const float> some = sequence.logits(first, std::min(count - first, Forward::MAX_LOGIT_ROWS));
      logits_.insert(logits_.end(), some.begin(), some.end());
    }
    rest = rest.subspan(count);
  }
}

Napi::Value LogitsWorker::result() {
  auto result = Napi::Float32Array::New(Env(), logits_.size());
  std::copy(logits_.begin(), logits_.end(), result.Data());
  return result;
}

}  // namespace farhand
