// One output being written on a thread of its own. Tokens go through a bounded queue: when the reader is slow, the
// writer waits. Cancelling takes effect within one layer of one token.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "failure.h"
#include "grammar/token-constraint.h"
#include "model.h"
#include "sampler.h"

namespace farhand {

struct GenerationOptions {
  std::vector<std::uint32_t> tokens;  // at least one, fewer than the context
  std::string grammar;                // GBNF, or empty for none
  std::size_t maxTokens = 0;
  SamplerOptions sampler;
};

enum class StopReason { END, GRAMMAR, LENGTH, CANCELLED };

struct GeneratedToken {
  std::uint32_t token;
  double logProbability;  // before grammar and temperature
};

struct GenerationBatch {
  std::vector<GeneratedToken> tokens;
  bool done = false;
  StopReason stopReason = StopReason::CANCELLED;  // meaningful when done without failure
  std::optional<Failure> failure;
  double promptMs = 0;
  double generateMs = 0;
};

class Generation {
 public:
  // `onNews` is called on the writing thread whenever take() has something new, `onEnd` once, as its last act.
  // Throws ENGINE_GRAMMAR_INVALID at once.
  Generation(std::shared_ptr<const Model> model, GenerationOptions options, std::function<void()> onNews,
             std::function<void()> onEnd);
  // Cancels and waits for the thread
  ~Generation();
  Generation(const Generation&) = delete;
  Generation& operator=(const Generation&) = delete;

  // Everything written since the last call; never waits
  GenerationBatch take();
  void cancel();
  bool finished() const { return finished_; }

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  StopReason write(Sequence& sequence);
  bool readPrompt(Sequence& sequence);
  bool deliver(const GeneratedToken& token);

  const std::shared_ptr<const Model> model_;
  const GenerationOptions options_;
  const std::function<void()> onNews_;
  const std::function<void()> onEnd_;
  std::optional<TokenConstraint> constraint_;
  std::size_t lastBatch_ = 0;  // tokens that were appended together last

  std::atomic<bool> cancelled_ = false;
  std::atomic<bool> finished_ = false;
  std::mutex mutex_;  // guards everything below
  std::condition_variable taken_;
  std::deque<GeneratedToken> queue_;
  GenerationBatch outcome_;
  std::thread thread_;
};

}  // namespace farhand
