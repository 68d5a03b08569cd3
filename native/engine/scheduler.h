// Writes all outputs of a model on one thread, step by step: a step takes rows of many sequences through the model at
// once, so that its weights are read once for all of them. Who writes comes first, with a row each and its guesses;
// what room is left is shared by those whose prompts are being read. What an output says doesn't depend on the others.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "draft-sources.h"
#include "forward.h"
#include "output.h"
#include "prefix-index.h"

namespace farhand {

class Scheduler {
 public:
  // The model must outlive the scheduler.
  explicit Scheduler(const Model& model);
  // All outputs must have been released.
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  void submit(std::shared_ptr<Output> output);
  // A reader took tokens, or an output was cancelled.
  void wake();

 private:
  // What takes part in a step
  struct Member {
    Output* output;
    std::size_t firstRow;
    std::size_t rowCount;
    std::size_t firstLogit;
  };

  void run();
  bool waitForWork();
  void tend();
  void admit();
  bool makeRoom(std::size_t bytes);
  bool step();
  bool compute();
  void gatherWriters();
  void draft(std::span<Output* const> writers);
  void gatherReaders();
  bool waitsForAnother(const Output& output) const;
  void join(Output& output, std::size_t count, std::span<const std::uint32_t> guesses = {});
  void settle();
  bool follow();
  std::size_t logitRoom() const { return Forward::MAX_LOGIT_ROWS - wanted_.size(); }

  const Model& model_;
  // Room for keys and values; of it that for beginnings that are kept, and that for outputs, which comes first
  const std::size_t room_;
  const std::size_t prefixBytes_;
  const std::size_t outputBytes_;
  PrefixIndex prefixes_;
  DraftSources drafts_;
  std::unique_ptr<Forward> forward_;              // made when there is work
  std::deque<std::shared_ptr<Output>> waiting_;   // without a cache
  std::vector<std::shared_ptr<Output>> active_;   // those longest without a step first
  std::vector<Member> members_;                   // of the step
  std::vector<BatchRow> rows_;
  std::vector<std::uint32_t> wanted_;             // rows with logits
  std::vector<DraftRequest> requests_;            // of its writers
  std::vector<PredictorRow> kept_;                // rows that are part of a text now
  bool busy_ = false;                             // the last step had members

  std::atomic<bool> abort_ = false;  // nobody wants the step any more
  std::mutex mutex_;                 // guards everything below
  std::condition_variable news_;
  std::vector<std::shared_ptr<Output>> arrived_;
  bool stepping_ = false;  // members_ stay as they are
  bool woken_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace farhand
