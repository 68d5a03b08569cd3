// One output: what its reader sees, and how far the scheduler's thread has come with it. Tokens go through a bounded
// queue; an output whose reader is slow takes no part in steps until there is room again.
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
#include <vector>

#include "draft-record.h"
#include "drafter.h"
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
  bool jumpAhead = false;  // tokens that the grammar leaves no choice about are written without asking the model
  DraftKind draft = DraftKind::NONE;
  std::size_t draftTokens = 0;  // guesses in a step at most, 0: as many as there are
  // With prediction heads: guesses go as far as they were right in this share of the latest steps.
  double draftAcceptance = 0;
};

enum class StopReason { END, GRAMMAR, LENGTH, CANCELLED };

struct GeneratedToken {
  std::uint32_t token;
  double logProbability;  // before grammar and temperature; NaN where the model was not asked
};

struct GenerationCounts {
  std::size_t cached = 0;    // tokens of the prompt that an earlier sequence had computed
  std::size_t drafted = 0;   // tokens that were guessed
  std::size_t accepted = 0;  // guesses that were right
  std::size_t forced = 0;    // tokens written by jumping ahead
};

struct GenerationBatch {
  std::vector<GeneratedToken> tokens;
  bool done = false;
  StopReason stopReason = StopReason::CANCELLED;  // meaningful when done without failure
  std::optional<Failure> failure;
  double promptMs = 0;  // waiting for a turn included
  double generateMs = 0;
  GenerationCounts counts;
};

// The reader's side, for any thread
class Mailbox {
 public:
  static constexpr std::size_t CAPACITY = 32;  // tokens

  GenerationBatch take();
  void cancel() { cancelled_ = true; }
  bool cancelled() const { return cancelled_; }
  // Nothing more comes.
  bool finished() const { return finished_; }
  // Waits until the scheduler has let go.
  void waitForRelease();

  // The scheduler's side. Moves what fits out of `tokens`; returns whether anything did.
  bool put(std::deque<GeneratedToken>& tokens, const GenerationBatch& measured);
  bool hasRoom();
  void finish(StopReason stopReason, std::optional<Failure> failure);
  void release();

 private:
  std::atomic<bool> cancelled_ = false;
  std::atomic<bool> finished_ = false;
  std::mutex mutex_;  // guards everything below
  std::condition_variable change_;
  std::deque<GeneratedToken> queue_;
  GenerationBatch outcome_;
  bool released_ = false;
};

class Output {
 public:
  // Throws ENGINE_GRAMMAR_INVALID. The model must outlive the scheduler's work on it.
  Output(const Model& model, GenerationOptions options, std::function<void()> onNews, std::function<void()> onEnd);

  Mailbox& mailbox() { return mailbox_; }

  // What follows is for the scheduler's thread only.

  // Takes a cache, empty as yet.
  void begin();
  // Gives the cache back; after another begin() the text so far is read again.
  void suspend();
  // Bytes of keys and values that the output may come to hold
  std::size_t mostCacheBytes() const;
  // Hands on what was written; returns whether the output is over and all of it handed on.
  bool deliver();
  bool mayGoOn() { return outbox_.empty() && !over_ && mailbox_.hasRoom(); }
  void fail(Failure failure);
  void end();

  std::span<const std::uint32_t> history() const { return history_; }
  std::size_t cached() const { return cached_; }
  std::size_t pending() const { return history_.size() - cached_; }
  KvCache& cache() { return *cache_; }
  // The cache holds so many positions now, computed for others.
  void takeOver(std::size_t cached);

  // Asks for guesses to take along in the next step, at most `most`; for none where they are of no use.
  DraftRequest draftRequest(std::size_t most);
  // Chooses the rows of the next step: `count` <= pending() tokens and, where that is all, guesses at what follows.
  // The step's tokens start at position cached().
  std::span<const std::uint32_t> plan(std::size_t count, std::span<const std::uint32_t> guesses);
  // How many of the step's last rows have logits to be looked at
  std::size_t logitRows() const { return logitRows_; }
  // Takes up the step's logits, (logitRows(), vocabulary). What goes wrong ends this output only.
  void settle(std::span<const float> logits);
  // Whether the step reached the end of a page
  bool filledPage() const { return stepFirst_ / PAGE_POSITIONS != cached_ / PAGE_POSITIONS; }
  // How many of the step's rows the text has kept
  std::size_t keptRows() const { return cached_ - stepFirst_; }
  // What the last layer made of the last position in the cache, (embedding); empty where that is not known
  std::span<const float> hidden() const { return hidden_; }
  void remember(std::span<const float> hidden) { hidden_.assign(hidden.begin(), hidden.end()); }

 private:
  using Clock = std::chrono::steady_clock;

  void advance(std::span<const float> logits);
  std::size_t agreeing() const;
  void choose(std::span<const float> logits);
  void write(const GeneratedToken& token);
  void jumpAhead();
  void finish(StopReason reason);

  const Model& model_;
  const GenerationOptions options_;
  const std::function<void()> onNews_;
  const std::function<void()> onEnd_;
  const std::size_t most_;  // tokens of the output
  const Clock::time_point start_ = Clock::now();
  Mailbox mailbox_;

  std::optional<TokenConstraint> constraint_;
  Sampler sampler_;
  std::optional<KvCache> cache_;
  std::vector<std::uint32_t> history_;  // prompt and output
  std::size_t cached_ = 0;              // how many of them the cache holds
  bool begun_ = false;
  std::size_t written_ = 0;
  bool promptRead_ = false;
  Clock::time_point promptEnd_;
  std::vector<float> hidden_;
  DraftRecord draftRecord_;
  std::vector<float> allowed_;  // scratch

  std::size_t stepFirst_ = 0;
  std::vector<std::uint32_t> stepTokens_;
  std::size_t logitRows_ = 0;

  std::deque<GeneratedToken> outbox_;
  GenerationBatch measured_;
  bool over_ = false;
  StopReason stopReason_ = StopReason::CANCELLED;
  std::optional<Failure> failure_;
};

}  // namespace farhand
