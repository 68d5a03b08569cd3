#include "output.h"

#include <algorithm>
#include <limits>

#include "grammar/forced-tokens.h"

namespace farhand {

namespace {

double millisecondsBetween(std::chrono::steady_clock::time_point start, std::chrono::steady_clock::time_point end) {
  return std::chrono::duration<double, std::milli>(end - start).count();
}

}  // namespace

GenerationBatch Mailbox::take() {
  const std::lock_guard lock(mutex_);
  GenerationBatch batch = outcome_;
  batch.tokens.assign(queue_.begin(), queue_.end());
  queue_.clear();
  return batch;
}

void Mailbox::waitForRelease() {
  std::unique_lock lock(mutex_);
  change_.wait(lock, [this] { return released_; });
}

bool Mailbox::put(std::deque<GeneratedToken>& tokens, const GenerationBatch& measured) {
  const std::lock_guard lock(mutex_);
  const std::size_t count = std::min(tokens.size(), CAPACITY - queue_.size());
  for (std::size_t i = 0; i < count; ++i) {
    queue_.push_back(tokens.front());
    tokens.pop_front();
  }
  outcome_.promptMs = measured.promptMs;
  outcome_.generateMs = measured.generateMs;
  outcome_.counts = measured.counts;
  return count > 0;
}

bool Mailbox::hasRoom() {
  const std::lock_guard lock(mutex_);
  return queue_.size() < CAPACITY;
}

void Mailbox::finish(StopReason stopReason, std::optional<Failure> failure) {
  {
    const std::lock_guard lock(mutex_);
    outcome_.done = true;
    outcome_.stopReason = stopReason;
    outcome_.failure = std::move(failure);
  }
  finished_ = true;
}

void Mailbox::release() {
  const std::lock_guard lock(mutex_);
  released_ = true;
  change_.notify_all();
}

Output::Output(const Model& model, GenerationOptions options, std::function<void()> onNews,
               std::function<void()> onEnd)
    : model_(model),
      options_(std::move(options)),
      onNews_(std::move(onNews)),
      onEnd_(std::move(onEnd)),
      most_(std::min(options_.maxTokens, model.contextLength() - options_.tokens.size())),
      sampler_(options_.sampler),
      history_(options_.tokens) {
  if (!options_.grammar.empty()) constraint_.emplace(model.grammars().find(options_.grammar));
}

void Output::begin() {
  cache_.emplace(model_.newCache());
  if (begun_) return;
  begun_ = true;
  sampler_.remember(options_.tokens);
  jumpAhead();
}

void Output::suspend() {
  cache_.reset();
  cached_ = 0;
  hidden_.clear();
}

std::size_t Output::mostCacheBytes() const {
  const std::size_t positions = options_.tokens.size() + most_;
  return model_.kvPool().layout().bytesFor(positions, Forward::PROMPT_BATCH);
}

bool Output::deliver() {
  if (!outbox_.empty() || over_) {
    if (mailbox_.put(outbox_, measured_)) onNews_();
  }
  return over_ && outbox_.empty();
}

void Output::fail(Failure failure) {
  failure_ = std::move(failure);
  finish(StopReason::CANCELLED);
}

// Calls back for the last time: whoever is called may not touch the output in turn.
void Output::end() {
  cache_.reset();
  mailbox_.finish(over_ ? stopReason_ : StopReason::CANCELLED, std::move(failure_));
  onNews_();
  onEnd_();
  mailbox_.release();
}

void Output::takeOver(std::size_t cached) {
  if (cached == cached_) return;
  hidden_.clear();
  if (!promptRead_) measured_.counts.cached += cached - cached_;
  cached_ = cached;
}

DraftRequest Output::draftRequest(std::size_t most) {
  if (options_.draft == DraftKind::NONE || !promptRead_) return {};
  // The last token that may be written is never taken through the model, so neither is a guess at it.
  most = std::min(most, most_ - written_ - 1);
  if (options_.draftTokens > 0) most = std::min(most, options_.draftTokens);
  if (options_.draft == DraftKind::MTP) most = draftRecord_.worthWhile(most, options_.draftAcceptance);
  cache_->reserve(cached_, cached_ + most);
  return {options_.draft, history_, cached_, &*cache_, hidden_, most, {}, nullptr};
}

std::span<const std::uint32_t> Output::plan(std::size_t count, std::span<const std::uint32_t> guesses) {
  stepFirst_ = cached_;
  const auto next = std::span(history_).subspan(cached_, count);
  stepTokens_.assign(next.begin(), next.end());
  logitRows_ = count == pending() ? 1 : 0;
  stepTokens_.insert(stepTokens_.end(), guesses.begin(), guesses.end());
  logitRows_ += guesses.size();
  measured_.counts.drafted += guesses.size();
  cache_->reserve(stepFirst_, stepFirst_ + stepTokens_.size());
  return stepTokens_;
}

void Output::settle(std::span<const float> logits) {
  std::optional<Failure> failure = captureFailure([&] { advance(logits); });
  if (failure) fail(std::move(*failure));
}

// Chooses tokens as long as the step's rows are those of the text as it has become.
void Output::advance(std::span<const float> logits) {
  const std::size_t end = stepFirst_ + stepTokens_.size();
  const std::size_t before = history_.size();
  if (logitRows_ > 0) {
    if (!promptRead_) {
      promptRead_ = true;
      promptEnd_ = Clock::now();
      measured_.promptMs = millisecondsBetween(start_, promptEnd_);
    }
    const std::size_t vocabulary = logits.size() / logitRows_;
    while (!over_ && history_.size() <= end && agreeing() >= history_.size()) {
      choose(logits.subspan((history_.size() - (end - logitRows_ + 1)) * vocabulary, vocabulary));
    }
    measured_.generateMs = millisecondsBetween(promptEnd_, Clock::now());
  }
  cached_ = agreeing();
  const std::size_t right = cached_ > before ? cached_ - before : 0;
  measured_.counts.accepted += right;
  if (logitRows_ > 0) draftRecord_.add(logitRows_ - 1, right);
}

// The end of the positions at which the step's rows are the text's
std::size_t Output::agreeing() const {
  const auto text = std::span(history_).subspan(stepFirst_);
  const auto [row, token] = std::mismatch(stepTokens_.begin(), stepTokens_.end(), text.begin(), text.end());
  return stepFirst_ + static_cast<std::size_t>(row - stepTokens_.begin());
}

void Output::choose(std::span<const float> logits) {
  if (constraint_ && constraint_->complete()) return finish(StopReason::GRAMMAR);
  allowed_.assign(logits.begin(), logits.end());
  if (constraint_) constraint_->forbidOthers(allowed_, model_.tokenizer().endTokens());
  const std::uint32_t token = sampler_.choose(allowed_);
  if (model_.tokenizer().isEnd(token)) return finish(StopReason::END);
  write({token, logProbability(logits, token)});
  jumpAhead();
}

void Output::write(const GeneratedToken& token) {
  if (constraint_) constraint_->accept(token.token);
  sampler_.remember(token.token);
  history_.push_back(token.token);
  outbox_.push_back(token);
  ++written_;
  const bool whole = constraint_ && constraint_->complete();
  if (whole) return finish(StopReason::GRAMMAR);
  if (written_ == most_) finish(StopReason::LENGTH);
}

void Output::jumpAhead() {
  if (!options_.jumpAhead || !constraint_ || over_) return;
  for (const std::uint32_t token : forcedTokens(*constraint_, model_.tokenizer())) {
    if (over_) return;
    write({token, std::numeric_limits<double>::quiet_NaN()});
    ++measured_.counts.forced;
  }
}

void Output::finish(StopReason reason) {
  over_ = true;
  stopReason_ = reason;
}

}  // namespace farhand
