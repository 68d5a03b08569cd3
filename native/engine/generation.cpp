#include "generation.h"

#include <algorithm>

namespace farhand {

namespace {

constexpr std::size_t MAX_QUEUED_TOKENS = 32;

double millisecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Generation::Generation(std::shared_ptr<const Model> model, GenerationOptions options, std::function<void()> onNews,
                       std::function<void()> onEnd)
    : model_(std::move(model)), options_(std::move(options)), onNews_(std::move(onNews)), onEnd_(std::move(onEnd)) {
  if (!options_.grammar.empty()) constraint_.emplace(model_->grammars().find(options_.grammar));
  thread_ = std::thread([this] { run(); });
}

Generation::~Generation() {
  cancel();
  thread_.join();
}

GenerationBatch Generation::take() {
  GenerationBatch batch;
  {
    const std::lock_guard lock(mutex_);
    batch = outcome_;
    batch.tokens.assign(queue_.begin(), queue_.end());
    queue_.clear();
  }
  taken_.notify_one();
  return batch;
}

void Generation::cancel() {
  {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
  }
  taken_.notify_one();
}

void Generation::run() {
  auto stopReason = StopReason::CANCELLED;
  std::optional<Failure> failure = captureFailure([&] {
    Sequence sequence = model_->newSequence(std::min(options_.tokens.size(), Forward::PROMPT_BATCH));
    if (readPrompt(sequence)) stopReason = write(sequence);
  });
  {
    const std::lock_guard lock(mutex_);
    outcome_.done = true;
    outcome_.stopReason = stopReason;
    outcome_.failure = std::move(failure);
  }
  finished_ = true;
  onNews_();
  onEnd_();
}

// Whether the whole prompt was read
bool Generation::readPrompt(Sequence& sequence) {
  const auto start = Clock::now();
  std::span<const std::uint32_t> rest(options_.tokens);
  while (!rest.empty()) {
    lastBatch_ = std::min(rest.size(), sequence.maxRows());
    if (!sequence.append(rest.first(lastBatch_), cancelled_)) return false;
    rest = rest.subspan(lastBatch_);
  }
  const std::lock_guard lock(mutex_);
  outcome_.promptMs = millisecondsSince(start);
  return true;
}

StopReason Generation::write(Sequence& sequence) {
  const auto start = Clock::now();
  const std::size_t room = model_->contextLength() - options_.tokens.size();
  const std::size_t most = std::min(options_.maxTokens, room);
  Sampler sampler(options_.sampler);
  sampler.remember(options_.tokens);
  std::vector<float> allowed;
  for (std::size_t written = 0; written < most; ++written) {
    if (constraint_ && constraint_->complete()) return StopReason::GRAMMAR;
    const std::span<const float> logits = sequence.logits(lastBatch_ - 1, 1);
    allowed.assign(logits.begin(), logits.end());
    if (constraint_) constraint_->forbidOthers(allowed, model_->tokenizer().endTokens());
    const std::uint32_t token = sampler.choose(allowed);
    if (model_->tokenizer().isEnd(token)) return StopReason::END;
    if (constraint_) constraint_->accept(token);
    sampler.remember(token);
    {
      const std::lock_guard lock(mutex_);
      outcome_.generateMs = millisecondsSince(start);
    }
    if (!deliver({token, logProbability(logits, token)})) return StopReason::CANCELLED;
    if (written + 1 == most) break;
    if (!sequence.append({&token, 1}, cancelled_)) return StopReason::CANCELLED;
    lastBatch_ = 1;
  }
  return constraint_ && constraint_->complete() ? StopReason::GRAMMAR : StopReason::LENGTH;
}

// Waits for room in the queue; false once cancelled
bool Generation::deliver(const GeneratedToken& token) {
  {
    std::unique_lock lock(mutex_);
    taken_.wait(lock, [this] { return cancelled_ || queue_.size() < MAX_QUEUED_TOKENS; });
    if (cancelled_) return false;
    queue_.push_back(token);
  }
  onNews_();
  return true;
}

}  // namespace farhand
